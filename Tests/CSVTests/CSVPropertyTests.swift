import CLibcsv
import CSV
import TestSupport
import Testing

@Suite struct CSVPropertyTests {
  private static let pieces = [
    "", "a", "0", " ", "\t", ",", ";", "\"", "\"\"", "\r", "\n", "\r\n", "张", "䶮", "𠮷", "é",
    "\u{FEFF}",
    "\u{2028}", "\u{1A}", "\\", "|",
  ]

  private static func table(_ random: inout SeededGenerator) -> [[String]] {
    (0..<Int.random(in: 1...8, using: &random)).map { _ in
      (0..<Int.random(in: 1...5, using: &random)).map { _ in
        (0..<Int.random(in: 0...6, using: &random))
          .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      }
    }
  }

  private static func bytes(of table: [[String]]) -> [[[UInt8]]] {
    table.map { $0.map { Array($0.utf8) } }
  }

  @Test(arguments: Delimiter.allCases, TextEncoding.allCases)
  func readsBackEveryTableItWrites(_ delimiter: Delimiter, _ encoding: TextEncoding) throws {
    var random = SeededGenerator(seed: 20_240_101)
    for round in 0..<150 {
      let table = Self.table(&random)
      var writer = CSVWriter(delimiter: delimiter, lineEnd: round.isMultiple(of: 2) ? .lf : .crlf)
      for row in table { writer.append(row) }
      let text = String(decoding: writer.bytes, as: UTF8.self)
      let bytes = try #require(try encoding.encode(text))
      let chunk = [1, 2, 3, 7, 64, Int.max][round % 6]
      let reading = try Reading(bytes, encoding, delimiter, chunk: chunk)
      // Strings compare by canonical equivalence, so the bytes are compared.
      #expect(Self.bytes(of: reading.rows) == Self.bytes(of: table))
      #expect(reading.records.count == table.count)
      #expect(reading.records.flatMap(\.raw) == bytes)
    }
  }

  @Test(arguments: Delimiter.allCases)
  func agreesWithLibcsvUpToTheFirstError(_ delimiter: Delimiter) throws {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("aa,,\"\"\" \r\n;\t".utf8)
    var errors = 0
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0
      }
      let whole = WholeParse(bytes, delimiter)
      let chunk = Int.random(in: 1...25, using: &random)
      let reading = try Reading(bytes, .utf8, delimiter, chunk: chunk)
      let upToError = reading.records.prefix { $0.outcome != .rejected(.quote) }
      #expect(upToError.compactMap(\.cells) == whole.rows, "\(bytes)")
      let isRefused = reading.error != nil || upToError.count < reading.records.count
      #expect(isRefused == whole.isRefused, "\(bytes)")
      errors += whole.isRefused ? 1 : 0
    }
    #expect((2_000...18_000).contains(errors))
  }
}

/// What libcsv itself makes of a whole buffer in one call.
private struct WholeParse {
  private var row: [String] = []
  var rows: [[String]] = []
  var isRefused = false

  init(_ bytes: [UInt8], _ delimiter: Delimiter) {
    var parser = unsafe csv_parser()
    _ = unsafe csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    defer { unsafe csv_free(&parser) }
    unsafe csv_set_delim(&parser, delimiter.rawValue)
    unsafe csv_set_space_func(&parser) { _ in 0 }
    var parse = Self()
    isRefused = unsafe withUnsafeMutablePointer(to: &parse) { context in
      let consumed = unsafe csv_parse(&parser, bytes, bytes.count, onCell, onRow, context)
      return unsafe consumed < bytes.count || csv_fini(&parser, onCell, onRow, context) != 0
    }
    rows = parse.rows
  }

  private init() {}

  mutating func append(_ cell: UnsafeRawBufferPointer) {
    unsafe row.append(String(decoding: cell, as: UTF8.self))
  }

  mutating func endRow() {
    rows.append(row)
    row = []
  }
}

private func onCell(
  _ cell: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  let bytes = unsafe UnsafeRawBufferPointer(start: cell, count: count)
  unsafe context?.assumingMemoryBound(to: WholeParse.self).pointee.append(bytes)
}

private func onRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  unsafe context?.assumingMemoryBound(to: WholeParse.self).pointee.endRow()
}
