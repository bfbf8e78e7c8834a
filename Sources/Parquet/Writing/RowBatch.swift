/// Some rows one after another, so that each column is taken in one go.
struct RowBatch {
  private static let mostRows = 1_024
  private static let mostBytes = 256 << 10

  private(set) var bytes: [UInt8] = []
  /// For each row where its first cell starts, then for each cell the end of it plus one.
  private(set) var bounds: [Int] = []
  private(set) var rows = 0

  var isFull: Bool { rows == Self.mostRows || bytes.count >= Self.mostBytes }

  mutating func append(_ row: Span<UInt8>, ends: [Int]) {
    let base = bytes.count
    bytes.append(row)
    bounds.append(base)
    var last = -1
    for end in ends {
      precondition(end > last && end <= row.count, "cells lie one after another in their row")
      bounds.append(base + end + 1)
      last = end
    }
    rows += 1
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    rows = 0
  }
}
