import CSV

/// Cases and fines by month of decision, district, domain and item.
///
/// Counters of parts of an export can be merged in any order.
struct FineCounter {
  /// The columns that `add` takes, in its order.
  static let columns = ["决定日期", "行政区划代码", "执法领域", "执法事项编码", "罚款金额(元)"]

  private static let header = [
    "month", "district_code", "domain", "item_code", "cases", "fine_fen",
  ]

  private var names = [ByteTable](repeating: ByteTable(), count: 4)
  private var groups = GroupTable()

  /// Counts a row by its cells in the order of `columns`.
  mutating func add(
    _ decided: Span<UInt8>, _ district: Span<UInt8>, _ domain: Span<UInt8>, _ item: Span<UInt8>,
    fine: Span<UInt8>
  ) {
    let month = decided.extracting(0..<min(7, decided.count))
    let key =
      UInt64(names[0].number(of: month)) << 48 | UInt64(names[1].number(of: district)) << 32
      | UInt64(names[2].number(of: domain)) << 20 | UInt64(names[3].number(of: item))
    groups.add(key, cases: 1, fineInFen: Self.fen(fine))
  }

  /// Adds what another counter counted.
  mutating func merge(_ other: FineCounter) {
    var numbers: [[UInt64]] = []
    for (index, table) in other.names.enumerated() {
      numbers.append((0..<table.count).map { UInt64(names[index].number(of: table[$0].span)) })
    }
    for group in other.groups.groups {
      let parts = Self.parts(of: group.key)
      let key =
        numbers[0][parts[0]] << 48 | numbers[1][parts[1]] << 32 | numbers[2][parts[2]] << 20
        | numbers[3][parts[3]]
      groups.add(key, cases: group.cases, fineInFen: group.fineInFen)
    }
  }

  /// Returns a table of all groups in the order of the bytes of their keys.
  func csv(_ encoding: TextEncoding) throws -> [UInt8] {
    var (ranks, texts): ([[UInt64]], [[String]]) = ([], [])
    for (table, bits) in zip(names, [16, 16, 12, 20]) {
      precondition(table.count <= 1 << bits, "more distinct values than a key has room for")
      let order = (0..<table.count).sorted { table[$0].lexicographicallyPrecedes(table[$1]) }
      var rank = [UInt64](repeating: 0, count: table.count)
      for (place, number) in order.enumerated() { rank[number] = UInt64(place) }
      ranks.append(rank)
      texts.append(try order.map { try encoding.decode(table[$0]) ?? "" })
    }
    let sorted = groups.groups.map { group in
      let parts = Self.parts(of: group.key)
      let key =
        ranks[0][parts[0]] << 48 | ranks[1][parts[1]] << 32 | ranks[2][parts[2]] << 20
        | ranks[3][parts[3]]
      return GroupTable.Group(key: key, cases: group.cases, fineInFen: group.fineInFen)
    }.sorted { $0.key < $1.key }
    var writer = CSVWriter()
    writer.append(Self.header)
    for group in sorted {
      let parts = Self.parts(of: group.key)
      writer.append(
        zip(texts, parts).map { $0[$1] } + [String(group.cases), String(group.fineInFen)])
    }
    return writer.takeBytes()
  }

  private static func parts(of key: UInt64) -> [Int] {
    [Int(key >> 48), Int(key >> 32 & 0xFFFF), Int(key >> 20 & 0xFFF), Int(key & 0xF_FFFF)]
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
