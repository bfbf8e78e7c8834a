import Contracts
import Testing

@testable import Indicators

/// What S08 says of parties that are penalised again.
@Suite struct SamePartyAgainTests {
  private func result(_ parties: [String: Int]) -> IndicatorResult {
    var observation = PatternExample.units(["U00"])
    for (penalties, number) in parties {
      observation.patterns.multiplicities.add(["U00", "D", "I", penalties], [number])
    }
    return SamePartyAgain.result(of: observation, IndicatorSettings())
  }

  // Python: r solves r / (1 - exp(-r)) = mean; poisson.sf(2, r) / (1 - exp(-r))
  @Test func theReferenceIsAnEvenSpreadOverThePartiesSeen() throws {
    #expect(abs(SamePartyAgain.chance(ofAtLeast: 3, mean: 44.0 / 41) - 0.0032841239470980) < 1e-12)
    #expect(abs(SamePartyAgain.chance(ofAtLeast: 3, mean: 2) - 0.2698191410940826) < 1e-12)
    #expect(SamePartyAgain.chance(ofAtLeast: 3, mean: 1) == 0)
    let flag = try #require(result(["1": 40, "3": 10]).flags.first)
    let chance = SamePartyAgain.chance(ofAtLeast: 3, mean: 1.4)
    #expect(abs(try #require(flag.expected) - 50 * chance) < 1e-10)
  }

  @Test func fewPartiesAreNotCountedInAnyOutput() throws {
    let flag = try #require(result(["1": 40, "4": 1]).flags.first)
    #expect(flag.observed == nil && flag.effect == nil && flag.expected == nil)
    #expect(flag.reason.chinese.contains("这样的当事人不足10个") && !flag.reason.chinese.contains("41"))
    #expect(try #require(result(["3": 9]).flags.first).observed == nil)
    #expect(try #require(result(["3": 10]).flags.first).observed == 10)
  }

  @Test func partiesThatAreUnknownAreNotOneParty() {
    #expect(result(["unknown": 40]).coverage.missing == ["cases.party_id"])
    #expect(result(["1": 1, "unknown": 2]).outcomes == [.notComputable: 1])
    #expect(result(["1": 10, "3": 1, "unknown": 13]).outcomes == [.flagged: 1])
  }

  // Of few penalties a number is told and no percentage.
  @Test(arguments: [["3": 1, "1": 3, "unknown": 2], ["3": 10, "unknown": 2]])
  func penaltiesWithoutAPartyAreCounted(_ parties: [String: Int]) throws {
    let reason = try #require(result(parties).flags.first).reason
    #expect(reason.chinese.contains("另有2次处罚未登记当事人") && !reason.chinese.contains("%"))
    #expect(reason.english.contains("; 2 more name no") && !reason.english.contains("%"))
  }

  @Test func emptyDataAreNotComputable() {
    #expect(!result([:]).coverage.isComputed)
    #expect(result(["1": 2]).outcomes == [.notApplicable: 1])
    #expect(result(["1": 1, "2": 1]).outcomes == [.passed: 1])
  }

  // Fewer than six penalties leave room for one party of three; of ten such parties the number is told.
  @Test(arguments: [
    (["3": 1, "1": 3], true), (["3": 1, "1": 2], false), (["3": 9], true), (["3": 10], false),
    (["2": 9], false), (["3": 1, "1": 3, "unknown": 7], false),
  ])
  func domainsWithFewSuchPartiesAreHiddenElsewhere(_ parties: [String: Int], _ isHidden: Bool) {
    var observation = PatternExample.units(["U00"])
    for (penalties, number) in parties {
      observation.patterns.multiplicities.add(["U00", "D", "I", penalties], [number])
    }
    let hidden = SamePartyAgain.hiddenDomains(observation, IndicatorSettings())
    #expect(hidden == (isHidden ? [["U00", "D"]] : []))
  }
}
