import Archive
import Contracts
import Counting

/// Rows of one partition, and the further items of its cases.
struct PartitionRows: Sendable {
  let table: ColumnTable
  let items: ColumnTable
  /// By which date a case belongs to a month.
  let basis: CountingBasis
}

/// Tallies that are counted in one go from each partition of a table.
struct PartitionTallies: Sendable {
  let table: Table
  /// Empty tallies.
  let shapes: [Tally]
  /// Whether the further items of the cases are counted with them.
  var followsItems = false
  /// Whether they depend on the date by which the settings count.
  var followsBasis = false
  /// One tally a shape.
  let count: @Sendable (PartitionRows) -> [Tally]

  static let cases = PartitionTallies(
    table: .cases, shapes: [.cases, .unitNames, .handling], followsItems: true,
    followsBasis: true
  ) { rows in
    let counted = CaseTallies(rows.table, items: rows.items, basis: rows.basis)
    return [counted.cases, counted.unitNames, counted.handling]
  }
  // Named as the other tallies of every case are.
  static let blanks = PartitionTallies(
    table: .cases, shapes: [.blanks], followsItems: true, followsBasis: true
  ) { [CaseTallies.blanks($0.table, basis: $0.basis)] }
  // Further items of a case have no outcome of their own, and are no part of the name.
  static let outcomes = PartitionTallies(
    table: .cases, shapes: [.outcomes, .decisionDays], followsBasis: true
  ) { rows in
    let closed = OutcomeTallies(rows.table, basis: rows.basis)
    return [closed.outcomes, closed.decisionDays]
  }
  static let parties = PartitionTallies(
    table: .cases, shapes: [.parties], followsBasis: true
  ) { [OutcomeTallies.parties($0.table, basis: $0.basis)] }
  static let decisions = PartitionTallies(.cases, .decisionKinds, ConductTallies.decisionKinds)
  static let offenders = PartitionTallies(.cases, .offenders, ConductTallies.offenders)
  static let openCases = PartitionTallies(.cases, .openCases, ConductTallies.open)
  static let inspections = PartitionTallies(
    .inspections, .inspections, OversightTallies.inspections)
  static let visits = PartitionTallies(.inspections, .visits, GroupTallies.visits)
  static let visitDays = PartitionTallies(.inspections, .visitDays, ConductTallies.visitDays)
  static let complaints = PartitionTallies(.complaints, .complaints, OversightTallies.complaints)
  static let complaintOutcomes = PartitionTallies(
    .complaints, .complaintOutcomes, GroupTallies.complaints)
  static let complainants = PartitionTallies(
    .complaints, .complainants, GroupTallies.complainants)
  static let complaintDays = PartitionTallies(
    .complaints, .complaintDays, ConductTallies.complaintDays)

  // Tells which rows count, and is asked before anything is counted.
  static let renumbered = PartitionTallies(.cases, RenumberedCases.shape, RenumberedCases.pairs)

  /// Every tally of a partition that is cached and counts its rows: what another engine counts.
  static let all = [
    cases, blanks, outcomes, parties, decisions, offenders, openCases, inspections, visits,
    visitDays, complaints, complaintOutcomes, complainants, complaintDays,
  ]

  /// Some of the tallies alone.
  func only(_ isAsked: (Tally) -> Bool) -> PartitionTallies {
    let places = shapes.indices.filter { isAsked(shapes[$0]) }
    guard places.count < shapes.count else { return self }
    let count = count
    return PartitionTallies(
      table: table, shapes: places.map { shapes[$0] }, followsItems: followsItems,
      followsBasis: followsBasis
    ) { rows in
      let counted = count(rows)
      return places.map { counted[$0] }
    }
  }

  /// What the name of the file says besides the month and the content of the partition.
  func suffix(items: ArchivedFile?, basis: CountingBasis) -> String {
    let item = followsItems ? items.map { "-" + $0.sha256.hexadecimal.prefix(16) } : nil
    return (item ?? "") + (followsBasis ? "-" + basis.rawValue : "")
  }
}

extension PartitionTallies {
  private init(
    _ table: Table, _ shape: Tally, _ count: @escaping @Sendable (ColumnTable) -> Tally
  ) {
    self.init(table: table, shapes: [shape]) { [count($0.table)] }
  }
}

extension Snapshot {
  /// The further items of the cases of a partition; nil where no case has several.
  func items(beside file: ArchivedFile) -> ArchivedFile? {
    files.first {
      $0.table == Table.caseItems.name && $0.kind == .partition && $0.month == file.month
    }
  }
}
