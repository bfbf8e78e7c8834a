import CSV
import Testing

@Suite struct RecordReaderTests {
  @Test func readsNoRecordFromAnEmptyFile() throws {
    #expect(try Reading("").records.isEmpty)
    #expect(try Reading([0xEF, 0xBB, 0xBF], skipping: 3).records.isEmpty)
  }

  @Test(arguments: ["a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\r\nc,d", "a,b\rc,d\n"])
  func endsRecordsAtEveryLineEnd(_ text: String) throws {
    #expect(try Reading(text).rows == [["a", "b"], ["c", "d"]])
  }

  @Test(arguments: [Delimiter.comma, .tab, .semicolon])
  func splitsAtItsDelimiterOnly(_ delimiter: Delimiter) throws {
    let others = ",\t;".filter { $0.utf8.first != delimiter.rawValue }
    let mark = String(decoding: [delimiter.rawValue], as: UTF8.self)
    #expect(try Reading("a\(mark)\(others)\n", delimiter).rows == [["a", others]])
  }

  @Test func keepsQuotedDelimitersQuotesAndLineEnds() throws {
    let text = "\"张三,\r\n\"\"李四\"\"\",x\r\ny,\"\"\r\n"
    #expect(try Reading(text).rows == [["张三,\r\n\"李四\"", "x"], ["y", ""]])
  }

  @Test func trimsNothing() throws {
    #expect(try Reading(" a ,\tb\n   \n").rows == [[" a ", "\tb"], ["   "]])
  }

  @Test func keepsTheEmptyCellAfterALastDelimiter() throws {
    #expect(try Reading("a,\nb,").rows == [["a", ""], ["b", ""]])
  }

  @Test func tellsBlankLinesFromEmptyCells() throws {
    let reading = try Reading("a\n\n\r\n,,\n\"\"\n")
    #expect(
      reading.outcomes == [.cells(["a"]), .blank, .blank, .cells(["", "", ""]), .cells([""])])
  }

  @Test func countsPhysicalLinesAndSourceBytes() throws {
    let records = try Reading("h\r\n\"a\nb\rc\",x\n\ny\"\nz").records
    #expect(records.map(\.position.line) == [1, 2, 5, 6, 7])
    #expect(records.map(\.position.byteOffset) == [0, 3, 13, 14, 17])
    #expect(records.map(\.position.byteLength) == [3, 10, 1, 3, 1])
    #expect(records.map(\.position.record) == [1, 2, 3, 4, 5])
  }

  @Test func handsOutTheSourceBytesOfEachRecord() throws {
    let bytes = Array("h\r\n\"a\nb\",x\n\ny\"\rz".utf8)
    for chunk in [1, 4, bytes.count] {
      let records = try Reading(bytes, chunk: chunk).records
      #expect(records.flatMap(\.raw) == bytes)
      #expect(records.allSatisfy { $0.raw.count == $0.position.byteLength })
    }
  }

  @Test(arguments: [
    "a,b\r\n\"c\r\n\"\"d\",e\rf\n\n\r\ng", "\"\r\n\r\",\"\"\"\"\r\n\r\r\n\n",
    "a\"b\r\nc,d\re\"\r\r\n",
    "\"a\"b\n\"c\r\nd\"\"\"e\r\n甲,\"乙\r\n丙\"\r\u{1A}", "\u{FEFF}甲\r\n\u{FEFF}\"乙\"\r\n",
    "\"open\r\nx\n",
  ])
  func readsTheSameWhereverChunksEnd(_ text: String) throws {
    for encoding in TextEncoding.allCases {
      let bytes = try #require(try encoding.encode(text))
      let whole = try Reading(bytes, encoding)
      for chunk in [1, 2, 3, 5, 7] {
        #expect(try Reading(bytes, encoding, chunk: chunk) == whole)
      }
    }
  }

  @Test func countsTheByteOrderMarkInOffsets() throws {
    let bytes = Array("\u{FEFF}\"a\",b\nc,d\n".utf8)
    for chunk in [1, 2, 100] {
      let reading = try Reading(bytes, skipping: 3, chunk: chunk)
      #expect(reading.rows == [["a", "b"], ["c", "d"]])
      #expect(reading.records.map(\.position.byteOffset) == [3, 9])
    }
  }

  @Test(arguments: TextEncoding.allCases)
  func removesTheMarkOfAFileGluedOn(_ encoding: TextEncoding) throws {
    let bytes = try #require(try encoding.encode("甲,1\n\u{FEFF}\"乙\",2\n丙,\u{FEFF}3\n"))
    #expect(try Reading(bytes, encoding).rows == [["甲", "1"], ["乙", "2"], ["丙", "\u{FEFF}3"]])
  }

  @Test(arguments: TextEncoding.allCases)
  func dropsOneControlZAtTheVeryEnd(_ encoding: TextEncoding) throws {
    for chunk in [1, 100] {
      let ended = try #require(try encoding.encode("a,b\r\n\u{1A}"))
      let reading = try Reading(ended, encoding, chunk: chunk)
      #expect(reading.rows == [["a", "b"]])
      #expect(reading.records.count == 1)
      #expect(reading.droppedControlZ)
      let inside = try #require(try encoding.encode("\u{1A}\r\n"))
      let kept = try Reading(inside, encoding, chunk: chunk)
      #expect(kept.rows == [["\u{1A}"]])
      #expect(!kept.droppedControlZ)
    }
  }

  @Test func neverEndsARecordAtOtherSeparators() throws {
    let text = "a\u{2028}b,c\u{85}d,e\u{0B}f\u{0C}\n"
    #expect(try Reading(text).rows == [["a\u{2028}b", "c\u{85}d", "e\u{0B}f\u{0C}"]])
  }

  @Test func passesOnWhatTheSourceThrows() throws {
    struct Broken: Error {}
    var reader = try RecordReader(encoding: .utf8, delimiter: .comma) { throw Broken() }
    var caught = false
    do { _ = try reader.next() } catch is Broken { caught = true }
    #expect(caught)
  }

  @Test func keepsARecordWhileLaterOnesAreRead() throws {
    var chunks = [Array("a,b\n".utf8), Array("ccc,d\n".utf8)][...]
    var reader = try RecordReader(encoding: .utf8, delimiter: .comma) { chunks.popFirst() }
    guard case .cells(let first)? = try reader.next(), try reader.next() != nil else {
      Issue.record("two records expected")
      return
    }
    #expect(first.cells == ["a", "b"])
    #expect(Array(first.bytes(of: 1)) == [0x62])
  }
}
