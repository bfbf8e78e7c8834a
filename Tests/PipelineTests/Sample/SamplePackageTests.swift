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

    @Test func briefingsOfDistrictsAreThoseOfAnIndependentProgram() async throws {
      let folder = try TemporaryFolder()
      try folder.copyContents(of: try SampleRun.shared().workspace.path)
      let codes = ["970100", "970102", "970103", "970103102", "970113"].map { "--district \($0)" }
      let line = "caseload-report -C . --month 2024-12 --quiet " + codes.joined(separator: " ")
      try #require(try await Programs.run(line, in: folder.path).exitCode == 0)
      let script = Programs.packageFolder + "/Tests/PipelineTests/recompute.py"
      let recompute = "python3 '\(script)' . reports/2024-12"
      let outcome = try await Programs.run(recompute, in: folder.path)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
      #expect(outcome.everything.contains("district 970103: table of places: 4 figures, same"))
      for (file, figure, spoilt, _) in Self.spoiltDistricts {
        let path = "reports/2024-12/districts/970103/" + file
        let text = String(decoding: try folder.bytes(path), as: UTF8.self)
        try #require(text.contains(figure), "\(figure)")
        try folder.write(path, text.replacingOccurrences(of: figure, with: spoilt))
      }
      let found = try await Programs.run(recompute, in: folder.path)
      #expect(found.exitCode == 1)
      for (_, _, spoilt, line) in Self.spoiltDistricts {
        #expect(found.everything.contains("district 970103: " + line), "\(spoilt)")
      }
    }

    // A figure of the table of places, of its data, and of sentences; what says that they differ.
    private static let spoiltDistricts = [
      ("briefing.md", "| 8.86 | 1至24 |", "| 8.96 | 1至24 |", "table of places: 4 figures, 1 differ"),
      (
        "charts/place.csv", ",116,117.482,79,161", ",116,117.482,80,161",
        "charts/place.csv: 27 figures, 1 differ"
      ),
      ("briefing.md", "期内案件657件", "期内案件658件", "units and cases: 1 figures, 1 differ"),
      ("briefing.md", "同期有举报121件", "同期有举报122件", "questions: 3 figures, 1 differ"),
    ]

    @Test func theZeroCaseModelIsThatOfAnIndependentProgram() async throws {
      let workspace = try SampleRun.shared().workspace
      let outcome = try await Programs.run("\(Self.silence) . 2024-12", in: workspace.path)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
    }

    // The sample lacks a domain that everybody stopped, cases that a successor delivers again, and
    // units enough for S02, S07 and P04.
    @Test func figuresOfAVariedCityAreThoseOfAnIndependentProgram() async throws {
      let folder = try TemporaryFolder()
      let tests = Programs.packageFolder + "/Tests/PipelineTests"
      let vary = "python3 -B '\(tests)/recomputation/varied.py' '\(SampleRun.source)' ."
      try #require(try await Programs.run(vary, in: folder.path).exitCode == 0)
      for month in ["2024-11", "2024-12"] {
        let run = try await Programs.run(
          "caseload run -C . --month \(month) --quiet", in: folder.path)
        try #require(run.exitCode == 0, "\(run.everything)")
      }
      // One of its questions is about the domain that everybody stopped, where none is expected.
      let divisions = try await Programs.run(
        "caseload-report -C . --month 2024-12 --quiet --district 970102 --district 970113",
        in: folder.path)
      try #require(divisions.exitCode == 0, "\(divisions.everything)")
      let outcome = try await Programs.run(
        "python3 '\(tests)/recompute.py' . reports/2024-12", in: folder.path)
      #expect(outcome.exitCode == 0, "\(outcome.everything)")
      for line in [
        "cases that successors delivered again: 1 figures, same",
        "Z03 domains that everybody stopped: 1 figures, same",
        "S02 flags: 2 figures, same", "S07 flags: 1 figures, same",
        "P04 flags: 2 figures, same",
        "district 970102: question-2: figures of the text: 1 figures, same",
      ] {
        #expect(outcome.everything.contains(line), "\(line)")
      }
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
      try #require(table.contains(",0.00140323,"))
      try folder.write(
        "zero_cells.csv", table.replacingOccurrences(of: ",0.00140323,", with: ",0.00150323,"))
      let script = Programs.packageFolder + "/Tests/PipelineTests/recompute.py"
      let outcome = try await Programs.run("python3 '\(script)' '\(workspace)' .", in: folder.path)
      #expect(outcome.exitCode == 1, "\(outcome.everything)")
    }

    // A figure of a selective and one of a profit-driven indicator, of a chart and of a flag; one
    // that stands in a table alone, and one in a sentence alone; and a q value that was simulated,
    // where only the error of simulations lets figures differ.
    @Test(arguments: [
      ("chart_data.csv", ",QZ-T1,农业农村,,11.53,0.173433,", ",QZ-T1,农业农村,,11.53,0.174433,"),
      ("flags.csv", ",62,23.6354,", ",62,23.7354,"),
      ("report.md", "| OLDJT012 | 1 |", "| OLDJT012 | 2 |"),
      ("flags.csv", "的99%参照线（4件）", "的99%参照线（5件）"),
      ("report.md", "| 10.9 | 25.0% | 1.0 | 0.89 |", "| 10.9 | 25.0% | 1.0 | 0.58 |"),
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
