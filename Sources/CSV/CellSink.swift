/// The cells of the record under way in one buffer, a zero byte after each.
struct CellSink {
  private(set) var text: [UInt8] = []
  private(set) var ends: [Int] = []
  private(set) var holdsNUL = false
  private(set) var holdsLongCell = false
  var hasRow = false

  var hasTooManyColumns: Bool { ends.count > ReadingLimits.columns }

  /// Forgets the record; storage is kept unless a caller still holds the last record.
  mutating func reset() {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    holdsNUL = false
    holdsLongCell = false
    hasRow = false
  }

  mutating func append(_ cell: UnsafeRawBufferPointer) {
    guard !hasTooManyColumns else { return }
    guard cell.count <= ReadingLimits.cellBytes else {
      holdsLongCell = true
      return
    }
    holdsNUL = unsafe holdsNUL || cell.contains(0)
    unsafe text.append(contentsOf: cell)
    ends.append(text.count)
    text.append(0)
  }
}
