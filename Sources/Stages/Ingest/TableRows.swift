import Contracts
import Ingestion

/// The rows of one table that a run has read so far.
struct TableRows {
  let table: Table
  /// Origin of each export in their order, without a line.
  private(set) var exports: [RowOrigin] = []
  var sorter: RowSorter
  private(set) var filter = IdentityFilter()
  private let isArchived: Bool
  /// Drops the filter, when what the archive knows was looked up.
  mutating func forgetFilter() { filter = IdentityFilter() }

  /// Rows appended so far, those that the archive knows included.
  private(set) var count = 0

  /// Starts without rows.
  ///
  /// - Parameters:
  ///   - table: The table of the rows.
  ///   - folder: Takes what does not fit into memory.
  ///   - runBytes: What fits.
  ///   - isArchived: Whether the archive holds rows of the table; else nothing is filtered.
  init(_ table: Table, folder: String, runBytes: Int = 16 << 20, isArchived: Bool) {
    self.table = table
    self.isArchived = isArchived
    sorter = RowSorter(folder: folder, runBytes: runBytes)
  }

  /// Begins the rows of the next export, of which the source may be named later.
  mutating func begin(_ origin: RowOrigin) {
    exports.append(origin)
  }

  /// Says which export was begun last, once all of it is read.
  mutating func name(source: String) {
    guard let origin = exports.popLast() else { return }
    exports.append(
      RowOrigin(source: source, order: origin.order, asOf: origin.asOf, line: 0, offset: 0))
  }

  /// Looks for rows of the archive with some identities too.
  mutating func seek(_ identities: Set<UInt64>) {
    guard isArchived else { return }
    for identity in identities.sorted() { filter.insert(identity) }
  }

  /// Appends packed rows of the export that was begun last.
  mutating func append(_ packed: RowPacker) throws(StageError) {
    if isArchived { for hash in packed.hashes { filter.insert(hash) } }
    count += packed.hashes.count
    try sorter.append { run in run.append(packed.run) }
  }

  /// Appends rows of a table that this program makes itself, each with its own origin.
  mutating func append(made rows: [IncomingRow]) throws(StageError) {
    var packer = RowPacker(table, isForAll: false)
    for (sequence, row) in rows.enumerated() {
      if exports.last != row.origin { begin(row.origin) }
      var head = RowHead()
      (head.export, head.sequence) = (exports.count, sequence)
      packer.append(row.cells, head)
    }
    try append(packer)
  }

  /// Appends what the archive knows of an identity of which a row of the run may be.
  mutating func append(
    known identity: ArraySlice<UInt8>, month: Int, _ cells: [String]
  ) throws(StageError) {
    var head = RowHead()
    head.month = month
    count += 1
    try sorter.append { run in run.append(head, identity: identity.span, cells) }
  }
}
