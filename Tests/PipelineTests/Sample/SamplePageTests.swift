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

    private func between(_ start: String, _ end: String, _ text: String) -> String? {
      guard let first = text.range(of: start),
        let last = text.range(of: end, range: first.upperBound..<text.endIndex)
      else { return nil }
      return String(text[first.upperBound..<last.lowerBound])
    }
  }
}
