import Foundation
import Testing

extension SampleTests {
  /// Others' programs read the archive and find the same.
  @Suite struct SampleArchiveTests {
    private static func python() throws -> String {
      let path = Programs.packageFolder + "/.venv/bin/python3"
      try #require(
        FileManager.default.isExecutableFile(atPath: path),
        "duckdb and pyarrow are missing: run make test, which installs them into .venv")
      return "'\(path)'"
    }

    private static func tables() throws -> [String] {
      try SampleRun.shared().workspace.files(below: "archive").filter { $0.hasSuffix(".parquet") }
    }

    @Test func duckdbAndPyarrowReadEveryTable() async throws {
      let workspace = try SampleRun.shared().workspace
      let folder = try TemporaryFolder()
      let tables = try Self.tables()
      #expect(tables.count > 100)
      for name in tables {
        let plain = name.dropLast(".parquet".count).split(separator: "/").joined(separator: "-")
        try FileManager.default.copyItem(
          atPath: workspace.path + "/" + name, toPath: "\(folder.path)/\(plain).parquet")
        try folder.write(plain + ".csv", String(decoding: workspace.archived(name), as: UTF8.self))
      }
      let script = Programs.packageFolder + "/Tests/ParquetTests/cross_check.py"
      let outcome = try await Programs.run(
        "\(Self.python()) '\(script)' . --rows", in: folder.path)
      #expect(outcome.everything == "\(tables.count) files, 0 differ\n")
    }

    @Test func theExampleQueryCountsEveryCase() async throws {
      let workspace = try SampleRun.shared().workspace
      let query = Programs.packageFolder + "/engines/duckdb/cases_by_month.sql"
      let outcome = try await Programs.run(
        "\(Self.python()) '\(Programs.packageFolder)/Tests/PipelineTests/query.py' '\(query)'",
        in: workspace.path + "/archive")
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
      let counted = try CSVTable(outcome.output).rows.compactMap { Int($0["cases"]) }
      let cases = try Self.tables().filter { $0.hasPrefix("archive/cases/") }
        .reduce(0) { try $0 + CSVTable(workspace.archived($1)).rows.count }
      #expect(counted.reduce(0, +) == cases)
    }

    // The commands of docs/archive-format.md, the last of which prints the hash of the name.
    @Test func theFormatIsAsItsPageSays() async throws {
      let page = String(
        decoding: try contents(of: Programs.packageFolder + "/docs/archive-format.md"),
        as: UTF8.self)
      let block = try #require(page.components(separatedBy: "```sh\n").dropFirst().first)
      let commands = try #require(block.components(separatedBy: "```").first)
      for name in try Self.tables() where name.contains("month=2024-05/") {
        guard name.hasPrefix("archive/cases/") else { continue }
        let file = try #require(name.split(separator: "/").last)
        let hash = file.dropFirst("part-".count).dropLast(".parquet".count)
        let outcome = try await Programs.run(
          commands.replacingOccurrences(of: "<hash>", with: hash)
            .replacingOccurrences(of: "python3", with: try Self.python()),
          in: try SampleRun.shared().workspace.path + "/archive/cases/month=2024-05")
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.everything)")
        #expect(outcome.everything.hasSuffix("\n\(hash)\n"))
      }
    }
  }
}
