import Testing

@testable import Stages

/// Headers at which the parser of settings aborts, found by fuzzing.
@Suite struct TableHeadersTests {
  @Test(arguments: [
    ("[:a]", 1, 2), ("[市场监管]\nx = 1", 1, 2), ("a = 1\n  [[ .a]]", 2, 6), ("# [!]\n[!]", 2, 2),
    ("a = \"\"\"\n[x\\\"\n\"\"\"\n[=]", 4, 2), ("a = '''x''''\r\n[+1]", 2, 2),
    ("a = [\n[1],\n]\n[\u{A0}a]", 4, 2), ("a = \"open\n[#]", 2, 2),
    ("[[ [a]]]", 1, 4),
  ])
  func aHeaderWithoutAKeyIsFound(_ text: String, _ line: Int, _ column: Int) throws {
    let fault = try #require(TableHeaders.fault(in: text))
    #expect(fault.line == line && fault.column == column, "\(fault)")
    let error = #expect(throws: StageError.self) {
      try SettingsFile.settings(text, "caseload.toml")
    }
    #expect(error?.exitCode == 78)
    #expect(error?.description.contains("line \(line), column \(column)") == true)
  }

  @Test(arguments: [
    "", "[", "[[", "[]", "[a]", "[[a.b]]", "[ \"市\" ]", "['市']", "[_]", "[-]", "[1]", "[ [a]]",
    "a = [\n  [+1, 2],\n  [ {b = 1} ],\n]", "a = \"\"\"\n[!]\n\"\"\"", "a = '''\n[!]\n'''",
    "a = \"\"\"x\"\"\"\"\"\n", "a = \"[\\\"\" # [!]\n", "a = \"\"\n[b]",
  ])
  func otherTextIsForTheParserToTell(_ text: String) {
    #expect(TableHeaders.fault(in: text) == nil)
  }
}
