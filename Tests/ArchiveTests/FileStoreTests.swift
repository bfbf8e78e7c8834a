import Glibc
import Testing

@testable import Archive

@Suite struct FileStoreTests {
  let folder: TemporaryFolder
  var root: String { folder.path }

  init() throws { folder = try TemporaryFolder() }

  @Test func modesDoNotDependOnTheUmask() throws {
    for mask in [0o077, 0] as [mode_t] {
      let before = umask(mask)
      defer { _ = umask(before) }
      try FileStore.write([1], to: root + "/private", access: .ownerOnly)
      try FileStore.write([1], to: root + "/shared", access: .everyone)
      try FileStore.makeFolder("closed\(mask)/inner", beneath: root, access: .ownerOnly)
      try FileStore.makeFolder(root + "/open\(mask)/inner", access: .everyone)
      #expect(mode(of: root + "/private") == 0o600)
      #expect(mode(of: root + "/shared") == 0o644)
      #expect(mode(of: root + "/closed\(mask)/inner") == 0o700)
      #expect(mode(of: root + "/closed\(mask)") == 0o700)
      #expect(mode(of: root + "/open\(mask)/inner") == 0o755)
    }
  }

  @Test func aWrittenFileReplacesTheOldWhole() throws {
    let path = root + "/a"
    try FileStore.write(noise(3_000_000), to: path, access: .ownerOnly)
    try FileStore.write([1, 2], to: path, access: .ownerOnly)
    #expect(try bytes(of: path) == [1, 2])
    #expect(try folder.names == ["a"])
  }

  @Test func aFailedWriteLeavesTheOldAndNoTemporaryName() throws {
    try FileStore.makeFolder(root + "/target/inner", access: .ownerOnly)
    let error = failure { () throws(ArchiveError) in
      try FileStore.write([1], to: root + "/target", access: .ownerOnly)
    }
    #expect(error == .cannotCreate(path: root + "/target", code: EISDIR))
    #expect(error?.exitCode == 73)
    #expect(try folder.names == ["target"])
  }

  @Test func aFileNeverCommittedDisappears() throws {
    do {
      var file = try AtomicFile(for: root + "/a", access: .ownerOnly)
      try file.write([1])
      #expect(try folder.names == [".tmp-a-\(getpid())"])
    }
    #expect(try folder.names.isEmpty)
  }

  @Test func aMissingFolderCannotBeWrittenInto() {
    let error = failure { () throws(ArchiveError) in
      try FileStore.write([1], to: root + "/none/a", access: .ownerOnly)
    }
    #expect(error == .cannotCreate(path: root + "/none/a", code: ENOENT))
  }

  @Test func aFullDeviceIsAnInputOutputError() throws {
    let file = try FileDescriptor(
      opening: "/dev/full", flags: O_WRONLY, orThrow: ArchiveError.cannotCreate)
    let error = failure { () throws(ArchiveError) in try file.write([1]) }
    #expect(error == .cannotWrite(path: "/dev/full", code: ENOSPC))
    #expect(error?.exitCode == 74)
  }

  @Test func linksAreReplacedButNotFollowed() throws {
    let outside = try TemporaryFolder()
    let target = try outside.file("secret", [9])
    try #require(unsafe symlink(target, root + "/link") == 0)
    try #require(unsafe symlink(outside.path, root + "/folder") == 0)
    for name in ["link", "folder/secret"] {
      let error = failure { () throws(ArchiveError) in
        _ = try FileStore.contents(of: name, beneath: root, limit: 10)
      }
      #expect(error?.exitCode == 77, "\(name)")
    }
    #expect(
      failure { () throws(ArchiveError) in
        try FileStore.makeFolder("folder/new", beneath: root, access: .ownerOnly)
      }?.exitCode == 77)
    try FileStore.write([1], to: root + "/link", access: .ownerOnly)
    #expect(try bytes(of: target) == [9])
    #expect(try bytes(of: root + "/link") == [1])
  }

  @Test(arguments: ["", "/etc/x", "../x", "a/../../x", "a//x", "./x", "a/", "a\u{0}b"])
  func pathsThatLeaveTheFolderAreRefused(_ relative: String) {
    let error = failure { () throws(ArchiveError) in
      _ = try FileStore.contents(of: relative, beneath: root, limit: 10)
    }
    #expect(error == .unsafePath(path: relative))
  }

  @Test func readingStopsAtTheLimit() throws {
    let path = try folder.file("a", [1, 2, 3])
    #expect(try FileStore.contents(of: path, limit: 3) == [1, 2, 3])
    #expect(
      failure { () throws(ArchiveError) in _ = try FileStore.contents(of: path, limit: 2) }
        == .tooLarge(path: path, limit: 2))
    #expect(
      failure { () throws(ArchiveError) in
        _ = try FileStore.contents(of: path + "x", limit: 2)
      } == .missing(path: path + "x"))
  }

  @Test func aFolderIsListedInByteOrder() throws {
    for name in ["é", "Z", "a", "市", "10", "9"] { _ = try folder.file(name, [1]) }
    #expect(try folder.names == ["10", "9", "Z", "a", "é", "市"])
  }

  @Test func aFolderIsPublishedWholeAndTheOldOneGoes() throws {
    let final = root + "/report"
    let temporary = FileStore.temporaryPath(for: final)
    for generation in [1, 2, 3] as [UInt8] {
      try FileStore.makeFolder(temporary + "/charts", access: .everyone)
      try FileStore.write(
        [generation], to: temporary + "/charts/\(generation)", access: .everyone)
      try FileStore.publishFolder(temporary, as: final)
      #expect(try folder.names == ["report"])
      let names = try FileStore.entries(of: final + "/charts").map(\.name)
      #expect(names == ["\(generation)"])
    }
  }

  @Test func aFolderWithALinkIsNotPublished() throws {
    try FileStore.makeFolder(root + "/new", access: .everyone)
    try #require(unsafe symlink("/etc", root + "/new/link") == 0)
    let error = failure { () throws(ArchiveError) in
      try FileStore.publishFolder(root + "/new", as: root + "/report")
    }
    #expect(error == .notARegularFile(path: root + "/new/link", kind: .symbolicLink))
    #expect(try FileStore.kind(of: root + "/report") == nil)
  }

  @Test func leftoversAreSweptAndNothingElse() throws {
    try FileStore.makeFolder(root + "/.tmp-report-7/charts", access: .everyone)
    try FileStore.makeFolder(root + "/cases", access: .everyone)
    _ = try folder.file("cases/.tmp-part-7", [1])
    _ = try folder.file("cases/part", [1])
    #expect(try FileStore.sweepTemporaries(below: root) == [])
    #expect(try folder.names == ["cases"])
    #expect(try FileStore.entries(of: root + "/cases").map(\.name) == ["part"])
  }

  @Test func messagesStayOnOneLine() {
    let error = ArchiveError.missing(path: "a\nb\u{202E}c\u{1B}[2J")
    #expect(error.description == "a\\u{a}b\\u{202e}c\\u{1b}[2J: does not exist")
  }
}
