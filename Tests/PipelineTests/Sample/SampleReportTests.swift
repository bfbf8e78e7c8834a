import Foundation
import Testing

extension SampleTests {
  /// The report that is committed is the report that the programs write, wherever they run.
  @Suite struct SampleReportTests {
    @Test func equalsTheCommittedReport() throws {
      let run = try SampleRun.shared()
      let committed = Programs.packageFolder + "/reports"
      let expected = try relativeFiles(in: committed, below: "sample")
      let observed = try relativeFiles(in: run.workspace.path + "/reports", below: "2024-12")
      #expect(
        expected.map { $0.dropFirst("sample/".count) }
          == observed.map { $0.dropFirst("2024-12/".count) },
        "reports/sample is not of this program; run make report and read the difference")
      for name in observed {
        let file = name.dropFirst("2024-12/".count)
        let difference = difference(
          try? contents(of: committed + "/sample/" + file),
          try run.workspace.bytes("reports/" + name))
        #expect(difference == nil, "\(file): \(difference ?? ""); run make report")
      }
    }

    @Test(arguments: ["reports", "counts", "findings", "archive/cases", "archive/reference"])
    func doesNotDependOnPlaceLanguageOrTimeZone(_ folder: String) throws {
      let run = try SampleRun.shared()
      let names = try run.workspace.files(below: folder)
      #expect(!names.isEmpty)
      #expect(try run.elsewhere.files(below: folder) == names)
      for name in names {
        let difference = difference(
          try run.workspace.bytes(name), try run.elsewhere.bytes(name))
        #expect(difference == nil, "\(name): \(difference ?? "")")
      }
    }

    @Test func leavesTheInboxAlone() throws {
      let run = try SampleRun.shared()
      let names = try relativeFiles(in: SampleRun.source, below: "inbox")
      #expect(try run.workspace.files(below: "inbox") == names)
      for name in names {
        #expect(try contents(of: SampleRun.source + "/" + name) == run.workspace.bytes(name))
      }
    }
  }
}
