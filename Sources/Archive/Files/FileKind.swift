import Glibc

/// What stands at a path, without following a symbolic link.
public enum FileKind: String, Equatable, Sendable, CustomStringConvertible {
  /// A file with bytes.
  case regular
  /// A directory.
  case folder
  /// A symbolic link, whatever it points to.
  case symbolicLink
  /// A named pipe.
  case pipe
  /// A socket.
  case socket
  /// A character or block device.
  case device

  init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .symbolicLink
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
  }

  /// The kind in words.
  public var description: String {
    switch self {
    case .regular: "a regular file"
    case .folder: "a folder"
    case .symbolicLink: "a symbolic link"
    case .pipe: "a pipe"
    case .socket: "a socket"
    case .device: "a device"
    }
  }
}

/// Who may read what is written, whatever the umask.
public enum FileAccess: Equatable, Sendable {
  /// Files get mode 0600 and folders 0700.
  case ownerOnly
  /// Files get mode 0644 and folders 0755.
  case everyone

  var fileMode: mode_t { self == .ownerOnly ? 0o600 : 0o644 }
  var folderMode: mode_t { self == .ownerOnly ? 0o700 : 0o755 }
}

/// One name in a folder.
public struct FolderEntry: Equatable, Sendable {
  /// The name without its folder.
  public let name: String
  /// What stands there.
  public let kind: FileKind
  /// The size in bytes.
  public let bytes: Int
}

/// Orders text by its UTF-8 bytes, the same on every system.
func precedesByBytes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
