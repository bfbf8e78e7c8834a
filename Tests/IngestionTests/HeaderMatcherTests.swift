import Contracts
import Testing

@testable import Ingestion

@Suite struct HeaderMatcherTests {
  private let matcher = HeaderMatcher(profiles: [])
  private static let smallest = ["案号", "执法机关", "执法领域", "立案日期"]

  // A column may share its first alias with another: 复议诉讼结果 is an alias of two.
  private static func header(of table: Table, _ name: (Column) -> String) -> [String] {
    var header: [String] = []
    for column in table.columns where !header.contains(name(column)) {
      header.append(name(column))
    }
    return header
  }

  @Test(arguments: Table.all) func recognisesATableByItsEnglishNames(_ table: Table) throws {
    let match = try matcher.match(Self.header(of: table, \.name))
    #expect(match.table.name == table.name)
    #expect(match.positions == table.columns.indices.map { $0 })
    #expect(match.unknown.isEmpty)
    #expect(match.profileName == "standard")
  }

  @Test(arguments: Table.all) func recognisesATableByItsChineseTitles(_ table: Table) throws {
    let match = try matcher.match(Self.header(of: table, \.title))
    #expect(match.table.name == table.name)
    #expect(match.matched == table.columns.count)
    #expect(match.unknown.isEmpty)
  }

  @Test(arguments: Table.all) func everyAliasFillsItsColumn(_ table: Table) throws {
    for (index, column) in table.columns.enumerated() {
      for alias in column.aliases {
        let others = table.columns.map(\.name).filter { $0 != column.name }
        let match = try matcher.match(others + [alias], tableName: table.name)
        #expect(match.positions[index] == others.count, "\(table.name).\(column.name): \(alias)")
      }
    }
  }

  @Test func columnsThatNothingFillsAreAbsent() throws {
    let absent = try matcher.match(Self.smallest + ["罚没金额(元)"]).absentColumns
    #expect(absent.contains("published_date") && absent.contains("fine"))
    #expect(!absent.contains("amount") && !absent.contains("filed_date"))
    let whole = try matcher.match(Self.header(of: .cases, \.name))
    #expect(whole.absentColumns.isEmpty)
  }

  @Test func theOrderOfColumnsDoesNotMatter() throws {
    let match = try matcher.match(Self.smallest.reversed())
    #expect(match.table.name == "cases")
    #expect(match.positions[match.table.index(of: "case_id") ?? 0] == 3)
    #expect(match.positions[match.table.index(of: "filed_date") ?? 0] == 0)
  }

  @Test func spellingsOfAHeaderAreFolded() throws {
    let match = try matcher.match([
      "\u{FEFF}案 号", "执法\n机关", "执法领域\u{200B}", "立案日期 ", "罚没金额(元)",
    ])
    #expect(match.unknown.isEmpty)
    #expect(match.matched == 5)
  }

  @Test(arguments: [
    ("罚款金额(万元)", MoneyRule.Unit.tenThousandYuan), ("罚款金额（万元）", .tenThousandYuan),
    ("罚款金额（元）", .yuan), ("罚款金额(单位：万元)", .tenThousandYuan), ("罚款金额【元】", .yuan),
    ("罚款金额[万元]", .tenThousandYuan), ("罚款金额（人民币元）", .yuan), ("罚款金额(分)", .fen),
  ])
  func theHeaderStatesTheUnitOfMoney(_ header: String, _ unit: MoneyRule.Unit) throws {
    let match = try matcher.match(Self.smallest + [header])
    let index = try #require(match.table.index(of: "fine"))
    #expect(match.positions[index] == 4)
    #expect(match.moneyUnits[index] == unit)
  }

  @Test func aHeaderWithoutABracketStatesNoUnit() throws {
    let match = try matcher.match(Self.smallest + ["罚款金额"])
    #expect(match.moneyUnits.allSatisfy { $0 == nil })
  }

  @Test func theSuffixOfAnIdentifierIsNoUnitOfMoney() {
    let header = "行政相对人代码_1(统一社会信用代码)"
    #expect(HeaderText.folded(header) == header)
    #expect(HeaderText.moneyUnit(of: header) == nil)
    #expect(HeaderText.folded("行政相对人代码_1（统一社会信用代码）") == header)
  }

  @Test func oneColumnMayFillTwo() throws {
    let match = try matcher.match(Self.smallest + ["复议诉讼结果"])
    for name in ["review_result", "court_result"] {
      #expect(match.positions[match.table.index(of: name) ?? 0] == 4)
    }
    #expect(match.unknown.isEmpty)
  }

  @Test func theFirstAliasWinsAndTheOtherIsUnknown() throws {
    let match = try matcher.match(["立案号"] + Self.smallest + ["备注", ""])
    #expect(match.positions[match.table.index(of: "case_id") ?? 0] == 1)
    #expect(match.unknown == ["立案号", "备注"])
  }

  @Test(arguments: [
    (["案号", "案 号", "执法机关", "执法领域", "立案日期"], 1, 2),
    (["案号", "执法机关", "执法领域", "立案日期", "罚款金额(元)", "罚款金额（万元）"], 5, 6),
    (["备注", "案号", "执法机关", "执法领域", "立案日期", "备注"], 1, 6),
  ])
  func refusesOneHeaderTwice(_ header: [String], _ first: Int, _ second: Int) {
    #expect(headerFault(header) == .duplicate(first: first, second: second))
  }

  @Test func columnsWithoutAHeaderMayRepeat() {
    #expect(headerFault(Self.smallest + ["", "", " "]) == nil)
  }

  @Test func namesTheNearestTableAndWhatItLacks() {
    #expect(
      headerFault(["案号", "执法机关", "立案日期"])
        == .missing(table: "cases", columns: ["执法事项编码 or 执法事项 or 执法领域"]))
    #expect(
      headerFault(["当事人", "罚款金额", "处理结果"], table: "cases")
        == .missing(
          table: "cases",
          columns: [
            "案件编号 or 决定书文号", "执法主体代码 or 执法主体", "立案日期 or 处罚决定日期", "执法事项编码 or 执法事项 or 执法领域",
          ]))
  }

  @Test func aHeaderOfNothingKnownIsUnknown() {
    #expect(headerFault(["甲", "乙"]) == .unknown)
    #expect(headerFault([]) == .unknown)
    #expect(headerFault(["案号，执法机关，执法领域，立案日期"]) == .unknown)
  }

  @Test func twoTablesThatFitEquallyAreATie() {
    let header = ["日期", "执法主体代码", "追责事由", "投诉事项"]
    #expect(headerFault(header) == .tie(tables: ["accountability", "conduct_complaints"]))
    #expect(headerFault(header, table: "accountability") == nil)
  }

  @Test func theNamedTableMustFit() {
    #expect(
      headerFault(Self.smallest, table: "holidays")
        == .missing(table: "holidays", columns: ["日期", "是否工作日"]))
    #expect(
      headerFault(["日期"] + Self.smallest, table: "holidays")
        == .missing(table: "holidays", columns: ["是否工作日"]))
  }
}
