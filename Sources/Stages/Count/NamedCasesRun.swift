import Archive
import Contracts
import Counting

/// Looks for the delivered cases that followed inspections and complaints of a window.
///
/// What a partition answers depends on the cases of other months, so that it is kept nowhere.
struct NamedCasesRun {
  let workspace: Workspace
  let snapshot: Snapshot
  /// The months of the window.
  let months: ClosedRange<Month>

  /// What a case of the window followed.
  ///
  /// - Parameter reference: Reference tables by name.
  /// - Returns: Complaints and inspections, unmapped.
  /// - Throws: What reading a partition throws.
  func answered(_ reference: [String: ArchivedTable]) throws(StageError) -> AnsweredTraces {
    var named = NamedCases(reference)
    for (_, file) in partitions(of: .inspections, through: months.upperBound) {
      named.add(
        inspections: try workspace.archivedColumns(file, only: NamedCases.inspectionColumns))
    }
    for (_, file) in partitions(of: .complaints, through: months.upperBound) {
      named.add(
        complaints: try workspace.archivedColumns(file, only: NamedCases.complaintColumns))
    }
    guard !named.isEmpty else { return AnsweredTraces() }
    // A case that was decided after the report month may have been open in it.
    for (month, file) in partitions(of: .cases, through: nil) {
      named.add(
        cases: try workspace.archivedColumns(file, only: NamedCases.caseColumns),
        filedUpTo: month > months.upperBound ? months.upperBound : nil)
    }
    return named.answered
  }

  private func partitions(
    of table: Table, through last: Month?
  ) -> [(month: Month, file: ArchivedFile)] {
    snapshot.files.filter { $0.kind == .partition && $0.table == table.name }
      .compactMap { file in file.month.flatMap { Month($0) }.map { ($0, file) } }
      .filter { month, _ in month >= months.lowerBound && last.map { month <= $0 } ?? true }
  }
}
