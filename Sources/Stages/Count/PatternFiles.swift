import Contracts
import Counting

/// The files of counts/MONTH that the selective and profit-driven indicators read.
struct PatternFiles {
  let folder: String
  let workspace: Workspace

  init(_ folder: String, _ workspace: Workspace) {
    self.folder = folder
    self.workspace = workspace
  }

  func read() throws(StageError) -> PatternAggregates {
    var patterns = PatternAggregates()
    patterns.outcomes = try outcomes(PenaltyOutcome.tally, PenaltyOutcome.outcomes)
    patterns.visits = try outcomes(VisitOutcome.tally, VisitOutcome.outcomes)
    patterns.complaints = try outcomes(ComplaintOutcome.tally, ComplaintOutcome.outcomes)
    patterns.multiplicities = try CountFiles.tally(.multiplicities, folder)
    patterns.decisionDays = try CountFiles.tally(.decisionDays, folder)
    patterns.registered = try CountFiles.tally(.registered, folder)
    patterns.finances = try CountFiles.tally(.finances, folder)
    patterns.bands = try CountFiles.rows("fine_bands", folder, workspace) { FineBand(row: $0) }
    let days = try CountFiles.rows("holidays", folder, workspace) { $0 }
    guard let calendar = WorkingCalendar(rows: days) else {
      throw TableFile.damaged("\(folder)/holidays.csv", record: 1)
    }
    patterns.calendar = calendar
    return patterns
  }

  static func tallies(_ patterns: CountedPatterns) -> [Tally] {
    [
      patterns.outcomes, patterns.visits, patterns.complaints, patterns.others.multiplicities,
      patterns.others.decisionDays, patterns.others.registered, patterns.others.finances,
    ]
  }

  static func tables(_ patterns: CountedPatterns) -> [(name: String, rows: [[String]])] {
    [
      ("fine_bands", [FineBand.columns] + patterns.others.bands.map(\.row)),
      ("holidays", [WorkingCalendar.columns] + patterns.others.calendar.rows),
    ]
  }

  private func outcomes<Value>(
    _ shape: Tally, _ values: (Tally) -> [Value]?
  ) throws(StageError) -> [Value] {
    guard let values = values(try CountFiles.tally(shape, folder)) else {
      throw TableFile.damaged("\(folder)/\(shape.name).csv", record: 1)
    }
    return values
  }
}
