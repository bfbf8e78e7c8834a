import Archive
import Contracts
import Ingestion

/// The row that counts of an identity that was sought.
struct SoughtRow {
  /// Its month, as in `RowHead`.
  let month: Int
  /// Who stated it last; no line.
  let origin: RowOrigin
  /// An export of this run holds it, not the archive alone.
  let isOfRun: Bool
}

/// Merges the rows of one table with what the archive holds, and writes the months that change.
struct TableMerge {
  let workspace: Workspace
  let snapshot: Snapshot?
  let cache: SealedCache
  let isDryRun: Bool
  let threads: Int
  let progress: ProgressBar

  /// What a merge leaves.
  struct Result {
    var merge: RowMerge
    /// New files below staging/.
    var files: [ArchivedFile] = []
    /// Paths of archived files that are no longer current.
    var dropped: [String] = []
    /// By the identity that was sought the row that counts after the run.
    var found: [UInt64: SoughtRow] = [:]
  }

  /// Merges; in a dry run nothing is written but the outcomes are the same.
  ///
  /// - Parameters:
  ///   - rows: Rows of the run.
  ///   - identities: Hashes of identities of which is asked what row counts.
  /// - Returns: What became of the rows, the files, and the rows that were sought.
  /// - Throws: An error of the archive or of staging/.
  func merged(
    _ rows: consuming TableRows, seeking identities: Set<UInt64> = []
  ) async throws(StageError) -> Result {
    rows.seek(identities)
    try addKnown(to: &rows)
    rows.forgetFilter()
    var result = Result(merge: RowMerge(table: rows.table, exports: rows.exports))
    var effects = MergeEffects(staging: workspace.staging, exports: rows.exports)
    var cursor = try rows.sorter.merged()
    var group = RowGroup()
    progress.begin("merging \(rows.table.name)", of: rows.count, .pieces)
    while try cursor.next(&group) {
      progress.advance(group.starts.count)
      let hash = identities.isEmpty ? 0 : group.identityHash
      let isSought = identities.contains(hash)
      if let month = result.merge.monthOfNew(group) {
        if isSought { result.found[hash] = first(of: group, rows.exports) }
        if !isDryRun { try effects.put(group, month: month) }
        continue
      }
      let merged = result.merge.merge(group)
      // What the archive knows comes first, and counts where nothing changes it.
      if isSought { result.found[hash] = first(of: merged.change?.rows ?? group, rows.exports) }
      if !isDryRun { try effects.add(merged) }
    }
    result.merge.finish()
    if !isDryRun { try await write(rows, &effects, &result) }
    return result
  }

  private func first(of group: RowGroup, _ exports: [RowOrigin]) -> SoughtRow? {
    let record = RowRecord(in: group.bytes, at: group.starts[0])
    let isOfRun = record.head.export > 0
    let origin =
      isOfRun ? exports[record.head.export - 1] : RowMerge.known(record, group.bytes)?.origin
    return origin.map { SoughtRow(month: record.head.month, origin: $0, isOfRun: isOfRun) }
  }

  // Only identities of the run matter, and each month's are in order already.
  private func addKnown(to rows: inout TableRows) throws(StageError) {
    let files = Self.known(of: rows.table, in: snapshot)
    guard !files.isEmpty else { return }
    let search = IdentitySearch(rows.filter)
    for file in files {
      let index = identities.index(of: file)
      if let index, !search.mayFindAny(in: index) { continue }
      let found = try addKnown(file, to: &rows)
      if !isDryRun, index == nil { identities.write(found, of: file) }
    }
  }

  /// Files that say which rows of a table a snapshot holds.
  static func known(of table: Table, in snapshot: Snapshot?) -> [ArchivedFile] {
    (snapshot?.files ?? []).filter { $0.table == table.name && $0.kind == .provenance }
  }

  private var identities: MonthIdentities { MonthIdentities(cache: cache) }

  private func addKnown(
    _ file: ArchivedFile, to rows: inout TableRows
  ) throws(StageError) -> IdentityIndex {
    var index = IdentityIndex()
    var reader = try ArchivedRowReader(
      file, archive: workspace.archive, columns: Provenance.columns)
    let month = RowHead.number(ofMonth: file.month ?? "")
    while try reader.advance() {
      let identity = reader.bytes[reader.cell(0)]
      let hash = IdentityFilter.hash(identity.span)
      index.insert(hash)
      guard rows.filter.mayContain(hash) else { continue }
      try rows.append(known: identity, month: month, Array(reader.cells.dropFirst()))
    }
    return index
  }

  private func write(
    _ rows: TableRows, _ effects: inout MergeEffects, _ result: inout Result
  ) async throws(StageError) {
    let presumed = Dictionary(
      effects.presumed.map { ($0.identity, $0) }, uniquingKeysWith: { first, _ in first })
    let streams = effects.streams
    let months = streams.months.map { rewrite(of: $0, rows, Set(presumed.keys)) }
    progress.begin("writing \(rows.table.name)", of: months.count, .pieces)
    try await inOrder(months, threads: threads) { rewrite throws(StageError) in
      try rewrite.written(streams.cursor(of: rewrite.monthKey))
    } use: { rewrite, written throws(StageError) in
      result.files += written.files
      result.dropped += rewrite.files.map(\.path)
      progress.advance(1)
      identities.replace(rewrite.files, by: written.files, put: written.put)
      for identity in written.decided {
        if let decision = presumed[identity] { result.merge.withdraw(decision) }
      }
      try effects.add(written.history)
    }
    if let history = try effects.history(rows.table) { result.files.append(history) }
  }

  private func rewrite(
    of month: Int, _ rows: TableRows, _ presumed: Set<String>
  ) -> PartitionRewrite {
    let text = RowHead.text(ofMonth: month)
    return PartitionRewrite(
      table: rows.table, monthKey: month,
      files: (snapshot?.files ?? []).filter {
        ($0.month ?? "") == text && MonthFiles.isPart($0, of: rows.table)
      },
      archive: workspace.archive, staging: workspace.staging, exports: rows.exports,
      presumed: presumed)
  }
}

/// What merging does to the months and to the history, collected until all of it is known.
struct MergeEffects {
  private let staging: String
  private let exports: [RowOrigin]
  private(set) var streams: MonthStreams
  private(set) var presumed: [PresumedDecision] = []
  private var historySorter: RowSorter
  private var hasHistory = false

  init(staging: String, exports: [RowOrigin]) {
    self.staging = staging
    self.exports = exports
    streams = MonthStreams(folder: staging)
    historySorter = RowSorter(folder: staging)
  }

  /// Puts a row that is new into its month.
  mutating func put(_ row: RowGroup, month: Int) throws(StageError) {
    try streams.append(.put, row, month: month)
  }

  /// Takes what becomes of one identity.
  mutating func add(_ merged: MergedGroup) throws(StageError) {
    if let change = merged.change { try add(change) }
    if let decision = merged.presumed { presumed.append(decision) }
    guard !merged.history.isEmpty else { return }
    var history = HistoryRows()
    for historic in merged.history { history.append(historic, exports) }
    try add(history)
  }

  private mutating func add(_ change: MergedGroup.Change) throws(StageError) {
    let month = RowRecord(in: change.rows.bytes, at: change.rows.starts[0]).head.month
    guard let old = change.replacedMonth else {
      return try streams.append(.put, change.rows, month: month)
    }
    guard !change.isSameContent else {
      return try streams.append(.confirm, change.rows, month: old)
    }
    guard old != month else { return try streams.append(.replace, change.rows, month: month) }
    try streams.append(.remove, change.rows, month: old)
    try streams.append(.put, change.rows, month: month)
  }

  /// Takes versions that left their month.
  mutating func add(_ history: HistoryRows) throws(StageError) {
    guard !history.isEmpty else { return }
    hasHistory = true
    try historySorter.append { run in
      var start = 0
      while start < history.run.bytes.count {
        let record = RowRecord(in: history.run.bytes, at: start)
        run.append(record, of: history.run.bytes)
        start = record.end
      }
    }
  }

  /// Writes the history of a table; nil where nothing became history.
  mutating func history(_ table: Table) throws(StageError) -> ArchivedFile? {
    guard hasHistory else { return nil }
    return try HistoryRows.write(&historySorter, table, staging: staging)
  }
}
