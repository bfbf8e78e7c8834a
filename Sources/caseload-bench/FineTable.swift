import CSV

/// Cases and fines by month of decision, district, domain and item, as CSV.
struct FineTable {
  private static let header = [
    "month", "district_code", "domain", "item_code", "cases", "fine_fen",
  ]

  /// The distinct names of a column in the order of their bytes, and what readings call them.
  private struct Names {
    // As they stand in a table, the comma behind them included.
    var fields: [[UInt8]] = []
    // By reading: the place in `fields` of the name of a number.
    var places: [[Int]]
    // How many bits a place needs.
    var bits: Int { Int.bitWidth - max(0, fields.count - 1).leadingZeroBitCount }
  }

  private let columns: [Names]
  private let groups: [GroupSums.Group]

  /// Adds up what some readings have read.
  ///
  /// - Parameters:
  ///   - readings: What was read on each thread.
  ///   - encoding: What the names are in; each distinct one is converted once.
  /// - Throws: `CSVError` where the system has no converter.
  init(_ readings: [RowReading], _ encoding: TextEncoding) throws {
    let columns = try (0..<RowReading.keys).map { column in
      try Self.names(readings.map { $0.names[column] }, encoding)
    }
    precondition(columns.reduce(0) { $0 + $1.bits } <= 64, "more values than a key has room for")
    var groups: [GroupSums.Group] = []
    groups.reserveCapacity(readings.reduce(0) { $0 + $1.sums.groups.count })
    for (number, reading) in readings.enumerated() {
      let places = columns.map { $0.places[number] }
      for group in reading.sums.groups {
        var placed = group
        placed.key = 0
        for column in 0..<RowReading.keys {
          let place = places[column][RowReading.number(of: column, in: group.key)]
          placed.key = placed.key << UInt64(columns[column].bits) | UInt64(place)
        }
        groups.append(placed)
      }
    }
    var sums = GroupSums(groups)
    sums.combine()
    self.columns = columns
    self.groups = sums.groups
  }

  private static func names(_ tables: [WordTable], _ encoding: TextEncoding) throws -> Names {
    var all: [(text: [UInt8], reading: Int, number: Int)] = []
    for (reading, table) in tables.enumerated() {
      for number in 0..<table.count {
        let text = try encoding.decode(table[number][...]) ?? ""
        all.append((Array(text.utf8), reading, number))
      }
    }
    all.sort { $0.text.lexicographicallyPrecedes($1.text) }
    var names = Names(places: tables.map { [Int](repeating: 0, count: $0.count) })
    for (index, name) in all.enumerated() {
      if index == 0 || all[index - 1].text != name.text { names.fields.append(field(name.text)) }
      names.places[name.reading][name.number] = names.fields.count - 1
    }
    return names
  }

  private static func field(_ name: [UInt8]) -> [UInt8] {
    var writer = CSVWriter()
    writer.append([String(decoding: name, as: UTF8.self), ""])
    return writer.takeBytes().dropLast()
  }

  /// Returns header and rows, in the order of the bytes of their keys.
  func csv() -> [UInt8] {
    var writer = CSVWriter()
    writer.append(Self.header)
    var bytes = writer.takeBytes()
    bytes.reserveCapacity(groups.count * 64)
    let items = columns[RowReading.keys - 1]
    // What the rows of a month, district and domain begin with.
    var (outer, start): (UInt64, [UInt8]) = (0, [])
    for group in groups {
      let key = group.key >> UInt64(items.bits)
      if start.isEmpty || key != outer { (outer, start) = (key, self.start(of: key)) }
      bytes.append(contentsOf: start)
      bytes.append(contentsOf: items.fields[Int(group.key & (1 << UInt64(items.bits) - 1))])
      Self.append(group.cases, 0x2C, to: &bytes)
      Self.append(group.fineInFen, 0x0A, to: &bytes)
    }
    return bytes
  }

  private func start(of key: UInt64) -> [UInt8] {
    var (key, start): (UInt64, [UInt8]) = (key, [])
    for names in columns.dropLast().reversed() {
      start = names.fields[Int(key & (1 << UInt64(names.bits) - 1))] + start
      key >>= UInt64(names.bits)
    }
    return start
  }

  private static func append(_ number: Int, _ end: UInt8, to bytes: inout [UInt8]) {
    if number < 10, number >= 0 {
      bytes.append(0x30 + UInt8(number))
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
    bytes.append(end)
  }
}
