/// All columns of a group side by side, to put rows together quickly.
///
/// One array for all columns: an array for each would be retained for every cell.
struct GroupRows {
  // A byte that no UTF-8 has, so that the bytes of rows tell all cells apart.
  private static let cellEnd: UInt8 = 0xFF

  let rows: Int
  private var bytes: [UInt8] = []
  private var bounds: [Range<Int>] = []
  // Column by column, where the bounds of each row's cell stand.
  private var places: [UInt32] = []
  private var columns = 0

  init(rows: Int) {
    self.rows = rows
  }

  /// The bytes of the values of all columns.
  var byteCount: Int { bytes.count }

  mutating func append(_ cells: ColumnCells) {
    let (firstByte, firstPlace) = (bytes.count, UInt32(bounds.count))
    bytes += cells.bytes
    for code in 0..<cells.valueCount {
      bounds.append(firstByte + Int(cells.starts[code])..<firstByte + Int(cells.ends[code]))
    }
    for code in cells.codes { places.append(firstPlace + code) }
    columns += 1
  }

  /// Puts a row together: the bytes of its cells, 0xFF after each, and where each ends.
  func read(_ index: Int, into row: inout [UInt8], ends: inout [Int]) {
    let (bytes, bounds, places) = (bytes.span, bounds.span, places.span)
    row.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for column in 0..<columns {
      row.append(bytes.extracting(bounds[Int(places[column * rows + index])]))
      ends.append(row.count)
      row.append(Self.cellEnd)
    }
  }
}
