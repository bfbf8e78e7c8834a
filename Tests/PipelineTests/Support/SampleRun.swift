import Foundation
import Testing

/// Two undisturbed runs of the pipeline on copies of data/sample.
struct SampleRun: Sendable {
  enum Failure: Error, CustomStringConvertible {
    case runFailed(String)
    case notInScope

    var description: String {
      switch self {
      case .runFailed(let messages): "a run on data/sample failed: \(messages)"
      case .notInScope: "no run on data/sample; the suite lacks the trait .sampleRun"
      }
    }
  }

  @TaskLocal static var current: SampleRun?

  /// The folder of the sample in the repository.
  static let source = Programs.packageFolder + "/data/sample"

  /// The run that everything is read from.
  let workspace: TemporaryFolder
  /// The same under another language, time zone and current folder.
  let elsewhere: TemporaryFolder
  /// What ingestion said of every file.
  let files: [IngestedFile]

  /// The run of the suite that is running.
  static func shared() throws -> SampleRun {
    guard let current else { throw Failure.notInScope }
    return current
  }

  init() async throws {
    let (first, second) = (try SampleRun.copied(), try SampleRun.copied())
    async let summary = SampleRun.run(first, in: first.path, workspace: ".", [:])
    _ = try await SampleRun.run(
      second, in: "/", workspace: second.path,
      ["LC_ALL": "tr_TR.UTF-8", "LANG": "zh_CN.GB18030", "TZ": "Pacific/Kiritimati"])
    files = try JSONDecoder().decode(IngestSummary.self, from: Data(try await summary)).files
    (workspace, elsewhere) = (first, second)
  }

  private static func copied() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["caseload.toml", "sample-key", "inbox"] {
      try folder.copy(source + "/" + name)
    }
    return folder
  }

  // As `make report` does, the month before first, so that there is one to compare with. Returns
  // what ingestion printed.
  private static func run(
    _ folder: TemporaryFolder, in current: String, workspace: String,
    _ environment: [String: String]
  ) async throws -> [UInt8] {
    let stages = [
      "caseload-ingest -C \(workspace) --format json", "caseload-archive -C \(workspace) --quiet",
      "caseload run -C \(workspace) --month 2024-11 --quiet",
      "caseload run -C \(workspace) --month 2024-12 --quiet",
    ]
    var summary: [UInt8] = []
    for stage in stages {
      let outcome = try await Programs.run(stage, in: current, environment: environment)
      guard outcome.exitCode == 0 else { throw Failure.runFailed(outcome.everything) }
      summary += outcome.output
    }
    return summary
  }
}

/// What `--format json` says of the files that were ingested.
struct IngestSummary: Decodable, Sendable {
  let files: [IngestedFile]
}

/// One file of the summary.
struct IngestedFile: Decodable, Sendable {
  let name: String
  let table: String
  let records: Int
  let accepted: Int
  let rejected: Int
  let duplicate: Int
  let superseded: Int
  let blank: Int
  let repeatedHeader: Int
  let totalRow: Int
  let corrections: Int
  let notes: [String: Int]
  let unknownColumns: [String]

  enum CodingKeys: String, CodingKey {
    case name, table, records, accepted, rejected, duplicate, superseded, blank, corrections, notes
    case repeatedHeader = "repeated_header"
    case totalRow = "total_row"
    case unknownColumns = "unknown_columns"
  }
}

/// Runs the pipeline on the sample once for all tests of a suite.
struct SampleRunTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let run = try await SampleRun()
    try await SampleRun.$current.withValue(run) { try await function() }
  }
}

extension Trait where Self == SampleRunTrait {
  static var sampleRun: Self { SampleRunTrait() }
}

/// Everything that is asked of the runs on data/sample.
@Suite(.sampleRun) enum SampleTests {}
