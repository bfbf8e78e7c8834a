import Testing

@testable import Archive

@Suite struct ColumnFileTests {
  let folder: TemporaryFolder
  let store: PartitionStore
  let label = FileLabel(table: "cases", month: "2024-05", kind: .partition)
  var archive: String { folder.path + "/archive" }

  init() throws {
    folder = try TemporaryFolder()
    store = PartitionStore(archive: folder.path + "/archive")
  }

  // A form of files for the tests: a digit that changes nothing, then the content.
  private static let reader: ColumnFileReader = { (file) throws(ArchiveError) in
    let bytes = try file.bytes(at: 0, count: file.bytes)
    guard let first = bytes.first, (0x30...0x39).contains(first) else { return nil }
    return summary(of: Array(bytes.dropFirst()))
  }

  private static func summary(of content: [UInt8]) -> ContentSummary {
    ContentSummary(bytes: content.count, sha256: ContentHash(of: content))
  }

  private func write(_ form: String, _ content: [UInt8]) throws -> ArchivedFile {
    let staging = folder.path + "/staging"
    var file = try PartitionStore(archive: staging).newColumnFile(
      folder: "cases/month=2024-05", prefix: "part", label: label)
    try file.write(Array(form.utf8))
    try file.write(content)
    let written = try file.commit(Self.summary(of: content), rows: 3)
    return try store.adopt(written, from: staging, readingOthersWith: Self.reader)
  }

  @Test func isNamedByItsContentAndReadAnywhere() throws {
    let content = noise(5_000)
    let file = try write("1", content)
    let name = ContentHash(of: content).hexadecimal.prefix(16)
    #expect(file.path == "cases/month=2024-05/part-\(name).parquet")
    #expect(file.isColumnFile)
    #expect((file.bytes, file.compressedBytes, file.rows) == (5_000, 5_001, 3))
    #expect(file.compressedSHA256 == ContentHash(of: [0x31] + content))
    #expect(mode(of: archive + "/" + file.path) == 0o600)
    let opened = try store.columnFile(file)
    #expect(try opened.bytes(at: 101, count: 50) == Array(content[100..<150]))
    #expect(try opened.bytes(at: 4_999, count: 50) == Array(content[4_998...]))
    #expect(try opened.bytes(at: 9_000, count: 50).isEmpty)
  }

  @Test func equalContentIsWrittenOnce() throws {
    let content = noise(1_000)
    let first = try write("1", content)
    // Other bytes for the same rows, as another library makes them; what is there stays.
    #expect(try write("2", content) == first)
    #expect(try bytes(of: archive + "/" + first.path) == [0x31] + content)
    let names = try FileStore.entries(of: archive + "/cases/month=2024-05").map(\.name)
    #expect(names.count == 1, "\(names)")
  }

  @Test func aDamagedFileIsWrittenAnew() throws {
    let content = noise(1_000)
    let file = try write("1", content)
    for damage in [[], [0x31], [0x21] + content] {
      try overwrite(archive + "/" + file.path, damage)
      #expect(try write("1", content) == file)
      #expect(try bytes(of: archive + "/" + file.path) == [0x31] + content)
    }
  }

  @Test func theCheckReadsItsColumns() throws {
    let content = noise(1_000)
    let file = try write("1", content)
    let snapshots = SnapshotStore(archive: archive)
    try snapshots.publish(snapshots.next(files: [file], sources: []))
    #expect(try findings() == [])
    #expect(try ArchiveCheck(of: archive).findings.map(\.rule) == [.columns])
    try overwrite(archive + "/" + file.path, [0x31] + content.dropLast() + [1])
    #expect(try findings() == [.contentHash, .hash])
    try overwrite(archive + "/" + file.path, [0x31])
    #expect(try findings() == [.contentHash, .contentSize, .hash, .size])
    #expect(throws: ArchiveError.self) { try store.columnFile(file) }
    try overwrite(archive + "/" + file.path, [0x21] + content)
    #expect(try findings() == [.columns, .hash])
    try FileStore.remove(archive + "/" + file.path)
    #expect(try findings() == [.missing])
  }

  private func findings() throws -> [ArchiveRule] {
    try ArchiveCheck(of: archive, readingColumnsWith: Self.reader).findings.map(\.rule)
  }
}
