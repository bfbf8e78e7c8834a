import CSV

/// What the benchmark needs of the rows of one block, with numbers instead of names.
struct BlockRows: Sendable {
  /// Which reading the numbers are of.
  let reading: Int
  /// Names that this reading met for the first time, by column.
  var names = [[[UInt8]]](repeating: [], count: RowReading.keys)
  /// Numbers of the key columns of each row, one after another.
  var numbers: [Int32] = []
  /// Fine of each row.
  var finesInFen: [Int] = []
}

/// Reads rows from blocks, on one thread at a time.
struct RowReading: Sendable {
  /// How many of the columns make up the key of a group.
  static let keys = 4

  let reading: Int
  // Places of the key columns and of the fine among the cells, and how many cells a row has.
  let places: [Int]
  let width: Int
  private var tables = [WordTable](repeating: WordTable(), count: RowReading.keys)

  init(reading: Int, places: [Int], width: Int) {
    self.reading = reading
    self.places = places
    self.width = width
  }

  /// Returns the rows of a block that have as many cells as the header, which is none of them.
  mutating func rows(of block: RecordBlock) -> BlockRows {
    var rows = BlockRows(reading: reading)
    rows.numbers.reserveCapacity(block.entries.count * Self.keys)
    rows.finesInFen.reserveCapacity(block.entries.count)
    let known = tables.map(\.count)
    let bytes = block.bytes.span
    for index in block.entries.indices {
      guard case .cells(let first, let count) = block.entries[index].kind, count == width,
        index > 0 || block.position(of: 0).record > 1
      else { continue }
      for key in 0..<Self.keys {
        var range = block.cells[first + places[key]].indices
        // Of the date of decision, the month.
        if key == 0 { range = range.prefix(7) }
        // The block goes on behind every cell, so that words can be read.
        let number = unsafe tables[key].number(of: range, in: bytes.bytes)
        rows.numbers.append(Int32(number))
      }
      rows.finesInFen.append(
        Self.fen(bytes.extracting(block.cells[first + places[Self.keys]].indices)))
    }
    for key in 0..<Self.keys {
      rows.names[key] = (known[key]..<tables[key].count).map { tables[key][$0] }
    }
    return rows
  }

  // An amount in yuan of at most two decimals; anything else counts nothing, as with the peers.
  private static func fen(_ text: Span<UInt8>) -> Int {
    var (value, decimals, isNegative): (Int, Int?, Bool) = (0, nil, false)
    for index in text.indices {
      switch text[index] {
      case 0x30...0x39 where value < 1 << 52 && (decimals ?? 0) < 2:
        value = value * 10 + Int(text[index] - 0x30)
        decimals = decimals.map { $0 + 1 }
      case 0x2E where decimals == nil: decimals = 0
      case 0x2D where index == 0: isNegative = true
      default: return 0
      }
    }
    for _ in (decimals ?? 0)..<2 { value *= 10 }
    return isNegative ? -value : value
  }
}
