import Archive
import Contracts
import Counting

/// Asks the archived cases the questions of legality, and indexes them by what they answer.
struct ProcedureRun {
  let workspace: Workspace
  let repeats: RepeatedRows
  /// Open cases of the months before the window, by the path of their partition.
  let open: [String: Tally]
  let months: ClosedRange<Month>

  /// What the questions found.
  ///
  /// - Parameters:
  ///   - counter: Asks them.
  ///   - snapshot: Whose cases are asked.
  ///   - index: Takes the index of cases as a file; nil where none is asked for.
  /// - Returns: The counter with all answers.
  /// - Throws: What reading a partition or putting bytes aside throws.
  func counted(
    _ counter: ProcedureCounter, _ snapshot: Snapshot, index: inout BytesAside?
  ) throws(StageError) -> ProcedureCounter {
    var counter = counter
    try index?.append(csvBytes([ProcedureCounter.indexColumns]))
    for (month, file) in partitions(of: snapshot) {
      let answers = counter.add(
        try rows(of: file, month), items: try items(beside: file, snapshot))
      guard index != nil else { continue }
      for part in TableFile.rows(of: answers) { try index?.append(part) }
    }
    return counter
  }

  private func items(
    beside file: ArchivedFile, _ snapshot: Snapshot
  ) throws(StageError) -> ColumnTable {
    guard let items = snapshot.items(beside: file) else {
      return ColumnTable(names: [], columns: [], count: 0)
    }
    return repeats.items(try workspace.archivedColumns(items), beside: file)
  }

  // In the order of their months, those after the report month last: a case that was decided then
  // was open at its end.
  private func partitions(of snapshot: Snapshot) -> [(month: Month, file: ArchivedFile)] {
    snapshot.files.filter { $0.kind == .partition && $0.table == Table.cases.name }
      .compactMap { file in file.month.flatMap { Month($0) }.map { ($0, file) } }
      .sorted { $0.month < $1.month }
  }

  // Of months before the window only the cases that are still open matter, and those are few.
  private func rows(of file: ArchivedFile, _ month: Month) throws(StageError) -> ColumnTable {
    guard month < months.lowerBound, let open = open[file.path] else {
      return repeats.counted(
        try workspace.archivedColumns(file, only: ProcedureCounter.columns), of: file)
    }
    // As they lie in the cache, wherever they come from.
    let order = open.sums.order
    let asked = open.keys.indices.filter { ProcedureCounter.columns.contains(open.keys[$0]) }
    let columns = asked.map { open.column($0).rows(at: order) }
    return ColumnTable(names: asked.map { open.keys[$0] }, columns: columns, count: order.count)
  }
}
