import Archive
import Contracts
import Counting

/// Tallies that are counted in one go from each partition of a table.
struct PartitionTallies {
  let table: Table
  /// Empty tallies.
  let shapes: [Tally]
  /// Whether the further items of the cases are counted with them.
  var followsItems = false
  /// Whether they depend on the date by which the settings count.
  var followsBasis = false

  static let cases = PartitionTallies(
    table: .cases, shapes: [.cases, .blanks, .unitNames, .handling], followsItems: true,
    followsBasis: true)
  static let outcomes = PartitionTallies(
    table: .cases, shapes: [.outcomes, .parties, .decisionDays], followsBasis: true)
  static let decisions = PartitionTallies(
    table: .cases, shapes: [.decisionKinds, .offenders])
  static let openCases = PartitionTallies(table: .cases, shapes: [.openCases])

  /// Every tally of a partition that is cached: what another engine counts.
  static let all =
    [cases, outcomes, decisions, openCases]
    + [
      (Table.inspections, [Tally.inspections, .visits, .visitDays]),
      (Table.complaints, [Tally.complaints, .complaintOutcomes, .complaintDays]),
    ].map { PartitionTallies(table: $0.0, shapes: $0.1) }

  /// What the name of the file says besides the month and the content of the partition.
  func suffix(items: ArchivedFile?, basis: CountingBasis) -> String {
    let item = followsItems ? items.map { "-" + $0.sha256.hexadecimal.prefix(16) } : nil
    return (item ?? "") + (followsBasis ? "-" + basis.rawValue : "")
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
