import Archive
import CSV
import Contracts
import Ingestion

/// One month of a table written anew: what it held and what changes, side by side.
struct PartitionRewrite: Sendable {
  let table: Table
  /// As in `RowHead`; zero for a table that is not divided.
  let monthKey: Int
  /// Files that the archive holds of the month.
  let files: [ArchivedFile]
  let archive: String
  let staging: String
  /// Origin of each export of the run in their order, without a line.
  let exports: [RowOrigin]
  /// Identities of which a removed version was taken for undecided.
  let presumed: Set<String>

  struct Result: Sendable {
    var files: [ArchivedFile] = []
    /// Versions that left, by identity.
    var history = HistoryRows()
    /// Those of `presumed` that had been decided.
    var decided: [String] = []
    /// Identities that the month did not hold.
    var put = IdentityIndex()
  }

  /// Merges and writes.
  func written(_ changes: ChangeCursor) throws(StageError) -> Result {
    var changes = changes
    var old = try ArchivedRows(table, files, archive: archive)
    var output = PartitionOutput(table, monthKey, staging: staging, exports: exports)
    var result = Result()
    try changes.advance()
    try old.advance()
    while changes.kind != nil || old.isRow {
      let order = Self.order(old, changes)
      if order < 0 {
        try output.keep(old)
        try old.advance()
        continue
      }
      guard let kind = changes.kind else { break }
      // What is to be replaced, removed or confirmed was read from this very archive.
      guard order == 0 || kind == .put else {
        throw StageError(
          .dataRefused, "archive: a row to replace is missing; run caseload verify")
      }
      try apply(kind, changes.rows, old, &output, &result)
      if order == 0, kind != .put { try old.advance() }
      try changes.advance()
    }
    result.files = try output.finish()
    result.put = changes.put
    return result
  }

  private func apply(
    _ kind: PartitionChange, _ rows: RowGroup, _ old: borrowing ArchivedRows,
    _ output: inout PartitionOutput, _ result: inout Result
  ) throws(StageError) {
    switch kind {
    case .put:
      try output.put(rows)
    case .confirm:
      try output.confirm(old, rows)
    case .replace, .remove:
      let identity = old.identityText
      result.history.append(.corrected, identity, try old.known(month: ""), old.rows)
      if presumed.contains(identity), old.isDecided { result.decided.append(identity) }
      if kind == .replace { try output.put(rows) }
    }
  }

  /// Below zero where the archived row comes first, zero where both are of one identity.
  private static func order(
    _ old: borrowing ArchivedRows, _ changes: ChangeCursor
  ) -> Int {
    guard changes.kind != nil else { return -1 }
    guard old.isRow else { return 1 }
    let record = RowRecord(in: changes.rows.bytes, at: changes.rows.starts[0])
    return old.compare(changes.rows.bytes[record.identity])
  }
}
