import Foundation
import Testing

/// One folder of `Cases`: command lines, what they start from, and what must come out.
struct CaseFolder: CustomTestStringConvertible, Sendable {
  enum Failure: Error {
    case nothingToCompare(String)
  }

  /// Every case, by name.
  static let all: [CaseFolder] = {
    let root = Programs.packageFolder + "/Tests/PipelineTests/Cases"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return names.filter { !$0.contains(".") }.sorted().map { CaseFolder(path: root + "/" + $0) }
  }()

  /// Whether what comes out is written down instead of compared.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  let path: String

  var testDescription: String { URL(fileURLWithPath: path).lastPathComponent }

  /// Lines of a small text file of the case.
  func lines(_ name: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: path + "/" + name) else { return [] }
    return String(decoding: try contents(of: path + "/" + name), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  /// Runs the command lines in a copy of the input; returns what came out by name.
  ///
  /// `stdout`, `stderr` and `exit` hold all lines one after another; what is empty is left out.
  func observed() async throws -> [String: [UInt8]] {
    let workspace = try TemporaryFolder()
    if FileManager.default.fileExists(atPath: path + "/input") {
      try workspace.copyContents(of: path + "/input")
    }
    var found: [String: [UInt8]] = [:]
    for line in try lines("command") {
      let outcome = try await Programs.run(line, in: workspace.path)
      found["stdout", default: []] += outcome.output
      found["stderr", default: []] += outcome.errors
      found["exit", default: []] += Array("\(outcome.exitCode)\n".utf8)
    }
    for output in try lines("outputs") {
      let names = try workspace.files(below: output)
      guard !names.isEmpty else { throw Failure.nothingToCompare(output) }
      for name in names {
        found["files/" + Self.plainName(name)] = try workspace.archived(name)
      }
    }
    return found.filter { !$0.value.isEmpty }
  }

  private static func plainName(_ name: String) -> String {
    if name.hasSuffix(".zst") { return String(name.dropLast(".zst".count)) }
    let suffix = ".parquet"
    return name.hasSuffix(suffix) ? name.dropLast(suffix.count) + ".csv" : name
  }

  /// What must come out, by name.
  func expected() throws -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    for name in try relativeFiles(in: path, below: "expected") {
      found[String(name.dropFirst("expected/".count))] = try contents(of: path + "/" + name)
    }
    return found
  }

  /// Replaces what must come out.
  func record(_ observed: [String: [UInt8]]) throws {
    let folder = path + "/expected"
    if FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.removeItem(atPath: folder)
    }
    for (name, bytes) in observed {
      let target = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: target)
    }
  }
}
