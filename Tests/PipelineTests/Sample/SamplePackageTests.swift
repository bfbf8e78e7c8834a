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
  }
}
