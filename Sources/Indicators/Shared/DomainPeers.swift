import Contracts

/// Whether anybody else is left in the domain of a cell.
enum DomainPeers {
  /// Whether no other cell of the level had a case of the domain since this one fell silent.
  ///
  /// Then nobody shows that the domain goes on. False for cells of items, and for one that never acted.
  static func areAllSilent(
    since cell: Cell, at positions: some Sequence<Int>, of cells: [Cell], _ firstMonth: Month
  ) -> Bool {
    guard cell.itemCode.isEmpty, let last = cell.lastActive else { return false }
    let from = last.index - firstMonth.index + 1
    return !positions.contains { position in
      cells[position].domain == cell.domain
        && cells[position].history.cases.contains { Int($0.month) >= from }
    }
  }

  /// The same of the cell at a position; of an item its domain is asked, where that is silent as well.
  static func areAllSilent(since position: Int, in observation: Observation) -> Bool {
    let cells = observation.cells
    let place = SoleItems.place(of: position, in: observation) ?? position
    let cell = cells[place]
    guard place == position || [.zeroOpen, .zeroExplained].contains(cell.state) else {
      return false
    }
    return areAllSilent(
      since: cell, at: observation.positions(of: cell.level), of: cells, observation.firstMonth)
  }
}
