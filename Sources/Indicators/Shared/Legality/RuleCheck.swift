import Contracts

/// Whether cases keep a rule.
enum RuleJudgement: Hashable {
  /// They keep it.
  case kept
  /// They break it; the word names how, for the internal list.
  case broken(String)
  /// The rule applies, and the exports do not say whether they keep it.
  case unknown
  /// The rule does not apply to them.
  case notApplicable
}

/// What became of the cases of one unit under a rule that each case keeps or breaks.
struct RuleCheck {
  /// Unit.
  let unitCode: String
  /// Cases that keep the rule.
  private(set) var kept = 0
  /// Cases that break it, by how.
  private(set) var brokenBy: [String: Int] = [:]
  /// Cases of which the exports do not say.
  private(set) var unknown = 0
  /// Cases that break it, for the internal list.
  private(set) var marks: [CaseMark] = []

  /// Cases that break the rule.
  var broken: Int { brokenBy.values.reduce(0, +) }
  /// Cases that could be judged.
  var judged: Int { kept + broken }

  /// What the rule says of the unit; a unit of whose cases nothing is known has not passed.
  var outcome: SubjectOutcome {
    if broken > 0 { return .flagged }
    if judged > 0 { return .passed }
    return unknown > 0 ? .notComputable : .notApplicable
  }

  /// The share of cases that break the rule.
  func rate(fewest: Int) -> MeasuredRate { MeasuredRate(broken, of: judged, fewest: fewest) }

  /// Checks of all units with a case that the rule applies to, sorted by unit.
  ///
  /// - Parameters:
  ///   - counts: Cases by their facts.
  ///   - question: What was asked of the cases.
  ///   - judge: Judges the cases of one count.
  /// - Returns: One check a unit.
  static func all(
    of counts: [ProcedureCount], _ question: ProcedureQuestion,
    _ judge: (ProcedureCount) -> RuleJudgement
  ) -> [RuleCheck] {
    var checks: [String: RuleCheck] = [:]
    for count in counts {
      let judgement = judge(count)
      guard judgement != .notApplicable else { continue }
      checks[count.unitCode, default: RuleCheck(unitCode: count.unitCode)]
        .add(judgement, count.cases)
      if case .broken(let finding) = judgement {
        checks[count.unitCode]?.marks.append(CaseMark(question, count, finding))
      }
    }
    return checks.values.sorted { $0.unitCode < $1.unitCode }
  }

  /// Checks of all units with a record that the rule applies to, sorted by unit.
  ///
  /// - Parameter records: How many records of a unit are judged alike, none of them a case.
  /// - Returns: One check a unit, without marks.
  static func all(
    of records: [(unitCode: String, number: Int, judgement: RuleJudgement)]
  ) -> [RuleCheck] {
    var checks: [String: RuleCheck] = [:]
    for record in records where record.judgement != .notApplicable {
      checks[record.unitCode, default: RuleCheck(unitCode: record.unitCode)]
        .add(record.judgement, record.number)
    }
    return checks.values.sorted { $0.unitCode < $1.unitCode }
  }

  private init(unitCode: String) { self.unitCode = unitCode }

  private mutating func add(_ judgement: RuleJudgement, _ number: Int) {
    switch judgement {
    case .kept: kept += number
    case .broken(let finding): brokenBy[finding, default: 0] += number
    case .unknown: unknown += number
    case .notApplicable: break
    }
  }
}

extension Observation {
  /// Cases of the window by the facts of a question; open cases of any month among them.
  func procedures(_ question: ProcedureQuestion) -> [ProcedureCount] {
    legality.counts(of: question)
  }

  /// Units that did not deliver the report month, or are gone: what their data show as open may be done.
  var unitsWithoutReportMonth: Set<String> {
    MissingMonths(self, in: month...month).unitsMostlyMissing.union(formerUnits)
  }

  /// Whether no case of a question states a fact, though there are cases.
  func lacks(_ fact: String, of question: ProcedureQuestion) -> Bool {
    let counts = procedures(question)
    guard let place = question.facts.firstIndex(of: fact), !counts.isEmpty else { return false }
    return counts.allSatisfy { $0.facts[place].isEmpty }
  }
}
