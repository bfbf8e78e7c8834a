import CSV

/// Cases and fines by month of decision, district, domain and item, as CSV.
struct FineTable {
  private static let header = [
    "month", "district_code", "domain", "item_code", "cases", "fine_fen",
  ]

  /// The distinct names of a column in the order of their bytes, and what readings call them.
  private struct Names {
    // As they stand in a table, the comma behind each included, and where each starts.
    var text: [UInt8] = []
    var starts = [0]
    // By reading: the place among these of the name of a number.
    var places: [[Int]]
    // How many bits a place needs.
    var bits: UInt64 { UInt64(Int.bitWidth - max(0, starts.count - 2).leadingZeroBitCount) }

    /// Returns the field whose place the lowest bits of a key tell.
    func field(in key: UInt64) -> ArraySlice<UInt8> {
      let place = Int(key & (1 << bits - 1))
      return text[starts[place]..<starts[place + 1]]
    }
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
          placed.key = placed.key << columns[column].bits | UInt64(place)
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
      if index == 0 || all[index - 1].text != name.text {
        names.text += field(name.text)
        names.starts.append(names.text.count)
      }
      names.places[name.reading][name.number] = names.starts.count - 2
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
      let key = group.key >> items.bits
      if start.isEmpty || key != outer {
        outer = key
        start.removeAll(keepingCapacity: true)
        appendNames(of: key, to: &start)
      }
      bytes.append(contentsOf: start)
      bytes.append(contentsOf: items.field(in: group.key))
      Self.append(group.cases, 0x2C, to: &bytes)
      Self.append(group.fineInFen, 0x0A, to: &bytes)
    }
    return bytes
  }

  // The names of all columns but the last one.
  private func appendNames(of key: UInt64, to start: inout [UInt8]) {
    var rest = columns.dropLast().reduce(0) { $0 + $1.bits }
    for names in columns.dropLast() {
      rest -= names.bits
      start.append(contentsOf: names.field(in: key >> rest))
    }
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
