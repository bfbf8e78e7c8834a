import Contracts
import Testing

@testable import Reporting

@Suite struct PageTests {
  private func page(_ name: String, _ input: ReportInput = ChartSample.input(naming: "东区城管局"))
    throws -> String
  {
    try Sample.text(name, input)
  }

  @Test(arguments: ["briefing.html", "report.html"])
  func aPageLoadsNothingAndRunsNothing(_ name: String) throws {
    let text = try page(name)
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
    #expect(text.contains("default-src 'none'; style-src 'sha256-\(PageStyle.digest)'"))
    for active in ["<script", "<img", "<link", "<iframe", "href=", "src=", "style=\"", "url("] {
      #expect(!text.contains(active))
    }
  }

  @Test(arguments: ["briefing.html", "report.html"])
  func everyElementIsClosedInOrder(_ name: String) throws {
    let text = try page(name)
    var open: [Substring] = []
    for piece in text.split(separator: "<").dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == tag.dropFirst())
      } else if !["meta"].contains(name), !tag.hasSuffix("/") {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test func identifiersOfAPageAreUnique() throws {
    for name in ["briefing.html", "report.html"] {
      let pieces = try page(name).split(separator: " id=\"").dropFirst()
      let identifiers = pieces.map { $0.prefix { $0 != "\"" } }
      #expect(!identifiers.isEmpty && Set(identifiers).count == identifiers.count)
    }
  }

  @Test(arguments: HostileTextTests.hostile)
  func hostileTextIsPlainTextOfAPage(_ value: String) throws {
    let tags = { (text: String) in
      text.split(separator: "<").map { $0.prefix { $0 != ">" && $0 != " " } }
    }
    for name in ["briefing.html", "report.html"] {
      let text = try page(name, ChartSample.input(naming: value))
      if value.count < 100 {
        #expect(tags(text) == tags(try page(name, ChartSample.input(naming: "平常"))))
      }
      #expect(text.contains(XMLText.escaped(value)))
      #expect(!text.unicodeScalars.contains("\u{202E}"))
      #expect(!text.contains("<script>"))
    }
  }

  @Test func pagesSayWhatTheDocumentsSay() throws {
    let input = ChartSample.input(naming: "东区城管局")
    let page = try page("briefing.html", input)
    for block in Draft(input).briefing {
      if case .paragraph(let text) = block { #expect(page.contains(XMLText.escaped(text))) }
      if case .chart(let chart) = block { #expect(page.contains(chart.svg)) }
    }
  }

  @Test func columnsOfNumbersStandAtTheRight() throws {
    let page = try page("report.html")
    #expect(page.contains("<th scope=\"col\" class=\"figure\">"))
    #expect(page.contains("<td class=\"figure short\">"))
  }

  // What is as short as a number or an interval stands in one line; names may break.
  @Test func shortColumnsNeverBreakAndLongOnesMay() {
    let rows = [["县级", "0.2%–5.7%", String(repeating: "a", count: 300)]]
    let view = Block.table(["甲", "乙", "丙"], rows).pageView(Draft(Sample.input()))
    let table = view["table"] as? [String: Any]
    let cells = (table?["rows"] as? [[String: Any]])?.first?["cells"] as? [[String: Any]]
    #expect(cells?.map { $0["kind"] as? String } == ["short", "short", nil])
  }
}
