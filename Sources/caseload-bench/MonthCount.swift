/// Cases and fines of one month by unit, district, domain and item.
struct MonthCount {
  /// The names of the columns as CSV.
  static let header = Array(
    "month,unit_code,district_code,domain,item_code,cases,fine_fen\n".utf8)

  private struct Row {
    // The ranks of its four values, the first one most significant.
    var key: UInt64
    var fineInFen: Int64
  }

  private let values: [RankedValues]
  // Of a key.
  private let bits: UInt64
  private var rows: [Row] = []

  init(_ groups: [RowGroup]) {
    values = RowGroup.keys.indices.map { key in RankedValues(groups.map { $0.keys[key] }) }
    bits = values.reduce(0) { $0 + $1.bits }
    precondition(bits <= 64, "more values than a key has room for")
    rows.reserveCapacity(groups.reduce(0) { $0 + $1.fines.codes.count })
    for (index, group) in groups.enumerated() {
      var keys = [UInt64](repeating: 0, count: group.fines.codes.count)
      for (values, cells) in zip(values, group.keys) {
        let (ranks, bits) = (values.ranks[index], values.bits)
        for (row, code) in cells.codes.enumerated() {
          keys[row] = keys[row] << bits | ranks[Int(code)]
        }
      }
      let fines = (0..<group.fines.valueCount).map { group.fines.number(of: UInt32($0)) ?? 0 }
      for (key, code) in zip(keys, group.fines.codes) {
        rows.append(Row(key: key, fineInFen: fines[Int(code)]))
      }
    }
    rows = Self.sorted(rows, bits: bits)
  }

  /// Returns the counts in the order of their keys, each with the month before it.
  func csv(month: String) -> [UInt8] {
    let last = values[values.count - 1]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * 48)
    var (start, next): ([UInt8], Int) = ([], 0)
    while next < rows.count {
      let key = rows[next].key
      if next == 0 || rows[next - 1].key >> last.bits != key >> last.bits {
        write(startOf: key, month, to: &start)
      }
      var (cases, fines): (Int64, Int64) = (0, 0)
      while next < rows.count, rows[next].key == key {
        cases += 1
        fines += rows[next].fineInFen
        next += 1
      }
      bytes += start
      bytes += last.field(ofRankIn: key)
      Self.append(cases, UInt8(ascii: ","), to: &bytes)
      Self.append(fines, UInt8(ascii: "\n"), to: &bytes)
    }
    return bytes
  }

  // All of a line before its last value; most lines share it with the line before.
  private func write(startOf key: UInt64, _ month: String, to start: inout [UInt8]) {
    start.removeAll(keepingCapacity: true)
    start += month.utf8
    start.append(UInt8(ascii: ","))
    var shift = bits
    for index in values.indices.dropLast() {
      shift -= values[index].bits
      start += values[index].field(ofRankIn: key >> shift)
    }
  }

  // Digit by digit, the least significant first; each pass keeps the order of the last one.
  private static func sorted(_ rows: [Row], bits: UInt64) -> [Row] {
    let digit: UInt64 = 11
    let mask: UInt64 = 1 << digit - 1
    var (rows, other) = (rows, rows)
    for shift in stride(from: 0, to: bits, by: Int(digit)) {
      var places = [Int](repeating: 0, count: 1 << digit + 1)
      for row in rows { places[Int(row.key >> shift & mask) + 1] += 1 }
      for index in 1..<places.count { places[index] += places[index - 1] }
      for row in rows {
        let index = Int(row.key >> shift & mask)
        other[places[index]] = row
        places[index] += 1
      }
      swap(&rows, &other)
    }
    return rows
  }

  private static func append(_ number: Int64, _ end: UInt8, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var digits = [20 of UInt8](repeating: 0)
    var (first, rest) = (digits.count, number.magnitude)
    repeat {
      first -= 1
      digits[first] = UInt8(rest % 10) + 0x30
      rest /= 10
    } while rest > 0
    for index in first..<digits.count { bytes.append(digits[index]) }
    bytes.append(end)
  }
}
