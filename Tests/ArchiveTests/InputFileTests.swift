import Glibc
import Testing

@testable import Archive

@Suite struct InputFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [0, 1, 1 << 20, 1 << 20 + 1])
  func isReadInChunks(_ size: Int) throws {
    let content = noise(size)
    var input = try InputFile(try folder.file("a.csv", content))
    #expect(input.bytes == size)
    var found: [UInt8] = []
    while case let chunk = try input.nextChunk(), !chunk.isEmpty {
      #expect(chunk.count <= InputFile.chunkSize)
      found += chunk
    }
    #expect(found == content)
    try input.checkUnchanged()
  }

  @Test func onlyARegularFileIsOpened() throws {
    let root = folder.path
    _ = try folder.file("a.csv", [1])
    try #require(unsafe symlink("a.csv", root + "/link") == 0)
    try #require(unsafe symlink("none", root + "/dangling") == 0)
    try #require(unsafe mkfifo(root + "/pipe", 0o600) == 0)
    let cases: [(String, FileKind)] = [
      (root + "/link", .symbolicLink), (root + "/dangling", .symbolicLink),
      (root + "/pipe", .pipe), (root, .folder), ("/dev/zero", .device),
    ]
    for (path, kind) in cases {
      let error = failure { () throws(ArchiveError) in _ = try InputFile(path) }
      #expect(error == .notARegularFile(path: path, kind: kind))
      #expect(error?.exitCode == 66)
    }
    let error = failure { () throws(ArchiveError) in _ = try InputFile(root + "/none") }
    #expect(error == .missing(path: root + "/none"))
    #expect(error?.exitCode == 66)
  }

  @Test func aSocketIsRefusedByName() throws {
    let path = folder.path + "/socket"
    try #require(unsafe mknod(path, S_IFSOCK | 0o600, 0) == 0)
    let error = failure { () throws(ArchiveError) in _ = try InputFile(path) }
    #expect(error == .notARegularFile(path: path, kind: .socket))
  }

  @Test func everyKindOfChangeIsNoticed() throws {
    let path = try folder.file("a.csv", [1, 2, 3])
    let other = try folder.file("b.csv", [1, 2, 3])
    let changes: [(String, () throws -> Void)] = [
      ("grown", { try overwrite(path, [1, 2, 3, 4]) }),
      ("cut", { try overwrite(path, [1]) }),
      ("touched", { try touch(path) }),
      ("replaced", { try #require(unsafe rename(other, path) == 0) }),
      ("removed", { try #require(unsafe unlink(path) == 0) }),
    ]
    for (name, change) in changes {
      let input = try InputFile(path)
      try input.checkUnchanged()
      try change()
      do throws(ArchiveError) {
        try input.checkUnchanged()
        Issue.record("\(name) was not noticed")
      } catch {
        #expect(error == .inputChanged(path: path))
        #expect(error.exitCode == 75)
      }
    }
  }

  @Test func aNewNameIsNoChangeOfContent() throws {
    let path = try folder.file("a.csv", [1, 2, 3])
    let before = try #require(try FileState(ofPath: path))
    try #require(unsafe link(path, folder.path + "/b.csv") == 0)
    let after = try #require(try FileState(ofPath: path))
    #expect(after.hasSameContent(as: before))
    #expect(after != before)
    #expect(try FileState(ofPath: folder.path + "/none") == nil)
  }

  private func touch(_ path: String) throws {
    let time = timespec(tv_sec: 1_000_000, tv_nsec: 5)
    try #require(unsafe utimensat(AT_FDCWD, path, [time, time], 0) == 0)
  }
}
