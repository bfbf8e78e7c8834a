import Contracts
import Testing

@testable import Reporting

@Suite struct DistrictTests {
  private var input: ReportInput {
    var input = Sample.input()
    input.observation.districts = [
      DistrictFact(code: "990101", presentCode: "990101", level: "county", parentCode: "990100"),
      DistrictFact(
        code: "990101001", presentCode: "990101001", level: "town", parentCode: "990101"),
      DistrictFact(code: "990102", presentCode: "990102", level: "county", parentCode: "990100"),
      DistrictFact(code: "990109", presentCode: "990101", level: "county", parentCode: "990100"),
    ]
    input.observation.units = [
      UnitFact(
        code: "U1", level: "county", kind: "", parentCode: "", districtCode: "990101",
        countyCode: "990101"),
      UnitFact(
        code: "U2", level: "county", kind: "", parentCode: "", districtCode: "990102",
        countyCode: "990102"),
      UnitFact(
        code: "U3", level: "town", kind: "", parentCode: "U1", districtCode: "990101001",
        countyCode: "990101"),
    ]
    return input
  }

  private func scope(_ code: String) throws -> DistrictScope {
    try #require(DistrictScope(code, in: input.observation))
  }

  // The city's results are of the cells of the city, of which a division has few or none.
  @Test func nobodyIsNamedForWhatNobodyIsNamedForInTheCity() throws {
    var input = input
    var silences = IndicatorResult("Z03")
    silences.outcomes = [.flagged: 4, .passed: 8]
    input.results = [silences]
    let busy = Sample.cells.filter { $0.state == .active }
    input.observation.cells = Array(repeating: busy, count: 4).flatMap { $0 }
    let narrowed = input.narrowed(to: try scope("990102"))
    #expect(narrowed.observation.cells.isEmpty && Draft(narrowed).general["Z03"] == nil)
    input.observation.cells.removeLast()
    #expect(Draft(input.narrowed(to: try scope("990102"))).general["Z03"] != nil)
  }

  @Test func whatIsGeneralPointsToTheReportOfTheCity() throws {
    var input = input
    input.results[2].outcomes = [.flagged: 11, .passed: 30]
    let draft = Draft(input.narrowed(to: try scope("990102")))
    #expect(
      "\(draft.questions)".contains("Z05 有举报无立案记录：全市标记的对象超过四分之一，")
        && "\(draft.questions)".contains("分布见全市报告 report.md 第5节"))
  }

  @Test func aCountyHoldsItsTownsAndWhatWasMergedIntoIt() throws {
    let county = try scope("990101")
    #expect(county.units == ["U1", "U3"])
    #expect(county.districts == ["990101", "990101001", "990109"])
    let (merged, town) = (try scope("990109"), try scope("990101001"))
    #expect(merged.code == "990101")
    #expect(town.units == ["U3"])
    #expect(DistrictScope("990199", in: input.observation) == nil)
    #expect(!county.contains(unit: "", district: ""))
  }

  @Test func tellsOnlyWhatIsItsOwn() throws {
    let report = try Report.district(input, try scope("990102"), of: Report.tables(input))
    let text = try #require(report.documents.first { $0.name == "briefing.md" }).text
    #expect(text.hasPrefix("# 临江市西区行政执法统计分析简报（2024年5月）\n"))
    #expect(text.contains("数据版次"))
    #expect(text.contains("问题一：西区应急局，Q01"))
    #expect(!text.contains("东区城管局"))
    #expect(!text.contains("Z05-u1"))
    // A sentence that names no unit is told of its unit, and a clause without flags says so once.
    #expect(text.contains("Q01 报送完整率，西区应急局：Q01-u2的说明。（线索编号 Q01-u2）"))
    let rest = try #require(
      Report.district(input, try scope("990101001"), of: Report.tables(input)).documents.first {
        $0.name == "briefing.md"
      })
    #expect(rest.text.contains("数据显示：计算1项指标，本地没有线索：Q01。\n"))
    // Its folder has no report.
    #expect(text.contains("逐项情况见全市报告第6节和本文件夹的 flags.csv。"))
    #expect(!text.contains("report.md"))
    // The case counts of the other district appear nowhere.
    #expect(text.contains("本地执法主体1个，期内案件0件"))
  }

  @Test func everyRowIsOneOfTheCity() throws {
    let city = Dictionary(uniqueKeysWithValues: Report.tables(input).map { ($0.name, $0) })
    for code in ["990101", "990102", "990101001"] {
      for table in try Report.district(input, try scope(code), of: Report.tables(input)).tables
      where !table.path.contains("/") {
        let own = try #require(city[table.name])
        #expect(Set(table.rows).isSubset(of: own.rows), "\(code) \(table.name)")
        #expect(table.columns == own.columns)
      }
    }
  }

  @Test func comparesWithWhatIsExpectedAndKeepsTheOrderOfCodes() throws {
    var input = input
    let active = try #require(input.observation.cells.firstIndex { $0.state == .active })
    let open = try #require(input.observation.cells.firstIndex { $0.state == .zeroOpen })
    var silence = SilenceFindings()
    // Z12 compares cells that only settled, but they are not drawn among those of few cases.
    let handled = try #require(input.observation.cells.firstIndex { $0.state == .handled })
    silence.active = [
      WindowAssessment(cell: active, observed: 40, expected: 10, size: 50, chance: 1),
      WindowAssessment(cell: handled, observed: 0, expected: 10, size: 50, chance: 0.01),
    ]
    silence.silent = [
      CellAssessment(
        cell: open, monthsSilent: 12, expected: 30, expectedByPeers: 30,
        spell: SpellNumbers(size: 5, earlier: 0, before: 0, since: 30, chance: 0.001),
        posterior: StatePosterior(normal: 0, stopped: 0, never: 1, structural: 0),
        verdict: .gradeA)
    ]
    input.observation.silence = silence
    let draft = Draft(input.narrowed(to: try scope("990101")))
    #expect(draft.placeRows.map(\.observed).sorted() == [0, 40])
    let outside = draft.placeRows.filter(\.isOutside)
    #expect(outside.count == 2)
    let text = try #require(
      Report.district(input, try scope("990101"), of: Report.tables(input)).documents.first {
        $0.name == "briefing.md"
      }
    ).text
    #expect(text.contains("可比较的单位·领域2个：低于90%区间1个，高于1个"))
    #expect(draft.districtCharts.contains { $0.name == "place" })
    // The other district has none of these cells, and their positions lead nowhere else.
    let other = Draft(input.narrowed(to: try scope("990102")))
    #expect(other.placeRows.isEmpty)
  }
}
