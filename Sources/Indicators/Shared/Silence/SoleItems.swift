import Contracts

/// Items that are all that a unit or place ever held of a domain: their cell and the domain's tell of
/// the same cases, by two references.
enum SoleItems {
  private static func domains(of level: CellLevel) -> CellLevel? {
    switch level {
    case .unitItem: .unitDomain
    case .districtItem: .districtDomain
    case .unitDomain, .districtDomain, .cityItem: nil
    }
  }

  /// What the model says of a domain, where that doubts a flag on its only item.
  ///
  /// - Parameters:
  ///   - item: A silent cell.
  ///   - silence: All silent cells.
  ///   - observation: The cells, in their order.
  /// - Returns: The domain's silence, which is within chance; nil where the item has others beside it,
  ///   and where the domain says the same or nothing.
  static func doubt(
    of item: CellAssessment, in silence: SilenceFindings, _ observation: Observation
  ) -> CellAssessment? {
    guard item.verdict.isFlagged, let place = domain(of: item.cell, in: observation),
      let found = silence.assessment(of: place), found.verdict == .withinChance
    else { return nil }
    return found
  }

  /// Position of the domain of an item that is all of it; nil where it has others beside it, and of a
  /// cell that is no item.
  static func domain(of item: Int, in observation: Observation) -> Int? {
    isAlone(item, in: observation.cells) ? place(of: item, in: observation) : nil
  }

  /// Position of the domain of an item; nil of a cell that is no item.
  static func place(of item: Int, in observation: Observation) -> Int? {
    let own = observation.cells[item]
    guard let level = domains(of: own.level) else { return nil }
    var domain = Cell(level: level, domain: own.domain, state: own.state)
    (domain.unitCode, domain.districtCode) = (own.unitCode, own.districtCode)
    return observation.position(like: domain)
  }

  // Cells of one domain stand side by side.
  private static func isAlone(_ position: Int, in cells: [Cell]) -> Bool {
    let isOther = { (other: Int) in
      cells.indices.contains(other) && cells[other].level == cells[position].level
        && cells[other].unitCode == cells[position].unitCode
        && cells[other].districtCode == cells[position].districtCode
        && cells[other].domain == cells[position].domain
    }
    return !isOther(position - 1) && !isOther(position + 1)
  }
}

extension SilenceFindings {
  /// Takes from grade A what the domain, which tells of the same cases, does not bear out.
  mutating func doubtSoleItems(of observation: Observation) {
    for index in silent.indices
    where silent[index].verdict == .gradeA
      && SoleItems.doubt(of: silent[index], in: self, observation) != nil
    {
      silent[index].verdict = .gradeB
    }
  }
}
