import Contracts
import Testing

@testable import Indicators

/// What P06 says of parties from elsewhere.
@Suite struct OutOfAreaPartiesTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    OutOfAreaParties.result(of: observation, IndicatorSettings())
  }

  private func observation(_ outside: [Int], of all: Int) -> Observation {
    let codes = PatternExample.codes(outside.count)
    var observation = PatternExample.units(codes)
    for (unit, count) in zip(codes, outside) {
      for (place, cases) in [("outside", count), ("local", all - count)] where cases > 0 {
        var outcome = PatternExample.outcome(unit, fineInYuan: 1_000, cases: cases)
        outcome.party.locality = place
        observation.patterns.outcomes.append(outcome)
      }
    }
    return observation
  }

  // The first example: 36 of 60 from elsewhere at one unit, 10 to 13 at eleven others.
  @Test func agreesWithPython() throws {
    let flag = try #require(result(OutOfAreaParties.examples[0].observation).flags.first)
    // k = [36] + [10 + i % 4 for i in range(1, 12)]; p = (sum(k) - 36) / 660; 0.6 / p;
    // stats.binom.sf(36, 60, p) + stats.binom.pmf(36, 60, p) / 2
    #expect(abs((flag.effect ?? 0) - 3.09375) < 1e-12)
    #expect(abs((flag.pValue ?? 1) / 3.160263819539852e-12 - 1) < 1e-9)
  }

  @Test func withoutPlacesItIsNotComputable() {
    var seen = PatternExample.units(["U"])
    seen.patterns.outcomes = [PatternExample.outcome("U", fineInYuan: 100, cases: 80)]
    let result = result(seen)
    #expect(!result.coverage.isComputed)
    #expect(result.coverage.missing == ["cases.party_region"])
  }

  @Test func aUnitWithMostPlacesBlankIsNotComputableAndTheOthersAre() {
    var seen = observation([12, 13, 12, 11, 12, 14], of: 60)
    seen.patterns.outcomes.append(PatternExample.outcome("U00", fineInYuan: 100, cases: 61))
    #expect(result(seen).outcomes == [.notComputable: 1, .passed: 5])
  }

  @Test func blanksAreCountedAndNoPartOfTheShare() {
    var seen = observation([12, 13, 12, 11, 12, 14], of: 60)
    seen.patterns.outcomes.append(PatternExample.outcome("U00", fineInYuan: 100, cases: 59))
    let result = result(seen)
    #expect(result.tables[0].rows[0][1].english == "60")
    #expect(result.headline.english.contains("59 cases (14.1%) without place"))
  }

  @Test func aSmallRestOfLocalPartiesIsNotShownEither() throws {
    let result = result(observation([58] + (1...11).map { 10 + $0 % 4 }, of: 60))
    let flag = try #require(result.flags.first)
    #expect(flag.unitCode == "U00" && flag.observed == nil && flag.expected == nil)
    #expect(!flag.reason.chinese.contains("58") && !flag.reason.chinese.contains("96.7"))
    #expect(result.tables[0].rows[0].map(\.english)[2...4] == ["—", "", ""])
    #expect(result.points[0].y == nil)
  }

  @Test func smallCountsOfPersonsAreNotShown() {
    let result = result(observation([3, 13, 12, 11, 12, 14], of: 60))
    #expect(result.tables[0].rows[0].map(\.english)[2...3] == ["<5", ""])
    #expect(result.points[0].y == nil)
    // The references of the others, added up, would say three.
    #expect(result.tables[0].rows[1].map(\.english)[2...6] == ["13", "21.7%", "", "", ""])
    #expect(result.points.allSatisfy { $0.y == nil && $0.lower == nil && $0.upper == nil })
  }

  @Test func aFlagBesideAHiddenNumberTellsTheLimitAlone() throws {
    let flag = try #require(
      result(observation([3, 40] + (2...11).map { 10 + $0 % 4 }, of: 60)).flags.first)
    #expect(flag.unitCode == "U01" && flag.observed == nil && flag.effect == nil)
    #expect(flag.pValue == nil && flag.reason.chinese.contains("不低于同类参照值的1.5倍"))
  }

  @Test func theAmountIsToldWithAndWithoutTheLargestCase() throws {
    var seen = OutOfAreaParties.examples[0].observation
    var large = PatternExample.outcome("U00", fineInYuan: 940_000)
    large.party.locality = "outside"
    seen.patterns.outcomes.append(large)
    let flag = try #require(result(seen).flags.first)
    // (36 + 940) / 1000 thousand yuan, and 36 of 60 without the largest case.
    #expect(flag.reason.english.contains("owe 97.6% of the amount, 60.0% without the largest"))
  }

  @Test func oneUnitAloneHasNoPeers() {
    #expect(result(observation([30], of: 60)).outcomes == [.notApplicable: 1])
  }

  @Test func aUnitThatHardlyDeliveredIsNeitherFlaggedNorAPeer() {
    var seen = OutOfAreaParties.examples[0].observation
    seen.unitMonths = (1...7).map { number in
      UnitMonth(
        unitCode: "U00", month: Month(year: 2024, month: number), isSent: false, rule: .register,
        cases: 0)
    }
    seen.patterns.outcomes.append(PatternExample.outcome("U00", fineInYuan: 100, cases: 9))
    let found = result(seen)
    #expect(found.outcomes == [.notComputable: 1, .passed: 11])
    #expect(found.tables[0].rows.count == 11)
    // Nor do its blank places count among those left out.
    #expect(found.headline.chinese.contains("登记地空白0件"))
  }

  @Test func halfOfThePlacesBlankAreStillEnough() {
    var seen = OutOfAreaParties.examples[0].observation
    seen.patterns.outcomes.append(PatternExample.outcome("U00", fineInYuan: 100, cases: 60))
    #expect(result(seen).flags.map(\.unitCode) == ["U00"])
  }

  @Test func casesThatWereDismissedLeaveNoPlaceBlank() {
    var seen = OutOfAreaParties.examples[0].observation
    var dismissed = PatternExample.outcome("U00", fineInYuan: 100, cases: 61)
    dismissed.sanction = .dismissed
    seen.patterns.outcomes.append(dismissed)
    #expect(result(seen).flags == result(OutOfAreaParties.examples[0].observation).flags)
  }

  @Test func casesWithoutAnItemAreComparedWithNone() {
    var seen = observation([12, 13, 12, 11, 12, 14], of: 60)
    for unit in PatternExample.codes(6) {
      var blank = PatternExample.outcome(
        unit, fineInYuan: 100, cases: unit == "U00" ? 60 : 20)
      (blank.itemCode, blank.party.locality) = ("", "outside")
      seen.patterns.outcomes.append(blank)
    }
    #expect(result(seen).outcomes == [.passed: 6])
    #expect(result(seen).tables[0].rows[0].map(\.english)[1...2] == ["60", "12"])
  }
}
