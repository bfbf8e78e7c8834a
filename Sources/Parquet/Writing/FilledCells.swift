/// The cells of one column of a batch that are not empty.
struct FilledCells {
  /// A cell by its row in the batch and its place in the bytes.
  struct Place {
    let row: UInt32
    let start: UInt32
    let end: UInt32

    var bytes: Range<Int> { Int(start)..<Int(end) }
  }

  private(set) var places: [Place] = []
  /// For each cell its `folded`, once asked for.
  private(set) var hashes: [UInt64] = []
  /// Rows of the batch.
  private(set) var rows = 0
  /// Bytes of all cells.
  private(set) var bytes = 0

  var count: Int { places.count }

  /// Turns to a column of a batch.
  mutating func read(_ batch: borrowing RowBatch, column: Int, of columns: Int) {
    rows = batch.rows
    places.removeAll(keepingCapacity: true)
    let bounds = batch.bounds.span
    var total = 0
    places.append(addingCapacity: rows) { places in
      var place = column
      for row in 0..<UInt32(rows) {
        let (start, end) = (bounds[place], bounds[place + 1] - 1)
        place += columns + 1
        guard start < end else { continue }
        places.append(Place(row: row, start: start, end: end))
        total += Int(end - start)
      }
    }
    bytes = total
  }

  /// Fills `hashes`: one look-up waits for the memory of another, hashing does not.
  mutating func hash(_ bytes: Span<UInt8>) {
    hashes.removeAll(keepingCapacity: true)
    let places = places
    hashes.append(addingCapacity: places.count) { hashes in
      let places = places.span
      for index in places.indices { hashes.append(bytes.extracting(places[index].bytes).folded) }
    }
  }

  /// Appends for each row of the batch whether its cell is filled.
  func appendLevels(to levels: inout HybridEncoder) {
    guard places.count < rows else { return levels.append(1, count: rows) }
    var row = 0
    for place in places {
      levels.append(0, count: Int(place.row) - row)
      levels.append(1)
      row = Int(place.row) + 1
    }
    levels.append(0, count: rows - row)
  }
}
