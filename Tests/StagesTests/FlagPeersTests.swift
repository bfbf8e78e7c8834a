import Contracts
import Testing

@testable import Stages

/// Whom `caseload explain` shows a flag beside.
@Suite struct FlagPeersTests {
  private let month = Month(year: 2024, month: 12)

  private func peers(_ flag: Contracts.Flag, _ result: IndicatorResult) -> TraceDocument.Section {
    var observation = Observation(month: month, firstMonth: month - 35, window: 12)
    observation.names.units = ["U": "东区局", "V": "西区局"]
    observation.names.districts = ["01": "东区", "02": "西区"]
    return FlagPeers(flag: flag, observation: observation, result: result, language: .english)
      .section(nil)
  }

  private func flag(_ indicator: String, unit: String = "", category: String) -> Contracts.Flag {
    var flag = Contracts.Flag(
      indicator, identifier: indicator + "-1", severity: .notice, clause: 7, from: month - 11,
      to: month)
    (flag.unitCode, flag.category) = (unit, category)
    return flag
  }

  private func point(_ series: String, unit: String = "", x: String) -> ChartPoint {
    var point = ChartPoint("interval", series: series, unit: unit, x: x)
    point.y = 1.5
    return point
  }

  @Test func onlyTheFlaggedPairIsStarred() {
    var result = IndicatorResult("D02")
    result.tables = [
      ResultTable(
        title: Phrase("表", "Pairs"), columns: [Phrase("后查", "Later"), Phrase("先查", "Before")],
        rows: [["西区局", "东区局"], ["东区局", "西区局"]].map { $0.map { Phrase($0, $0) } })
    ]
    let section = peers(flag("D02", unit: "U", category: "V"), result)
    #expect(section.rows == [["*", "东区局", "西区局"], ["", "西区局", "东区局"]])
  }

  @Test func theSeriesIsThatOfTheFlagThoughNothingInItIsFlaggedAnyMore() {
    var result = IndicatorResult("P01")
    result.points = ["growth", "price"].map { point($0, unit: "U", x: "U") }
    let section = peers(flag("P01", unit: "U", category: "price"), result)
    #expect(section.title.contains("P01 interval price"))
    #expect(
      section.columns == [
        "", "subject", "Fines within item ÷ the unit's own in the months before", "lower", "upper",
        "",
      ])
  }

  @Test func aDistrictStandsBesideTheOthersOfItsDomainAndClass() {
    var result = IndicatorResult("S09")
    result.points = ["01", "02"].map { point("高", x: $0) }
    var flag = flag("S09", category: "高")
    flag.districtCode = "02"
    let section = peers(flag, result)
    #expect(section.rows.map { Array($0.prefix(2)) } == [["*", "西区"], ["", "东区"]])
  }
}
