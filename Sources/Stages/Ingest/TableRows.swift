import Contracts
import Ingestion

/// The rows of one table that a run has read so far.
struct TableRows {
  let table: Table
  /// Origin of each export in their order, without a line.
  private(set) var exports: [RowOrigin] = []
  var sorter: RowSorter
  private(set) var filter = IdentityFilter()
  private var sequence = 0

  /// Starts without rows; `folder` takes what does not fit into memory.
  init(_ table: Table, folder: String, runBytes: Int = 32 << 20) {
    self.table = table
    sorter = RowSorter(folder: folder, runBytes: runBytes)
  }

  /// Begins the rows of the next export.
  mutating func begin(_ origin: RowOrigin) {
    exports.append(origin)
  }

  /// Appends a row of the export that was begun last.
  ///
  /// - Parameters:
  ///   - cells: The cells one after another, one byte that belongs to no cell after each.
  ///   - ends: Where each cell ends, counted from the first byte of `cells`.
  ///   - place: Physical line and byte offset of the record.
  ///   - packer: Of the export.
  /// - Throws: What putting rows aside throws.
  mutating func append(
    _ cells: ArraySlice<UInt8>, ends: [Int], at place: (line: Int, offset: Int),
    _ packer: inout RowPacker
  ) throws(StageError) {
    var head = RowHead()
    head.export = exports.count
    (head.line, head.offset) = place
    head.sequence = sequence
    sequence += 1
    try sorter.append { run in
      let identity = packer.append(cells, ends: ends, head, to: &run)
      filter.insert(identity)
    }
  }

  /// Appends rows of a table that this program makes itself, each with its own origin.
  mutating func append(made rows: [IncomingRow]) throws(StageError) {
    var packer = RowPacker(table, isForAll: false)
    for row in rows {
      if exports.last != row.origin { begin(row.origin) }
      let packed = PackedCells(row.cells)
      try append(packed.bytes[...], ends: packed.ends, at: (0, 0), &packer)
    }
  }

  /// Appends what the archive knows of an identity, if any row of the run may be of it.
  mutating func append(
    known identity: ArraySlice<UInt8>, month: Int, _ cells: [String]
  ) throws(StageError) {
    guard filter.mayContain(IdentityFilter.hash(identity)) else { return }
    var head = RowHead()
    head.month = month
    try sorter.append { run in run.append(head, identity: identity, cells) }
  }
}
