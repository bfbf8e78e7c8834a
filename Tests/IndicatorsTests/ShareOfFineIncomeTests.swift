import Contracts
import Testing

@testable import Indicators

/// What P02 says of income from fines.
@Suite struct ShareOfFineIncomeTests {
  private func observation(_ rows: [(String, String, String, Int)]) -> Observation {
    var observation = PatternExample.units(["U00"])
    observation.tables.insert("finances")
    for (year, month, kind, amount) in rows {
      observation.patterns.finances.add(["U00", year, month, kind], [amount])
    }
    return observation
  }

  private func result(_ rows: [(String, String, String, Int)]) -> IndicatorResult {
    ShareOfFineIncome.result(of: observation(rows), IndicatorSettings())
  }

  private func years(_ fines: [Int], tax: Int = 900) -> [(String, String, String, Int)] {
    fines.enumerated().flatMap { offset, fine in
      let year = String(2025 - fines.count + offset)
      return [(year, "", "fine_income", fine), (year, "", "tax_income", tax)]
    }
  }

  @Test func theRiseIsAgainstTheMeanOfTheYearsBefore() throws {
    let flag = try #require(result(years([100, 100, 100, 300])).flags.first)
    // 300 / 1200 - 100 / 1000
    #expect(abs(try #require(flag.effect) - 0.15) < 1e-12)
    #expect(flag.category == "rise")
    #expect(flag.reason.chinese.contains("罚没变动200.0%，税收变动0.0%"))
    #expect(flag.reason.chinese.contains("只计罚款"))
  }

  // A town that was empowered lately had no such income before; a year without any later on counts.
  @Test(arguments: [
    ([0, 0, 0, 50], nil), ([0, 0, 50, 150], nil), ([0, 20, 20, 80], 2), ([20, 0, 20, 80], 3),
  ])
  func whoBeganToEnforceHasNoPastToExceed(_ fines: [Int], _ earlier: Int?) {
    let result = result(years(fines))
    #expect(result.outcomes[.notApplicable] == (earlier == nil ? 1 : nil))
    #expect(result.flags.map(\.category) == (earlier == nil ? [] : ["rise"]))
    #expect(result.flags.allSatisfy { $0.reason.chinese.contains("比此前\(earlier ?? 0)年均值") })
  }

  @Test func whoNeverEnforcedDidNotRise() {
    #expect(result(years([0, 0, 0, 0])).outcomes == [.passed: 1, .notComputable: 1])
  }

  @Test func thresholdsAreInclusive() {
    // Shares of 0.04 and 0.06: one and a half times, and two points.
    #expect(!result(years([40, 40], tax: 960) + []).flags.contains { $0.category == "rise" })
    let rows = [
      ("2022", "", "fine_income", 40), ("2022", "", "tax_income", 960),
      ("2023", "", "fine_income", 40), ("2023", "", "tax_income", 960),
      ("2024", "", "fine_income", 60), ("2024", "", "tax_income", 940),
    ]
    #expect(result(rows).flags.map(\.category) == ["rise"])
  }

  // A report of June reads a return that reaches to December.
  @Test(arguments: [("6", ["target"]), ("7", []), ("", ["target"])])
  func aTargetOfALaterMonthIsNotKnownYet(_ month: String, _ flagged: [String]) {
    var seen = observation([("2024", month, "revenue_target", 500)])
    seen.month = Month(year: 2024, month: 6)
    let result = ShareOfFineIncome.result(of: seen, IndicatorSettings())
    #expect(result.flags.map(\.category) == flagged)
  }

  @Test func monthsAddUpOnlyWhenAllAreThere() {
    let months = (1...11).map { ("2024", String($0), "fine_income", 10) }
    let rest = [("2024", "", "tax_income", 900)]
    let finances = YearlyFinances(
      observation(months + rest).patterns.finances, through: ExampleWorld.month)
    #expect(finances.amount("fine_income", of: "U00", in: 2024) == nil)
    let all = YearlyFinances(
      observation(months + rest + [("2024", "12", "fine_income", 10)]).patterns.finances,
      through: ExampleWorld.month)
    #expect(all.amount("fine_income", of: "U00", in: 2024) == 120)
  }

  @Test func aYearThatHasNotEndedIsNotTheLast() {
    var observation = observation(years([100, 100, 100, 300]))
    observation.month = Month(year: 2024, month: 11)
    let result = ShareOfFineIncome.result(of: observation, IndicatorSettings())
    #expect(result.flags.isEmpty)
  }

  @Test func aBlankTargetIsNoAnswerAndZeroIsOne() {
    let rows = years([100, 100, 100, 100])
    #expect(result(rows).outcomes == [.passed: 1, .notComputable: 1])
    #expect(result(rows).coverage.missing == ["finances.revenue_target"])
    #expect(result(rows + [("2024", "", "revenue_target", 0)]).outcomes == [.passed: 2])
  }

  @Test func aTargetOfAMonthCounts() {
    let flags = result(years([100, 100]) + [("2024", "3", "revenue_target", 5)]).flags
    #expect(flags.map(\.category) == ["target"])
    #expect(flags.map(\.severity) == [.warning])
  }

  @Test func nothingIsComputedWithoutTaxAndTarget() {
    let rows = [("2024", "", "fine_income", 5)]
    #expect(result(rows).coverage.missing == ["finances.tax_income"])
    #expect(!result(rows).coverage.isComputed)
    #expect(!result([]).coverage.isComputed)
    #expect(
      !ShareOfFineIncome.result(of: PatternExample.units(["U00"]), IndicatorSettings()).coverage
        .isComputed)
  }

  @Test func totalsOfZeroHaveNoShare() {
    let result = result(years([0, 0, 0, 0], tax: 0))
    #expect(result.outcomes == [.notComputable: 2])
  }

  // 0 was stated for the year, and the share was 100 %.
  @Test func aYearWithoutTaxIncomeHasNoShare() {
    let rows =
      years([100, 100, 100]).filter { $0.0 != "2024" || $0.2 != "tax_income" }
      + [("2024", "", "tax_income", 0)]
    let found = result(rows)
    #expect(found.flags.isEmpty && found.outcomes == [.notComputable: 2])
    #expect(found.points.map(\.x) == ["2022", "2023"])
  }

  @Test func aRiseNeedsTwoYearsBeforeAndAShareHalfAsHighAgain() {
    // The other question, of a target, has no answer here.
    #expect(result(years([100, 300])).outcomes == [.notApplicable: 1, .notComputable: 1])
    #expect(result(years([100, 100, 300])).flags.map(\.category) == ["rise"])
    // 0.5 against 0.4: ten points, but not one and a half times.
    #expect(result(years([600, 600, 900])).outcomes == [.passed: 1, .notComputable: 1])
  }
}
