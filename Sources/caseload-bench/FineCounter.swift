import CSV

/// Cases and fines by month of decision, district, domain and item.
struct FineCounter {
  /// The columns that are read: the keys, then the fine.
  static let columns = ["决定日期", "行政区划代码", "执法领域", "执法事项编码", "罚款金额(元)"]

  private static let header = [
    "month", "district_code", "domain", "item_code", "cases", "fine_fen",
  ]
  // Where the number of each column begins in a packed key, and how many bits it has.
  private static let shifts: [UInt64] = [48, 32, 20, 0]
  private static let bits = [16, 16, 12, 20]

  private var names = [WordTable](repeating: WordTable(), count: RowReading.keys)
  private var groups = GroupTable()
  // By reading and column: the part of a packed key that stands for a number of that reading.
  private var parts: [[[UInt64]]]

  /// Counts nothing yet; `readings` are numbered from 0.
  init(readings: Int) {
    parts = [[[UInt64]]](
      repeating: [[UInt64]](repeating: [], count: RowReading.keys), count: readings)
  }

  /// Adds the rows of a block; blocks come in the order of the file.
  mutating func add(_ rows: BlockRows) {
    for key in 0..<RowReading.keys {
      for name in rows.names[key] {
        let padded = name + [UInt8](repeating: 0, count: 7)
        let number = unsafe names[key].number(of: 0..<name.count, in: padded.span.bytes)
        parts[rows.reading][key].append(UInt64(number) << Self.shifts[key])
      }
    }
    let (months, districts) = (parts[rows.reading][0], parts[rows.reading][1])
    let (domains, items) = (parts[rows.reading][2], parts[rows.reading][3])
    var place = 0
    for fine in rows.finesInFen {
      let key =
        months[Int(rows.numbers[place])] | districts[Int(rows.numbers[place + 1])]
        | domains[Int(rows.numbers[place + 2])] | items[Int(rows.numbers[place + 3])]
      groups.add(key, cases: 1, fineInFen: fine)
      place += RowReading.keys
    }
  }

  /// Returns a table of all groups in the order of the bytes of their keys.
  ///
  /// - Parameter encoding: What the names are in; each distinct one is converted once.
  /// - Returns: Header and rows as CSV.
  /// - Throws: `CSVError` where the system has no converter.
  func csv(_ encoding: TextEncoding) throws -> [UInt8] {
    var (ranks, fields): ([[UInt64]], [[[UInt8]]]) = ([], [])
    for (key, table) in names.enumerated() {
      precondition(table.count <= 1 << Self.bits[key], "more values than a key has room for")
      let strings = try (0..<table.count).map {
        Array((try encoding.decode(table[$0][...]) ?? "").utf8)
      }
      let order = strings.indices.sorted { strings[$0].lexicographicallyPrecedes(strings[$1]) }
      var rank = [UInt64](repeating: 0, count: table.count)
      for (place, number) in order.enumerated() {
        rank[number] = UInt64(place) << Self.shifts[key]
      }
      ranks.append(rank)
      fields.append(order.map { Self.field(strings[$0]) })
    }
    let sorted = groups.groups.map { group in
      var ranked = group
      ranked.key = 0
      for key in 0..<RowReading.keys {
        ranked.key |= ranks[key][Self.number(of: key, in: group.key)]
      }
      return ranked
    }.sorted { $0.key < $1.key }
    return Self.csv(sorted, fields)
  }

  private static func csv(_ sorted: [GroupTable.Group], _ fields: [[[UInt8]]]) -> [UInt8] {
    var writer = CSVWriter()
    writer.append(header)
    var bytes = writer.takeBytes()
    bytes.reserveCapacity(sorted.count * 64)
    for group in sorted {
      for key in 0..<RowReading.keys {
        bytes.append(contentsOf: fields[key][number(of: key, in: group.key)])
      }
      bytes.append(contentsOf: String(group.cases).utf8)
      bytes.append(0x2C)
      bytes.append(contentsOf: String(group.fineInFen).utf8)
      bytes.append(0x0A)
    }
    return bytes
  }

  // A name as it stands in a table, the comma behind it included.
  private static func field(_ name: [UInt8]) -> [UInt8] {
    var writer = CSVWriter()
    writer.append([String(decoding: name, as: UTF8.self), ""])
    return writer.takeBytes().dropLast()
  }

  private static func number(of key: Int, in packed: UInt64) -> Int {
    Int(packed >> shifts[key]) & (1 << bits[key] - 1)
  }
}
