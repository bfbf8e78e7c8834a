import Foundation

/// The programs under test.
enum Programs {
  enum Failure: Error, CustomStringConvertible {
    case notBuilt

    var description: String {
      "the programs are not built: run make build, or set CASELOAD_BIN to their folder"
    }
  }

  /// Root of the package, from where this file was compiled.
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Folder that holds `caseload` and the stages: `CASELOAD_BIN` where it is set, else beside this
  /// test program, else where `swift build` puts them.
  static func folder() throws(Failure) -> String {
    let stated = ProcessInfo.processInfo.environment["CASELOAD_BIN"]
    let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "")
      .deletingLastPathComponent().path
    let folders = stated.map { [$0] } ?? [beside, packageFolder + "/.build/debug"]
    let found = folders.first {
      FileManager.default.isExecutableFile(atPath: $0 + "/caseload")
    }
    guard let found else { throw .notBuilt }
    return found
  }

  /// Runs one command line of a shell in a folder, the programs first on its path.
  ///
  /// - Parameters:
  ///   - line: What a user would type.
  ///   - folder: The current folder of the command.
  ///   - environment: Variables that differ from those of the test.
  /// - Returns: The exit code and everything printed.
  /// - Throws: Where nothing can be started.
  static func run(
    _ line: String, in folder: String, environment: [String: String] = [:]
  ) async throws -> Outcome {
    let scratch = try TemporaryFolder()
    let output = try scratch.newFile("stdout")
    let errors = try scratch.newFile("stderr")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = try variables(environment)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try await withCheckedThrowingContinuation { (running: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in running.resume() }
      do {
        try process.run()
      } catch {
        process.terminationHandler = nil
        running.resume(throwing: error)
      }
    }
    let killed: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Outcome(
      exitCode: process.terminationStatus + killed,
      output: try scratch.bytes("stdout"), errors: try scratch.bytes("stderr"))
  }

  private static func variables(_ changes: [String: String]) throws -> [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["PATH"] = try folder() + ":/usr/local/bin:/usr/bin:/bin"
    variables["LC_ALL"] = "C.UTF-8"
    variables["TZ"] = "UTC"
    // A crash is told by its exit code; its backtrace would only take time.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    return variables.merging(changes) { $1 }
  }
}

/// What a program left when it ended.
struct Outcome: Sendable {
  /// The exit code; 128 and the signal where one ended it.
  let exitCode: Int32
  let output: [UInt8]
  let errors: [UInt8]

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Both outputs, for the message of a failed test.
  var everything: String { text + String(decoding: errors, as: UTF8.self) }
}
