import Archive
import Contracts

/// Units that sent nothing for the last month that was counted.
struct Freshness {
  let month: Month
  /// Codes of units that existed in the month and sent nothing, sorted.
  let missing: [String]
  private let names: NameBook

  /// Reads the counts; nil where nothing is counted.
  static func last(_ workspace: Workspace) throws(StageError) -> Freshness? {
    let counts = workspace.counts
    let month = try storing { () throws(ArchiveError) in
      try FileStore.kind(of: counts) == nil
        ? nil : try FileStore.entries(of: counts).compactMap { Month($0.name) }.max()
    }
    return try month.map { month throws(StageError) in try Freshness(month, workspace) }
  }

  /// Reads the counts of a month.
  init(_ month: Month, _ workspace: Workspace) throws(StageError) {
    let folder = workspace.counts + "/" + month.description
    let months = try CountFiles.rows("unit_months", folder, workspace) { UnitMonth(row: $0) }
    self.month = month
    missing = months.filter { $0.month == month && !$0.isSent }.map(\.unitCode).sorted()
    names = try CountFiles.names(folder, workspace)
  }

  /// One line that names them, at most twenty; empty where all sent.
  var text: String { phrase.english }

  /// That line in either language.
  var phrase: Phrase {
    guard !missing.isEmpty else { return Phrase("", "") }
    let shown = missing.prefix(20).map { code in
      let name = names.unit(code)
      return name == code ? code : "\(code) \(name)"
    }
    let rest = missing.count - shown.count
    return Phrase(
      "\(month)未报送：\(shown.joined(separator: "、"))" + (rest > 0 ? "，另有\(rest)个" : ""),
      "sent nothing for \(month): \(shown.joined(separator: ", "))"
        + (rest > 0 ? " and \(rest) more" : ""))
  }
}
