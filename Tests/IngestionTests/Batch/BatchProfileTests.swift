import Contracts
import TestSupport
import Testing

@testable import Ingestion

@Suite struct BatchProfileTests {
  private static let form =
    #"{"name": "p", "table": "cases", "header": ["编号", "日期"], "columns": "#
    + #"{"case_id": "编号", "unit_name": "单位", "filed_date": "日期", "procedure": "程序", "#
    + #""fine": "罚款", "party_name": "名称", "party_id": "证件", "officers": "人员"}"#
  private static let header = ["编号", "单位", "日期", "程序", "罚款", "名称", "证件", "人员", "事由", "备注"]
  private static let columns = [
    "case_id", "unit_name", "filed_date", "procedure", "fine", "party_name", "party_id", "officers",
    "domain", "domain",
  ]

  @Test(arguments: [
    "", #", "date_order": "dmy", "date_serials": "1900", "money_unit": "fen""#,
    #", "constants": {"domain": "市场 监管", "item_code": "A1", "source": "举报"}"#,
    #", "constants": {"domain": "市场监管", "source": "没有的词", "leniency": "没有"}"#,
    #", "constants": {"domain": "市场监管", "excluded_days": "x"}"#,
    #", "constants": {"domain": "d"}, "vocabularies": {"procedure": {"": "简易", "示例": "普通"}, "#
      + #""hearing": {"": "已举行"}, "officers": {"执法1": "执法2、执法3"}}"#,
    #", "vocabularies": {"party_name": {"示例": ""}, "unit_name": {"示例1": "样例"}, "domain": {"": "d"}}"#,
    #", "computed": [{"column": "domain", "function": "copy", "sources": ["事由"]}]"#,
    #", "constants": {"domain": "d"}, "each": {"column": "单位", "separator": "、"}"#,
  ])
  func aProfileMeansTheSameToBytes(_ more: String) throws {
    let profile = try profile(Self.form + more + "}")
    let match = try HeaderMatcher(profiles: [profile]).match(Self.header)
    var cells = NastyCells(random: SeededGenerator(seed: 11))
    let kinds = Self.columns.compactMap { name in
      Table.cases.columns.first { $0.name == name }?.kind
    }
    let records = (0..<150).map { _ in
      kinds.map { kind in
        cells.pick([true, true, false]) ? cells.sound(kind) : cells.cell(kind)
      }
    }
    for isUTF8 in [true, false] {
      compareBatch(
        try RowNormalizer(match, NormalizedCells.context), records, isUTF8, &cells)
    }
  }
}
