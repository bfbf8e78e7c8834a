import Contracts
import Statistics
import Testing

@testable import Indicators

/// What S05 says of fines in their bands.
@Suite struct PositionInBandTests {
  private func result(_ outcomes: [PenaltyOutcome]) -> IndicatorResult {
    PositionInBand.result(of: BandExample.world(outcomes), IndicatorSettings())
  }

  private func capped(_ unit: String, _ capped: Int, of cases: Int) -> [PenaltyOutcome] {
    [
      BandExample.fined(unit, 10_000, cases: capped),
      BandExample.fined(unit, 5_000, cases: cases - capped),
    ]
  }

  private var others: [PenaltyOutcome] {
    PatternExample.codes(6).dropFirst().flatMap { capped($0, 4, of: 40) }
  }

  @Test func theReferenceIsThatOfTheOthersAlone() throws {
    let flag = try #require(result(capped("U00", 24, of: 40) + others).flags.first)
    // Python: s = (20 + 5 * 20.5 / 201) / 205; 24 / 40 / s
    #expect(abs(try #require(flag.effect) - 5.997089144936324) < 1e-9)
    // Python: sum(comb(44, k) * comb(196, 40 - k) for k in range(24, 41)) / comb(240, 40); the
    // binomial law of s gives 6.8e-15, as if peers' 200 cases told their share for certain.
    #expect(abs(try #require(flag.pValue) / 3.619997005630966e-11 - 1) < 1e-9)
    #expect(abs(try #require(flag.qValue) / (6 * 3.619997005630966e-11) - 1) < 1e-9)
    // Python: proportion_confint(24, 40, 0.05, "wilson"), each divided by s
    #expect(abs(try #require(flag.effectLower) - 4.457425829653279) < 1e-9)
    #expect(abs(try #require(flag.effectUpper) - 7.361594275751974) < 1e-9)
    #expect(flag.severity == .warning)
  }

  // Shares of units spread by a beta law of mean 0.15 and correlation 0.05; 80 cases each.
  // The binomial law alone would find several of sixty such units.
  @Test func aSpreadThatAllUnitsShareIsSilent() {
    var source = RandomSource(seed: 11, purpose: "legitimate spread")
    let outcomes = PatternExample.codes(60).flatMap { unit in
      let share = source.beta(0.15 * 19, 0.85 * 19)
      let atCap = source.binomial(trials: 80, chance: share)
      return capped(unit, atCap, of: 80)
    }
    var observation = BandExample.world(outcomes)
    observation.units = PatternExample.units(PatternExample.codes(60)).units
    let result = PositionInBand.result(of: observation, IndicatorSettings())
    #expect(result.outcomes == [.passed: 120])
    #expect(result.tables[0].rows.count == 60)
  }

  @Test func nothingIsSaidWithoutBandsOrFines() {
    var unbounded = BandExample.world(others)
    unbounded.patterns.bands[0].most = 100_000
    let without = PositionInBand.result(of: unbounded, IndicatorSettings())
    #expect(without.coverage == Coverage(isComputed: false, missing: ["catalogue.fine_max"]))
    #expect(result([]).coverage == Coverage(isComputed: false, missing: ["cases.fine"]))
    var bare = PatternExample.outcome("U00")
    bare.fineFen = nil
    #expect(!result([bare]).coverage.isComputed)
  }

  @Test func oneUnitHasNobodyToBeComparedWith() {
    let alone = result(capped("U00", 40, of: 41))
    #expect(alone.flags.isEmpty)
    #expect(alone.outcomes[.notComputable] == nil)
  }

  @Test func anItemThatNobodyElseFinesIsNotComputable() {
    var own = BandExample.fined("U00", 10_000, cases: 40, grade: "特别严重")
    own.leniency = "aggravated"
    let outcomes = result([own] + others).outcomes
    // The fines of one unit cannot be compared; those outside the band pass at six units.
    #expect(outcomes == [.notComputable: 1, .passed: 11])
  }

  @Test func peersWithoutACappedFineAreNoDivisionByZero() throws {
    let none = PatternExample.codes(6).dropFirst().map {
      BandExample.fined($0, 5_000, cases: 40)
    }
    let found = result(capped("U00", 24, of: 40) + none)
    let flag = try #require(found.flags.first)
    #expect(try #require(flag.effect).isFinite)
    #expect(flag.category == "cap")
    // Python: comb(40, 24) / comb(240, 24)
    #expect(abs(try #require(flag.pValue) / 9.606015603443578e-23 - 1) < 1e-9)
    // A ratio to none is none to print.
    #expect(flag.reason.chinese.contains("200件中为0件") && !flag.reason.chinese.contains("倍"))
    #expect(flag.reason.english.contains("none among 200 cases of peers"))
    #expect(found.tables[0].rows[0][4].english == "none among peers")
  }

  // Twenty of forty beside none of three, where a certain reference makes a chance of 5e-46.
  // Python: comb(40, 20) / comb(43, 20) is 0.1435, of six tests 0.86.
  @Test func fewCasesOfPeersAreNoCertainReference() {
    let peers = PatternExample.codes(6).dropFirst().map {
      BandExample.fined($0, 5_000, cases: 40)
    }
    let grave = [("U00", 10_000, 20), ("U00", 5_000, 20), ("U01", 5_000, 3)].map {
      BandExample.fined($0, $1, cases: $2, grade: "严重")
    }
    let found = result(grave + peers)
    #expect(found.flags.isEmpty)
    #expect(found.tables[0].rows[0].last?.chinese == "0.86")
  }

  @Test func twoFinesAtTheCapAreNoPattern() {
    let many = PatternExample.codes(6).dropFirst().map {
      BandExample.fined($0, 5_000, cases: 400)
    }
    #expect(result(capped("U00", 2, of: 30) + many).flags.isEmpty)
    #expect(result(capped("U00", 3, of: 30) + many).flags.map(\.category) == ["cap"])
  }

  @Test func aMultipleIsReadByItsBase() {
    var observation = BandExample.world([])
    var band = FineBand(itemCode: "I", isMultiple: true)
    // One to five times the base: 100 to 500 fen for each yuan.
    (band.least, band.most) = (100, 500)
    observation.patterns.bands = [band]
    var outcome = PatternExample.outcome("U00", fineInYuan: 3_000)
    let book = BandBook(observation)
    #expect(book.position(of: outcome) == nil)
    outcome.fineBaseFen = 100_000
    #expect(book.position(of: outcome)?.value == 0.5)
    outcome.fineBaseFen = 50_000
    #expect(book.position(of: outcome)?.place == .above)
  }

  @Test func aMonthWithinWhichTheBandChangedIsLeftOut() {
    var observation = BandExample.world([])
    var old = observation.patterns.bands[0]
    old.through = CalendarDate(year: 2024, month: 6, day: 14)
    var new = observation.patterns.bands[0]
    new.from = CalendarDate(year: 2024, month: 6, day: 15)
    observation.patterns.bands = [old, new]
    let book = BandBook(observation)
    #expect(book.position(of: PatternExample.outcome("U00", month: 6, fineInYuan: 500)) == nil)
    #expect(book.position(of: PatternExample.outcome("U00", month: 7, fineInYuan: 500)) != nil)
  }

  // Before it there was none, whether the catalogue says so or has no earlier row.
  @Test(arguments: [true, false])
  func theMonthInWhichABandFirstCameIsLeftOut(_ hasEarlierRow: Bool) {
    var observation = BandExample.world([])
    var old = FineBand(itemCode: "I")
    old.through = CalendarDate(year: 2024, month: 6, day: 14)
    var new = observation.patterns.bands[0]
    new.from = CalendarDate(year: 2024, month: 6, day: 15)
    observation.patterns.bands = hasEarlierRow ? [old, new] : [new]
    let book = BandBook(observation)
    #expect(book.position(of: PatternExample.outcome("U00", month: 6, fineInYuan: 500)) == nil)
    #expect(book.position(of: PatternExample.outcome("U00", month: 7, fineInYuan: 500)) != nil)
    new.from = CalendarDate(year: 2024, month: 6, day: 1)
    observation.patterns.bands = [new]
    let whole = BandBook(observation)
    #expect(whole.position(of: PatternExample.outcome("U00", month: 6, fineInYuan: 500)) != nil)
  }

  @Test func aLargestMultipleDoesNotOverflow() {
    var observation = BandExample.world([])
    var band = FineBand(itemCode: "I", isMultiple: true)
    (band.least, band.most) = (1_000_000, Int.max)
    observation.patterns.bands = [band]
    var outcome = PatternExample.outcome("U00", fineInYuan: 3_000)
    outcome.fineBaseFen = Int.max
    #expect(BandBook(observation).position(of: outcome)?.place == .below)
  }
}
