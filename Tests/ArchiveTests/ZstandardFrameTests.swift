import Testing

@testable import Archive

@Suite struct ZstandardFrameTests {
  static let content = Array(
    (0..<40).map { "\($0),2024-05,fictional\n" }.joined().utf8)

  @Test(arguments: [0, 1, 255, 256, 257, 65_791, 65_792, 131_072, 1_048_577])
  func givesBackWhatWentIn(_ size: Int) throws {
    for content in [noise(size), [UInt8](repeating: 7, count: size)] {
      let frame = try ZstandardFrame.compress(content, level: 3)
      let header = try FrameHeader(parsing: frame[...])
      #expect(header.contentSize == size)
      #expect(try decompressed(frame, expectedSize: size) == content)
    }
  }

  @Test func emptyContentIsTheFrameOfTheFormat() throws {
    // `zstd --check` of an empty file, zstd 1.5.4.
    let golden: [UInt8] = [
      0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x00, 0x01, 0x00, 0x00, 0x99, 0xE9, 0xD8, 0x51,
    ]
    #expect(try ZstandardFrame.compress([]) == golden)
  }

  @Test func noFlippedBitGivesOtherContent() throws {
    let frame = try ZstandardFrame.compress(Self.content)
    var refused = 0
    for bit in 0..<frame.count * 8 {
      var damaged = frame
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let found = try? decompressed(damaged, expectedSize: Self.content.count) else {
        refused += 1
        continue
      }
      #expect(found == Self.content, "bit \(bit)")
    }
    #expect(refused > frame.count * 7)
  }

  @Test func everyTruncationIsRefused() throws {
    let frame = try ZstandardFrame.compress(Self.content)
    for length in 0..<frame.count {
      #expect(fault(Array(frame.prefix(length))) == .truncated, "length \(length)")
    }
  }

  @Test func onlyOneFrameIsAccepted() throws {
    let frame = try ZstandardFrame.compress(Self.content)
    let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]
    #expect(fault(frame + frame) == .trailingBytes)
    #expect(fault(frame + [0]) == .trailingBytes)
    #expect(fault(frame + skippable) == .trailingBytes)
    #expect(fault(skippable + frame) == .notAFrame)
    #expect(fault(Array("PK\u{3}\u{4}hello".utf8)) == .notAFrame)
  }

  @Test func whatTheHeaderMustHaveIsDemanded() throws {
    let frame = try ZstandardFrame.compress(Self.content)
    #expect(fault(withFlags(frame, clear: 0b100)) == .noChecksum)
    #expect(fault(withFlags(frame, set: 0b001)) == .needsDictionary)
    #expect(fault(withFlags(frame, set: 0b1000)) == .reservedBits)
    // A frame without a size: flags 4, a window of 1 KiB, one empty last block.
    let unsized: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 4, 0, 1, 0, 0, 0x99, 0xE9, 0xD8, 0x51]
    #expect(fault(unsized) == .noContentSize)
  }

  @Test func aWindowOver8MiBIsRefused() throws {
    // Window exponents 13 and 21 in the upper five bits: 8 MiB and 2 GiB; size 256 follows.
    let start: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0b0100_0100]
    #expect(throws: FrameFault.windowTooLarge) {
      try FrameHeader(parsing: (start + [21 << 3, 0, 0])[...])
    }
    #expect(throws: FrameFault.windowTooLarge) {
      try FrameHeader(parsing: (start + [13 << 3 | 1, 0, 0])[...])
    }
    #expect(try FrameHeader(parsing: (start + [13 << 3, 0, 0])[...]).contentSize == 256)
  }

  @Test func aSizeOtherThanPromisedIsRefusedBeforeTheContent() throws {
    let bomb = try ZstandardFrame.compress([UInt8](repeating: 0, count: 64 << 20))
    #expect(bomb.count < 8_192)
    #expect(
      fault(bomb, expectedSize: 500) == .contentSize(promised: 500, found: 64 << 20))
    #expect(fault(bomb, expectedSize: nil, limit: 1 << 20) == .tooLarge(limit: 1 << 20))
  }

  @Test func aHeaderThatLiesAboutTheSizeIsRefused() throws {
    var frame = try ZstandardFrame.compress(Self.content)
    // A two-byte size stands after the flags of a single segment.
    #expect(frame[4] == 0b0110_0100)
    frame[5] &-= 1
    let promised = try FrameHeader(parsing: frame[...]).contentSize
    #expect(promised == Self.content.count - 1)
    #expect(fault(frame, expectedSize: promised) != nil)
  }

  @Test func theSameContentGivesTheSameBytes() throws {
    let content = noise(100_000) + Self.content
    #expect(try ZstandardFrame.compress(content) == ZstandardFrame.compress(content))
  }

  private func withFlags(_ frame: [UInt8], set: UInt8 = 0, clear: UInt8 = 0) -> [UInt8] {
    var changed = frame
    changed[4] = changed[4] & ~clear | set
    return changed
  }

  private func decompressed(
    _ frame: [UInt8], expectedSize: Int?
  ) throws(ArchiveError) -> [UInt8] {
    try ZstandardFrame.decompress(
      frame, expectedSize: expectedSize, limit: 1 << 30, path: "x")
  }

  private func fault(
    _ frame: [UInt8], expectedSize: Int? = nil, limit: Int = 1 << 30
  ) -> FrameFault? {
    let error = failure { () throws(ArchiveError) in
      _ = try ZstandardFrame.decompress(
        frame, expectedSize: expectedSize, limit: limit, path: "x")
    }
    guard case .damagedFrame("x", let fault) = error else { return nil }
    #expect(error?.exitCode == 65)
    return fault
  }
}
