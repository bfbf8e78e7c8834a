import CSV
import TestSupport
import Testing

@Suite struct BlockReaderTests {
  private func agrees(
    _ bytes: [UInt8], _ form: FileForm = FileForm(), sizes: [Int] = [16, 64, 4_096, 1 << 20],
    threads: [Int] = [1, 2, 4]
  ) async throws -> Bool {
    let expected = try Reading(bytes, form.encoding, form.delimiter, skipping: form.skipping)
    for size in sizes {
      for threads in threads {
        let found = try await Reading(
          inBlocks: bytes, form, BlockLayout(blockBytes: size), threads: threads)
        guard found.isSame(as: expected) else { return false }
      }
    }
    return true
  }

  @Test func leavesCellsWhereTheyStand() throws {
    var chunks = [Array("a,\"b,c\",\"d\"\"e\"\n".utf8)][...]
    var reader = try BlockReader(encoding: .utf8, delimiter: .comma) { chunks.popFirst() }
    let block = try #require(try reader.nextBlock())
    #expect(block.entries.map(\.kind) == [.cells(first: 0, count: 3)])
    #expect(block.cells.prefix(2).map(\.indices) == [0..<1, 3..<6])
    #expect(block.bytes(of: block.cells[2]).elementsEqual("d\"e".utf8))
    #expect(block.bytes.suffix(64).allSatisfy { $0 == 0 })
    #expect(try reader.nextBlock() == nil)
  }

  @Test func keepsCellsOfGB18030AsTheyAre() throws {
    let bytes = try #require(try TextEncoding.gb18030.encode("张,䶮𠮷ß\n"))
    var chunks = [bytes][...]
    var reader = try BlockReader(encoding: .gb18030, delimiter: .comma) { chunks.popFirst() }
    let block = try #require(try reader.nextBlock())
    let text = try CellText(encoding: .gb18030)
    #expect(block.encoding == .gb18030)
    #expect(block.bytes(of: block.cells[0]) == [0xD5, 0xC5])
    #expect(
      block.cells.map { text.text(of: block.bytes.span.extracting($0.indices)) }
        == ["张", "䶮𠮷ß"])
    #expect(text.text(of: [0x81].span) == nil)
  }

  @Test func decodesEveryCodeAsTheConverterDoes() throws {
    let text = try CellText(encoding: .gb18030)
    for lead in 0x80...0xFF as ClosedRange<UInt8> {
      for trail in 0x2F...0xFF as ClosedRange<UInt8> {
        let bytes = [lead, trail]
        let expected = try TextEncoding.gb18030.decode(bytes[...])
        guard text.text(of: bytes.span) != expected else { continue }
        Issue.record("\(bytes)")
      }
    }
  }

  @Test(arguments: [0, 1, 2])
  func agreesAtTheLimitsOfCellAndRecord(_ excess: Int) async throws {
    let cell = String(repeating: "a", count: 65_535 + excess)
    let doubled = String(repeating: "\"\"", count: 65_535 + excess)
    for text in [
      "\(cell),b\nc\n", "x\n\"\(cell)\",b\nc", "\"\(doubled)\"\nc\n", "\"\(cell)\n",
      "q\"\n" + String(repeating: "y\n", count: 900) + "\(cell)\n",
      "a\n" + [String](repeating: "x", count: 511 + excess).joined(separator: ",") + "\nb",
    ] {
      #expect(try await agrees(Array(text.utf8), sizes: [255, 1 << 20], threads: [1]))
    }
    let cells = [String](repeating: String(repeating: "a", count: 65_535), count: 15)
    let used = cells.count * 65_536 + 2
    let last = String(repeating: "b", count: (1 << 20) - used + excess)
    for end in ["\n", "\r\nc\n", "", "\u{1A}"] {
      let text = "h\n" + (cells + [last]).joined(separator: ",") + end
      #expect(try await agrees(Array(text.utf8), sizes: [4_096, 1 << 20], threads: [1]))
    }
    let open = "\"" + String(repeating: String(repeating: "a", count: 999) + "\n", count: 1_100)
    #expect(try await agrees(Array(open.utf8), sizes: [1 << 20], threads: [2]))
  }

  @Test(arguments: TextEncoding.allCases)
  func agreesWhereAStrayQuoteTurnsAllOthers(_ encoding: TextEncoding) async throws {
    let line = "甲,\"乙\n丙\",丁\"\"戊\n"
    let sound = String(repeating: "甲,\"乙\n丙,\"\"\",x\r\n", count: 40)
    let bytes = try #require(try encoding.encode(sound + line + sound + "a\"b\n" + sound))
    let form = FileForm(encoding: encoding)
    #expect(try await agrees(bytes, form, sizes: [64, 255, 4_096]))
  }

  @Test func agreesOnATailOfZeroBytes() async throws {
    for count in [511, 512, 1_100_000] {
      let bytes = Array("a,b\nc,".utf8) + [UInt8](repeating: 0, count: count)
      #expect(try await agrees(bytes, sizes: [4_096, 1 << 20], threads: [2]))
    }
  }

  @Test(arguments: [1, 2, 4])
  func usesWhatStandsBeforeAFault(_ threads: Int) async throws {
    struct Broken: Error {}
    var left = 50
    var reader = try BlockReader(
      encoding: .utf8, delimiter: .comma, layout: BlockLayout(blockBytes: 64)
    ) {
      left -= 1
      guard left > 0 else { throw Broken() }
      return [UInt8](repeating: 0x0A, count: 64)
    }
    var used = 0
    await #expect(throws: Broken.self) {
      let workers = (0..<threads).map { _ in BlockWorker(0) }
      try await reader.forEachBlock(workers: workers) { _, block in
        block.entries.count
      } use: {
        used += $0
      }
    }
    #expect(used == 49 * 64)
  }

  @Test func stopsWhereTheUserThrows() async throws {
    struct Enough: Error {}
    var reader = try BlockReader(
      encoding: .utf8, delimiter: .comma, layout: BlockLayout(blockBytes: 64)
    ) { [UInt8](repeating: 0x0A, count: 64) }
    await #expect(throws: Enough.self) {
      try await reader.forEachBlock(workers: [BlockWorker(0), BlockWorker(0)]) { _, _ in
      } use: {
        throw Enough()
      }
    }
  }
}
