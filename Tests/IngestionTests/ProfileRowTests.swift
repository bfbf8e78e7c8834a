import Contracts
import Testing

@testable import Ingestion

@Suite struct ProfileRowTests {
  private static func foreign(_ more: String = "") throws -> SourceProfile {
    try profile(
      #"""
      {"name": "foreign", "table": "cases", "header": ["ref", "agency"], "date_order": "dmy",
       "date_serials": "1900", "money_unit": "fen",
       "columns": {"case_id": "ref", "unit_name": "agency", "filed_date": "opened",
                   "fine": "penalty", "disposition": "result"},
       "constants": {"domain": "市场监管", "procedure": "普通程序", "source": "kept"},
       "vocabularies": {"disposition": {"Fined": "punished", "No action": "exempted"},
                        "source": {"kept": "report"}, "leniency": {"L1": "lenient"}}\#(more)}
      """#)
  }

  private static let cells = [
    "ref": "A1", "agency": "Example Agency", "opened": "05/03/2024", "penalty": "20050",
    "result": "No  action",
  ]

  @Test func readsARowOfAForeignForm() throws {
    let profile = try Self.foreign()
    #expect(profile.fault == nil)
    let row = try NormalizedCells(Self.cells, profiles: [profile])
    #expect(row["filed_date"] == "2024-03-05")
    #expect(row["fine_fen"] == "20050")
    #expect(row["disposition"] == "exempted")
    #expect(row["domain"] == "市场监管")
    #expect(row["procedure"] == "ordinary")
    #expect(row["source"] == "report")
    #expect(row.warnings.isEmpty)
  }

  @Test func readsDayNumbersThatTheProfileAllows() throws {
    let cells = Self.cells.merging(["opened": "45356"]) { $1 }
    let row = try NormalizedCells(cells, profiles: [try Self.foreign()])
    #expect(row["filed_date"] == "2024-03-05")
  }

  @Test func theHeaderOutweighsTheUnitOfTheProfile() throws {
    var cells = Self.cells
    cells["penalty"] = nil
    cells["penalty(元)"] = "200.50"
    let row = try NormalizedCells(cells, profiles: [try Self.foreign()])
    #expect(row["fine_fen"] == "20050")
  }

  @Test func theVocabularyHoldsForComputedColumnsToo() throws {
    let computed =
      #", "computed": [{"column": "leniency", "function": "capture", "sources": ["result"], "#
      + #""pattern": "\\((.*)\\)"}]"#
    let profile = try Self.foreign(computed)
    let cells = Self.cells.merging(["result": "Fined (L1)"]) { $1 }
    let row = try NormalizedCells(cells, profiles: [profile])
    #expect(row["leniency"] == "lenient")
  }

  private static func computing(
    _ function: String, _ sources: String, _ more: String = ""
  ) -> String {
    #", "computed": [{"column": "@sum", "function": "copy", "sources": [\#(sources)]}, "#
      + #"{"column": "fine", "function": "\#(function)", "sources": [\#(sources)]\#(more)}, "#
      + #"{"column": "amount", "function": "copy", "sources": ["@sum"]}]"#
  }

  // 1.5 of a header in 万元 was archived as 1.50 yuan.
  @Test(arguments: [
    computing("copy", #""sum""#), computing("first_of", #""sum", "further""#),
    computing("capture", #""sum""#, #", "pattern": "[0-9.]+""#),
    computing("split", #""sum""#, #", "separator": " ", "index": 0"#),
  ])
  func aComputedAmountIsOfTheUnitOfItsHeader(_ computed: String) throws {
    let profile = try Self.foreign(computed)
    let cells = Self.cells.merging(["sum(万元)": "1.5", "further（万元）": ""]) { $1 }
    let row = try NormalizedCells(cells, profiles: [profile])
    #expect(row["fine_fen"] == "1500000")
    #expect(row["amount_fen"] == "1500000")
    // Where the header says nothing the profile does, whatever a mapped header says.
    let plain = Self.cells.merging(["sum": "1500", "further": ""]) { $1 }
    #expect(try NormalizedCells(plain, profiles: [profile])["fine_fen"] == "1500")
  }

  @Test(arguments: ["further(元)", "further"])
  func amountsOfHeadersInOtherUnitsAreNotComputedIntoOne(_ further: String) throws {
    let profile = try Self.foreign(Self.computing("first_of", #""sum", "further""#))
    let header = Self.cells.keys + ["sum(万元)", further]
    #expect(
      headerFault(header, profiles: [profile])
        == .profile(
          "profile foreign computes fine from columns whose headers state different units of money;"
            + " compute it from columns of one unit"))
  }

  @Test func whatIsLookedUpIsOfNoUnitOfAHeader() throws {
    let computed =
      #", "computed": [{"column": "fine", "function": "constant", "value": "150"}, "#
      + #"{"column": "amount", "function": "capture", "sources": ["*"], "pattern": "[0-9]{5}"}]"#
    let cells = Self.cells.merging(["penalty(万元)": "1.5"]) { $1 }
    let row = try NormalizedCells(
      cells.filter { $0.key != "penalty" },
      profiles: [
        try Self.foreign(computed)
      ])
    #expect(row["fine_fen"] == "150")
  }

  @Test(arguments: [
    ("罚；没", "confiscation;fine"), ("罚、通报批评", "criticism;fine"), ("没", "confiscation"),
    ("罚并没", "confiscation;fine"), ("没收违法所得、没收非法财物", "confiscation"),
    ("罚没/警告", "confiscation;fine;warning"),
  ])
  func theVocabularyHoldsForEachPartOfAList(_ cell: String, _ words: String) throws {
    let listed = try profile(
      #"""
      {"name": "listed", "table": "cases", "header": ["ref"],
       "columns": {"case_id": "ref", "unit_name": "agency", "filed_date": "opened",
                   "penalty_types": "kinds"},
       "constants": {"domain": "市场监管"},
       "vocabularies": {"penalty_types": {"罚": "fine", "没": "confiscation",
                        "罚没": "fine;confiscation", "罚并没": "罚款、没收违法所得"}}}
      """#)
    let cells = [
      "ref": "A1", "agency": "Example Agency", "opened": "2024-03-05", "kinds": cell,
    ]
    let row = try NormalizedCells(cells, profiles: [listed])
    #expect(row["penalty_types"] == words)
    #expect(row.warnings.isEmpty)
  }

  @Test func aComputedColumnOutweighsAMappedOne() throws {
    let computed =
      #", "computed": [{"column": "case_id", "function": "join", "sources": ["agency", "ref"], "#
      + #""separator": "-"}]"#
    let row = try NormalizedCells(Self.cells, profiles: [try Self.foreign(computed)])
    #expect(row["case_id"] == "ExampleAgency-A1")
  }

  @Test func aSourceThatTheFileLacksKeepsTheProfileFromRunning() throws {
    let computed = #", "computed": [{"column": "item_name", "function": "copy", "sources": ["x"]}]"#
    let match = try HeaderMatcher(profiles: [try Self.foreign(computed)]).match(
      Self.cells.keys.sorted())
    #expect(throws: ProfileFault.missingSource(column: "item_name", source: "x")) {
      try RowNormalizer(match, NormalizedCells.context)
    }
  }

  private static func listing(_ cell: String) throws -> [[String]] {
    let powers = try profile(
      #"""
      {"name": "powers", "table": "authority", "header": ["item", "offices"],
       "each": {"column": "offices", "separator": "、"}, "constants": {"kind": "empowered"},
       "columns": {"unit_code": "offices", "item_code": "item"}}
      """#)
    #expect(powers.fault == nil)
    let match = try HeaderMatcher(profiles: [powers]).match(["item", "offices"])
    return try RowNormalizer(match, NormalizedCells.context).records(of: ["I-1", cell])
  }

  @Test func eachPartOfAListIsARecord() throws {
    #expect(try Self.listing("甲街道、乙街道") == [["I-1", "甲街道"], ["I-1", "乙街道"]])
    #expect(try Self.listing("甲街道、") == [["I-1", "甲街道"]])
    #expect(try Self.listing("") == [["I-1", ""]])
    #expect(try Self.listing("、") == [["I-1", "、"]])
  }

  @Test func aListNeedsItsColumnAndASeparator() throws {
    let form = #"{"name": "p", "table": "authority", "header": ["item"], "each": "#
    let lost = try profile(form + #"{"column": "offices", "separator": ";"}}"#)
    #expect(
      headerFault(["item"], profiles: [lost])
        == .profile("profile p maps offices, which the file does not have"))
    #expect(try profile(form + #"{"column": "item", "separator": ""}}"#).fault != nil)
  }
}
