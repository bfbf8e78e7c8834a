import Contracts
import Testing

@testable import Indicators

/// Which cases under another code may be those of a unit that fell silent.
@Suite struct CasesUnderOtherCodesTests {
  private static let month = Month(year: 2024, month: 6)

  private static func unit(_ code: String, district: String = "970103") -> UnitFact {
    UnitFact(
      code: code, level: "county", kind: "", parentCode: "", districtCode: district)
  }

  private static let unknown = UnitFact(
    code: "N", level: "", kind: "", parentCode: "", districtCode: "")

  /// Ten cases under `N` since June, and one before it where `earlier` says so.
  private func cases(
    named name: String = "甲局", other: UnitFact = unknown, earlier: Month? = nil,
    district: String = "", tables: Set<String> = ["units"]
  ) -> CasesUnderOtherCodes {
    var observation = ExampleWorld.empty()
    observation.firstMonth = Self.month - 24
    observation.tables = tables
    observation.units = [Self.unit("U"), other]
    observation.names.units = ["U": "甲局", other.code: name]
    let rows = [(Self.month, 10)] + (earlier.map { [($0, 1)] } ?? [])
    for (month, number) in rows {
      var amounts = [Int](repeating: 0, count: observation.cases.measures.count)
      (amounts[0], amounts[1]) = (number, number)
      observation.cases.add([month.description, other.code, district, "D", "I", ""], amounts)
    }
    return CasesUnderOtherCodes(observation)
  }

  private func count(_ cases: CasesUnderOtherCodes, from first: Month = month) -> Int {
    cases.count(in: cell(.unitDomain), from: first)
  }

  private func cell(_ level: CellLevel, item: String = "", domain: String = "D") -> Cell {
    var cell = Cell(level: level, domain: domain, state: .zeroOpen)
    cell.unitCode = "U"
    cell.itemCode = item
    return cell
  }

  @Test func aCodeOfTheSameNameMayBeTheUnit() {
    #expect(count(cases()) == 10)
    #expect(count(cases(earlier: Self.month - 20)) == 10)
    #expect(count(cases(other: Self.unit("N"))) == 10)
  }

  @Test func aBureauOfTheSameNameElsewhereIsAnother() {
    #expect(count(cases(other: Self.unit("N", district: "970102"))) == 0)
  }

  @Test func anUnknownCodeThatAppearsWithTheSilenceMayBeTheUnit() {
    #expect(count(cases(named: "区政府")) == 10)
    #expect(count(cases(named: "区政府", district: "970103")) == 10)
    // One month of overlap, and a code that was there long before.
    #expect(count(cases(named: "区政府", earlier: Self.month - 1)) == 10)
    #expect(count(cases(named: "区政府", earlier: Self.month - 20)) == 0)
  }

  @Test func anUnknownCodeOfAnotherPlaceOrWithoutAListIsNone() {
    #expect(count(cases(named: "区政府", district: "970102")) == 0)
    #expect(count(cases(named: "区政府", tables: [])) == 0)
    #expect(count(cases(named: "乙局", other: Self.unit("N"))) == 0)
  }

  @Test func onlyCasesOfTheSubjectAndOfTheSilenceCount() {
    #expect(cases().count(in: cell(.unitItem, item: "I"), from: Self.month) == 10)
    #expect(cases().count(in: cell(.unitItem, item: "J"), from: Self.month) == 0)
    #expect(cases().count(in: cell(.unitDomain, domain: "E"), from: Self.month) == 0)
    #expect(count(cases(), from: Self.month + 1) == 0)
  }
}
