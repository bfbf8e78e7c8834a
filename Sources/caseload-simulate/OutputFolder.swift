import Glibc
import Simulation

/// Why the files could not be written.
enum OutputError: Error, CustomStringConvertible {
  case notEmpty(path: String)
  case notCreated(path: String, code: Int32)
  case notWritten(path: String, code: Int32)

  var exitCode: Int32 {
    switch self {
    case .notEmpty, .notCreated: 73
    case .notWritten: 74
    }
  }

  var description: String {
    switch self {
    case .notEmpty(let path):
      "\(path) already holds files; choose another folder or pass --force"
    case .notCreated(let path, let code):
      "\(path) cannot be created (error \(code)); choose another folder"
    case .notWritten(let path, let code):
      "\(path) cannot be written (error \(code)); make room and try again"
    }
  }
}

/// The folder that receives the files.
struct OutputFolder {
  var path: String

  /// Creates the folder and its inbox, and refuses an inbox with files unless forced.
  func prepare(force: Bool) throws(OutputError) {
    try create()
    let inbox = OutputFolder(path: path + "/inbox")
    try inbox.create()
    guard force || inbox.isEmpty else { throw .notEmpty(path: inbox.path) }
  }

  /// Creates the folder without an inbox, and refuses one with files unless forced.
  func prepareFlat(force: Bool) throws(OutputError) {
    try create()
    guard force || isEmpty else { throw .notEmpty(path: path) }
  }

  private func create() throws(OutputError) {
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw .notCreated(path: path, code: errno)
    }
  }

  func write(_ file: SimulatedFile) throws(OutputError) {
    let target = "\(path)/\(file.path)"
    let descriptor = unsafe open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .notCreated(path: target, code: errno) }
    do throws(OutputError) {
      try writeAll(file.bytes, to: descriptor, path: target)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw .notWritten(path: target, code: errno) }
  }

  private var isEmpty: Bool {
    guard let stream = unsafe opendir(path) else { return false }
    defer { unsafe closedir(stream) }
    var entries = 0
    while unsafe readdir(stream) != nil { entries += 1 }
    // The folder itself and its parent are always listed.
    return entries <= 2
  }
}

/// Writes a text and notices a full disk, which `print` does not.
func writeText(_ text: String, to descriptor: Int32) throws(OutputError) {
  try writeAll(Array(text.utf8), to: descriptor, path: "standard output")
}

private func writeAll(
  _ bytes: [UInt8], to descriptor: Int32, path: String
) throws(OutputError) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes {
      unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw .notWritten(path: path, code: errno) }
    rest = rest.dropFirst(count)
  }
}
