import CLibzstd
import Glibc

/// A helper program that is run to its end: no shell, no inherited environment, no input.
public struct ChildProcess: Sendable {
  /// How a program ended.
  public struct Outcome: Sendable {
    /// Exit code; 128 + signal where a signal ended it.
    public let status: Int32
    /// What it wrote to standard error, its beginning where that is long.
    public let errors: [UInt8]
    /// Whether it was ended because it took too long.
    public let isTimedOut: Bool
  }

  /// Path of the program.
  public let program: String
  /// Arguments after the program's own name.
  public let arguments: [String]
  /// The whole environment, each entry NAME=VALUE.
  public let environment: [String]
  /// Folder in which it runs.
  public let folder: String

  private static let mostErrors = 1 << 16

  /// Describes a run of a program.
  public init(_ program: String, _ arguments: [String], environment: [String], folder: String) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
  }

  /// Finds a program in the absolute folders of a search path; nil where it is not installed.
  public static func program(named name: String, in searchPath: String) -> String? {
    searchPath.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first { unsafe access($0, X_OK) == 0 }
  }

  /// Runs the program; ends it and what it started after `seconds`.
  public func run(seconds: Int) throws(ArchiveError) -> Outcome {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { throw failure(errno) }
    // The program gets the writing end as its standard error alone.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { _ = close(ends[0]) }
    let process: pid_t
    do {
      defer { _ = close(ends[1]) }
      process = try spawn(errors: ends[1])
    }
    let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
    var errors: [UInt8] = []
    var isOpen = true
    while true {
      if isOpen { isOpen = read(ends[0], into: &errors) } else { usleep(20_000) }
      var status: Int32 = 0
      let ended = isOpen ? 0 : unsafe waitpid(process, &status, WNOHANG)
      if ended == process {
        return Outcome(status: Self.code(status), errors: errors, isTimedOut: false)
      }
      guard ContinuousClock.now < deadline else {
        // The program is the leader of a group of its own.
        _ = kill(-process, SIGKILL)
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
        return Outcome(status: Self.code(status), errors: errors, isTimedOut: true)
      }
    }
  }

  private func failure(_ code: Int32) -> ArchiveError { .cannotRead(path: program, code: code) }

  private static func code(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Waits a tenth of a second for bytes; false at the end of the stream.
  private func read(_ end: Int32, into errors: inout [UInt8]) -> Bool {
    var poll = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    guard unsafe Glibc.poll(&poll, 1, 100) > 0 else { return true }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe Glibc.read(end, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && errno == EINTR }
    errors += buffer.prefix(min(count, max(0, Self.mostErrors - errors.count)))
    return true
  }

  private func spawn(errors: Int32) throws(ArchiveError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addchdir_np(&actions, folder)
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
    _ = unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var process: pid_t = 0
    let code = unsafe withCStrings([program] + arguments) { words in
      unsafe withCStrings(environment) { names in
        unsafe posix_spawn(&process, program, &actions, &attributes, words, names)
      }
    }
    guard code == 0 else { throw failure(code) }
    return process
  }
}

/// Calls `body` with the texts as a list of C strings that ends with nil.
private func withCStrings<Result>(
  _ texts: [String],
  _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = unsafe texts.map { unsafe strdup($0) }
  unsafe pointers.append(nil)
  defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
  return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
    // The list holds at least its end, so that it has an address.
    guard let address = buffer.baseAddress else { preconditionFailure("an empty list") }
    return unsafe body(address)
  }
}
