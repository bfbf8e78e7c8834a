import Archive
import Contracts
import Counting

/// Facts about a count that are no table.
struct CountFacts: Codable, Sendable {
  /// Grows when counts of an older program must not be read.
  static let version = 18

  var version = Self.version
  var snapshot: Int
  var month: Month
  var firstMonth: Month
  var window: Int
  var powerSource: String
  var hasDeliveryRegister: Bool
  var districtSuccessions: [[String]]
  var unitSuccessions: [[String]]
  /// Domains of which every item moved to the same new one, each with that one.
  var domainSuccessions: [[String]]
  /// Items that were ever in another domain, each with its domain of today.
  var movedItems: [[String]]
  var circularDistricts: [[String]]
  var circularUnits: [[String]]
  var sharedNames: [SharedName]
  var doubtedZeros: [DoubtedZero]
  var tables: [String]

  /// One line for each name that does not tell whose its cases are.
  var nameWarnings: [String] {
    sharedNames.map { shared in
      "cases: \(shared.cases) name their unit \(shared.name) alone, which \(shared.codes.joined(separator: ", "))"
        + " are called; they count for \(shared.counted) until the export states unit codes"
    }
  }

  /// One line for each place and time whose zeros in the exposure register are not believed.
  var zeroWarnings: [String] {
    doubtedZeros.map { zero in
      let events = [
        (zero.cases, "cases"), (zero.inspections, "inspections"), (zero.complaints, "complaints"),
      ].filter { $0.0 > 0 }.map { "\($0.1): \($0.0)" }.joined(separator: ", ")
      let against =
        events.isEmpty ? "other months are far from it" : "\(zero.telling) has \(events)"
      return
        "exposure: \(zero.code), \(zero.from) to \(zero.to): figures of 0: \(zero.subjects.count), but"
        + " \(against); taken for not filled in, and unknown"
    }
  }

  /// One line for each circle of successors.
  var circleWarnings: [String] {
    [("districts", circularDistricts), ("units", circularUnits)].flatMap { table, circles in
      circles.map { circle in
        "\(table): \(circle.joined(separator: ", ")) succeed each other in a circle; none carries the"
          + " other's history until successor_code is mended"
      }
    }
  }
}

/// Counts the newest snapshot up to a month, and writes counts/MONTH.
struct CountRun {
  let workspace: Workspace
  let settings: Settings
  /// Report month; nil is the last month with a case.
  let month: Month?
  var isDryRun = false
  /// How many threads count partitions; no result depends on it.
  var threads = 1
  var progress: ProgressBar?

  /// Counts and writes; returns the facts, the cells and what is to be warned of.
  func counted() async throws(StageError) -> (
    facts: CountFacts, cells: [Cell], warnings: [String]
  ) {
    guard let snapshot = try workspace.latestSnapshot() else {
      throw StageError(
        .inputMissing, "\(workspace.archive): no snapshot yet; run caseload-ingest and -archive")
    }
    defer { progress?.clear() }
    var (month, sums, repeats) = try await summed(snapshot)
    var lists = isDryRun ? [:] : try lists()
    let cases = MonthPieces(
      .cases, sums.pieces[Tally.cases.name] ?? [], from: nil, through: month)
    sums.input.answered = try NamedCasesRun(
      workspace: workspace, snapshot: snapshot, months: month - (settings.zeroMonths - 1)...month
    ).answered(sums.input.reference)
    let counted = try await counted(cases, month, &sums, &lists[Tally.cases.name])
    var observation = counted.observation
    let input = sums.input
    try addItemNames(sums.pieces[Tally.itemNames.name] ?? [], to: &observation.names)
    var procedures = try procedures(
      snapshot, input, sums.open, repeats.rows, observation, &lists[LegalityFiles.indexName])
    sums.open = [:]
    procedures.store(in: &observation.legality)
    let facts = CountFacts(
      snapshot: snapshot.number, month: month, firstMonth: observation.firstMonth,
      window: observation.window, powerSource: counted.powerSource.rawValue,
      hasDeliveryRegister: counted.hasDeliveryRegister,
      districtSuccessions: counted.districtSuccessions.map {
        [$0.old, $0.new, Self.lastDay(.districts, "code", $0.old, "valid_to", input)]
      },
      unitSuccessions: counted.unitSuccessions.map {
        [$0.old, $0.new, Self.lastDay(.units, "unit_code", $0.old, "active_to", input)]
      },
      domainSuccessions: counted.domainSuccessions.sorted { $0.key < $1.key }
        .map { [$0.key, $0.value] },
      movedItems: counted.movedItems.sorted { $0.key < $1.key }.map { [$0.key, $0.value] },
      circularDistricts: counted.circularDistricts, circularUnits: counted.circularUnits,
      sharedNames: counted.sharedNames, doubtedZeros: counted.doubtedZeros,
      tables: observation.tables.sorted())
    let absences = try absences(snapshot, input, repeats.rows).found(upTo: month)
    observation.absences = absences.tally
    let repeated = repeats.found(upTo: month)
    observation.repeats = repeated.tally
    if !isDryRun {
      try lists[Self.absentName]?.append(csvBytes([AbsentCase.columns] + absences.cases.map(\.row)))
      try lists[Self.repeatedName]?.append(
        csvBytes([RepeatedCase.columns] + repeated.cases.map(\.row)))
      try CountFiles.write(
        observation, counted.patterns, pieced: try pieced(sums.pieces, month),
        lists: lists.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, facts, workspace)
    }
    let warnings =
      AbsenceRun.warnings(absences.tally, snapshot.sources, limit: settings.absentLimit)
      + repeats.warnings(upTo: month) + facts.circleWarnings + facts.nameWarnings
      + LeftOutRows.warnings(observation.sources)
      + facts.zeroWarnings + counted.registerWarnings
    return (facts, observation.cells, warnings)
  }

  // Tables that are written row by row while they are made.
  private func lists() throws(StageError) -> [String: BytesAside] {
    let folder = workspace.counts
    try storing { () throws(ArchiveError) in
      try FileStore.makeFolder(folder, access: .ownerOnly)
    }
    let names = [
      Tally.cases.name, LegalityFiles.indexName, Self.absentName, Self.repeatedName,
    ]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, BytesAside(folder: folder)) })
  }

  // Month by month: a long history does not fit into the memory, nor a sum of it near a processor.
  private func counted(
    _ cases: MonthPieces, _ month: Month, _ sums: inout PartitionSums.Summed,
    _ table: inout BytesAside?
  ) async throws(StageError) -> Counted {
    var builder = ObservationBuilder(
      sums.input, month: month, window: settings.zeroMonths, firstCase: sums.caseMonths.min(),
      basis: settings.basis)
    let isWritten = table != nil
    try table?.append(csvBytes([cases.shape.columns]))
    try await inOrder(cases.parts, threads: threads) { part throws(StageError) in
      let sum = try cases.sum(of: part)
      return (sum, isWritten ? TableFile.rows(of: sum) : [])
    } use: { _, month throws(StageError) in
      builder.add(month.0)
      for part in month.1 { try table?.append(part) }
    }
    return builder.counted(takenFrom: &sums.input)
  }

  // Where no catalogue names the items; after the report month they are called the same.
  private func addItemNames(
    _ pieces: [TablePiece], to names: inout NameBook
  ) throws(StageError) {
    guard let last = pieces.compactMap(\.slices.last?.month).max() else { return }
    let pieces = MonthPieces(.itemNames, pieces, from: nil, through: last)
    for part in pieces.parts { names.addItems(of: try pieces.sum(of: part)) }
  }

  /// Name of the list of cases that a whole register lacks.
  static let absentName = "absent_cases"
  /// Name of the list of cases that a successor delivered again.
  static let repeatedName = "repeated_cases"

  /// Cases that units, or the successors of those that are gone, delivered again.
  func repeats(
    _ snapshot: Snapshot, _ reference: [String: ArchivedTable]
  ) throws(StageError) -> RepeatsRun.Found {
    let run = RepeatsRun(workspace: workspace, snapshot: snapshot)
    var found = RepeatsRun.Found()
    if let units = reference[Table.units.name] { found = try run.found(units) }
    let cache = TallyCache(workspace: workspace, isReadOnly: isDryRun)
    try run.addRenumbered(cache, settings.basis, to: &found)
    return found
  }

  private func absences(
    _ snapshot: Snapshot, _ input: CountingInput, _ repeats: RepeatedRows
  ) -> AbsenceRun {
    let empty = ArchivedTable(names: Table.deliveries.archiveNames, rows: [])
    return AbsenceRun(
      workspace: workspace, snapshot: snapshot,
      deliveries: input.reference[Table.deliveries.name] ?? empty, repeats: repeats)
  }

  // The day on which a code ended, for the breaks in series; empty where none is stated.
  private static func lastDay(
    _ table: Table, _ name: String, _ code: String, _ end: String, _ input: CountingInput
  ) -> String {
    guard let rows = input.reference[table.name] else { return "" }
    return rows.rows.filter { rows.cell($0, name) == code }.map { rows.cell($0, end) }.max() ?? ""
  }

  // Which months matter is known for certain once all cases are counted. Partitions are counted for
  // the month that their names tell, and once more where that was wrong.
  private func summed(
    _ snapshot: Snapshot
  ) async throws(StageError) -> (
    month: Month, summed: PartitionSums.Summed, repeats: RepeatsRun.Found
  ) {
    let tables = try reference(snapshot)
    let named = snapshot.files.filter { $0.kind == .partition && $0.table == Table.cases.name }
      .compactMap { $0.month.flatMap { Month($0) } }
    let asOf = lastAsOf(snapshot.sources.map(SourceSummary.init))
    let guess = month ?? last(of: named, asOf) ?? Month(index: 0)
    var (summed, repeats) = try await summed(snapshot, view(tables, snapshot, guess), guess)
    guard let month = month ?? last(of: summed.caseMonths, asOf) else {
      throw StageError(
        .inputMissing, "the archive holds no case; name the month to report with --month")
    }
    if month != guess {
      (summed, repeats) = try await self.summed(snapshot, view(tables, snapshot, month), month)
    }
    guard !summed.isOverflown else { throw .overflow }
    summed.input.sources = try LeftOutRows(workspace: workspace, snapshot: snapshot)
      .noted(snapshot.sources.map(SourceSummary.init))
    try checkRange(month, summed)
    return (month, summed, repeats)
  }

  private func summed(
    _ snapshot: Snapshot, _ reference: [String: ArchivedTable], _ month: Month
  ) async throws(StageError) -> (PartitionSums.Summed, RepeatsRun.Found) {
    var repeats = try repeats(snapshot, reference)
    let mapper = PartitionMapper(reference)
    var summed = try await sums(snapshot, repeats.rows).summed(month, mapper, progress)
    // Only what the cases state tells whether a unit goes by its name and by its code.
    if try addSpelled(snapshot, reference, summed.input.unitNames, to: &repeats) {
      summed = try await sums(snapshot, repeats.rows).summed(month, mapper, progress)
    }
    summed.input.reference = reference
    return (summed, repeats)
  }

  private func addSpelled(
    _ snapshot: Snapshot, _ reference: [String: ArchivedTable], _ names: Tally,
    to repeats: inout RepeatsRun.Found
  ) throws(StageError) -> Bool {
    guard let units = reference[Table.units.name] else { return false }
    return try RepeatsRun(workspace: workspace, snapshot: snapshot)
      .addSpelled(units, delivered: names.column(0).usedTexts, to: &repeats)
  }

  private func sums(_ snapshot: Snapshot, _ repeats: RepeatedRows) -> PartitionSums {
    PartitionSums(
      snapshot: snapshot,
      cache: TallyCache(workspace: workspace, isReadOnly: isDryRun, repeats: repeats),
      basis: settings.basis, window: settings.zeroMonths,
      threads: threads)
  }

  private func lastAsOf(_ sources: [SourceSummary]) -> Month? {
    sources.compactMap { CalendarDate($0.asOf)?.month }.max()
  }

  // A wrong year in an undated export must not move the report beyond every as-of date.
  private func last(of months: some Collection<Month>, _ asOf: Month?) -> Month? {
    guard let asOf else { return months.max() }
    return months.filter { $0 <= asOf }.max() ?? months.max()
  }

  // A month outside the data would be all zeros that nobody delivered.
  private func checkRange(_ month: Month, _ summed: PartitionSums.Summed) throws(StageError) {
    let months = summed.caseMonths
    let last = [months.max(), lastAsOf(summed.input.sources)].compactMap { $0 }.max() ?? month
    let first = months.min() ?? month
    guard month >= first, month <= last else {
      throw StageError(.inputMissing, "--month \(month): the data run from \(first) to \(last)")
    }
  }

  /// Reference tables and summed aggregates of a snapshot, without those of patterns and conduct.
  func input(
    _ snapshot: Snapshot, asOf month: Month
  ) throws(StageError) -> (input: CountingInput, repeats: RepeatedRows) {
    let reference = try view(try reference(snapshot), snapshot, month)
    var repeats = try repeats(snapshot, reference)
    var input = try sums(snapshot, repeats.rows).summed()
    if try addSpelled(snapshot, reference, input.unitNames, to: &repeats) {
      input = try sums(snapshot, repeats.rows).summed()
    }
    input.reference = reference
    input.sources = snapshot.sources.map(SourceSummary.init)
    return (input, repeats.rows)
  }

  // What is to come is not known yet, but for codes that old cases were delivered under.
  private func view(
    _ tables: [String: ArchivedTable], _ snapshot: Snapshot, _ month: Month
  ) throws(StageError) -> [String: ArchivedTable] {
    let later = ReferenceView.laterCodes(month, tables)
    var stated: Set<String> = []
    for file in snapshot.files
    where !later.isEmpty && file.kind == .partition && file.table == Table.cases.name {
      guard let own = file.month.flatMap({ Month($0) }) else { continue }
      let names = ["unit_code", "district_code"]
      var columns = try workspace.archivedColumns(file, only: Set(names + ["filed_date"]))
      // A case that was decided later may have been open already.
      if own > month {
        let isFiled = columns["filed_date"].values { text in
          CalendarDate(text).map { $0.month <= month } ?? false
        }
        columns = columns.removing(rowsWhere: { !isFiled[$0] })
      }
      for name in names { stated.formUnion(columns[name].usedTexts.compactMap { later[$0] }) }
    }
    return ReferenceView.asOf(month, tables, stated: stated)
  }

  private func reference(_ snapshot: Snapshot) throws(StageError) -> [String: ArchivedTable] {
    var reference: [String: ArchivedTable] = [:]
    for file in snapshot.files where file.kind == .reference {
      let rows = try workspace.archivedRows(file)
      reference[file.table] = ArchivedTable(
        names: rows.first ?? [], rows: Array(rows.dropFirst()))
    }
    if let exposure = reference[Table.exposure.name] {
      reference[Table.exposure.name] = try RowArrivals(of: .exposure, snapshot, workspace)
        .ordered(exposure)
    }
    return reference
  }

  // Outcomes and days of the last years, what else there is of every month.
  private func pieced(
    _ pieces: [String: [TablePiece]], _ month: Month
  ) throws(StageError) -> [PiecedTable] {
    let recent = month - (PatternAggregates.months - 1)
    let tables: [(shape: Tally, first: Month?)] = [
      (PenaltyOutcome.tally, recent), (.decisionDays, recent), (.blanks, nil), (.unmatched, nil),
    ]
    return try tables.map { table throws(StageError) in
      try PiecedTable(
        MonthPieces(
          table.shape, pieces[table.shape.name] ?? [], from: table.first, through: month))
    }
  }

  private func procedures(
    _ snapshot: Snapshot, _ input: CountingInput, _ open: [String: Tally],
    _ repeats: RepeatedRows, _ observation: Observation, _ index: inout BytesAside?
  ) throws(StageError) -> ProcedureCounter {
    let run = ProcedureRun(
      workspace: workspace, repeats: repeats, open: open,
      months: observation.windowStart...observation.month)
    return try run.counted(
      ProcedureCounter(
        input, month: observation.month, window: observation.window, seed: settings.reviewSeed),
      snapshot, index: &index)
  }

}

extension Counted {
  /// One line where rows of the delivery register name a table that nothing knows.
  fileprivate var registerWarnings: [String] {
    guard unknownRegisterRows > 0 else { return [] }
    return [
      "feeds: \(English.count(unknownRegisterRows, "row")) \(English.verb(unknownRegisterRows, "names", "name"))"
        + " a table that is not known; what was not received counts as cases not received, what was"
        + " received says nothing of cases; write cases where they are meant"
    ]
  }
}

extension SourceSummary {
  init(_ source: ArchivedSource) {
    self.init(
      name: source.shownName, table: source.table, sha256: source.sha256.hexadecimal,
      asOf: source.asOf ?? "",
      counts: [
        source.records, source.accepted, source.rejected, source.duplicate, source.superseded,
        source.blank, source.repeatedHeader, source.totalRow,
      ], notes: source.notes, absentColumns: source.absentColumns ?? [])
  }
}
