import Archive
import Contracts

/// A file of a folder that is published whole.
struct FolderFile: Sendable {
  let name: String
  let bytes: [UInt8]
  let access: FileAccess
}

/// The files of counts/MONTH: the contract between counting and flagging.
enum CountFiles {
  static let factsName = "facts.json"

  /// Writes an observation; the folder appears whole.
  static func write(
    _ observation: Observation, _ facts: CountFacts, _ workspace: Workspace
  ) throws(StageError) {
    let target = workspace.counts + "/" + observation.month.description
    let temporary = FileStore.temporaryPath(for: target)
    var files = tables(observation).map {
      FolderFile(name: $0.name + ".csv", bytes: csvBytes($0.rows), access: .ownerOnly)
    }
    files.append(
      FolderFile(name: factsName, bytes: try jsonBytes(facts), access: .ownerOnly))
    try publish(files, temporary, target)
  }

  /// Writes files into a folder aside and makes it appear whole.
  ///
  /// The folder is open to everyone as soon as one of its files is.
  static func publish(
    _ files: [FolderFile], _ temporary: String, _ target: String
  ) throws(StageError) {
    let access: FileAccess = files.contains { $0.access == .everyone } ? .everyone : .ownerOnly
    try storing { () throws(ArchiveError) in
      if try FileStore.kind(of: temporary) != nil { try FileStore.removeFolder(temporary) }
      try FileStore.makeFolder(temporary, access: access)
      for file in files {
        try FileStore.write(
          file.bytes, to: temporary + "/" + file.name, access: file.access)
      }
      try FileStore.publishFolder(temporary, as: target)
    }
  }

  /// Reads an observation back.
  static func read(
    _ month: Month, _ workspace: Workspace
  ) throws(StageError) -> (observation: Observation, facts: CountFacts) {
    let folder = workspace.counts + "/" + month.description
    let path = folder + "/" + factsName
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 1 << 30)
    }
    let facts = try decoded(CountFacts.self, from: bytes, path)
    var observation = Observation(
      month: facts.month, firstMonth: facts.firstMonth, window: facts.window)
    func rows(_ name: String) throws(StageError) -> [[String]] {
      try workspace.rows(of: folder + "/" + name + ".csv")
    }
    observation.cells = try rows("cells").dropFirst().compactMap { Cell(row: $0) }
    observation.unitMonths = try rows("unit_months").dropFirst().compactMap { UnitMonth(row: $0) }
    observation.cases = try tally(.cases, rows("case_counts"), folder)
    observation.unmatched = try tally(.unmatched, rows("unmatched"), folder)
    observation.blanks = try tally(.blanks, rows("case_blanks"), folder)
    observation.sources = sources(try rows("sources"))
    observation.names = names(try rows("names"))
    observation.tables = Set(facts.tables)
    return (observation, facts)
  }

  private static func tally(
    _ empty: Tally, _ rows: [[String]], _ folder: String
  ) throws(StageError) -> Tally {
    guard let tally = Tally(empty, rows: rows) else {
      throw StageError(.dataRefused, "\(folder)/\(empty.name).csv: damaged; count again")
    }
    return tally
  }

  private static func tables(_ observation: Observation) -> [(name: String, rows: [[String]])] {
    [
      ("cells", [Cell.columns] + observation.cells.map(\.row)),
      ("unit_months", [UnitMonth.columns] + observation.unitMonths.map(\.row)),
      ("case_counts", observation.cases.rows), ("unmatched", observation.unmatched.rows),
      ("case_blanks", observation.blanks.rows), ("sources", sourceRows(observation)),
      ("names", nameRows(observation.names)),
    ]
  }

  private static func sourceRows(_ observation: Observation) -> [[String]] {
    [["name", "table", "sha256", "as_of", "notes"] + SourceSummary.kinds]
      + observation.sources.map { source in
        let notes = source.notes.keys.sorted().map { "\($0)=\(source.notes[$0] ?? 0)" }
        return [
          source.name, source.table, source.sha256, source.asOf, notes.joined(separator: ";"),
        ] + source.counts.map { String($0) }
      }
  }

  private static func sources(_ rows: [[String]]) -> [SourceSummary] {
    rows.dropFirst().filter { $0.count == 5 + SourceSummary.kinds.count }.map { row in
      var notes: [String: Int] = [:]
      for note in row[4].split(separator: ";") {
        let parts = note.split(separator: "=")
        if parts.count == 2 { notes[String(parts[0])] = Int(parts[1]) }
      }
      return SourceSummary(
        name: row[0], table: row[1], sha256: row[2], asOf: row[3],
        counts: row.dropFirst(5).map { Int($0) ?? 0 }, notes: notes)
    }
  }

  private static func nameRows(_ names: NameBook) -> [[String]] {
    let groups = [
      ("unit", names.units), ("district", names.districts), ("item", names.items),
    ]
    return [["kind", "code", "name"]]
      + groups.flatMap { kind, names in
        names.keys.sorted().map { [kind, $0, names[$0] ?? ""] }
      }
  }

  private static func names(_ rows: [[String]]) -> NameBook {
    var names = NameBook()
    for row in rows.dropFirst() where row.count == 3 {
      switch row[0] {
      case "unit": names.units[row[1]] = row[2]
      case "district": names.districts[row[1]] = row[2]
      default: names.items[row[1]] = row[2]
      }
    }
    return names
  }
}
