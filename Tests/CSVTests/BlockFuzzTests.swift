import CSV
import Foundation
import TestSupport
import Testing

/// Mutated files read in blocks and record by record; `CASELOAD_FUZZ` sets how many, and which.
@Suite struct BlockFuzzTests {
  private static let count =
    ProcessInfo.processInfo.environment["CASELOAD_FUZZ"].flatMap { Int($0) } ?? 40
  private static let sizes = [16, 17, 31, 64, 255, 4_096, 65_536, 1 << 20]

  /// Texts that stand in a cell, some of which only a quoted cell may hold.
  private static let pieces = [
    "", "", "a", "0", " ", "320602", "2024-03-05", "市场监管", "依据《中华人民共和国行政处罚法》", "䶮", "𠮷",
    "é", "\u{FEFF}", "\u{1A}", "，", "\u{2028}", "1.50", "０", String(repeating: "长", count: 40),
  ]
  private static let quotedPieces = ["\"\"", ",", "\n", "\r\n", "\r", "\t;", "\"\"\"\"", ",\n,"]
  private static let lineEnds = ["\n", "\r\n", "\r"]
  private static let insertions: [[UInt8]] = [
    [0x22], [0x22], [0x22, 0x22], [0x0A], [0x0D], [0x0D, 0x0A], [0x2C], [0], [0x80], [0xFF],
    [0xE5], [0xE5, 0xBC], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF0, 0xA0, 0xAE], [0xC0, 0xAF],
    [0xF4, 0x90, 0x80, 0x80], [0x81], [0x81, 0x30], [0x81, 0x30, 0x81, 0x30], [0xFE, 0x39],
    [0xEF, 0xBB, 0xBF], [0x84, 0x31, 0x95, 0x33], [0x1A], [0xD5, 0xC5], [0xA2, 0xAB],
    [UInt8](repeating: 0x0A, count: 5), [UInt8](repeating: 0, count: 520),
    [UInt8](repeating: 0x2C, count: 520), [0x22, 0x0A, 0x22], [0x5C, 0x22], [0xFF, 0xFE],
  ]

  private static func cell(_ random: inout SeededGenerator) -> String {
    let isQuoted = Int.random(in: 0..<4, using: &random) == 0
    let choices = isQuoted ? pieces + quotedPieces : pieces
    let text = (0..<Int.random(in: 0...3, using: &random))
      .map { _ in choices.randomElement(using: &random) ?? "" }.joined()
    return isQuoted ? "\"\(text)\"" : text
  }

  private static func text(_ random: inout SeededGenerator, _ delimiter: Delimiter) -> String {
    let separator = String(UnicodeScalar(delimiter.rawValue))
    let usual = lineEnds.randomElement(using: &random) ?? "\n"
    let columns = Int.random(in: 1...8, using: &random)
    var text = ""
    for _ in 0..<Int.random(in: 0...24, using: &random) {
      let isOdd = Int.random(in: 0..<12, using: &random) == 0
      text += (0..<columns).map { _ in cell(&random) }.joined(separator: separator)
      text += isOdd ? lineEnds.randomElement(using: &random) ?? "" : usual
    }
    return text
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      bytes.removeSubrange(place..<min(place + 3, bytes.count))
    case 1:
      bytes.removeLast(min(bytes.count, Int.random(in: 0...3, using: &random)))
    case 2:
      bytes.append(contentsOf: [0x1A])
    case 3:
      bytes.append(contentsOf: bytes.prefix(place))
    default:
      bytes.insert(contentsOf: insertions.randomElement(using: &random) ?? [], at: place)
    }
  }

  private static func encoding(_ round: Int) -> TextEncoding {
    switch round % 16 {
    case 3: .utf16LittleEndian
    case 11: .utf16BigEndian
    case let number: number.isMultiple(of: 2) ? .utf8 : .gb18030
    }
  }

  @Test func agreesWithTheReaderOfSingleRecords() async throws {
    var random = SeededGenerator(seed: 20_240_506 + UInt64(Self.count))
    var (sound, rejected, refused) = (0, 0, 0)
    for round in 0..<Self.count {
      var form = FileForm(encoding: Self.encoding(round))
      form.delimiter = Int.random(in: 0..<5, using: &random) == 0 ? .tab : .comma
      let text = Self.text(&random, form.delimiter)
      var bytes = try #require(try form.encoding.encode(text))
      for _ in 0..<Int.random(in: 0...3, using: &random) { Self.mutate(&bytes, &random) }
      form.text = try CellText(encoding: form.encoding)
      form.skipping = [0, 0, 0, 3].randomElement(using: &random) ?? 0
      let expected = try Reading(
        bytes, form.encoding, form.delimiter, skipping: form.skipping)
      sound += expected.rows.count
      rejected += expected.rules.count
      refused += expected.error == nil ? 0 : 1
      for (index, size) in Self.sizes.enumerated() {
        let chunk = [1, 7, 100, Int.max][(round + index) % 4]
        for threads in [1, 2, 4] {
          let found = try await Reading(
            inBlocks: bytes, form, BlockLayout(blockBytes: size), threads: threads, chunk: chunk)
          #expect(found.isSame(as: expected), "round \(round), \(size), \(threads): \(bytes)")
          if !found.isSame(as: expected) { return }
        }
      }
      let found = try await Reading(
        inBlocks: bytes, form, BlockLayout(parser: .libcsv, blockBytes: Self.sizes[round % 8]))
      #expect(found.isSame(as: expected), "round \(round), libcsv: \(bytes)")
    }
    #expect(sound > 2 * Self.count && rejected > Self.count / 4 && refused > Self.count / 20)
  }
}
