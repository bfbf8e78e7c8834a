import Contracts
import Testing

/// Which rows of a table a flag is about.
@Suite struct FlaggedRowsTests {
  private let names: NameBook = {
    var names = NameBook()
    names.units = ["U": "东区局", "V": "西区局", "W": "南区局"]
    names.districts = ["01": "东区"]
    names.items = ["I": "无证经营"]
    return names
  }()

  private func positions(
    of rows: [[String]], unit: String = "", district: String = "", domain: String = "",
    item: String = "", category: String = ""
  ) -> [Int] {
    let month = Month(year: 2024, month: 12)
    var flag = Flag(
      "D02", identifier: "D02-1", severity: .notice, clause: 5, from: month, to: month)
    (flag.unitCode, flag.districtCode, flag.domain) = (unit, district, domain)
    (flag.itemCode, flag.category) = (item, category)
    let phrases = rows.map { $0.map { Phrase($0, $0) } }
    let columns = (rows.first ?? []).map { Phrase($0, $0) }
    let table = ResultTable(title: Phrase("表", "Table"), columns: columns, rows: phrases)
    return FlaggedRows(table, names).positions(of: flag)
  }

  @Test func aPairIsItsOwnRowAndNotThatOfTheReverse() {
    let pairs = [["东区局", "西区局", "1"], ["西区局", "东区局", "5"], ["西区局", "南区局", "2"]]
    #expect(positions(of: pairs, unit: "V", district: "01", category: "U") == [1])
    #expect(positions(of: pairs, unit: "U", category: "V") == [0])
  }

  @Test func aCategoryThatIsNoCellNarrowsNothing() {
    let streams = [["东区局", "双随机"], ["东区局", "专项"], ["西区局", "专项"]]
    #expect(positions(of: streams, unit: "U", category: "zero_finds") == [0, 1])
  }

  @Test func classesOfRiskAreToldApart() {
    let groups = [["东区", "应急", "低"], ["东区", "应急", "高"], ["东区", "环境", "高"]]
    #expect(positions(of: groups, district: "01", domain: "应急", category: "高") == [1])
    #expect(positions(of: groups, domain: "环境", category: "高") == [2])
  }

  @Test func aTableThatTellsDomainsHasARowForTheFlagsOwnOrNone() {
    let rows = [["东区局", "应急", "无证经营"], ["西区局", "环境", "无证经营"]]
    #expect(positions(of: rows, unit: "U", domain: "应急", item: "I") == [0])
    #expect(positions(of: rows, unit: "U", domain: "环境") == [])
    #expect(positions(of: rows, unit: "U", domain: "税务") == [0])
    #expect(positions(of: rows, unit: "X") == [] && positions(of: rows) == [])
  }
}
