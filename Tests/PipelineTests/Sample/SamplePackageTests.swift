import Foundation
import Testing

extension SampleTests {
  /// Others' programs read the report and find the same.
  @Suite struct SamplePackageTests {
    @Test(arguments: ["2024-11", "2024-12"])
    func dataPackageIsValid(_ month: String) async throws {
      let tool = Programs.packageFolder + "/.venv/bin/frictionless"
      try #require(
        FileManager.default.isExecutableFile(atPath: tool),
        "frictionless is missing: run make test, which installs it into .venv")
      let folder = try SampleRun.shared().workspace.path + "/reports/" + month
      let outcome = try await Programs.run("'\(tool)' validate datapackage.json", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
    }

    @Test func aSpoiltDataPackageIsNotValid() async throws {
      let tool = Programs.packageFolder + "/.venv/bin/frictionless"
      let folder = try TemporaryFolder()
      try folder.copyContents(of: try SampleRun.shared().workspace.path + "/reports/2024-12")
      let flags = String(decoding: try folder.bytes("flags.csv"), as: UTF8.self)
      try folder.write("flags.csv", flags.replacingOccurrences(of: ",notice,", with: ",note,"))
      let outcome = try await Programs.run("'\(tool)' validate datapackage.json", in: folder.path)
      #expect(outcome.exitCode == 1, "\(outcome.everything)")
    }

    @Test func figuresAreThoseOfAnIndependentProgram() async throws {
      let script = Programs.packageFolder + "/Tests/PipelineTests/recompute.py"
      let workspace = try SampleRun.shared().workspace
      let outcome = try await Programs.run(
        "python3 '\(script)' . reports/2024-12", in: workspace.path)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
    }

    @Test func theZeroCaseModelIsThatOfAnIndependentProgram() async throws {
      let workspace = try SampleRun.shared().workspace
      let outcome = try await Programs.run("\(Self.silence) . 2024-12", in: workspace.path)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
    }

    // One more case in one month moves the expectations of others.
    @Test func theIndependentProgramSeesOneCaseMore() async throws {
      let folder = try TemporaryFolder()
      for name in ["counts", "findings"] {
        try folder.copy(try SampleRun.shared().workspace.path + "/" + name)
      }
      let path = "counts/2024-12/cells.csv"
      var lines = String(decoding: try folder.bytes(path), as: UTF8.self).components(
        separatedBy: "\n")
      let cases = try #require(
        lines[0].components(separatedBy: ",").firstIndex(of: "case_months"))
      let spoilt = try #require(lines.firstIndex { $0.hasPrefix("unit_domain,") })
      var fields = lines[spoilt].components(separatedBy: ",")
      try #require(fields[cases].hasPrefix("0:5 "))
      fields[cases] = "0:6 " + fields[cases].dropFirst(4)
      lines[spoilt] = fields.joined(separator: ",")
      try folder.write(path, lines.joined(separator: "\n"))
      let outcome = try await Programs.run(
        "\(Self.silence) . 2024-12 --level unit_domain", in: folder.path)
      #expect(outcome.exitCode == 1, "\(outcome.everything)")
    }

    @Test func aSpoiltChanceIsFound() async throws {
      let folder = try TemporaryFolder()
      let workspace = try SampleRun.shared().workspace.path
      try folder.copyContents(of: workspace + "/reports/2024-12")
      let table = String(decoding: try folder.bytes("zero_cells.csv"), as: UTF8.self)
      try #require(table.contains(",0.0048512,"))
      try folder.write(
        "zero_cells.csv", table.replacingOccurrences(of: ",0.0048512,", with: ",0.0047512,"))
      let script = Programs.packageFolder + "/Tests/PipelineTests/recompute.py"
      let outcome = try await Programs.run("python3 '\(script)' '\(workspace)' .", in: folder.path)
      #expect(outcome.exitCode == 1, "\(outcome.everything)")
    }

    // A figure of a selective and one of a profit-driven indicator, of a chart and of a flag.
    @Test(arguments: [
      ("chart_data.csv", ",QZ-T1,农业农村,,9.64,0.207547,", ",QZ-T1,农业农村,,9.64,0.208547,"),
      ("flags.csv", ",62,23.6354,", ",62,23.7354,"),
    ])
    func aSpoiltPatternIsFound(_ file: String, _ figure: String, _ spoilt: String) async throws {
      let folder = try TemporaryFolder()
      let workspace = try SampleRun.shared().workspace.path
      try folder.copyContents(of: workspace + "/reports/2024-12")
      let table = String(decoding: try folder.bytes(file), as: UTF8.self)
      try #require(table.contains(figure))
      try folder.write(file, table.replacingOccurrences(of: figure, with: spoilt))
      let script = Programs.packageFolder + "/Tests/PipelineTests/recompute.py"
      let outcome = try await Programs.run("python3 '\(script)' '\(workspace)' .", in: folder.path)
      #expect(outcome.exitCode == 1, "\(outcome.everything)")
      #expect(outcome.everything.contains("1 differ"), "\(outcome.everything)")
    }

    private static var silence: String {
      "python3 '\(Programs.packageFolder)/scripts/recompute-silence.py'"
    }
  }
}
