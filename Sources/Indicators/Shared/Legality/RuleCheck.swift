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
      var check = checks[count.unitCode] ?? RuleCheck(unitCode: count.unitCode)
      switch judge(count) {
      case .kept: check.kept += count.cases
      case .unknown: check.unknown += count.cases
      case .notApplicable: continue
      case .broken(let finding):
        check.brokenBy[finding, default: 0] += count.cases
        check.marks.append(CaseMark(question, count, finding))
      }
      checks[count.unitCode] = check
    }
    return checks.values.sorted { $0.unitCode < $1.unitCode }
  }

  private init(unitCode: String) { self.unitCode = unitCode }
}

extension Observation {
  /// Cases of the window by the facts of a question; open cases of any month among them.
  func procedures(_ question: ProcedureQuestion) -> [ProcedureCount] {
    legality.counts(of: question)
  }
}
