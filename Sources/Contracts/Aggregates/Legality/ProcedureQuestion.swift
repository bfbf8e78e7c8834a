/// What legality indicators ask of cases: the facts in which cases are told apart.
///
/// Facts are words, or whole numbers as text; an empty one means that the exports do not say.
public enum ProcedureQuestion: String, CaseIterable, Sendable, Codable {
  /// Days from filing to decision, of decided cases of the window and of all that are still open.
  ///
  /// `state`: `decided`, `ended` (not filed, withdrawn, terminated, handed to another body) or
  /// `pending` at the end of the report month; `days`: from filing to decision, end or the end of
  /// the month, less the days left out, 0 where more are left out than passed; empty without a
  /// filing date, negative where the dates are in the wrong order; `rest_days`: by how many of them a
  /// term may have gone on to the next working day.
  case terms
  /// Years within which an act was found.
  ///
  /// `years`: least whole number of years after the end of the act that reaches the day on which
  /// it was found, at least 1; empty where a date is missing, `reversed` where found before it ended.
  case limitation
  /// Legal review of penalty decisions.
  ///
  /// `major`: `yes`, `no`; `triggers`: sorted words of `ReviewTrigger` joined by `;`; `review`: a
  /// word of `ReviewTiming`, or empty.
  case review
  /// Hearing notices of penalty decisions.
  ///
  /// `triggers`: sorted words of `ReviewTrigger` but `hearing`; `hearing`: word of its vocabulary.
  case hearing
  /// Collective decision; `major` and `triggers` as in `review`, `collective`: `yes`, `no`.
  case collective
  /// Transfer to criminal justice of decided, ended and open cases.
  ///
  /// `due`, `transferred`: `yes`, `no`; `amount_fen`: fine and confiscation.
  case transfer
  /// Officers of decided cases.
  ///
  /// `procedure`; `named`: different officers; of those `uncertified` (certificate had run out on
  /// the day of the decision), `unlisted` (not in the list of that year, nor in the unit's latest
  /// earlier one), `auxiliary`, `certified` and `roleless` (listed without a role); the five are empty
  /// where none is named, or no list up to that year holds the unit; an officer listed without a date
  /// of validity is neither certified nor uncertified.
  case officers
  /// Fines by summary procedure; `party_type`, `fine_fen`.
  case summary
  /// Publication of decisions.
  ///
  /// `due`: `yes`, `no`; `state`: `published` or `waiting` at the end of the month; `working_days`:
  /// working days after the decision up to publication or the end of the month; negative where
  /// published before the decision; `exported`: `later` where published after the first whole export of
  /// the month, and while waiting the working days up to that or to the end of the report month, where
  /// days of exports are known.
  case publication
  /// Cases exempted as a first offence.
  ///
  /// `earlier`: `yes` where the party was punished on the same item on an earlier day within four
  /// years, `no`, or empty where the party is not stated.
  case firstOffence = "first_offence"
  /// Reviews and law suits of decisions; `review_result`, `court_result`, `self_corrected`.
  case challenges
  /// Authority on the day of the case.
  ///
  /// `held`: `yes`, `no`, or empty where the item is unknown or no list says who holds it.
  case authority
  /// Major cases by level; `unit_level`, and `lowest_level`: the lowest that may enforce the item.
  case escalation
  /// Cases that came back from criminal justice.
  ///
  /// `state`: `decided`, `pending`, `not_filed`, or `ended` otherwise; `filed`: `yes`, `no`.
  case judicialReferral = "judicial_referral"

  /// Names of the facts, in the order of the key after `base`.
  public var facts: [String] {
    switch self {
    case .terms: ["state", "procedure", "days", "rest_days"]
    case .limitation: ["years"]
    case .review: ["major", "triggers", "review"]
    case .hearing: ["triggers", "hearing"]
    case .collective: ["major", "triggers", "collective"]
    case .transfer: ["due", "transferred", "amount_fen"]
    case .officers:
      ["procedure", "named", "certified", "uncertified", "unlisted", "auxiliary", "roleless"]
    case .summary: ["party_type", "fine_fen"]
    case .publication: ["due", "state", "working_days", "exported"]
    case .firstOffence: ["earlier"]
    case .challenges: ["review_result", "court_result", "self_corrected"]
    case .authority: ["held"]
    case .escalation: ["unit_level", "lowest_level"]
    case .judicialReferral: ["state", "filed"]
    }
  }

  /// Columns before the facts: month of the decision or end (of the filing while open), and subject.
  public static let base = ["month", "unit_code", "district_code", "domain", "item_code"]

  /// The empty table of the question.
  public var shape: Tally {
    Tally(
      "procedure_" + rawValue, keys: ProcedureQuestion.base + facts, measures: ["cases"])
  }
}

/// Why a decision needs legal review or a hearing notice, apart from the tick of the unit.
public enum ReviewTrigger: String, CaseIterable, Sendable {
  /// Fine and confiscation reach the amount of the catalogue.
  case amount
  /// A hearing was held.
  case hearing
  /// A penalty on licence, operation or liberty.
  case penalty
}

/// When a decision was reviewed, against the day of the decision.
public enum ReviewTiming: String, CaseIterable, Sendable {
  /// Passed on an earlier day.
  case before
  /// Passed on the day of the decision.
  case sameDay = "same_day"
  /// Passed on a later day.
  case after
  /// Passed, on an unknown day.
  case undated
  /// Dated before the decision, without a result.
  case unstated
  /// Sent back, and decided all the same.
  case returned
  /// Stated not to have been reviewed.
  case none
}

/// Cases that agree in every fact of a question.
public struct ProcedureCount: Hashable, Sendable {
  /// Month of the decision or other end; of the filing while the case is open.
  public let month: Month
  /// Unit, present code.
  public let unitCode: String
  /// District, present code; empty where unknown.
  public let districtCode: String
  /// Domain; empty where the catalogue knows none.
  public let domain: String
  /// Item; empty where the catalogue knows none.
  public let itemCode: String
  /// Facts in the order of the question.
  public let facts: [String]
  /// Cases, above 0.
  public let cases: Int

  /// Makes a count.
  public init(
    month: Month, unitCode: String, districtCode: String = "", domain: String = "",
    itemCode: String = "", facts: [String], cases: Int
  ) {
    self.month = month
    self.unitCode = unitCode
    self.districtCode = districtCode
    self.domain = domain
    self.itemCode = itemCode
    self.facts = facts
    self.cases = cases
  }

  /// The key under which the counts hold these cases.
  public var key: [String] {
    [month.description, unitCode, districtCode, domain, itemCode] + facts
  }

  init?(_ key: [String], _ sums: [Int], _ question: ProcedureQuestion) {
    guard key.count == ProcedureQuestion.base.count + question.facts.count, sums.count == 1,
      let month = Month(key[0])
    else { return nil }
    self.init(
      month: month, unitCode: key[1], districtCode: key[2], domain: key[3], itemCode: key[4],
      facts: Array(key.dropFirst(ProcedureQuestion.base.count)), cases: sums[0])
  }
}
