import Testing

@testable import Archive

@Suite struct PartitionStoreTests {
  let folder: TemporaryFolder
  let store: PartitionStore
  let label = FileLabel(table: "cases", month: "2024-05", kind: .partition)
  var archive: String { folder.path + "/archive" }

  init() throws {
    folder = try TemporaryFolder()
    store = PartitionStore(archive: folder.path + "/archive")
  }

  @Test func givesBackWhatItKept() throws {
    let content = Array("a,b\n1,2\n".utf8)
    let file = try write(content)
    let name = ContentHash(of: content).hexadecimal.prefix(16)
    #expect(file.path == "cases/month=2024-05/part-\(name).csv.zst")
    #expect(try store.read(file) == content)
    #expect(file.bytes == content.count)
    #expect(mode(of: archive) == 0o700)
    #expect(mode(of: archive + "/cases/month=2024-05") == 0o700)
    #expect(mode(of: archive + "/" + file.path) == 0o600)
    var reader = try store.reader(of: file)
    #expect(try reader.readToEnd().sha256 == file.sha256)
  }

  @Test func equalContentIsWrittenOnce() throws {
    let content = noise(1_000)
    let first = try write(content)
    let path = archive + "/" + first.path
    let node = try inode(path)
    // Another level gives other bytes; what is there stays and is described.
    let again = try PartitionStore(archive: archive, level: 19).write(
      content, folder: "cases/month=2024-05", prefix: "part", label: label, rows: 1)
    #expect(again == first)
    #expect(try inode(path) == node)
  }

  @Test func aDamagedFileIsWrittenAnew() throws {
    let content = noise(1_000)
    let file = try write(content)
    try overwrite(archive + "/" + file.path, [1, 2, 3])
    #expect(try write(content) == file)
    #expect(try store.read(file) == content)
  }

  @Test func readingFindsEveryDifference() throws {
    let file = try write(noise(1_000))
    let other = try write(noise(1_000, seed: 2))
    let path = archive + "/" + file.path
    let good = try bytes(of: path)
    func error(_ damaged: [UInt8]) throws -> ArchiveError? {
      try overwrite(path, damaged)
      return failure { () throws(ArchiveError) in _ = try store.read(file) }
    }
    #expect(try error(good) == nil)
    #expect(try error(good + [0]) == .mismatch(path: path, rule: .size))
    #expect(try error(good.dropLast()) == .mismatch(path: path, rule: .size))
    #expect(
      try error(bytes(of: archive + "/" + other.path)) == .mismatch(path: path, rule: .hash))
    var flipped = good
    flipped[500] ^= 1
    #expect(try error(flipped) == .mismatch(path: path, rule: .hash))
    #expect(try error(flipped)?.exitCode == 65)
  }

  @Test func aWrongManifestSizeStopsABomb() throws {
    let content = [UInt8](repeating: 0, count: 64 << 20)
    let file = try write(content)
    var summary = FrameSummary(
      bytes: 500, sha256: file.sha256, compressedBytes: file.compressedBytes,
      compressedSHA256: file.compressedSHA256)
    let lie = ArchivedFile(path: file.path, label: label, rows: 1, summary: summary)
    let path = archive + "/" + file.path
    #expect(
      failure { () throws(ArchiveError) in _ = try store.read(lie) }
        == .damagedFrame(path: path, fault: .contentSize(promised: 500, found: 64 << 20)))
    summary.compressedBytes = 10
    let shorter = ArchivedFile(path: file.path, label: label, rows: 1, summary: summary)
    #expect(
      failure { () throws(ArchiveError) in _ = try store.read(shorter) }
        == .mismatch(path: path, rule: .size))
  }

  @Test(arguments: [0, 1, 3_000_000])
  func anExportIsKeptByteForByte(_ size: Int) throws {
    let content = noise(size)
    let summary = try store.keepRaw(content)
    let file = rawFile(summary, rows: 3)
    #expect(file.path == "raw/\(ContentHash(of: content)).csv.zst")
    #expect(try store.read(file) == content)
    #expect(mode(of: archive + "/" + file.path) == 0o600)
    #expect(try store.keepRaw(content) == summary)
    #expect(try FileStore.entries(of: archive + "/raw").count == 1)
  }

  @Test(arguments: [5, 15])
  func anExportOfAnotherSizeIsNotKept(_ size: Int) throws {
    do throws(ArchiveError) {
      var writer = try RawExportWriter(in: store, bytes: 10, path: "export.csv")
      try writer.append(noise(size))
      _ = try writer.finish(ContentHash(of: noise(size)))
      Issue.record("kept")
    } catch {
      #expect(error == .inputChanged(path: "export.csv"))
    }
    #expect(try FileStore.entries(of: archive + "/raw").isEmpty)
  }

  private func write(_ content: [UInt8]) throws -> ArchivedFile {
    try store.write(
      content, folder: "cases/month=2024-05", prefix: "part", label: label, rows: 1)
  }

  private func inode(_ path: String) throws -> UInt {
    let file = try FileDescriptor(opening: path, flags: 0, orThrow: ArchiveError.cannotRead)
    return UInt(try file.status(orThrow: ArchiveError.cannotRead).st_ino)
  }
}
