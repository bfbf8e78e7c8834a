import Testing

@testable import Stages

/// Faults at which the parser of settings aborts, found by fuzzing.
@Suite struct TOMLFaultsTests {
  @Test(arguments: [
    ("[:a]", 1, 2), ("[市场监管]\nx = 1", 1, 2), ("a = 1\n  [[ .a]]", 2, 6), ("# [!]\n[!]", 2, 2),
    ("a = \"\"\"\n[x\\\"\n\"\"\"\n[=]", 4, 2), ("a = '''x''''\r\n[+1]", 2, 2),
    ("a = [\n[1],\n]\n[\u{A0}a]", 4, 2), ("a = \"open\n[#]", 2, 2),
    ("[[ [a]]]", 1, 4), ("\u{FEFF} [[[", 1, 7), ("a=[}", 1, 4), ("a = 9999-12-31T)23", 1, 15),
    ("\na = 2024-03-05t_9:00:00", 2, 15),
    ("a = [\n2024-03-05 1,\n]", 2, 11),
  ])
  func whatTheParserAbortsAtIsFound(_ text: String, _ line: Int, _ column: Int) throws {
    let fault = try #require(TOMLFaults.first(in: text))
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
    "a = \"\"\"x\"\"\"\"\"\n", "a = \"[\\\"\" # [!]\n", "a = \"\"\n[b]", "a = 2024-03-05",
    "a = 2024-03-05 # 1", "a = 2024-03-05T",
    "a = 2024-03-05T07:32:00Z", "a = 2024-03-05 07:32:00", "a = \"2024-03-05T\"", "a = 07:32:00",
  ])
  func otherTextIsForTheParserToTell(_ text: String) {
    #expect(TOMLFaults.first(in: text) == nil)
  }
}
