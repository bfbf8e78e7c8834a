import Contracts
import Testing

@testable import Indicators

/// Sizes of groups that would give a count of few parties away.
@Suite struct ClosedComparisonsTests {
  private typealias Row = PartyGroupDisparityExamples.Row

  private func table(_ observation: Observation, _ unit: String, _ groups: String) -> [String]? {
    PartyGroupDisparity.result(of: observation, IndicatorSettings()).tables.first?.rows
      .map { $0.map(\.chinese) }.first { $0[0].contains(unit) && $0[1] == groups }
  }

  // Two of 24 were not fined, and S04 says that 22 were.
  @Test func whereAPartIsHiddenTheSizeIsToo() throws {
    let observation = PartyGroupDisparityExamples.world { unit in
      unit == "U04" ? [Row("I", 22, 2, 14, 6)] : [Row("I", 22, 6, 14, 6)]
    }
    let types = "个人和个体户／企业"
    // Judged or not: with its row go all of its numbers.
    let isListed = table(observation, "U04", types) != nil
    #expect(!isListed)
    let open = try #require(table(observation, "U05", types))
    #expect(open[2] == "28" && open[4] == "20")
    let sums = PartyGroupDisparity.result(of: observation, IndicatorSettings()).tables.last
    #expect(sums?.rows.first?.map(\.chinese)[1...2] == ["—", "—"])
  }

  // 41 enterprises less 20 private and 18 state-owned ones are 3 foreign ones, which no table lists.
  @Test func enterprisesLessTwoFormsOfOwnershipAreTheThird() throws {
    func world(foreign: Int) -> Observation {
      var observation = PartyGroupDisparityExamples.world { _ in [Row("I", 12, 12, 0, 0)] }
      let forms = [("private", 10, 10), ("state", 9, 9), ("foreign", foreign, 0)]
      for unit in PatternExample.codes(12) {
        for (form, severe, light) in unit == "U04" ? forms : Array(forms.prefix(2)) {
          for (sanction, cases) in [(Sanction.money, severe), (.warning, light)]
          where cases > 0 {
            var outcome = PatternExample.outcome(unit, cases: cases)
            (outcome.itemCode, outcome.sanction) = ("I", sanction)
            (outcome.party.type, outcome.party.ownership) = ("enterprise", form)
            observation.patterns.outcomes.append(outcome)
          }
        }
      }
      return observation
    }
    let few = world(foreign: 3)
    for groups in ["个人和个体户／企业", "民营企业／国有企业"] {
      // Without a figure it is one of the rows that are one together.
      #expect(table(few, "U04", groups) == nil)
    }
    let many = try #require(table(world(foreign: 11), "U04", "民营企业／国有企业"))
    #expect(many[2] == "20" && many[4] == "18")
    #expect(try #require(table(few, "U05", "民营企业／国有企业"))[2] == "20")
  }

  // Persons against 43 enterprises, of which three are foreign and 40 private.
  @Test func aFlagBesideAHiddenNumberStatesNoSize() throws {
    func flag(foreign: Int) throws -> Flag {
      var observation = UnequalFinesExamples.all[2].observation
      for index in observation.patterns.outcomes.indices
      where observation.patterns.outcomes[index].party.type == "enterprise" {
        observation.patterns.outcomes[index].party.ownership = "private"
      }
      var outcome = PatternExample.outcome("U05", fineInYuan: 1_000, cases: foreign)
      (outcome.party.type, outcome.party.ownership) = ("enterprise", "foreign")
      observation.patterns.outcomes.append(outcome)
      let result = UnequalFines.result(of: observation, IndicatorSettings())
      return try #require(result.flags.first { $0.category == "type:individual" })
    }
    let open = try flag(foreign: 5)
    #expect(open.observed == 40 && open.reason.chinese.contains("可比罚款40件对45件，"))
    let closed = try flag(foreign: 3)
    #expect(closed.observed == nil && closed.reason.chinese.contains("其余数字不列"))
    #expect(closed.effect == nil && closed.pValue == nil && closed.qValue == nil)
    #expect(!closed.reason.chinese.contains("40件") && !closed.reason.english.contains("interval"))
  }

  @Test func placesOfPartiesAreASumOfTheirOwn() {
    let closed = ClosedComparisons([
      (PatternSubject("U", "ownership:foreign/complaint"), true),
      (PatternSubject("V", "locality:outside"), true), (PatternSubject("W", "unit"), false),
    ])
    #expect(closed.contains(PatternSubject("U", "type:individual/complaint")))
    #expect(!closed.contains(PatternSubject("U", "type:individual/inspection")))
    #expect(!closed.contains(PatternSubject("U", "locality:outside/complaint")))
    #expect(closed.contains(PatternSubject("V", "locality:outside")))
    #expect(!closed.contains(PatternSubject("V", "type:individual")))
    #expect(closed.shown(3, of: PatternSubject("V", "locality:outside")) == "<5")
    #expect(closed.shown(30, of: PatternSubject("V", "locality:outside")) == "—")
    #expect(closed.shown(3, of: PatternSubject("W", "unit")) == "<5")
  }
}
