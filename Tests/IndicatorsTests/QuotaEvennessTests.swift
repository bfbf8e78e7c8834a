import Contracts
import Statistics
import Testing

@testable import Indicators

/// What P04 says of counts that are too even and fines that are heaped.
@Suite struct QuotaEvennessTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    QuotaEvenness.result(of: observation, IndicatorSettings())
  }

  private func evenness(_ towns: [[Int]], draws: Int = 999) -> MonthlyEvenness? {
    var random = RandomSource(seed: 1, purpose: "evenness")
    return MonthlyEvenness(towns, draws: draws, using: &random)
  }

  @Test func agreesWithPythonFarBelowChance() throws {
    let even = try #require(evenness((0..<5).map { town in (0..<12).map { 2 + (town + $0) % 2 } }))
    // T = ((c - m) ** 2 / m).sum() = 6; mean 55; var = (2 * 11 * (n - 1) / n).sum();
    // T / 55, T / stats.gamma.ppf([.975, .025], mean ** 2 / var, scale=var / mean)
    #expect(abs(even.dispersion - 0.10909090909090906) < 1e-12)
    #expect(abs(even.interval.lowerBound - 0.07794702419495458) < 1e-9)
    #expect(abs(even.interval.upperBound - 0.16358760817729506) < 1e-9)
    // stats.gamma.cdf says 3.6e-18, below what is told.
    #expect(even.pValue == 1e-12)
  }

  @Test func drawsAgreeWithPythonNearTheLimit() throws {
    let towns = [
      [3, 1, 4, 1, 5, 2, 2, 3, 1, 4, 2, 2], [2, 2, 3, 1, 4, 2, 0, 3, 2, 5, 1, 2],
      [1, 3, 2, 2, 4, 3, 1, 2, 2, 1, 3, 3], [4, 2, 2, 1, 3, 3, 2, 0, 2, 4, 3, 1],
      [2, 3, 1, 2, 2, 5, 1, 3, 2, 2, 4, 2],
    ]
    let even = try #require(evenness(towns, draws: 3_999))
    // 200,000 multinomial draws of numpy: 0.0112; three standard errors of 3,999 draws.
    #expect(abs(even.pValue - 0.0112) < 3 * (0.0112 / 3_999).squareRoot())
    #expect(abs(even.dispersion - 0.6281853012887495) < 1e-12)
  }

  @Test func countsWithoutRoomForChanceAreNoTest() {
    #expect(evenness([]) == nil)
    #expect(evenness([[0, 0, 0]]) == nil)
    #expect(evenness([[5]]) == nil)
    #expect(evenness([[0, 1, 0]]) == nil)
  }

  @Test func findsTheNarrowestBandWithMostFines() throws {
    let heap = try #require(HeapedFines([100: 2, 120: 3, 125: 1, 126: 1, 150: 4, 400: 4]))
    // 100…125 and 120…150 hold 6 and 9; 400 alone holds 4.
    #expect(heap.band == 120...150)
    #expect(heap.inside == 9)
    #expect(abs(heap.share - 9.0 / 15) < 1e-12)
    #expect(HeapedFines([:]) == nil)
  }

  @Test func monthsThatDidNotComeAreNoZeros() {
    var seen = QuotaEvennessExamples.county(towns: 6) { _, month in month < 10 ? 0 : 3 }
    seen.unitMonths = seen.units.flatMap { unit in
      (0..<24).map { number in
        UnitMonth(
          unitCode: unit.code, month: seen.month - 23 + number, isSent: number >= 10,
          rule: .register, cases: 0)
      }
    }
    let result = result(seen)
    #expect(result.flags.count == 1)
    #expect(result.tables[0].rows[0][3].english == "0.00")
  }

  // Powers that were handed over lately; of powers known by cases alone nobody knows since when.
  @Test(arguments: [(14, false), (14, true), (11, false)])
  func monthsBeforeThePowerAreNoZeros(_ held: Int, _ isInferred: Bool) {
    var seen = QuotaEvennessExamples.county(towns: 6) { _, month in month < 24 - held ? 0 : 3 }
    let last = Int32(clamping: seen.month.index - seen.firstMonth.index)
    seen.cells = seen.units.filter { $0.level == "town" }.map { unit in
      var cell = Cell(level: .unitDomain, domain: "D", state: .active)
      (cell.unitCode, cell.isPowerInferred) = (unit.code, isInferred)
      cell.history.observed = [last - Int32(clamping: held) + 1...last]
      return cell
    }
    let outcome: SubjectOutcome = held < 12 ? .notComputable : isInferred ? .passed : .flagged
    #expect(result(seen).outcomes == [outcome: 1])
  }

  @Test func townsWithTooFewDeliveriesAreNotComputable() {
    var seen = QuotaEvennessExamples.county(towns: 6)
    seen.unitMonths = seen.units.flatMap { unit in
      (0..<24).map { number in
        UnitMonth(
          unitCode: unit.code, month: seen.month - 23 + number, isSent: number >= 14,
          rule: .register, cases: 0)
      }
    }
    #expect(result(seen).outcomes == [.notComputable: 1])
  }

  @Test func theCountyStandsInForItsUnitWhereNoneIsKnown() throws {
    var seen = QuotaEvennessExamples.county(towns: 6)
    seen.units.removeFirst()
    let flag = try #require(result(seen).flags.first)
    #expect(flag.unitCode.isEmpty)
    #expect(flag.districtCode == "C")
  }

  @Test func theChanceIsThatOfCasesThrownOnTheMonths() throws {
    let reason = try #require(result(QuotaEvennessExamples.county(towns: 6)).flags.first?.reason)
    #expect(reason.chinese.contains("若案件随机落在各月，如此均匀的概率为"))
    #expect(reason.english.contains("if the cases fell on the months at random, the chance of"))
    #expect(!reason.chinese.contains("同类") && !reason.english.contains("peers"))
  }

  @Test func saysWhatIsMissing() {
    var seen = PatternExample.units(["U"], level: "town")
    #expect(result(seen).coverage.missing == ["units.district_code"])
    seen = PatternExample.units(["U"], level: "")
    #expect(result(seen).coverage.missing == ["units.level"])
    seen.tables.remove("units")
    #expect(result(seen).coverage.missing == ["units"])
  }

  @Test func aCityWithoutTownsIsNoSubject() {
    let result = result(PatternExample.units(["U"]))
    #expect(result.coverage.isComputed && result.coverage.missing.isEmpty)
    #expect(result.outcomes.isEmpty && result.flags.isEmpty)
    #expect(result.headline.chinese.contains("不适用"))
  }

  @Test func chanceAloneFlagsHardlyAnyone() {
    var flags = 0
    for seed in 0..<20 {
      var random = RandomSource(seed: UInt64(seed), purpose: "evenness null world")
      let counts = (0..<12).map { _ in (0..<24).map { _ in random.poisson(mean: 2.5) } }
      let seen = QuotaEvennessExamples.county(towns: 12) { counts[$0][$1] }
      flags += result(seen).flags.count
    }
    #expect(flags == 0)
  }

  @Test func asManyFinesAsTheSettingAreEnough() throws {
    let seen = QuotaEvennessExamples.county(towns: 6)
    let fines = try #require(result(seen).tables[0].rows.first?.last.flatMap { Int($0.english) })
    for (fewest, outcome) in [(fines, SubjectOutcome.flagged), (fines + 1, .notApplicable)] {
      let settings = IndicatorSettings(["P04": ["fines": Double(fewest)]])
      #expect(QuotaEvenness.result(of: seen, settings).outcomes == [outcome: 1])
    }
  }

  // Entrusted towns stand on no list of powers, or only lately, and had cases all along.
  @Test(arguments: [[], [20...23]] as [[ClosedRange<Int32>]])
  func casesWithoutAPowerSayThatTheListIsNotWhole(_ held: [ClosedRange<Int32>]) {
    var seen = QuotaEvennessExamples.county(towns: 6) { _, _ in 3 }
    let first = Int32(clamping: seen.month.index - seen.firstMonth.index) - 23
    seen.cells = seen.units.filter { $0.level == "town" }.map { unit in
      var cell = Cell(level: .unitDomain, domain: "D", state: .active)
      cell.unitCode = unit.code
      cell.history.observed = held.map { $0.lowerBound + first...$0.upperBound + first }
      return cell
    }
    #expect(result(seen).outcomes == [.flagged: 1])
  }

  // Twelve months with a power and one case decided behind them do not make twelve months of zero.
  @Test func aCaseDecidedBehindThePowerKeepsItsMonths() {
    var seen = QuotaEvennessExamples.county(towns: 6) { _, month in
      month < 14 ? 3 : month == 14 ? 1 : 0
    }
    let first = Int32(clamping: seen.month.index - seen.firstMonth.index) - 23
    seen.cells = seen.units.filter { $0.level == "town" }.map { unit in
      var cell = Cell(level: .unitDomain, domain: "D", state: .active)
      cell.unitCode = unit.code
      cell.history.observed = [first...first + 13]
      return cell
    }
    #expect(result(seen).outcomes == [.flagged: 1])
  }
}
