import Glibc

/// Why a file of the workspace could not be read, written or trusted.
public enum ArchiveError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file or folder does not exist.
  case missing(path: String)
  /// An export could not be opened or read; the code is the errno.
  case unreadableInput(path: String, code: Int32)
  /// A file or folder of the workspace could not be opened or read; the code is the errno.
  case cannotRead(path: String, code: Int32)
  /// A file or folder could not be created, renamed or removed; the code is the errno.
  case cannotCreate(path: String, code: Int32)
  /// Bytes could not be written or brought to the disk; the code is the errno.
  case cannotWrite(path: String, code: Int32)
  /// Something other than a regular file stands where a file is expected.
  case notARegularFile(path: String, kind: FileKind)
  /// A path from a snapshot is absolute, empty or leads out of its folder.
  case unsafePath(path: String)
  /// The file is larger than the limit in bytes.
  case tooLarge(path: String, limit: Int)
  /// Another run holds the lock; the owner is its process number where that is known.
  case locked(path: String, owner: Int32?)
  /// The export changed while it was read.
  case inputChanged(path: String)
  /// The file is not the one frame that the archive writes.
  case damagedFrame(path: String, fault: FrameFault)
  /// The file differs from what its snapshot says.
  case mismatch(path: String, rule: ArchiveRule)
  /// The snapshot cannot be trusted.
  case damagedSnapshot(path: String, fault: SnapshotFault)
  /// The snapshot was written by a newer program; the version is the format it needs.
  case newerFormat(path: String, version: Int)
  /// A snapshot of this number exists already.
  case alreadyPublished(path: String)
  /// The key file is not safe to use.
  case unsafeKey(path: String, fault: KeyFault)

  /// The exit code of a program that ends with this error, from sysexits.
  public var exitCode: Int32 {
    switch self {
    case .missing, .notARegularFile: 66
    case .unreadableInput(_, let code): code == EIO ? 74 : 66
    // A link where a folder is expected fails with ENOTDIR.
    case .cannotRead(_, let code):
      Self.isRefusal(code) || code == EACCES || code == ENOTDIR ? 77 : 74
    case .cannotCreate(_, let code): Self.isRefusal(code) ? 77 : Self.isFull(code) ? 74 : 73
    case .cannotWrite: 74
    case .tooLarge, .damagedFrame, .mismatch, .damagedSnapshot: 65
    case .locked, .inputChanged: 75
    case .newerFormat: 78
    case .alreadyPublished: 73
    case .unsafePath, .unsafeKey: 77
    }
  }

  /// One line for the terminal: where, and what is wrong.
  public var description: String {
    "\(printable(path)): \(reason)"
  }

  private static func isRefusal(_ code: Int32) -> Bool {
    code == EPERM || code == ELOOP
  }

  private static func isFull(_ code: Int32) -> Bool {
    code == ENOSPC || code == EDQUOT || code == EIO || code == EFBIG
  }
}

extension ArchiveError {
  /// The file or folder concerned, as it was given.
  public var path: String {
    switch self {
    case .missing(let path), .unsafePath(let path), .inputChanged(let path),
      .alreadyPublished(let path), .unreadableInput(let path, _), .cannotRead(let path, _),
      .cannotCreate(let path, _), .cannotWrite(let path, _), .notARegularFile(let path, _),
      .tooLarge(let path, _), .locked(let path, _), .damagedFrame(let path, _),
      .mismatch(let path, _), .damagedSnapshot(let path, _), .newerFormat(let path, _),
      .unsafeKey(let path, _):
      path
    }
  }

  private var reason: String {
    switch self {
    case .missing: "does not exist"
    case .unreadableInput(_, let code), .cannotRead(_, let code): "cannot read: \(words(code))"
    case .cannotCreate(_, let code): "cannot create: \(words(code))"
    case .cannotWrite(_, let code): "cannot write: \(words(code))"
    case .notARegularFile(_, let kind): "expected a regular file, found \(kind)"
    case .unsafePath: "a path must stay inside its folder"
    case .tooLarge(_, let limit): "larger than \(limit) bytes"
    case .locked(_, let owner): "held by \(owner.map { "process \($0)" } ?? "another run")"
    case .inputChanged: "changed while it was read; run again when the export is complete"
    default: archiveReason
    }
  }

  private var archiveReason: String {
    switch self {
    case .damagedFrame(_, let fault): "\(fault)"
    case .mismatch(_, let rule): "differs from its snapshot: \(rule.rawValue)"
    case .damagedSnapshot(_, let fault): "\(fault)"
    case .newerFormat(_, let version): "needs version ≥ \(version) of the archive format"
    case .alreadyPublished: "exists already; snapshots are never replaced"
    case .unsafeKey(_, let fault): "\(fault)"
    default: ""
    }
  }
}

/// Control characters of a file name are escaped so that a message stays one line.
private func printable(_ path: String) -> String {
  var text = ""
  for scalar in path.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      text += "\\u{\(String(scalar.value, radix: 16))}"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text
}

private func words(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  return unsafe String(cString: text)
}
