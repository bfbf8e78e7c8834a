import Contracts
import Testing

@testable import Indicators

/// What S11 says of fines around thresholds.
@Suite struct ThresholdBunchingTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    ThresholdBunching.result(of: observation, IndicatorSettings())
  }

  private var gathered: Observation {
    ThresholdBunchingExamples.world { unit in
      unit == "U07"
        ? [95_000: 20, 120_000: 5, 30_000: 10] : ThresholdBunchingExamples.ordinary
    }
  }

  // Twenty-three units have 5 of 25 below, U07 20 of 25; the median score is 0 at 0.2.
  // statsmodels: proportion_confint(20, 25, method="wilson") = (0.608686, 0.911394).
  @Test func theEffectIsTheExcessShare() throws {
    let flag = try #require(result(gathered).flags.first)
    #expect(abs(try #require(flag.effect) - 0.6) < 1e-6)
    #expect(abs(try #require(flag.effectLower) - 0.408686) < 1e-5)
    #expect(abs(try #require(flag.effectUpper) - 0.711394) < 1e-5)
    let expected = try #require(flag.expected)
    #expect(flag.observed == 20 && abs(expected - 5) < 1e-4)
  }

  // A case that was dropped may keep the fine that was proposed.
  @Test func aFineThatWasNotImposedIsNoFine() {
    for sanction in [Sanction.dismissed, .none, .warning] {
      var world = gathered
      for index in world.patterns.outcomes.indices
      where world.patterns.outcomes[index].unitCode == "U07" {
        world.patterns.outcomes[index].sanction = sanction
      }
      #expect(result(world).flags.isEmpty)
      #expect(!ComparableFine.fines(of: world).contains { $0.unit == "U07" })
    }
  }

  @Test func aFlagComesWithAHistogramOfAllItsFines() {
    let points = result(gathered).points.filter { $0.chart == "histogram" }
    #expect(points.count == 16)
    // 30,000 yuan lie outside the classes, which reach from 46,651 to 214,359 yuan.
    #expect(points.reduce(0.0) { $0 + ($1.y ?? 0) } == 25)
    #expect(points.first?.x == "46651")
  }

  @Test func fewerThanFiveUnitsAreNotAssessed() {
    let result = result(
      ThresholdBunchingExamples.world(units: 4) { unit in
        unit == "U01" ? [95_000: 20, 120_000: 5] : ThresholdBunchingExamples.ordinary
      })
    #expect(result.outcomes == [.notApplicable: 4])
  }

  @Test func amongFewUnitsTheOthersAreThePeers() {
    let result = result(
      ThresholdBunchingExamples.world(units: 6) { unit in
        unit == "U01" ? [95_000: 20, 120_000: 5] : ThresholdBunchingExamples.ordinary
      })
    #expect(result.flags.map(\.unitCode) == ["U01"])
  }

  @Test func withoutFinesOrThresholdsItIsNotComputable() {
    let empty = result(PatternExample.units(["U"]))
    #expect(!empty.coverage.isComputed)
    #expect(empty.coverage.missing == ["cases.fine", "catalogue.hearing_threshold"])
    var observation = gathered
    observation.patterns.bands = []
    let missing = result(observation).coverage.missing
    #expect(missing == ["catalogue.hearing_threshold", "cases.party_type"])
    observation.tables.remove("catalogue")
    #expect(result(observation).coverage.missing == ["catalogue", "cases.party_type"])
  }

  // 3,000 yuan are still lawful: they and 2,700 lie on the lower side, 3,000.01 beyond, 4,800 outside.
  @Test func ofAnInclusiveLimitTheAmountItselfLiesBelow() throws {
    var seen = PatternExample.units(PatternExample.codes(6))
    for unit in PatternExample.codes(6) {
      let own = unit == "U01" ? [(300_000, 29), (270_000, 2)] : [(300_000, 6)]
      let others = [(269_999, 9), (300_001, 3), (400_000, 4), (480_000, 9)]
      for (fen, cases) in own + others {
        var outcome = PatternExample.outcome(unit, cases: cases)
        (outcome.fineFen, outcome.party.type) = (fen, "enterprise")
        seen.patterns.outcomes.append(outcome)
      }
    }
    let result = result(seen)
    #expect(result.tables[0].rows[1][2...3].map(\.english) == ["31", "7"])
    let flag = try #require(result.flags.first)
    #expect(result.flags.count == 1 && flag.observed == 31)
    #expect(flag.reason.chinese.contains("不高于标准31件，高于标准7件"))
    #expect(flag.reason.english.contains("31 lie at or below and 7 above it"))
  }

  @Test func summaryLimitsAreInclusive() {
    var outcome = PatternExample.outcome("U", fineInYuan: 200)
    outcome.party.type = "individual"
    let limit = FineThreshold.thresholds(of: outcome, nil)
    #expect(limit.map(\.category) == ["summary:200"] && limit.first?.limitInFen == 20_001)
    outcome.party.type = "enterprise"
    #expect(FineThreshold.thresholds(of: outcome, nil).map(\.category) == ["summary:3000"])
    outcome.party.type = "household"
    #expect(FineThreshold.thresholds(of: outcome, nil).isEmpty)
    // Where the least fine is the limit itself, fines still lie on either side of it.
    outcome.party.type = "individual"
    var band = FineBand(itemCode: "I")
    band.least = 20_000
    #expect(FineThreshold.thresholds(of: outcome, band).count == 1)
    band.least = 20_001
    #expect(FineThreshold.thresholds(of: outcome, band).isEmpty)
  }

  @Test func fixedFinesAndClosedBandsHaveNoThreshold() {
    let outcome = PatternExample.outcome("U", fineInYuan: 100_000)
    var band = FineBand(itemCode: "I")
    band.hearingThreshold = 10_000_000
    band.reviewThreshold = 10_000_000
    #expect(FineThreshold.thresholds(of: outcome, band).map(\.category) == ["hearing:100000"])
    (band.least, band.most) = (20_000_000, 20_000_000)
    #expect(FineThreshold.thresholds(of: outcome, band).isEmpty)
    (band.least, band.most) = (10_000_000, 90_000_000)
    #expect(FineThreshold.thresholds(of: outcome, band).isEmpty)
    (band.least, band.most) = (1_000_000, 10_000_000)
    #expect(FineThreshold.thresholds(of: outcome, band).isEmpty)
    // Bounds of multiples are no amounts and exclude nothing.
    band.isMultiple = true
    #expect(FineThreshold.thresholds(of: outcome, band).count == 1)
  }

  @Test func anAmountOfComparisonThatIsAThresholdElsewhereIsLeftOut() {
    var observation = gathered
    var other = FineBand(itemCode: "J")
    other.hearingThreshold = 5_000_000
    observation.patterns.bands.append(other)
    let subject = PatternSubject("U00", "hearing:100000")
    let before = ThresholdPool(observation).counts(of: subject).placebos
    // 50,000 and 48,000 yuan count until another item has its threshold at 50,000.
    #expect(before == 34)
    var outcome = PatternExample.outcome("U00", fineInYuan: 50_000)
    outcome.itemCode = "J"
    observation.patterns.outcomes.append(outcome)
    #expect(ThresholdPool(observation).counts(of: subject).placebos == 10)
  }

  // A threshold of 100,000 yuan, which itself lies above; 50,000 and 150,000 yuan mean nothing.
  @Test(arguments: [
    (8_999_999, [0, 0, 0, 0]), (9_000_000, [1, 0, 0, 0]), (9_999_999, [1, 0, 0, 0]),
    (10_000_000, [0, 1, 0, 0]), (15_999_999, [0, 1, 0, 1]), (16_000_000, [0, 0, 0, 1]),
    (4_499_999, [0, 0, 0, 0]), (4_500_000, [0, 0, 1, 0]), (4_999_999, [0, 0, 1, 0]),
    (5_000_000, [0, 0, 0, 1]), (5_999_999, [0, 0, 0, 1]), (6_000_000, [0, 0, 0, 0]),
  ])
  func eachWindowHoldsItsLowerEndAlone(_ fen: Int, _ expected: [Int]) {
    let counts = pool(fen).counts(of: PatternSubject("U", "hearing:100000"))
    let found = [counts.below, counts.above, counts.placeboBelow, counts.placeboAbove]
    #expect(found == expected)
  }

  @Test(arguments: [
    (1_999_999, false), (2_000_000, true), (49_999_999, true), (50_000_000, false),
  ])
  func finesFromAFifthUpToFiveTimesTheThresholdAreShown(_ fen: Int, _ isShown: Bool) {
    #expect(pool(fen).subjects.isEmpty != isShown)
  }

  private func pool(_ fen: Int) -> ThresholdPool {
    var observation = PatternExample.units(["U"])
    var band = FineBand(itemCode: "I")
    band.hearingThreshold = 10_000_000
    observation.patterns.bands = [band]
    var outcome = PatternExample.outcome("U")
    outcome.fineFen = fen
    observation.patterns.outcomes = [outcome]
    return ThresholdPool(observation)
  }

  @Test(arguments: [(5, "hearing:100000"), (6, "hearing:200000")])
  func theThresholdOfTheMonthCounts(_ month: Int, _ category: String) {
    var (old, new) = (FineBand(itemCode: "I"), FineBand(itemCode: "I"))
    (old.hearingThreshold, new.hearingThreshold) = (10_000_000, 20_000_000)
    old.through = CalendarDate(year: 2024, month: 5, day: 31)
    new.from = CalendarDate(year: 2024, month: 6, day: 1)
    var observation = PatternExample.units(["U"])
    observation.patterns.bands = [old, new]
    observation.patterns.outcomes = [PatternExample.outcome("U", month: month, fineInYuan: 95_000)]
    #expect(ThresholdPool(observation).subjects == [PatternSubject("U", category)])
  }
}
