import Archive
import Contracts
import Counting

/// Facts about a count that are no table.
struct CountFacts: Codable, Sendable {
  /// Grows when counts of an older program must not be read.
  static let version = 5

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

  /// Counts and writes; returns the facts and the number of cells by state.
  func counted() throws(StageError) -> (facts: CountFacts, cells: [Cell]) {
    guard let snapshot = try workspace.latestSnapshot() else {
      throw StageError(
        .inputMissing, "\(workspace.archive): no snapshot yet; run caseload-ingest and -archive")
    }
    var input = try input(snapshot)
    guard let month = month ?? lastMonth(input) else {
      throw StageError(
        .inputMissing, "the archive holds no case; name the month to report with --month")
    }
    try checkRange(month, input)
    input.patterns = try patterns(snapshot, upTo: month)
    input.conduct = try conduct(snapshot, upTo: month)
    let counted = ObservationBuilder.counted(
      input, month: month, window: settings.zeroMonths)
    var observation = counted.observation
    let procedures = try procedures(snapshot, input, observation)
    procedures.counter.store(in: &observation.legality)
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
      tables: observation.tables.sorted())
    if !isDryRun {
      try CountFiles.write(observation, index: procedures.index, facts, workspace)
    }
    return (facts, observation.cells)
  }

  // The day on which a code ended, for the breaks in series; empty where none is stated.
  private static func lastDay(
    _ table: Table, _ name: String, _ code: String, _ end: String, _ input: CountingInput
  ) -> String {
    guard let rows = input.reference[table.name] else { return "" }
    return rows.rows.filter { rows.cell($0, name) == code }.map { rows.cell($0, end) }.max() ?? ""
  }

  // A wrong year in an undated export must not move the report beyond every as-of date.
  private func lastMonth(_ input: CountingInput) -> Month? {
    let asOf = input.sources.compactMap { CalendarDate($0.asOf)?.month }.max()
    let months = input.months
    guard let asOf else { return months.max() }
    return months.filter { $0 <= asOf }.max() ?? months.max()
  }

  // A month outside the data would be all zeros that nobody delivered.
  private func checkRange(_ month: Month, _ input: CountingInput) throws(StageError) {
    let asOf = input.sources.compactMap { CalendarDate($0.asOf)?.month }.max()
    let last = [input.lastMonth, asOf].compactMap { $0 }.max() ?? month
    let first = input.months.min() ?? month
    guard month >= first, month <= last else {
      throw StageError(.inputMissing, "--month \(month): the data run from \(first) to \(last)")
    }
  }

  /// Reference tables and summed aggregates of a snapshot, without those of patterns and conduct.
  func input(_ snapshot: Snapshot) throws(StageError) -> CountingInput {
    var input = CountingInput()
    input.sources = snapshot.sources.map(SourceSummary.init)
    for file in snapshot.files where file.kind == .reference {
      let rows = try workspace.archivedRows(file)
      input.reference[file.table] = ArchivedTable(
        names: rows.first ?? [], rows: Array(rows.dropFirst()))
    }
    for file in snapshot.files where file.kind == .partition {
      switch file.table {
      case Table.cases.name:
        let tallies = try caseCounts(file, snapshot)
        input.cases.merge(tallies[0])
        input.blanks.merge(tallies[1])
        input.unitNames.merge(tallies[2])
        input.handling.merge(tallies[3])
      case Table.inspections.name:
        input.inspections.merge(try counted(file, .inspections, OversightTallies.inspections))
      case Table.complaints.name:
        input.complaints.merge(try counted(file, .complaints, OversightTallies.complaints))
      default: break
      }
    }
    try check([input.cases, input.inspections, input.complaints].contains { $0.isOverflown })
    return input
  }

  // Four years of partitions are enough, and keep a long history from filling the memory.
  private func patterns(_ snapshot: Snapshot, upTo month: Month) throws(StageError)
    -> SummedPatterns
  {
    var input = SummedPatterns()
    let kept = (month - (PatternAggregates.months - 1))...month
    for file in snapshot.files where file.kind == .partition {
      guard let own = file.month.flatMap({ Month($0) }), own >= kept.lowerBound else { continue }
      switch file.table {
      case Table.cases.name:
        let tallies = try outcomes(file)
        input.outcomes.merge(tallies[0])
        input.parties.merge(tallies[1])
        input.decisionDays.merge(tallies[2])
      case Table.inspections.name where own <= kept.upperBound:
        input.visits.merge(try counted(file, .visits, GroupTallies.visits))
      case Table.complaints.name where own <= kept.upperBound:
        input.complaints.merge(try counted(file, .complaintOutcomes, GroupTallies.complaints))
      default: break
      }
    }
    try check(input.isOverflown)
    return input
  }

  private func conduct(_ snapshot: Snapshot, upTo month: Month) throws(StageError)
    -> SummedConduct
  {
    var input = SummedConduct()
    for file in snapshot.files where file.kind == .partition {
      guard let own = file.month.flatMap({ Month($0) }), own <= month else { continue }
      let isRecent = own > month - SummedConduct.months
      switch file.table {
      case Table.cases.name where own > month - PatternAggregates.months:
        let tallies = try cache.tallies(PartitionTallies.decisions.shapes, of: file) { table in
          [ConductTallies.decisionKinds(table), ConductTallies.offenders(table)]
        }
        input.decisionKinds.merge(tallies[0])
        input.offenders.merge(tallies[1])
      case Table.inspections.name where isRecent:
        input.visitDays.merge(try counted(file, .visitDays, ConductTallies.visitDays))
      case Table.complaints.name where isRecent:
        input.complaintDays.merge(try counted(file, .complaintDays, ConductTallies.complaintDays))
      default: break
      }
    }
    try check(input.isOverflown)
    return input
  }

  private func procedures(
    _ snapshot: Snapshot, _ input: CountingInput, _ observation: Observation
  ) throws(StageError) -> (counter: ProcedureCounter, index: [[UInt8]]) {
    let run = ProcedureRun(
      workspace: workspace, cache: cache, months: observation.windowStart...observation.month)
    return try run.counted(
      ProcedureCounter(
        input, month: observation.month, window: observation.window, seed: settings.reviewSeed),
      snapshot)
  }

  private func check(_ isOverflown: Bool) throws(StageError) {
    guard !isOverflown else {
      throw StageError(.dataRefused, "AMT-RANGE: a sum is larger than 64 bits hold")
    }
  }

  private var cache: TallyCache { TallyCache(workspace: workspace, isReadOnly: isDryRun) }

  private func caseCounts(
    _ file: ArchivedFile, _ snapshot: Snapshot
  ) throws(StageError) -> [Tally] {
    let items = snapshot.items(beside: file)
    let own = PartitionTallies.cases
    return try cache.tallies(
      own.shapes, of: file, own.suffix(items: items, basis: settings.basis)
    ) { table throws(StageError) in
      let itemRows = try items.map { file throws(StageError) in try workspace.archivedRows(file) }
      let counted = CaseTallies(
        table,
        items: ArchivedTable(
          names: Table.caseItems.archiveNames, rows: Array((itemRows ?? []).dropFirst())),
        basis: settings.basis)
      return [counted.cases, counted.blanks, counted.unitNames, counted.handling]
    }
  }

  // Further items of a case have no outcome of their own, and are no part of the name.
  private func outcomes(_ file: ArchivedFile) throws(StageError) -> [Tally] {
    let own = PartitionTallies.outcomes
    return try cache.tallies(
      own.shapes, of: file, own.suffix(items: nil, basis: settings.basis)
    ) { table in
      let closed = OutcomeTallies(table, basis: settings.basis)
      return [closed.outcomes, closed.parties, closed.decisionDays]
    }
  }

  private func counted(
    _ file: ArchivedFile, _ shape: Tally, _ count: (ArchivedTable) -> Tally
  ) throws(StageError) -> Tally {
    try cache.tallies([shape], of: file) { table in [count(table)] }[0]
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
