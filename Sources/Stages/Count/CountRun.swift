import Archive
import Contracts
import Counting

/// Facts about a count that are no table.
struct CountFacts: Codable, Sendable {
  /// Grows when counts of an older program must not be read.
  static let version = 3

  var version = Self.version
  var snapshot: Int
  var month: Month
  var firstMonth: Month
  var window: Int
  var powerSource: String
  var hasDeliveryRegister: Bool
  var districtSuccessions: [[String]]
  var unitSuccessions: [[String]]
  var tables: [String]
}

/// Counts the newest snapshot up to a month, and writes counts/MONTH.
struct CountRun {
  let workspace: Workspace
  let settings: Settings
  /// Report month; nil is the last month with a case.
  let month: Month?
  var isDryRun = false

  private static let empty: [String: Tally] = [
    "case_counts": .cases, "handling_counts": .handling, "case_blanks": .blanks,
    "unit_names": .unitNames,
    "inspection_counts": .inspections, "complaint_counts": .complaints,
  ]

  /// Counts and writes; returns the facts and the number of cells by state.
  func counted() throws(StageError) -> (facts: CountFacts, cells: [Cell]) {
    guard let snapshot = try workspace.latestSnapshot() else {
      throw StageError(
        .inputMissing, "\(workspace.archive): no snapshot yet; run caseload-ingest and -archive")
    }
    let input = try input(snapshot)
    guard let month = month ?? lastMonth(input) else {
      throw StageError(
        .inputMissing, "the archive holds no case; name the month to report with --month")
    }
    try checkRange(month, input)
    let counted = ObservationBuilder.counted(
      input, month: month, window: settings.zeroMonths)
    let observation = counted.observation
    let facts = CountFacts(
      snapshot: snapshot.number, month: month, firstMonth: observation.firstMonth,
      window: observation.window, powerSource: counted.powerSource.rawValue,
      hasDeliveryRegister: counted.hasDeliveryRegister,
      districtSuccessions: counted.districtSuccessions.map { [$0.old, $0.new] },
      unitSuccessions: counted.unitSuccessions.map { [$0.old, $0.new] },
      tables: observation.tables.sorted())
    if !isDryRun { try CountFiles.write(observation, facts, workspace) }
    return (facts, observation.cells)
  }

  // A wrong year in an undated export must not move the report beyond every as-of date.
  private func lastMonth(_ input: CountingInput) -> Month? {
    let asOf = input.sources.compactMap { CalendarDate($0.asOf)?.month }.max()
    let months = input.cases.sums.keys.compactMap { Month($0[0]) }
    guard let asOf else { return months.max() }
    return months.filter { $0 <= asOf }.max() ?? months.max()
  }

  // A month outside the data would be all zeros that nobody delivered.
  private func checkRange(_ month: Month, _ input: CountingInput) throws(StageError) {
    let asOf = input.sources.compactMap { CalendarDate($0.asOf)?.month }.max()
    let last = [input.lastMonth, asOf].compactMap { $0 }.max() ?? month
    let first = input.cases.sums.keys.compactMap { Month($0[0]) }.min() ?? month
    guard month >= first, month <= last else {
      throw StageError(.inputMissing, "--month \(month): the data run from \(first) to \(last)")
    }
  }

  private func input(_ snapshot: Snapshot) throws(StageError) -> CountingInput {
    var input = CountingInput()
    input.sources = snapshot.sources.map(SourceSummary.init)
    for file in snapshot.files where file.kind == .reference {
      let rows = try workspace.archivedRows(file)
      input.reference[file.table] = ArchivedTable(
        names: rows.first ?? [], rows: Array(rows.dropFirst()))
    }
    for file in snapshot.files where file.kind == .partition {
      switch file.table {
      case Table.cases.name: try addCases(file, snapshot, &input)
      case Table.inspections.name:
        let tally = try cached(file, "inspection_counts") { OversightTallies.inspections($0) }
        input.inspections.merge(tally)
      case Table.complaints.name:
        let tally = try cached(file, "complaint_counts") { OversightTallies.complaints($0) }
        input.complaints.merge(tally)
      default: break
      }
    }
    let isOverflown = [input.cases, input.inspections, input.complaints]
      .contains { $0.isOverflown }
    guard !isOverflown else {
      throw StageError(.dataRefused, "AMT-RANGE: a sum is larger than 64 bits hold")
    }
    return input
  }

  private func addCases(
    _ file: ArchivedFile, _ snapshot: Snapshot, _ input: inout CountingInput
  ) throws(StageError) {
    let items = snapshot.files.first {
      $0.table == Table.caseItems.name && $0.kind == .partition && $0.month == file.month
    }
    let names = ["case_counts", "case_blanks", "unit_names", "handling_counts"]
    let suffix =
      (items.map { "-" + $0.sha256.hexadecimal.prefix(16) } ?? "")
      + "-" + settings.basis.rawValue
    let cache = names.map { cachePath($0, file, suffix) }
    var tallies = try zip(names, cache).map { name, path throws(StageError) in
      try cachedTally(name, path)
    }
    if tallies.contains(where: { $0 == nil }) {
      let itemRows = try items.map { file throws(StageError) in try workspace.archivedRows(file) }
      let counted = CaseTallies(
        try table(file),
        items: ArchivedTable(
          names: Table.caseItems.archiveNames, rows: Array((itemRows ?? []).dropFirst())),
        basis: settings.basis)
      tallies = [counted.cases, counted.blanks, counted.unitNames, counted.handling]
      for (tally, path) in zip(tallies, cache) {
        if let tally { try write(tally, path) }
      }
    }
    if let cases = tallies[0] { input.cases.merge(cases) }
    if let blanks = tallies[1] { input.blanks.merge(blanks) }
    if let unitNames = tallies[2] { input.unitNames.merge(unitNames) }
    if let handling = tallies[3] { input.handling.merge(handling) }
  }

  private func table(_ file: ArchivedFile) throws(StageError) -> ArchivedTable {
    let rows = try workspace.archivedRows(file)
    return ArchivedTable(names: rows.first ?? [], rows: Array(rows.dropFirst()))
  }

  // Aggregates of a partition depend on its content alone, so its hash is their name.
  private func cached(
    _ file: ArchivedFile, _ name: String, _ count: (ArchivedTable) -> Tally
  ) throws(StageError) -> Tally {
    let path = cachePath(name, file, "")
    if let known = try cachedTally(name, path) { return known }
    let tally = count(try table(file))
    try write(tally, path)
    return tally
  }

  private func cachePath(_ name: String, _ file: ArchivedFile, _ suffix: String) -> String {
    let month = file.month ?? "all"
    return "\(workspace.counts)/partitions/\(name)/month=\(month)-"
      + "\(file.sha256.hexadecimal.prefix(16))\(suffix).csv"
  }

  // The last line seals the others: a cache that was cut or edited is counted anew.
  private func cachedTally(_ name: String, _ path: String) throws(StageError) -> Tally? {
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil,
      let empty = Self.empty[name], var rows = try? workspace.rows(of: path),
      let seal = rows.popLast(), seal == Self.seal(of: csvBytes(rows))
    else { return nil }
    return Tally(empty, rows: rows)
  }

  private func write(_ tally: Tally, _ path: String) throws(StageError) {
    guard !isDryRun else { return }
    let folder = "\(workspace.counts)/partitions/\(tally.name)"
    let bytes = csvBytes(tally.rows)
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
      try FileStore.write(
        bytes + csvBytes([Self.seal(of: bytes)]), to: path, access: .ownerOnly)
    }
  }

  // The number grows when a tally of the same partition would come out differently.
  private static func seal(of bytes: [UInt8]) -> [String] {
    ["tally 1", ContentHash(of: bytes).hexadecimal]
  }
}

extension SourceSummary {
  init(_ source: ArchivedSource) {
    self.init(
      name: source.name, table: source.table, sha256: source.sha256.hexadecimal,
      asOf: source.asOf ?? "",
      counts: [
        source.records, source.accepted, source.rejected, source.duplicate, source.superseded,
        source.blank, source.repeatedHeader, source.totalRow,
      ], notes: source.notes)
  }
}
