import Archive
import Foundation
import Testing

extension SampleTests {
  /// Pages of the sample as a browser gets them.
  @Suite struct SamplePageTests {
    // Without the right digest a browser that obeys the policy would drop the style.
    @Test(arguments: ["briefing.html", "report.html"])
    func thePolicyLetsInTheStyleOfThePage(_ name: String) throws {
      let path = Programs.packageFolder + "/reports/sample/" + name
      let page = try String(contentsOfFile: path, encoding: .utf8)
      let style = try #require(between("<style>", "</style>", page))
      let digest = try #require(between("'sha256-", "'", page))
      let bytes = try #require(Data(base64Encoded: digest))
      let hexadecimal = bytes.map { String(format: "%02x", $0) }.joined()
      #expect(ContentHash(of: Array(style.utf8)).hexadecimal == hexadecimal)
    }

    private static let isPrinter = FileManager.default.isExecutableFile(
      atPath: "/usr/bin/weasyprint")

    // The contract wants two to four pages, of the city as well as of a county.
    @Test(
      .enabled(if: isPrinter, "weasyprint is not installed"), arguments: ["zh", "en"])
    func aBriefingFillsFourPagesAtMost(_ language: String) async throws {
      let folder = try TemporaryFolder()
      try folder.copyContents(of: try SampleRun.shared().workspace.path)
      let line =
        "caseload-report -C . --month 2024-12 --language \(language) --formats md,html "
        + "--district 970113 --quiet && cd reports/2024-12 && for page in . districts/970113; do "
        + "weasyprint $page/briefing.html out.pdf && grep -a -c '/Type /Page$' out.pdf; done"
      let printed = try await Programs.run(line, in: folder.path)
      let pages = printed.text.split(separator: "\n").compactMap { Int($0) }
      #expect(
        pages.count == 2 && pages.allSatisfy { (2...4).contains($0) }, "\(printed.everything)")
    }

    private func between(_ start: String, _ end: String, _ text: String) -> String? {
      guard let first = text.range(of: start),
        let last = text.range(of: end, range: first.upperBound..<text.endIndex)
      else { return nil }
      return String(text[first.upperBound..<last.lowerBound])
    }
  }
}
