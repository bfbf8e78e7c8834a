import Contracts
import Testing

@testable import Ingestion

@Suite struct ProfileBindingTests {
  private static let header = ["编号A", "机关", "事由", "日期", "金额(元)", "多余"]

  private static func binding(_ name: String, _ header: String = #"["编号A", "机关"]"#) throws
    -> SourceProfile
  {
    try profile(
      #"""
      {"name": "\#(name)", "table": "cases", "header": \#(header), "ignore": ["多余"],
       "columns": {"case_id": "编号A", "unit_name": "机 关", "item_name": "事由",
                   "filed_date": "日期", "fine": "金额"}}
      """#)
  }

  @Test func aProfileIsBoundByTheHeader() throws {
    let profile = try Self.binding("city")
    let match = try HeaderMatcher(profiles: [profile]).match(Self.header)
    #expect(match.profileName == "city")
    #expect(match.table.name == "cases")
    #expect(match.positions[match.table.index(of: "unit_name") ?? 0] == 1)
    #expect(match.moneyUnits[match.table.index(of: "fine") ?? 0] == .yuan)
    #expect(match.unknown.isEmpty)
    let wider = try HeaderMatcher(profiles: [profile]).match(Self.header + ["备注"])
    #expect(wider.unknown == ["备注"])
  }

  @Test func anotherHeaderFallsBackToTheStandardForm() throws {
    let matcher = HeaderMatcher(profiles: [try Self.binding("city")])
    #expect(try matcher.match(["案号", "机关", "执法机关", "执法领域", "立案日期"]).profile == nil)
  }

  @Test func theProfileThatAsksForMoreWins() throws {
    let profiles = [
      try Self.binding("short"), try Self.binding("long", #"["编号A", "机关", "事由"]"#),
    ]
    #expect(try HeaderMatcher(profiles: profiles).match(Self.header).profileName == "long")
    let named = try HeaderMatcher(profiles: profiles).match(Self.header, profileName: "short")
    #expect(named.profileName == "short")
  }

  @Test func twoProfilesThatAskForTheSameAreATie() throws {
    let profiles = [try Self.binding("second"), try Self.binding("first")]
    #expect(
      headerFault(Self.header, profiles: profiles) == .tie(tables: ["first", "second"]))
    #expect(headerFault(Self.header, profiles: profiles, profile: "first") == nil)
  }

  @Test func aNamedProfileMustFitTheHeader() throws {
    let profiles = [try Self.binding("city")]
    #expect(
      headerFault(["案号"], profiles: profiles, profile: "city")
        == .profile("header does not fit profile city"))
    #expect(headerFault(Self.header, profiles: profiles, profile: "standard") != nil)
  }

  @Test func aMappedColumnThatTheFileLacksIsAFault() throws {
    let profiles = [try Self.binding("city")]
    #expect(
      headerFault(["编号A", "机关", "事由", "金额"], profiles: profiles)
        == .profile("profile city maps 日期, which the file does not have"))
  }

  @Test(arguments: [
    (#""table": "case", "header": ["a"]"#, "no table is called case"),
    (
      #""table": "cases", "header": ["a"], "columns": {"case": "a"}"#,
      "table cases has no column case"
    ),
    (
      #""table": "cases", "header": ["a"], "constants": {"town": "a"}"#,
      "table cases has no column town"
    ),
    (
      #""table": "cases", "header": ["a"], "vocabularies": {"kind": {"a": "b"}}"#,
      "table cases has no column kind"
    ),
    (
      #""table": "cases", "header": ["a"], "computed": [{"column": "x", "function": "copy"}]"#,
      "table cases has no column x"
    ),
    (#""table": "cases", "header": []"#, "header names no column to recognise a file by"),
    (
      #""table": "cases", "header": ["a"], "as_of": "2023-02-30""#, "as_of is no day YYYY-MM-DD"
    ),
    (
      #""table": "cases", "header": ["a"], "delimiter": "||""#,
      "delimiter is none of comma, tab, semicolon"
    ),
    (
      #""table": "cases", "header": ["a"], "computed": [{"column": "@x", "function": "copy"}]"#,
      "copy of @x needs sources"
    ),
  ])
  func namesWhatIsWrongWithAProfile(_ body: String, _ fault: String) throws {
    #expect(try profile(#"{"name": "p", \#(body)}"#).fault == "profile p: \(fault)")
  }

  @Test func findsNothingWrongWithAGoodProfile() throws {
    #expect(try Self.binding("city").fault == nil)
  }
}
