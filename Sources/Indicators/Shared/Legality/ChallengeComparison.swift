import Contracts
import Statistics

/// How often a unit's decisions were overturned, beside those of its level on the same items.
struct ChallengeComparison {
  let unitCode: String
  /// Whether it is made within items; else, for want of others there, against all other units.
  let isWithinItems: Bool
  /// Concluded decisions of strata that hold those of the unit and of others, overturned or not; all
  /// of the unit and of the city where they are not compared within items.
  let comparable: TwoByTwoTable
  /// Overturned decisions that are expected at the share of the others in each stratum.
  let expected: Double
  /// As many at the share of all others of the level, whatever their items.
  let pooledExpected: Double
  /// Chance of as many or more, given the margins of every stratum.
  let chance: Double

  /// Whether the unit lies above the others within items and below without regard to them, or the
  /// other way round.
  var isReversed: Bool {
    let own = Double(comparable.firstYes)
    return (own - expected) * (own - pooledExpected) < 0
  }

  /// The comparisons of all units with enough conclusions of their own and of others.
  ///
  /// Conclusions are few: where too few are comparable within items, the unit is compared with all
  /// others whatever their items, and says so.
  ///
  /// - Parameters:
  ///   - decisions: Decisions by how they were challenged.
  ///   - peers: Levels of the units.
  ///   - fewest: Conclusions that either side must have.
  /// - Returns: In order of the units.
  static func all(
    of decisions: [ProcedureCount], _ peers: Peers, fewest: Int
  ) -> [ChallengeComparison] {
    var strata = Strata<YesNo>()
    for decision in decisions {
      let outcome = ChallengeOutcome(review: decision.facts[0], court: decision.facts[1])
      guard outcome == .overturned || outcome == .upheld else { continue }
      let stratum = [peers.group(of: decision.unitCode), decision.domain, decision.itemCode]
      strata.change(PatternSubject(decision.unitCode, "unit"), stratum, from: YesNo()) {
        if outcome == .overturned { $0.yes += decision.cases } else { $0.no += decision.cases }
      }
    }
    let subjects = strata.subjectsAgainstOthers(peers, byDistrict: [])
    let city = strata.totals { $0.add($1) }.values.reduce(into: YesNo()) { $0.add($1) }
    return subjects.compactMap { subject in
      let own = ContrastAnswer.sum(subject.tables)
      let rest = TwoByTwoTable(
        own.firstYes, own.firstNo, city.yes - own.firstYes, city.no - own.firstNo)
      let choices = [
        ChallengeComparison(subject, subject.tables, isWithinItems: true),
        ChallengeComparison(subject, [rest], isWithinItems: false),
      ]
      return choices.first { choice in
        min(choice.comparable.first, choice.comparable.second) >= max(fewest, 1)
      }
    }
  }

  private init(
    _ subject: ContrastSubject, _ tables: [TwoByTwoTable], isWithinItems: Bool
  ) {
    let others = ContrastAnswer.sum(tables)
    let tables = tables.filter { $0.first > 0 && $0.second > 0 }
    unitCode = subject.subject.unit
    self.isWithinItems = isWithinItems
    comparable = ContrastAnswer.sum(tables)
    expected = tables.reduce(0) {
      $0 + Double($1.first) * Double($1.secondYes) / Double($1.second)
    }
    pooledExpected =
      Double(comparable.first) * Double(others.secondYes) / Double(max(others.second, 1))
    chance = comparable.firstYes == 0 ? 1 : StratifiedExactTest.greater(of: tables)
  }

  /// The comparison for a flag.
  var finding: PatternFinding {
    let wilson = WilsonInterval(
      successes: comparable.firstYes, trials: comparable.first, confidence: 0.95)
    let share = Double(comparable.firstYes) / Double(comparable.first)
    var finding = PatternFinding(unitCode, effect: share, pValue: chance)
    (finding.lower, finding.upper) = (wilson.lower, wilson.upper)
    (finding.observed, finding.expected) = (comparable.firstYes, expected)
    return finding
  }
}
