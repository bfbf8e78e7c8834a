import Archive
import Foundation
import Testing

@testable import Stages

@Suite struct InboxCacheTests {
  private let folder: TemporaryFolder
  private let cache: SealedCache
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    try SecretKey.create(at: folder.path + "/key")
    cache = SealedCache(
      folder: folder.path + "/cache", key: try SecretKey(readingFrom: folder.path + "/key"))
    path = folder.path + "/cases-2024-05.csv"
    try FileStore.write(Array("a,b\n1,2\n".utf8), to: path, access: .ownerOnly)
  }

  private func remember() throws -> ExportFile {
    let export = try ExportFile(path) { _ in true }
    var inbox = InboxCache(cache)
    try inbox.begin()
    inbox.note(export, try #require(export.knownHash))
    try inbox.write()
    return export
  }

  private func remembered(_ state: FileState) -> ContentHash? {
    InboxCache(cache).hash(of: "cases-2024-05.csv", state)
  }

  /// Gives a file the time of change of another state.
  private func setBack(_ path: String, to state: FileState) throws {
    let time = timespec(
      tv_sec: state.modified / 1_000_000_000, tv_nsec: state.modified % 1_000_000_000)
    let set = unsafe utimensat(AT_FDCWD, path, [time, time], 0)
    try #require(set == 0)
  }

  @Test func aFileOfEqualSizeAndTimeInItsPlaceIsNoticed() async throws {
    try await Task.sleep(for: .milliseconds(2_100))
    let export = try remember()
    #expect(remembered(export.state) == export.knownHash)

    let other = folder.path + "/other.csv"
    try FileStore.write(Array("a,b\n1,3\n".utf8), to: other, access: .ownerOnly)
    try setBack(other, to: export.state)
    let renamed = unsafe rename(other, path)
    try #require(renamed == 0)
    let replaced = try #require(try FileState(ofPath: path))
    #expect(replaced.bytes == export.bytes && replaced.modified == export.state.modified)
    #expect(remembered(replaced) == nil)
  }

  @Test func bytesChangedInPlaceAreNoticedAlthoughTheTimeIsSetBack() async throws {
    try await Task.sleep(for: .milliseconds(2_100))
    let export = try remember()
    let file = unsafe open(path, O_WRONLY)
    let written = unsafe pwrite(file, "9", 1, 4)
    try #require(written == 1)
    _ = close(file)
    try setBack(path, to: export.state)
    let changed = try #require(try FileState(ofPath: path))
    #expect(changed.hasSameContent(as: export.state))
    #expect(remembered(changed) == nil)
    #expect(try ExportFile(path) { _ in true }.knownHash != export.knownHash)
  }

  @Test func aFileThatChangedJustNowIsNotRemembered() throws {
    let export = try remember()
    #expect(remembered(export.state) == nil)
  }

  @Test func onlyPossibleDoublesAreHashedBeforeTheyAreRead() throws {
    let twin = folder.path + "/twin.csv"
    try FileStore.write(Array("a,b\n1,3\n".utf8), to: twin, access: .ownerOnly)
    let alone = folder.path + "/alone.csv"
    try FileStore.write(Array("a,b\n1,30\n".utf8), to: alone, access: .ownerOnly)
    let doubles = PossibleDoubles(of: [path, twin, alone], [])
    #expect(doubles.mayHold("cases-2024-05.csv", bytes: 8))
    #expect(doubles.mayHold("twin.csv", bytes: 8))
    #expect(!doubles.mayHold("alone.csv", bytes: 9))
    // Grown since it was listed.
    #expect(doubles.mayHold("alone.csv", bytes: 10))
    let source = ArchivedSource(
      name: "x", sha256: ContentHash(of: []), bytes: 9, table: "cases", order: 1)
    #expect(PossibleDoubles(of: [path, twin, alone], [source]).mayHold("alone.csv", bytes: 9))
    let hash = try ExportFile(alone) { doubles.mayHold("alone.csv", bytes: $0.bytes) }
    #expect(hash.knownHash == nil)
    #expect(try hash.hash() == ContentHash(of: Array("a,b\n1,30\n".utf8)))
  }
}
