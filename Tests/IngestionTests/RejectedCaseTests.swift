import Contracts
import Testing

@testable import Ingestion

@Suite struct RejectedCaseTests {
  private static let cells = [
    "案号": "示立1", "决定书文号": "示罚1", "执法主体代码": "DW01", "执法主体": "示例局", "行政区划代码": "970102",
    "执法领域": "市场监管", "事项编码": "SC-1", "事项名称": "某事项", "立案日期": "2024-03-05",
    "处罚决定日期": "2024-04-06", "罚款金额": "200",
  ]

  private func told(_ changes: [String: String]) throws -> [String: String]? {
    let cells = Self.cells.merging(changes) { $1 }
    let header = cells.keys.sorted()
    let match = try HeaderMatcher(profiles: []).match(header)
    let normalizer = try RowNormalizer(match, NormalizedCells.context)
    return normalizer.rejectedCase(header.map { cells[$0] ?? "" }).map {
      Dictionary(uniqueKeysWithValues: zip(RejectedCase.columns, $0.cells))
    }
  }

  @Test func whatIsRightIsToldAndTheRestIsEmpty() throws {
    #expect(
      try told(["罚款金额": "二百元"]) == [
        "unit_code": "DW01", "case_id": "示立1", "district_code": "970102", "domain": "市场监管",
        "item_code": "SC-1", "item_name": "", "filed_date": "2024-03-05",
        "decided_date": "2024-04-06",
      ])
    let undated = try told(["处罚决定日期": "31/2/2024", "行政区划代码": "97", "事项编码": "1.2E+17"])
    #expect(undated?["decided_date"] == "" && undated?["filed_date"] == "2024-03-05")
    #expect(undated?["district_code"] == "" && undated?["item_code"] == "")
    #expect(undated?["item_name"] == "某事项")
  }

  @Test func nameAndDocumentStandInAsInRowsThatAreKept() throws {
    let named = try told(["执法主体代码": "", "案号": "", "罚款金额": "二百元"])
    #expect(named?["unit_code"] == "示例局" && named?["case_id"] == "示罚1")
  }

  // Mended it will have its number, and nobody can tell that it is the same case.
  @Test func aNumberThatCannotBeReadIsNotReplaced() throws {
    let coded = try told(["执法主体代码": "1.2E+17"])
    #expect(coded?["unit_code"] == "示例局" && coded?["case_id"] == "示立1")
    let numbered = try told(["案号": "3.2062E+17"])
    #expect(numbered?["unit_code"] == "DW01" && numbered?["case_id"] == "")
  }

  @Test func nobodysRecordIsNobodys() throws {
    #expect(try told(["执法主体代码": "", "执法主体": "999999199001010016"]) == nil)
    let header = ["检查编号", "执法主体代码", "检查日期", "检查结果"]
    let match = try HeaderMatcher(profiles: []).match(header)
    #expect(match.table.name == "inspections")
    let visits = try RowNormalizer(match, NormalizedCells.context)
    #expect(visits.rejectedCase(["J1", "DW01", "2024-02-30", ""]) == nil)
  }

  @Test func itsIdentityIsThatOfARowThatIsKept() throws {
    let cells = ["DW01", "示立1", "", "", "", "", "", ""]
    let kept = IdentityFilter.hash("DW01\u{1F}示立1".utf8Span.span)
    #expect(RejectedCase(cells)?.identity == kept)
    #expect(RejectedCase(["DW01", "", "", "", "", "", "", ""])?.identity == nil)
    #expect(RejectedCase(["DW\u{1F}01", "示立1", "", "", "", "", "", ""]) == nil)
  }
}
