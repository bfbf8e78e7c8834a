/// Some rows one after another, so that each column is taken in one go.
struct RowBatch {
  private static let mostRows = 1_024
  private static let mostBytes = 256 << 10

  private(set) var bytes: [UInt8] = []
  /// For each row where its first cell starts, then for each cell the end of it plus one.
  private(set) var bounds: [UInt32] = []
  private(set) var rows = 0

  /// The bytes of a cell by its row, its column and the number of columns.
  @inline(__always)
  func cell(_ row: Int, _ column: Int, of columns: Int) -> Range<Int> {
    let place = row * (columns + 1) + column
    return Int(bounds[place])..<Int(bounds[place + 1]) - 1
  }

  var isFull: Bool { rows == Self.mostRows || bytes.count >= Self.mostBytes }

  mutating func append(_ row: Span<UInt8>, ends: [Int]) {
    let base = bytes.count
    bytes.append(row)
    let ends = ends.span
    bounds.append(addingCapacity: ends.count + 1) { bounds in
      bounds.append(UInt32(base))
      var last = -1
      for index in ends.indices {
        let end = ends[index]
        precondition(end > last && end <= row.count, "cells lie one after another in their row")
        bounds.append(UInt32(base + end + 1))
        last = end
      }
    }
    rows += 1
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    rows = 0
  }
}
