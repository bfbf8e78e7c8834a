import Foundation
import Testing

@testable import Archive

private let shared = ProcessInfo.processInfo.environment["CASELOAD_SHARED"]

/// Files of others, checked where the folder that holds them is named.
@Suite(.enabled(if: shared != nil))
struct SharedFilesTests {
  let folder = shared ?? ""

  @Test(arguments: [
    ("H02-bitflip", 65), ("H03-truncated", 65), ("H04-no-checksum", 65),
    ("H05-two-frames", 65), ("H06-skippable-frame", 65), ("H07-trailing-garbage", 65),
    ("H08-empty-frame", 65), ("H09-bomb-64MiB-of-zeros", 65), ("H10-window-31", 65),
    ("H11-not-zstd", 65),
  ])
  func aBadFrameIsRefusedInMemoryAndInPieces(_ name: String, _ code: Int32) throws {
    let good = try bytes(of: folder + "/bad-inputs/H01-good.csv.zst")
    // The tool compressed a pipe, so the good frame itself states no size.
    #expect(fault(good) == .noContentSize)
    let path = "bad-inputs/\(name).csv.zst"
    let frame = try bytes(of: folder + "/" + path)
    let root = folder
    let whole = failure { () throws(ArchiveError) in
      _ = try ZstandardFrame.decompress(frame, expectedSize: 16_000, limit: 1 << 20, path: path)
    }
    let pieces = failure { () throws(ArchiveError) in
      var reader = try FrameReader(path, beneath: root, expectedSize: 16_000, limit: 1 << 20)
      _ = try reader.readToEnd()
    }
    #expect(whole?.exitCode == code)
    #expect(pieces?.exitCode == code)
  }

  @Test(arguments: [
    ("H04-no-checksum", FrameFault.noChecksum), ("H06-skippable-frame", .notAFrame),
    ("H08-empty-frame", .contentSize(promised: 16_000, found: 0)),
    ("H10-window-31", .windowTooLarge), ("H11-not-zstd", .notAFrame),
  ])
  func theFaultIsNamed(_ name: String, _ expected: FrameFault) throws {
    #expect(fault(try bytes(of: folder + "/bad-inputs/\(name).csv.zst")) == expected)
  }

  @Test(arguments: ["off0.bin", "truncated_huff_state", "zeroSeq_extraneous"])
  func theErrorFramesOfZstandardAreRefused(_ name: String) throws {
    let frame = try bytes(
      of: folder + "/data/zstd-golden/golden-decompression-errors/\(name).zst")
    // Debian's libzstd 1.5.4 would accept them; they have no checksum, and we demand one.
    #expect(fault(frame) == .noChecksum)
  }

  @Test(arguments: ["block-128k", "empty-block", "zeroSeq_2B"])
  func goldenFramesWithoutAChecksumAreRefused(_ name: String) throws {
    let frame = try bytes(of: folder + "/data/zstd-golden/golden-decompression/\(name).zst")
    #expect(fault(frame) == .noChecksum)
  }

  @Test func theGoldenFrameWithAChecksumIsRead() throws {
    let path = "data/zstd-golden/golden-decompression/rle-first-block.zst"
    var reader = try FrameReader(
      path, beneath: folder, expectedSize: 1 << 20, limit: 1 << 20)
    let summary = try reader.readToEnd()
    #expect(summary.bytes == 1 << 20)
    let content = try ZstandardFrame.decompress(
      bytes(of: folder + "/" + path), expectedSize: nil, limit: 1 << 20, path: path)
    #expect(ContentHash(of: content) == summary.sha256)
  }

  @Test(arguments: [
    "http", "huffman-compressed-larger", "large-literal-and-match-lengths",
    "PR-3517-block-splitter-corruption-test",
  ])
  func theHardInputsOfZstandardComeBack(_ name: String) throws {
    let content = try bytes(of: folder + "/data/zstd-golden/golden-compression/\(name)")
    for level in [1, 3, 9, 19] as [Int32] {
      let frame = try ZstandardFrame.compress(content, level: level)
      let found = try ZstandardFrame.decompress(
        frame, expectedSize: content.count, limit: content.count, path: name)
      #expect(found == content)
    }
  }

  private func fault(_ frame: [UInt8]) -> FrameFault? {
    let error = failure { () throws(ArchiveError) in
      _ = try ZstandardFrame.decompress(frame, expectedSize: 16_000, limit: 1 << 20, path: "x")
    }
    guard case .damagedFrame(_, let fault) = error else { return nil }
    return fault
  }
}
