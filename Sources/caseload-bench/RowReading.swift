import CSV

/// Reads rows from blocks, on one thread at a time, and adds up what the benchmark needs of them.
struct RowReading: Sendable {
  /// The columns that are read: the keys, then the fine.
  static let columns = ["决定日期", "行政区划代码", "执法领域", "执法事项编码", "罚款金额(元)"]
  /// How many of the columns make up the key of a group.
  static let keys = 4
  // Where the number of each column begins in a packed key, and how many bits it has.
  private static let shifts: [UInt64] = [48, 32, 20, 0]
  private static let bits: [UInt64] = [16, 16, 12, 20]

  // Places of the columns among the cells, and how many cells a row has.
  private let places: [Int]
  private let width: Int
  /// Sums by the numbers of names.
  private(set) var sums = GroupSums()
  /// Names of each key column by number.
  private(set) var names = [WordTable](repeating: WordTable(), count: keys)
  // First cell and packed key of each row of the block at hand.
  private var rows: [(cell: Int, key: UInt64)] = []

  init(places: [Int], width: Int) {
    self.places = places
    self.width = width
  }

  /// Returns the number of a name of a column in a packed key.
  static func number(of column: Int, in key: UInt64) -> Int {
    Int(key >> shifts[column] & (1 << bits[column] - 1))
  }

  /// Adds the rows of a block that have as many cells as the header, which is none of them.
  mutating func add(_ block: RecordBlock) {
    rows.removeAll(keepingCapacity: true)
    for index in block.entries.indices {
      guard case .cells(let first, let count) = block.entries[index].kind, count == width,
        index > 0 || block.number(of: 0) > 1
      else { continue }
      rows.append((first, 0))
    }
    // Of the date of decision, the month.
    for column in 0..<Self.keys { addNames(of: column, block, longest: column == 0 ? 7 : .max) }
    let (bytes, cells) = (block.bytes.span, block.cells.span)
    for row in rows {
      sums.add(
        row.key,
        fineInFen: Self.fen(bytes.extracting(cells[row.cell + places[Self.keys]].indices)))
    }
  }

  private mutating func addNames(of column: Int, _ block: RecordBlock, longest: Int) {
    let (bytes, cells) = (block.bytes.span, block.cells.span)
    let (place, shift) = (places[column], Self.shifts[column])
    var table = WordTable()
    swap(&table, &names[column])
    for row in rows.indices {
      let cell = cells[rows[row].cell + place].indices
      let name = cell.lowerBound..<min(cell.upperBound, cell.lowerBound + min(longest, cell.count))
      // The block goes on behind every cell, so that words can be read.
      rows[row].key |= UInt64(unsafe table.number(of: name, in: bytes.bytes)) << shift
    }
    precondition(table.count <= 1 << Self.bits[column], "more values than a key has room for")
    swap(&table, &names[column])
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
