/// Memory of a block that is done with, for one to come: memory fetched anew comes page by page.
struct SpareBuffers: Sendable {
  var bytes: [UInt8] = []
  var entries: [RecordBlock.Entry] = []
  var cells: [CellRange] = []

  /// Has no memory yet.
  init() {}

  /// Takes the memory of a block; what another still holds of it stays as it is.
  init(of block: consuming RecordBlock) {
    swap(&bytes, &block.bytes)
    swap(&entries, &block.entries)
    swap(&cells, &block.cells)
  }

  /// Forgets what the memory holds.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }
}
