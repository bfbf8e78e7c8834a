import Contracts
import Testing

@testable import Ingestion

@Suite struct RowNormalizerTests {
  @Test func readsEveryKindOfColumn() throws {
    let row = try NormalizedCells([
      "案号": "示立［２０２４］3号", "执法主体代码": "DW 01", "执法主体": "示例 局", "行政区划代码": "970102",
      "执法领域": "市场\u{200B}监管", "立案日期": "2024年3月5日", "办案程序": "一般程序", "是否重大执法决定": "是",
      "处罚类别": "罚款、没收违法所得、没收非法财物", "罚款金额(万元)": "1.5", "扣除天数": "012", "公示日期": "",
    ])
    #expect(row["case_id"] == "示立〔2024〕3号")
    #expect(row["unit_code"] == "DW01")
    #expect(row["unit_name"] == "示例局")
    #expect(row["district_code"] == "970102")
    #expect(row["domain"] == "市场监管")
    #expect(row["filed_date"] == "2024-03-05")
    #expect(row["procedure"] == "ordinary")
    #expect(row["major"] == "yes")
    #expect(row["penalty_types"] == "confiscation;fine")
    #expect(row["fine_fen"] == "1500000")
    #expect(row["excluded_days"] == "12")
    #expect(row["published_date"] == "")
    #expect(row.warnings.isEmpty)
  }

  @Test func anUnknownWordLeavesTheCellEmptyAndIsCounted() throws {
    let row = try NormalizedCells(
      NormalizedCells.plain.merging([
        "办案程序": "特别程序", "处罚类别": "警告；没有的种类；罚款", "是否重大执法决定": "也许",
      ]) { $1 })
    #expect(row["procedure"] == "")
    #expect(row["penalty_types"] == "fine;warning")
    #expect(row["major"] == "")
    #expect(
      row.warnings.sorted() == [
        "WORD-UNKNOWN:major", "WORD-UNKNOWN:penalty_types", "WORD-UNKNOWN:procedure",
      ])
  }

  @Test(arguments: [
    ("立案日期", "2024-02-30", "DATE-INVALID", "filed_date"),
    ("立案日期", "2024-07-01", "DATE-FUTURE", "filed_date"),
    ("罚款金额", "200.005", "AMT-SUBFEN", "fine"), ("案号", "3.2062E+17", "CODE-DAMAGED", "case_id"),
    ("行政区划代码", "97", "AREA-FORMAT", "district_code"),
    ("扣除天数", "-1", "COUNT-FORMAT", "excluded_days"), ("执法领域", " ", "DOMAIN-EMPTY", "domain"),
    ("立案日期", "", "DATE-EMPTY", "filed_date"), ("案号", "\u{200B}", "CASE-ID-EMPTY", "case_id"),
    ("执法主体", "", "UNIT-NAME-EMPTY", "unit_name"),
    ("执法主体", "999999199001010016", "ID-MISPLACED", "unit_name"),
  ])
  func refusesARowWithTheRuleAndTheColumn(
    _ header: String, _ cell: String, _ rule: String, _ column: String
  ) {
    let cells = NormalizedCells.plain.merging([header: cell]) { $1 }
    #expect(throws: Rejection(rule: rule, column: column)) { try NormalizedCells(cells) }
  }

  @Test func namesTheColumnThatTheFileHas() {
    let cells = ["决定书文号": "", "执法主体": "示例局", "事项编码": "A1", "处罚决定日期": "2024-03-05"]
    #expect(throws: Rejection(rule: "DOC-NO-EMPTY", column: "doc_no")) {
      try NormalizedCells(cells)
    }
  }

  @Test func aCaseWithoutANumberIsKnownByItsDocument() throws {
    var cells = NormalizedCells.plain
    cells["案号"] = ""
    cells["决定书文号"] = "示罚〔2024〕3号"
    let row = try NormalizedCells(cells)
    #expect(row["case_id"] == "示罚〔2024〕3号")
    #expect(row["unit_code"] == "示例局")
    cells["案号"] = "示立1"
    #expect(try NormalizedCells(cells)["case_id"] == "示立1")
  }

  @Test func aComplaintKeepsItsReferenceToACaseEmpty() throws {
    let row = try NormalizedCells(
      ["投诉举报编号": "T1", "收到日期": "2024-03-05", "执法领域": "市场监管", "案件编号": ""])
    #expect(row["case_id"] == "")
  }

  @Test func daysOfAValidityMayLieInTheFuture() throws {
    let row = try NormalizedCells([
      "事项编码": "A1", "事项名称": "示例", "执法领域": "市场监管", "失效日期": "2030-12-31",
    ])
    #expect(row["valid_to"] == "2030-12-31")
  }

  @Test func aRecordThatIsTooShortHasEmptyCells() throws {
    let match = try HeaderMatcher(profiles: []).match(["案号", "执法主体", "执法领域", "立案日期", "听证"])
    let normalizer = try RowNormalizer(match, NormalizedCells.context)
    let row = try normalizer.row(["1", "示例局", "市场监管", "2024-03-05"])
    #expect(row.cells.count == match.table.archiveNames.count)
  }

  @Test(arguments: Table.all) func everySpellingReachesItsWord(_ table: Table) throws {
    for (index, column) in table.columns.enumerated() {
      let vocabulary: Vocabulary
      switch column.kind {
      case .word(let words), .words(let words): vocabulary = words
      default: continue
      }
      var positions = [Int?](repeating: nil, count: table.columns.count)
      positions[index] = 0
      let filled = Table(
        table.name, title: table.title, columns: table.columns, required: [], identity: [])
      let match = HeaderMatch(
        table: filled, profile: nil, positions: positions,
        moneyUnits: positions.map { _ in nil }, unknown: [], header: [column.title])
      let normalizer = try RowNormalizer(match, NormalizedCells.context)
      for term in vocabulary.terms {
        for spelling in [term.word] + term.spellings {
          let row = try normalizer.row([" \(spelling)\u{3000}"])
          #expect(row.cells.filter { !$0.isEmpty } == [term.word], "\(column.name): \(spelling)")
          #expect(row.warnings.isEmpty)
        }
      }
    }
  }
}
