import Contracts
import Testing

@testable import Reporting

@Suite struct HostileTextTests {
  private let escape = MarkdownContentType()

  @Test(arguments: [
    "Z05", "2024-05", "2023-06至2024-05", "1,210", "83.3%", "东区城管局（东区）", "3.5", "-", "A级",
    "a: b; c.", "zero.months", "第1条", "e.g. this", "12.5",
  ])
  func ordinaryTextStaysReadable(_ text: String) {
    #expect(escape.escapeText(text) == (text == "-" ? "\\-" : text))
  }

  @Test(arguments: [
    ("=cmd()", "\\=cmd()"), ("a|b", "a\\|b"), ("![x](/etc/passwd)", "!\\[x\\](/etc/passwd)"),
    ("<script>", "\\<script\\>"), ("{{x}}", "\\{\\{x\\}\\}"), ("# heading", "\\# heading"),
    ("---", "\\-\\-\\-"), ("a\n# b\r\n- c", "a # b - c"), ("1. x", "1\\. x"), ("iv) x", "iv\\) x"),
    ("+ x", "\\+ x"), ("    code", "code"), ("`x`", "\\`x\\`"), ("a\\|b", "a\\\\\\|b"),
    ("$x$ ~~y~~ ^z^", "\\$x\\$ \\~\\~y\\~\\~ \\^z\\^"), ("&lt;", "\\&lt;"),
    ("a\u{202E}b\u{200B}c\u{7}", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"), (": x", "\\: x"),
    ("http://a.example", "http\\://a.example"), ("www.a.example", "www\\.a.example"),
    ("caseload --month", "caseload \\-\\-month"), ("(1) x", "\\(1) x"), ("% t", "\\% t"),
  ])
  func activeTextIsEscaped(_ text: String, _ expected: String) {
    #expect(escape.escapeText(text) == expected)
  }

  @Test(arguments: [
    ("=cmd()", "'=cmd()"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "' x"),
    ("\r\n=x", "' =x"), ("\u{FF1D}x", "'\u{FF1D}x"), ("\u{FF0B}x", "'\u{FF0B}x"),
    ("\u{FF0D}x", "'\u{FF0D}x"), ("\u{FF20}x", "'\u{FF20}x"), ("a\r\nb", "a b"),
    ("a\u{2066}b", "a\u{FFFD}b"), ("a=b", "a=b"), ("", ""), ("东区", "东区"),
  ])
  func textCellsAreNeutralised(_ text: String, _ expected: String) {
    #expect(InertText.cell(text) == expected)
  }

  static let hostile = [
    "=cmd()", "|", "![x](/etc/passwd)", "<script>", "{{x}}", "# heading", "---",
    "a\u{202E}b", String(repeating: "长", count: 300), "a\n# b", "```", "[^1]: x",
  ]

  private func input(_ value: String) -> ReportInput {
    var input = Sample.input()
    input.cityName = value
    input.observation.names.units = ["U1": value, "U2": value]
    input.observation.sources[0].name = value
    input.observation.sources[0].notes = [value: 1]
    input.flags = input.flags.map { flag in
      var flag = flag
      flag.reason = Phrase(value, value)
      flag.domain = value
      return flag
    }
    input.results[1].tables[0].rows[0][0] = Phrase(value, value)
    input.results[1].headline = Phrase(value, value)
    input.results[3].coverage.missing = [value]
    input.settings = [[value, value]]
    input.powerSource = Phrase(value, value)
    input.reproduceCommand = value
    return input
  }

  /// Lines by what opens them, and columns by table line; hostile text must not change either.
  private func shape(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("|") {
        let pipes = line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
        return "table \(pipes)"
      }
      let opening = line.prefix { "#-".contains($0) }
      return opening.isEmpty ? (line.isEmpty ? "empty" : "text") : String(opening)
    }
  }

  @Test(arguments: hostile)
  func hostileTextLeavesTheShapeOfDocuments(_ value: String) throws {
    for name in ["report.md", "briefing.md"] {
      let text = try Sample.text(name, input(value))
      #expect(shape(text) == shape(try Sample.text(name, input("平常"))))
      let isQuoted = text.contains(escape.escapeText("甲" + value).dropFirst())
      #expect(isQuoted)
      for active in ["<script>", "{{x}}", "![x](", "\u{202E}"] { #expect(!text.contains(active)) }
    }
  }

  @Test(arguments: hostile)
  func hostileTextIsInertInRows(_ value: String) throws {
    let tables = Report.tables(input(value))
    let numeric: Set = ["integer", "number"]
    for table in tables {
      for row in table.rows {
        for (cell, column) in zip(row, table.columns) where !numeric.contains(column.type) {
          #expect(!"=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".contains(cell.first ?? " "))
          #expect(!cell.contains { $0.isNewline || $0 == "\u{202E}" })
        }
      }
    }
    #expect(tables.contains { $0.rows.contains { $0.contains(InertText.cell(value)) } })
  }

  @Test func negativeNumbersStayNumbers() throws {
    var input = Sample.input()
    input.flags[0].effect = -0.5
    let flags = try #require(Report.tables(input).first)
    #expect(flags.rows.contains { $0[16] == "-0.5" })
  }
}
