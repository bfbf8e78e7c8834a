import Contracts

/// Indicators that flag so many subjects that no one of them stands out.
struct GeneralSituations: Sendable {
  // Of one or two subjects a share says nothing general.
  private static let fewest = 10

  /// Flagged subjects and all that could be judged, by code of indicator.
  private let counts: [String: (flagged: Int, subjects: Int)]

  /// Finds those that flag more than a quarter of at least ten subjects.
  init(_ input: ReportInput) {
    var counts: [String: (flagged: Int, subjects: Int)] = [:]
    for result in input.results {
      let flagged = result.outcomes[.flagged] ?? 0
      var subjects = flagged + (result.outcomes[.passed] ?? 0)
      guard Self.isGeneral(flagged, of: subjects) else { continue }
      // Only silent cells are tested for silence: rare or not it is among all that could have cases.
      if Draft.judgedSilences.contains(result.code) {
        subjects += Self.busyCells(of: result.code, in: input.observation)
        guard Self.isGeneral(flagged, of: subjects) else { continue }
      }
      counts[result.code] = (flagged, subjects)
    }
    self.counts = counts
  }

  /// Flagged subjects and all that could be judged; nil for an indicator that is not one of these.
  subscript(_ code: String) -> (flagged: Int, subjects: Int)? { counts[code] }

  private static func isGeneral(_ flagged: Int, of subjects: Int) -> Bool {
    subjects >= fewest && 4 * flagged > subjects
  }

  private static func busyCells(of code: String, in observation: Observation) -> Int {
    observation.cells.count { cell in
      guard cell.state == .active || cell.state == .handled else { return false }
      return code == "Z03" ? cell.level == .unitDomain : cell.level != .cityItem
    }
  }
}
