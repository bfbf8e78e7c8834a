import Testing

@testable import Ingestion

@Suite struct ColumnComputationTests {
  private static let header = ["姓 名", "文号", "类别", "备注"]
  private static let lookups = [
    "areas.csv": [
      ["raw", "code"], ["城 东", "970101"], ["城东", "999999"], ["短"], ["城西", "970102"],
    ]
  ]

  private static func values(_ columns: String..., of cells: [String]) throws -> [String: String] {
    try ColumnComputation(
      columns.map(computedColumn), header: header, lookups: lookups
    ).values(of: cells)
  }

  private static func fault(_ column: String) throws -> ProfileFault? {
    let columns = [try computedColumn(column)]
    do throws(ProfileFault) {
      _ = try ColumnComputation(columns, header: header, lookups: lookups)
      return nil
    } catch {
      return error
    }
  }

  // SHA-256 of 甲 U+001F 罚1: printf '甲\x1f罚1' | sha256sum
  @Test(arguments: [
    (#""function": "constant", "value": "fixed""#, "fixed"),
    (#""function": "copy", "sources": ["姓名"]"#, "甲"),
    (#""function": "join", "sources": ["姓名", "文号"], "separator": "-""#, "甲-罚1"),
    (#""function": "join", "sources": ["*"]"#, "甲罚1一;二 城东 "),
    (#""function": "split", "sources": ["类别"], "separator": ";", "index": 1"#, "二"),
    (#""function": "split", "sources": ["类别"], "separator": ";", "index": 2"#, ""),
    (
      #""function": "split", "sources": ["类别"], "separator": ";", "index": 2, "default": "-""#,
      "-"
    ),
    (
      #""function": "split", "sources": ["类别"], "separator": ";", "index": -1, "default": "-""#,
      "-"
    ),
    (#""function": "hash", "sources": ["姓名", "文号"], "length": 16"#, "9411f7cd3cb7548f"),
    (#""function": "capture", "sources": ["文号"], "pattern": "罚([0-9]+)""#, "1"),
    (#""function": "capture", "sources": ["文号"], "pattern": "罚([0-9]+)", "group": 0"#, "罚1"),
    (#""function": "capture", "sources": ["文号"], "pattern": "[0-9]""#, "1"),
    (#""function": "capture", "sources": ["文号"], "pattern": "x", "default": "none""#, "none"),
    (#""function": "capture", "sources": ["文号"], "pattern": "罚", "group": 3"#, ""),
    (
      #""function": "lookup", "sources": ["备注"], "file": "areas.csv", "key": "raw", "value": "code""#,
      "970101"
    ),
    (
      #""function": "lookup", "sources": ["文号"], "file": "areas.csv", "key": "raw", "value": "code", "default": "?""#,
      "?"
    ),
    (
      #""function": "lookup", "sources": ["备注"], "file": "areas.csv", "key": "raw", "value": "code", "fold": "none""#,
      ""
    ),
  ])
  func computes(_ column: String, _ value: String) throws {
    let values = try Self.values(
      #"{"column": "domain", \#(column)}"#, of: ["甲", "罚1", "一;二", " 城东 "])
    #expect(values == ["domain": value])
  }

  @Test func takesTheFirstSourceThatIsFilled() throws {
    let column = #"{"column": "domain", "function": "first_of", "sources": ["备注", "类别", "文号"]}"#
    #expect(try Self.values(column, of: ["甲", "罚1", "\u{3000}", ""]) == ["domain": "罚1"])
    #expect(try Self.values(column, of: ["甲", "罚1", "一", ""]) == ["domain": "一"])
    #expect(try Self.values(column, of: ["甲", "", "", " "]) == ["domain": ""])
  }

  @Test func aTemporaryColumnFeedsALaterOne() throws {
    let values = try Self.values(
      #"{"column": "@part", "function": "split", "sources": ["类别"], "separator": ";", "index": 0}"#,
      #"{"column": "domain", "function": "join", "sources": ["@part", "姓名"], "separator": "/"}"#,
      of: ["甲", "罚1", "一;二", ""])
    #expect(values["domain"] == "一/甲")
  }

  @Test func aRecordThatIsTooShortHasEmptyCells() throws {
    let column = #"{"column": "domain", "function": "copy", "sources": ["备注"]}"#
    #expect(try Self.values(column, of: ["甲"]) == ["domain": ""])
  }

  @Test(arguments: [(4, 8), (8, 8), (64, 64), (99, 64)])
  func aHashHasEightTo64Digits(_ asked: Int, _ digits: Int) throws {
    let column =
      #"{"column": "case_id", "function": "hash", "sources": ["*"], "length": \#(asked)}"#
    let first = try Self.values(column, of: ["甲", "乙", "", ""])["case_id"]
    let second = try Self.values(column, of: ["甲乙", "", "", ""])["case_id"]
    #expect(first?.count == digits)
    #expect(first != second)
  }

  @Test func namesTheSourceThatTheFileLacks() throws {
    #expect(
      try Self.fault(#"{"column": "domain", "function": "copy", "sources": ["领域"]}"#)
        == .missingSource(column: "domain", source: "领域"))
  }

  @Test(arguments: [
    ("none.csv", "raw", "code"), ("areas.csv", "key", "code"), ("areas.csv", "raw", "x"),
  ])
  func namesTheLookupThatCannotBeUsed(_ file: String, _ key: String, _ value: String) throws {
    let column =
      #"{"column": "domain", "function": "lookup", "sources": ["备注"], "file": "\#(file)", "#
      + #""key": "\#(key)", "value": "\#(value)"}"#
    #expect(try Self.fault(column) == .badLookup(file: file))
  }

  @Test(arguments: [
    (#""function": "constant""#, "constant of domain needs value"),
    (#""function": "join", "sources": []"#, "join of domain needs sources"),
    (
      #""function": "hash", "sources": ["a"], "length": -1"#, "length of domain is not from 8 to 64"
    ),
    (
      #""function": "split", "sources": ["a"], "index": 0"#,
      "split of domain needs separator, index"
    ),
    (#""function": "capture", "sources": ["a"]"#, "capture of domain needs pattern, sources"),
    (
      #""function": "capture", "sources": ["a"], "pattern": "(""#,
      "pattern of domain is not a regular expression"
    ),
    (
      #""function": "lookup", "sources": ["a"]"#, "lookup of domain needs file, key, value, sources"
    ),
  ])
  func namesWhatAFunctionNeeds(_ column: String, _ fault: String) throws {
    #expect(try computedColumn(#"{"column": "domain", \#(column)}"#).fault == fault)
  }
}
