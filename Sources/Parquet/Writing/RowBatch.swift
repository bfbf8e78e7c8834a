/// Some rows one after another, so that each column is taken in one go.
struct RowBatch {
  private static let mostRows = 1_024
  private static let mostBytes = 256 << 10

  /// The cells row by row, 0xFF after each: a byte that is in no UTF-8.
  private(set) var bytes: [UInt8] = []
  /// For each row where its first cell starts, then for each cell the end of it plus one.
  private(set) var bounds: [UInt32] = []
  private(set) var rows = 0

  var isFull: Bool { rows == Self.mostRows || bytes.count >= Self.mostBytes }

  mutating func append(_ row: Span<UInt8>, ends: [Int]) {
    let base = bytes.count
    let ends = ends.span
    bytes.append(row.extracting(..<ends[ends.count - 1]))
    bytes.append(0xFF)
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
    var cells = bytes.mutableSpan
    for index in ends.indices { cells[base + ends[index]] = 0xFF }
    rows += 1
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    rows = 0
  }
}
