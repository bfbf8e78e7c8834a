import Contracts

extension Observation {
  /// Says how many case records of a unit and year were rejected and not mended; empty where none was.
  ///
  /// Where totals differ from another account of the same year, this is the first thing to look at.
  func unreadNote(_ unit: String, _ year: Int) -> Phrase {
    let months = Month(year: year, month: 1)...Month(year: year, month: 12)
    guard let records = unreadRecords(in: months)[unit] else { return Phrase("", "") }
    return Phrase(
      "另有该年案件记录\(records)条被退回、未能读入，不在其中。",
      " \(English.count(records, "case record")) of that year \(English.verb(records, "was", "were")) rejected "
        + "and \(English.verb(records, "is", "are")) not counted.")
  }
}
