import Testing

/// A copy of an example workspace, to be run on the shared data.
struct SharedExample {
  let workspace: TemporaryFolder
  /// Folder of the published files.
  let source: String
  private let folder: String

  /// Copies an example; the data stay where they are.
  init(_ name: String, data: String) throws {
    workspace = try TemporaryFolder()
    folder = Programs.packageFolder + "/data/examples/" + name
    source = try #require(SharedFolder.path) + "/data/" + data
    for name in ["caseload.toml", "profiles"] { try workspace.copy(folder + "/" + name) }
  }

  /// Writes inbox/ and lookups/ by the example's own program.
  func makeTables() async throws {
    try await run("python3 -B '\(folder)/make-tables.py' '\(source)'")
  }

  /// What the example's second program, which knows nothing of ours, makes of the published files.
  func recomputed() async throws -> String {
    try await run("python3 -B '\(folder)/recompute.py' '\(source)'")
  }

  /// Ingests, archives and counts up to a month; returns what was printed.
  @discardableResult func counted(month: String) async throws -> String {
    try await run("caseload-ingest && caseload-archive && caseload-count --month \(month)")
  }

  /// Flags and reports a month that was counted; gives back S03's flags and points of charts, and
  /// the report.
  func outcomeTest(month: String) async throws -> (
    flags: [CSVRow], points: [CSVRow], report: String
  ) {
    try await run("caseload-flag --month \(month) && caseload-report --month \(month)")
    let folder = "reports/\(month)/"
    return (
      try workspace.table(folder + "flags.csv").rows(["indicator": "S03"]),
      try workspace.table(folder + "chart_data.csv").rows(["indicator": "S03"]),
      String(decoding: try workspace.bytes(folder + "report.md"), as: UTF8.self)
    )
  }

  /// Runs a command line that must succeed; returns what it printed.
  @discardableResult func run(_ line: String) async throws -> String {
    let outcome = try await Programs.run(line, in: workspace.path)
    #expect(outcome.exitCode == 0, "\(line): \(outcome.everything)")
    return outcome.text
  }

  /// Rows of an aggregate over all partitions, each of which ends with its seal.
  func partitions(_ aggregate: String) throws -> [CSVRow] {
    try workspace.files(below: "counts/partitions/" + aggregate).flatMap { name in
      try workspace.table(name).rows.dropLast()
    }
  }

  /// Rows of a table as archived.
  func archived(_ table: String) throws -> [CSVRow] {
    try workspace.files(below: "archive/" + table).filter { $0.contains("/part-") }
      .flatMap { try CSVTable(try workspace.archived($0)).rows }
  }
}

/// Sums of a measure by the text of some columns.
func sums(_ measure: String, of rows: [CSVRow], by columns: [String]) -> [[String]: Int] {
  rows.reduce(into: [:]) { sums, row in
    sums[columns.map { row[$0] }, default: 0] += Int(row[measure]) ?? 0
  }
}
