import Glibc
import Testing

@testable import Archive

@Suite struct WorkspaceLockTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func theSecondIsToldWhoHasIt() throws {
    let workspace = folder.path
    let lock = try WorkspaceLock(workspace: workspace)
    let error = failure { () throws(ArchiveError) in
      _ = try WorkspaceLock(workspace: workspace)
    }
    #expect(error == .locked(path: workspace + "/.lock", owner: getpid()))
    #expect(error?.exitCode == 75)
    #expect(mode(of: workspace + "/.lock") == 0o600)
    lock.release()
    _ = try WorkspaceLock(workspace: workspace)
  }

  @Test func itIsHeldToTheEndOfItsScope() throws {
    let workspace = folder.path
    do {
      let lock = try WorkspaceLock(workspace: workspace)
      let error = failure { () throws(ArchiveError) in
        _ = try WorkspaceLock(workspace: workspace)
      }
      #expect(error?.exitCode == 75)
      _ = lock
    }
    _ = try WorkspaceLock(workspace: workspace)
  }

  @Test func aLeftoverFileIsNoLock() throws {
    _ = try folder.file(".lock", Array("4194303999\n".utf8), mode: 0o644)
    _ = try WorkspaceLock(workspace: folder.path)
    #expect(try bytes(of: folder.path + "/.lock") == Array("\(getpid())\n".utf8))
    #expect(mode(of: folder.path + "/.lock") == 0o600)
  }

  @Test func whatCannotBeOpenedIsNotBusy() throws {
    let missing = folder.path + "/none"
    #expect(
      failure { () throws(ArchiveError) in _ = try WorkspaceLock(workspace: missing) }?
        .exitCode == 73)
    try #require(unsafe symlink("elsewhere", folder.path + "/.lock") == 0)
    let workspace = folder.path
    #expect(
      failure { () throws(ArchiveError) in _ = try WorkspaceLock(workspace: workspace) }?
        .exitCode == 77)
  }
}
