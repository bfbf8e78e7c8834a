import FoundationEssentials
import Glibc

/// Runs another program and passes on what it prints.
public enum HelperProgram {
  /// How a program ended.
  public enum Ending: Equatable, Sendable, CustomStringConvertible {
    /// It ended by itself with this exit code.
    case exited(Int32)
    /// A signal of this number ended it.
    case killed(Int32)

    /// The ending in words.
    public var description: String {
      switch self {
      case .exited(let code): "ended with exit code \(code)"
      case .killed(let signal): "was ended by signal \(signal)"
      }
    }
  }

  /// Runs a program to its end, without a shell and with nothing on its standard input.
  ///
  /// - Parameters:
  ///   - arguments: The program, sought on the path where it has no slash, and its arguments.
  ///   - body: Takes each line of its standard output and standard error.
  /// - Returns: How it ended.
  /// - Throws: `missing` where there is no such program, else why it cannot be started.
  public static func run(
    _ arguments: [String], forEachLine body: (String) -> Void
  ) throws(ArchiveError) -> Ending {
    precondition(!arguments.isEmpty, "the first argument is the program")
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
      throw .cannotRead(path: arguments[0], code: errno)
    }
    var process: pid_t = 0
    let code = started(arguments, output: ends[1], &process)
    _ = close(ends[1])
    defer { _ = close(ends[0]) }
    guard code == 0 else {
      throw code == ENOENT
        ? .missing(path: arguments[0]) : .cannotRead(path: arguments[0], code: code)
    }
    passLines(from: ends[0], body)
    return ending(of: process)
  }

  private static func started(
    _ arguments: [String], output: Int32, _ process: inout pid_t
  ) -> Int32 {
    var actions = unsafe posix_spawn_file_actions_t()
    guard unsafe posix_spawn_file_actions_init(&actions) == 0 else { return ENOMEM }
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    let codes = unsafe [
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0),
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO),
      posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO),
    ]
    guard codes.allSatisfy({ $0 == 0 }) else { return ENOMEM }
    let variables = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }.sorted()
    let texts = unsafe arguments.map { unsafe strdup($0) } + [nil]
    let environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe release(texts + environment) }
    return unsafe posix_spawnp(&process, arguments[0], &actions, nil, texts, environment)
  }

  private static func release(_ texts: [UnsafeMutablePointer<CChar>?]) {
    for index in unsafe texts.indices { unsafe free(texts[index]) }
  }

  private static func passLines(from descriptor: Int32, _ body: (String) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var line: [UInt8] = []
    while true {
      let count = retrying { unsafe read(descriptor, &buffer, buffer.count) }
      guard count > 0 else { break }
      for byte in buffer[..<count] {
        guard byte == 0x0A else {
          line.append(byte)
          continue
        }
        body(String(decoding: line, as: UTF8.self))
        line.removeAll()
      }
    }
    if !line.isEmpty { body(String(decoding: line, as: UTF8.self)) }
  }

  // The macros of sys/wait.h that tell an exit from a signal are not imported.
  private static func ending(of process: pid_t) -> Ending {
    var status: Int32 = 0
    let found = retrying { unsafe Int(waitpid(process, &status, 0)) }
    precondition(found == Int(process), "a program that was started is waited for once")
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
  }
}
