import Testing

@testable import Archive

@Suite struct FrameReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [0, 1, 1 << 20, 1 << 20 + 1, 3_000_000])
  func readsPieceByPieceWhatWasCompressed(_ size: Int) throws {
    let content = noise(size)
    let frame = try ZstandardFrame.compress(content)
    _ = try folder.file("a.zst", frame)
    var reader = try FrameReader(
      "a.zst", beneath: folder.path, expectedSize: size, limit: size)
    var found: [UInt8] = []
    while case let chunk = try reader.nextChunk(), !chunk.isEmpty {
      #expect(chunk.count <= 1 << 20)
      found += chunk
    }
    #expect(found == content)
    let summary = try reader.readToEnd()
    #expect(summary.bytes == size)
    #expect(summary.sha256 == ContentHash(of: content))
    #expect(summary.compressedBytes == frame.count)
    #expect(summary.compressedSHA256 == ContentHash(of: frame))
  }

  @Test func agreesWithTheDecoderInMemoryOnEveryFlippedBit() throws {
    let content = ZstandardFrameTests.content
    let frame = try ZstandardFrame.compress(content)
    for bit in 0..<frame.count * 8 {
      var damaged = frame
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let whole = try? ZstandardFrame.decompress(
        damaged, expectedSize: content.count, limit: 1 << 20, path: "")
      let pieces = try hash(damaged, expectedSize: content.count)
      #expect(pieces == whole.map(ContentHash.init(of:)), "bit \(bit)")
    }
  }

  @Test func truncationAndTrailingBytesAreRefused() throws {
    let content = noise(300_000)
    let frame = try ZstandardFrame.compress(content)
    #expect(try hash(frame, expectedSize: content.count) == ContentHash(of: content))
    for damaged in [
      frame + [0], frame + frame, Array(frame.dropLast()), Array(frame.prefix(200_000)), [],
    ] {
      #expect(try hash(damaged, expectedSize: content.count) == nil, "\(damaged.count)")
    }
  }

  @Test func aBombIsRefusedOnOpening() throws {
    let bomb = try ZstandardFrame.compress([UInt8](repeating: 0, count: 64 << 20))
    _ = try folder.file("bomb.zst", bomb)
    let root = folder.path
    #expect(
      failure { () throws(ArchiveError) in
        _ = try FrameReader("bomb.zst", beneath: root, expectedSize: 500, limit: 500)
      }
        == .damagedFrame(
          path: root + "/bomb.zst", fault: .contentSize(promised: 500, found: 64 << 20)))
  }

  @Test func aBombThatHidesItsSizeStopsAtTheSizeItClaims() throws {
    var bomb = try ZstandardFrame.compress([UInt8](repeating: 0, count: 64 << 20))
    // Four bytes of size after flags and window: claim 1,000.
    #expect(bomb[4] == 0b1000_0100)
    bomb.replaceSubrange(6..<10, with: [0xE8, 3, 0, 0])
    _ = try folder.file("bomb.zst", bomb)
    var reader = try FrameReader(
      "bomb.zst", beneath: folder.path, expectedSize: 1_000, limit: 1_000)
    do throws(ArchiveError) {
      _ = try reader.readToEnd()
      Issue.record("64 MiB passed as 1,000 bytes")
    } catch {
      #expect(error.exitCode == 65)
    }
  }

  private func hash(_ frame: [UInt8], expectedSize: Int) throws -> ContentHash? {
    _ = try folder.file("x.zst", frame)
    do throws(ArchiveError) {
      var reader = try FrameReader(
        "x.zst", beneath: folder.path, expectedSize: expectedSize, limit: 1 << 20)
      return try reader.readToEnd().sha256
    } catch .damagedFrame {
      return nil
    }
  }
}
