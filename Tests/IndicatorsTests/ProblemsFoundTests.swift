import Contracts
import Statistics
import Testing

@testable import Indicators

/// What D03 says of finds.
@Suite struct ProblemsFoundTests {
  private func result(_ visits: [VisitExample.Visits]) -> IndicatorResult {
    ProblemsFound.result(of: VisitExample.world(visits), IndicatorSettings())
  }

  private func streams(
    _ unit: String, special: (Int, Int), random: (Int, Int), domain: String = "D"
  ) -> [VisitExample.Visits] {
    [
      .init(
        unit: unit, domain: domain, mode: "special", visits: special.1, problems: special.0),
      .init(unit: unit, domain: domain, mode: "random", visits: random.1, problems: random.0),
    ]
  }

  @Test func agreesWithScipy() throws {
    let result = result(
      streams("U", special: (10, 100), random: (30, 100))
        + streams("V", special: (25, 100), random: (30, 100)))
    let flag = try #require(result.flags.first)
    #expect(result.flags.count == 1 && flag.unitCode == "U")
    // Python: fisher_exact([[10, 90], [30, 70]], alternative='less'), then
    // false_discovery_control([p, fisher_exact([[25, 75], [30, 70]], alternative='less')[1]])
    #expect(abs(try #require(flag.pValue) / 0.0003252053538017104 - 1) < 1e-9)
    #expect(abs(try #require(flag.qValue) / 0.0006504107076034208 - 1) < 1e-9)
    #expect(result.outcomes == [.flagged: 1, .passed: 1])
  }

  @Test func theSumsAloneFlagNobody() {
    let visits =
      streams("U", special: (18, 300), random: (2, 50))
      + streams("U", special: (16, 30), random: (100, 200), domain: "E")
    let result = result(visits)
    // Python: sum(a * d / n) / sum(b * c / n) over both domains is 1.2242948428322469; of the sums
    // 34 * 148 / (296 * 102) is 0.1666666666666667;
    // fisher_exact([[34, 296], [102, 148]], alternative='less') is 6.5e-18.
    #expect(result.tables[2].rows[0][5...6].map(\.chinese) == ["1.22", "0.167"])
    #expect(result.flags.isEmpty && result.outcomes == [.passed: 1])
  }

  @Test(arguments: [(30, 30, 1), (29, 30, 0), (30, 29, 0)])
  func bothStreamsNeedThirtyResults(special: Int, random: Int, rows: Int) {
    let result = result(streams("U", special: (0, special), random: (20, random)))
    #expect(result.tables[2].rows.count == rows && result.flags.count == rows)
  }

  @Test func findsBySeparateDomainsAreNotCompared() {
    let visits: [VisitExample.Visits] = [
      .init(mode: "special", visits: 100, problems: 1),
      .init(domain: "E", mode: "random", visits: 100, problems: 60),
    ]
    let result = result(visits)
    #expect(result.flags.isEmpty && result.tables[2].rows.isEmpty)
  }

  @Test func itemsAreComparedWithin() throws {
    let visits: [VisitExample.Visits] = [
      .init(item: "I", mode: "special", visits: 100, problems: 10),
      .init(item: "I", mode: "random", visits: 100, problems: 30),
      .init(item: "J", mode: "special", visits: 60, problems: 0),
      .init(item: "J", mode: "random", visits: 400, problems: 9),
    ]
    let result = result(visits)
    let flag = try #require(result.flags.first)
    // Python 3.11: the convolution of both hypergeometric laws in fractions.
    #expect(abs(try #require(flag.pValue) / 0.00012508503871407807 - 1) < 1e-9)
    #expect(flag.observed == 10)
  }

  @Test(
    arguments: [
      (199, 0, SubjectOutcome.notApplicable), (200, 0, .flagged), (200, 1, .passed),
      (199, 1, .notApplicable),
    ] as [(Int, Int, SubjectOutcome)])
  func zeroFindsNeedTwoHundredResults(known: Int, problems: Int, outcome: SubjectOutcome) {
    let visits = [VisitExample.Visits(visits: 400, known: known, problems: problems)]
    #expect(result(visits).flags.count == (outcome == .flagged ? 1 : 0))
    #expect(result(visits).outcomes == [outcome: 1])
  }

  @Test func aUnitWhoseStreamsAreComparedPassesWithFewerResults() {
    let visits: [VisitExample.Visits] = [
      .init(mode: "special", visits: 30, problems: 10),
      .init(mode: "random", visits: 30, problems: 10),
    ]
    #expect(result(visits).outcomes == [.passed: 1])
  }

  @Test func zeroFindsCarryTheExactBound() throws {
    let flag = try #require(result([.init(visits: 200)]).flags.first)
    // Python: beta.ppf(0.95, 1, 200), which is 1 - 0.05 ** (1 / 200)
    #expect(abs(try #require(flag.effectUpper) / 0.014867039231272054 - 1) < 1e-9)
    #expect(flag.reason.chinese.contains("1.5%"))
    #expect(flag.reason.chinese.contains("无从比较"))
  }

  @Test func blankResultsAreInNoDenominator() {
    let rows = result([.init(mode: "random", visits: 500, known: 100, problems: 10)]).tables[0].rows
    // Python: proportion_confint(10, 100, 0.05, 'wilson')
    #expect(
      rows.map { $0.map(\.chinese) } == [["双随机", "500", "100", "10", "10.0%", "5.5%–17.4%"]])
  }

  @Test func otherModesStandApart() {
    let result = result([
      .init(mode: "joint", visits: 40), .init(mode: "unannounced", visits: 40),
      .init(mode: "", visits: 40), .init(mode: "complaint", visits: 40, problems: 20),
    ])
    #expect(result.tables[0].rows.map { $0[0].chinese } == ["投诉核查", "其他或未写明"])
    #expect(result.tables[0].rows[1][2].chinese == "120")
    #expect(result.outcomes == [.notApplicable: 1])
  }

  @Test func withoutResultsNothingIsComputed() {
    let result = result([.init(visits: 400, known: 0)])
    #expect(result.coverage == Coverage(isComputed: false, missing: ["inspections.result"]))
    #expect(result.outcomes == [.notComputable: 1] && result.tables.isEmpty)
    let modeless = self.result([.init(mode: "", visits: 400, problems: 3)])
    #expect(modeless.coverage == Coverage(isComputed: true, missing: ["inspections.mode"]))
    let bare = ProblemsFound.result(of: ExampleWorld.empty(), IndicatorSettings())
    #expect(bare.coverage.missing == ["inspections"])
  }

  // Within each domain targeted inspections find less (or more), and in sum it looks the other way.
  @Test func aSumThatSaysTheOppositeOfItsPartsIsReversed() {
    let isReversed = { (strata: [TwoByTwoTable]) in
      let sum = strata.reduce(into: [0, 0, 0, 0]) { sum, table in
        sum[0] += table.firstYes
        sum[1] += table.firstNo
        sum[2] += table.secondYes
        sum[3] += table.secondNo
      }
      let pooled = TwoByTwoTable(sum[0], sum[1], sum[2], sum[3])
      return StreamContrast(unit: "U", pooled: pooled, strata: strata).isReversed
    }
    let rich = TwoByTwoTable(70, 30, 8, 2)
    let poor = TwoByTwoTable(1, 9, 20, 80)
    #expect(isReversed([rich, poor]))
    let other = [TwoByTwoTable(8, 2, 70, 30), TwoByTwoTable(20, 80, 1, 9)]
    #expect(isReversed(other))
    #expect(!isReversed([rich]) && !isReversed([other[0]]))
    // Alike within the parts, and one part alone that says nothing.
    #expect(!isReversed([TwoByTwoTable(50, 50, 5, 5), TwoByTwoTable(1, 9, 10, 90)]))
    #expect(!isReversed([TwoByTwoTable(0, 50, 0, 5)]))
  }
}
