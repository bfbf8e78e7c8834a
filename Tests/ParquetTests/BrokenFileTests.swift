import Contracts
import TestSupport
import Testing

@testable import Parquet

@Suite struct BrokenFileTests {
  private static let columns = [
    ParquetColumn("unit_code", .text), ParquetColumn("case_id", .text),
    ParquetColumn("filed_date", .date), ParquetColumn("fine_fen", .integer),
    ParquetColumn("nothing", .text),
  ]

  private static func small() throws -> (bytes: [UInt8], rows: [[String]]) {
    let rows = (0..<24).map { row in
      [
        "QZ-\(row % 3)", "案-\(row * 7919)", "2024-05-\(10 + row % 9)",
        row % 4 == 0 ? "" : "\(row)00",
        "",
      ]
    }
    return (try parquetBytes(columns, rows, groupRows: 13), rows)
  }

  /// Whether reading throws or gives what was written.
  private static func isSafe(_ bytes: [UInt8], _ rows: [[String]]) -> Bool {
    do throws(ParquetError) {
      let reader = try ParquetReader(bytes)
      let found = try ParquetTests.rows(of: bytes)
      let byCode = try rowsByCode(of: bytes, distinct: true)
      return reader.columns == columns && found == rows && byCode == rows
    } catch {
      return true
    }
  }

  @Test func everyFlippedBitIsFoundOrHarmless() throws {
    let (bytes, rows) = try Self.small()
    var harmless = 0
    for index in bytes.indices {
      for bit in 0..<8 {
        var broken = bytes
        broken[index] ^= 1 << UInt8(bit)
        #expect(Self.isSafe(broken, rows), "byte \(index), bit \(bit)")
        if (try? ParquetTests.rows(of: broken)) != nil { harmless += 1 }
      }
    }
    // Header fields that repeat what is known; all else has a checksum.
    #expect(harmless < bytes.count * 8 / 20, "\(harmless)")
  }

  @Test func everyCutIsFound() throws {
    let (bytes, _) = try Self.small()
    for count in 0..<bytes.count {
      #expect(throws: ParquetError.self) { try ParquetTests.rows(of: Array(bytes[..<count])) }
      #expect(throws: ParquetError.self) {
        try ParquetTests.rows(of: Array(bytes[count...].dropFirst()))
      }
    }
  }

  @Test func bytesInBetweenAreFound() throws {
    let (bytes, rows) = try Self.small()
    for index in bytes.indices {
      var broken = bytes
      broken.insert(0, at: index)
      #expect(Self.isSafe(broken, rows), "byte \(index)")
    }
  }

  // A checksum that fits does not make a number true.
  @Test func footersThatLieNeverTrap() throws {
    let (bytes, _) = try Self.small()
    let length = Int(bytes.span.halfWord(at: bytes.count - 8))
    let start = bytes.count - 8 - length
    var random = SeededGenerator(seed: 77)
    var read = 0
    for _ in 0..<20_000 {
      var footer = Array(bytes[start..<start + length])
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: footer.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: footer[index] = UInt8.random(in: 0...255, using: &random)
        case 1: footer.remove(at: index)
        default: footer.insert(UInt8.random(in: 0...255, using: &random), at: index)
        }
      }
      var file = Array(bytes[..<(start - 4)])
      file.append(littleEndian: Checksum.of(footer.span))
      file += footer
      file.append(littleEndian: UInt32(footer.count))
      file += FormatNumber.magic
      if (try? ParquetTests.rows(of: file)) != nil { read += 1 }
    }
    #expect(read > 0)
  }

  @Test func pagesThatLieNeverTrap() throws {
    var random = SeededGenerator(seed: 78)
    let compressor = try PageCompressor(level: 1)
    let (kinds, counts): ([ParquetKind], _) = ([.text, .date, .integer], 0...20)
    for _ in 0..<20_000 {
      let kind = kinds.randomElement(using: &random) ?? .text
      let rows = Int.random(in: counts, using: &random)
      let hasDictionary = Bool.random(using: &random)
      var chunk: [UInt8] = []
      for content in hasDictionary
        ? [PageHeader.Content.dictionary, .cells(areCodes: true)] : [.cells(areCodes: false)]
      {
        let page = Self.page(&random, isCells: content != .dictionary)
        let frame = try compressor.frame(of: page)
        chunk +=
          PageHeader(
            content: content, values: content == .dictionary ? 2 : rows,
            uncompressedBytes: page.count, compressedBytes: frame.count,
            checksum: Checksum.of(frame.span)
          ).bytes
        chunk += frame
      }
      var decoder = ChunkDecoder(kind, rows: rows, bytes: chunk, at: 4)
      let cells = try? decoder.cells(hasDictionary: hasDictionary)
      #expect(cells == nil || cells?.codes.count == rows)
      _ = cells?.distinct().codes.map { cells?.text(of: $0) }
    }
  }

  // Bytes that look like levels, lengths and codes, so that some get far.
  private static func page(_ random: inout SeededGenerator, isCells: Bool) -> [UInt8] {
    var page: [UInt8] = []
    if isCells {
      let levels: [UInt8] = [1, 1, 1, 0, 2]
      page = [2, 0, 0, 0, UInt8.random(in: 0...40, using: &random)]
      page.append(levels.randomElement(using: &random) ?? 1)
    }
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: page += [UInt8.random(in: 0...3, using: &random), 0, 0, 0, 0x61, 0x62]
      case 1:
        page += [UInt8.random(in: 0...9, using: &random), UInt8.random(in: 0...9, using: &random)]
      case 2: page += (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
      default: page += [1, 0, 0, 0, 0x63]
      }
    }
    return page
  }

  @Test func aPageThatUnpacksToMoreIsRefusedFirst() throws {
    // 1 GiB is announced; nothing of the kind is allocated.
    let header = PageHeader(
      content: .cells(areCodes: false), values: 1, uncompressedBytes: 1 << 30, compressedBytes: 4,
      checksum: Checksum.of([1, 2, 3, 4].span))
    var decoder = ChunkDecoder(.text, rows: 1, bytes: header.bytes + [1, 2, 3, 4], at: 4)
    #expect(throws: ParquetError.self) { try decoder.cells(hasDictionary: false) }
  }

  @Test func otherFilesAreRefused() {
    for bytes in [[], Array("PAR1".utf8), Array("PAR1PAR1PAR1PAR1".utf8), Array("a,b\n1,2\n".utf8)]
    {
      #expect(throws: ParquetError.self) { try ParquetReader(bytes) }
    }
    #expect(throws: ParquetError.notParquet) {
      try ParquetReader([UInt8](repeating: 0x28, count: 100))
    }
  }

  @Test func whatTheSourceThrowsIsPassedOn() throws {
    let (bytes, _) = try Self.small()
    let failure = ParquetError.unreadable(offset: 9, code: 5)
    let reader = try ParquetReader(size: bytes.count) { (offset, count) throws(ParquetError) in
      if count > 8, offset < 100 { throw failure }
      return Array(bytes[offset..<offset + count])
    }
    #expect(throws: failure) { try reader.cells(ofColumn: 0, inGroup: 0) }
  }
}
