import Archive
import Contracts
import Counting

/// A file of a folder that is published whole.
struct FolderFile: Sendable {
  /// Name, behind at most one folder.
  let name: String
  let access: FileAccess
  // Large tables become bytes one after another, when their turn to be written comes.
  private let body: @Sendable (inout AtomicFile) throws(ArchiveError) -> Void

  init(name: String, bytes: [UInt8], access: FileAccess) {
    self.init(name: name, parts: [bytes], access: access)
  }

  /// A file of bytes in parts that follow one another.
  init(
    name: String, parts: @escaping @autoclosure @Sendable () -> [[UInt8]], access: FileAccess
  ) {
    self.init(name: name, access: access) { file throws(ArchiveError) in
      for part in parts() { try file.write(part) }
    }
  }

  /// A file that is written by who knows its bytes.
  init(
    name: String, access: FileAccess,
    body: @escaping @Sendable (inout AtomicFile) throws(ArchiveError) -> Void
  ) {
    self.name = name
    self.access = access
    self.body = body
  }

  /// The folder within the published one; nil for none.
  var folder: String? { name.lastIndex(of: "/").map { String(name[..<$0]) } }

  func write(to folder: String) throws(ArchiveError) {
    let target = folder + "/" + name
    var file = try AtomicFile(for: target, access: access)
    try body(&file)
    try file.commit(to: target)
  }
}

/// The files of counts/MONTH: the contract between counting and flagging.
enum CountFiles {
  static let factsName = "facts.json"

  /// Writes an observation and lists of cases, which no indicator reads; the folder appears whole.
  ///
  /// Tables that are put together of pieces, or were put aside, are not taken from the observation.
  static func write(
    _ observation: Observation, _ patterns: CountedPatterns, pieced: [PiecedTable],
    lists: [(name: String, rows: BytesAside)], _ facts: CountFacts, _ workspace: Workspace
  ) throws(StageError) {
    let target = workspace.counts + "/" + observation.month.description
    let temporary = FileStore.temporaryPath(for: target)
    var files = (tables(observation) + PatternFiles.tables(patterns)).map {
      FolderFile(name: $0.name + ".csv", bytes: csvBytes($0.rows), access: .ownerOnly)
    }
    let cells = observation.cells
    files.append(
      FolderFile(name: "cells.csv", access: .ownerOnly) { file throws(ArchiveError) in
        try TableFile.write(cells, to: &file)
      })
    let tallies =
      tallies(observation) + PatternFiles.tallies(patterns)
      + LegalityFiles.tallies(observation.legality)
    let names = Set(pieced.map(\.name) + lists.map(\.name))
    files += tallies.filter { !names.contains($0.name) }.map { tally in
      FolderFile(name: tally.name + ".csv", access: .ownerOnly) { file throws(ArchiveError) in
        try TableFile.write(tally, to: &file)
      }
    }
    files += pieced.map { table in
      FolderFile(name: table.name + ".csv", access: .ownerOnly) { file throws(ArchiveError) in
        try table.write(to: &file)
      }
    }
    files += lists.map { list in
      FolderFile(name: list.name + ".csv", access: .ownerOnly) { file throws(ArchiveError) in
        try list.rows.write(to: &file)
      }
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
      for folder in Set(files.compactMap(\.folder)).sorted() {
        try FileStore.makeFolder(folder, beneath: temporary, access: access)
      }
      for file in files { try file.write(to: temporary) }
      try FileStore.publishFolder(temporary, as: target)
    }
  }

  /// Reads an observation back; one of another program or a damaged one asks to count again.
  static func read(
    _ month: Month, _ workspace: Workspace
  ) async throws(StageError) -> (observation: Observation, facts: CountFacts) {
    let folder = workspace.counts + "/" + month.description
    let facts = try facts(folder)
    var observation = Observation(
      month: facts.month, firstMonth: facts.firstMonth, window: facts.window)
    // The largest table is read beside the others.
    async let largest = Result { () throws(StageError) in try cells(folder + "/cells.csv") }
    observation.units = try rows("units", folder, workspace) { UnitFact(row: $0) }
    observation.districts = try rows("districts", folder, workspace) { DistrictFact(row: $0) }
    observation.unitMonths = try rows("unit_months", folder, workspace) { UnitMonth(row: $0) }
    observation.cases = try tally(.cases, folder)
    observation.unmatched = try tally(.unmatched, folder)
    observation.blanks = try tally(.blanks, folder)
    observation.revisions = try tally(.revisions, folder)
    observation.absences = try tally(.absences, folder)
    observation.unreadCases = try tally(.unreadCases, folder)
    observation.columnGaps = try tally(.columnGaps, folder)
    observation.unsentInspections = try tally(.unsentInspections, folder)
    observation.repeats = try tally(.repeats, folder)
    observation.expiredExplanations = try tally(.expiredExplanations, folder)
    observation.referrals = try tally(.referrals, folder)
    observation.patterns = try PatternFiles(folder, workspace).read()
    observation.complaintKinds = Set(observation.patterns.complaints.map(\.kind))
    observation.legality = try LegalityFiles.read(folder)
    observation.sources = try rows("sources", folder, workspace, source)
    observation.names = try names(folder, workspace)
    observation.tables = Set(facts.tables)
    observation.cells = try await largest.get()
    return (observation, facts)
  }

  private struct FactsVersion: Decodable {
    let version: Int
  }

  private static func facts(_ folder: String) throws(StageError) -> CountFacts {
    let path = folder + "/" + factsName
    let bytes = try storing { () throws(ArchiveError) in
      try FileStore.contents(of: path, limit: 1 << 30)
    }
    guard try decoded(FactsVersion.self, from: bytes, path).version == CountFacts.version else {
      throw StageError(.dataRefused, "\(folder): of another version of caseload; count again")
    }
    return try decoded(CountFacts.self, from: bytes, path)
  }

  private static func cells(_ path: String) throws(StageError) -> [Cell] {
    var reader = CellReader()
    var cells: [Cell] = []
    cells.reserveCapacity(try TableFile.lines(of: path))
    try TableFile.read(path, columns: Cell.columns) { row, ends in
      guard let cell = reader.cell(row, ends: ends) else { return false }
      cells.append(cell)
      return true
    }
    return cells
  }

  static func tally(_ empty: Tally, _ folder: String) throws(StageError) -> Tally {
    var reader = TallyReader(empty)
    try TableFile.read("\(folder)/\(empty.name).csv", columns: empty.columns) { row, ends in
      reader.add(row, ends: ends)
    }
    return reader.tally
  }

  static func rows<Value>(
    _ name: String, _ folder: String, _ workspace: Workspace, _ value: ([String]) -> Value?
  ) throws(StageError) -> [Value] {
    let path = "\(folder)/\(name).csv"
    var values: [Value] = []
    for (index, row) in try workspace.rows(of: path).enumerated().dropFirst() {
      guard let value = value(row) else { throw TableFile.damaged(path, record: index + 1) }
      values.append(value)
    }
    return values
  }

  private static func tables(_ observation: Observation) -> [(name: String, rows: [[String]])] {
    [
      ("units", [UnitFact.columns] + observation.units.map(\.row)),
      ("districts", [DistrictFact.columns] + observation.districts.map(\.row)),
      ("unit_months", [UnitMonth.columns] + observation.unitMonths.map(\.row)),
      ("sources", sourceRows(observation)), ("names", nameRows(observation.names)),
    ]
  }

  private static func tallies(_ observation: Observation) -> [Tally] {
    [
      observation.cases, observation.unmatched, observation.blanks, observation.revisions,
      observation.absences, observation.unreadCases, observation.columnGaps,
      observation.unsentInspections,
      observation.repeats, observation.expiredExplanations, observation.referrals,
    ]
  }

  private static func sourceRows(_ observation: Observation) -> [[String]] {
    [
      ["name", "table", "sha256", "as_of", "notes", "absent_columns"]
        + SourceSummary.kinds
    ]
      + observation.sources.map { source in
        let notes = source.notes.keys.sorted().map { "\($0)=\(source.notes[$0] ?? 0)" }
        return [
          source.name, source.table, source.sha256, source.asOf, notes.joined(separator: ";"),
          source.absentColumns.joined(separator: ";"),
        ] + source.counts.map { String($0) }
      }
  }

  private static func source(_ row: [String]) -> SourceSummary? {
    let counts = row.dropFirst(6).compactMap { Int($0) }
    guard row.count == 6 + SourceSummary.kinds.count, counts.count == row.count - 6 else {
      return nil
    }
    var notes: [String: Int] = [:]
    for note in row[4].split(separator: ";") {
      let parts = note.split(separator: "=")
      guard parts.count == 2, let count = Int(parts[1]) else { return nil }
      notes[String(parts[0])] = count
    }
    return SourceSummary(
      name: row[0], table: row[1], sha256: row[2], asOf: row[3], counts: counts, notes: notes,
      absentColumns: row[5].split(separator: ";").map { String($0) })
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

  /// Names of units, districts and items.
  static func names(
    _ folder: String, _ workspace: Workspace
  ) throws(StageError) -> NameBook {
    var names = NameBook()
    for row in try rows("names", folder, workspace, { $0.count == 3 ? $0 : nil }) {
      switch row[0] {
      case "unit": names.units[row[1]] = row[2]
      case "district": names.districts[row[1]] = row[2]
      default: names.items[row[1]] = row[2]
      }
    }
    return names
  }
}
