import Contracts

/// The files of counts/MONTH that the indicators of legality, capacity and disturbance read.
enum LegalityFiles {
  /// Name of the index of cases, which no indicator reads.
  static let indexName = "procedure_cases"

  static func read(_ folder: String) throws(StageError) -> LegalityAggregates {
    var legality = LegalityAggregates()
    for (name, path) in LegalityAggregates.tables {
      let shape = legality[keyPath: path]
      precondition(shape.name == name, "a table has the name of its file")
      legality[keyPath: path] = try CountFiles.tally(shape, folder)
    }
    for question in ProcedureQuestion.allCases {
      let tally = try CountFiles.tally(question.shape, folder)
      if !tally.sums.isEmpty { legality.procedures[question] = tally }
    }
    return legality
  }

  static func tallies(_ legality: LegalityAggregates) -> [Tally] {
    LegalityAggregates.tables.map { legality[keyPath: $0.path] }
      + ProcedureQuestion.allCases.map { legality.procedures[$0] ?? $0.shape }
  }
}
