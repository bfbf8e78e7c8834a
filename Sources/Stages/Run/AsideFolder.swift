import Archive
import Foundation

/// A folder inside the workspace for a command that works aside and needs no lock of the workspace.
///
/// It holds a lock of its own while the command lives. However that ends, the next command that writes
/// finds the lock free and removes what is left: it may name cases.
struct AsideFolder: ~Copyable {
  private static let prefix = ".tmp-aside-"

  let path: String
  private let lock: WorkspaceLock

  /// Makes an empty one, of which each process has one at a time.
  init(in workspace: Workspace) throws(StageError) {
    let path = workspace.file(Self.prefix + "\(ProcessInfo.processInfo.processIdentifier)")
    self.path = path
    lock = try storing { () throws(ArchiveError) in
      try FileStore.removeFolder(path)
      try FileStore.makeFolder(path, access: .ownerOnly)
      return try WorkspaceLock(workspace: path)
    }
  }

  /// Removes it; going out of scope does the same.
  consuming func remove() {}

  deinit { try? FileStore.removeFolder(path) }

  /// Removes what dead commands left; needs the lock of the workspace.
  static func sweep(_ workspace: Workspace) throws(StageError) {
    try storing { () throws(ArchiveError) in
      for entry in try FileStore.entries(of: workspace.path)
      where entry.kind == .folder && entry.name.hasPrefix(prefix) {
        let path = workspace.file(entry.name)
        // One that is held is at work.
        guard let lock = try? WorkspaceLock(workspace: path) else { continue }
        try FileStore.removeFolder(path)
        lock.release()
      }
    }
  }
}
