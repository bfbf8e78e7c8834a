import Contracts

/// Answers the questions of legality of single cases.
struct ProcedureFacts: Sendable {
  let authority: AuthorityBook
  let catalogue: CatalogueBook
  let units: UnitBook
  let officers: OfficerBook
  let reviews: ReviewRule
  let calendar: WorkingCalendar
  /// Last day of the report month.
  let end: CalendarDate

  /// The facts of a case for a question; nil where the question does not arise.
  ///
  /// - Parameters:
  ///   - question: What is asked.
  ///   - single: The case.
  ///   - subject: Present unit, district, domain and item.
  ///   - earlier: Whether the party was punished on the item on an earlier day; nil where unknown.
  /// - Returns: One text a fact, in the order of the question.
  func facts(
    _ question: ProcedureQuestion, _ single: ProcedureCase, _ subject: [String], earlier: Bool?
  ) -> [String]? {
    let cell = single.cell
    switch question {
    case .terms:
      return [single.state.rawValue, cell("procedure"), single.days.map { String($0) } ?? ""]
    case .transfer: return transfer(single)
    case .judicialReferral: return judicialReferral(single)
    case .authority: return [held(single, subject)]
    case .limitation: return single.decided == nil ? nil : [ProcedureFacts.years(single)]
    case .officers: return single.decided.map { officers(single, unit: subject[0], on: $0) }
    case .summary:
      guard single.decided != nil, cell("procedure") == "summary", let fine = single.fineFen
      else { return nil }
      return [cell("party_type"), String(fine)]
    case .firstOffence:
      guard single.decided != nil, single.disposition == "exempted",
        cell("exempt_ground") == "first_offence"
      else { return nil }
      return [earlier.map { $0 ? "yes" : "no" } ?? ""]
    case .challenges:
      guard single.decided != nil else { return nil }
      return [cell("review_result"), cell("court_result"), cell("self_corrected")]
    case .escalation:
      guard single.decided != nil, cell("major") == "yes" else { return nil }
      return [units.level(of: subject[0]), lowestLevel(of: subject[3], single.month)]
    case .review, .hearing, .collective, .publication:
      return single.isPenaltyDecision ? ofPenalty(question, single, item: subject[3]) : nil
    }
  }

  private func ofPenalty(
    _ question: ProcedureQuestion, _ single: ProcedureCase, item: String
  ) -> [String] {
    let cell = single.cell
    switch question {
    case .hearing: return [reviews.hearingTriggers(single, item: item), cell("hearing")]
    case .publication: return publication(single)
    default:
      let last =
        question == .review
        ? ReviewRule.timing(single)?.rawValue ?? "" : cell("collective_decision")
      return [cell("major"), reviews.reviewTriggers(single, item: item), last]
    }
  }

  private func publication(_ single: ProcedureCase) -> [String] {
    let published = CalendarDate(single.cell("published_date")).flatMap { $0 <= end ? $0 : nil }
    let waited = single.decided.map { calendar.workingDays(after: $0, through: published ?? end) }
    return [
      single.cell("publish_due"), published == nil ? "waiting" : "published",
      waited.map { String($0) } ?? "",
    ]
  }

  private func transfer(_ single: ProcedureCase) -> [String] {
    let isTransferred = single.disposition == "transferred_criminal"
    return [
      single.cell("transfer_due"), isTransferred ? "yes" : single.cell("transferred"),
      String(single.amountFen),
    ]
  }

  private func judicialReferral(_ single: ProcedureCase) -> [String]? {
    guard single.cell("source") == "judicial_referral" else { return nil }
    let state = single.disposition == "not_filed" ? "not_filed" : single.state.rawValue
    return [state, single.filed == nil ? "no" : "yes"]
  }

  // The day of the decision counts, since the power to decide is what the list gives.
  private func held(_ single: ProcedureCase, _ subject: [String]) -> String {
    guard !subject[0].isEmpty, !subject[3].isEmpty, let day = single.decided ?? single.filed
    else { return "" }
    return authority.isEmpowered(subject[0], subject[3], on: day).map { $0 ? "yes" : "no" } ?? ""
  }

  private func officers(
    _ single: ProcedureCase, unit: String, on day: CalendarDate
  ) -> [String] {
    let named = single.officers
    let procedure = single.cell("procedure")
    guard !named.isEmpty else { return [procedure, "", "", "", "", ""] }
    guard let standing = officers.standing(of: named, unit: unit, on: day) else {
      return [procedure, String(named.count), "", "", "", ""]
    }
    return [procedure]
      + [
        named.count, standing.certified, standing.uncertified, standing.unlisted,
        standing.auxiliary,
      ].map { String($0) }
  }

  private func lowestLevel(of item: String, _ month: Month) -> String {
    let levels = catalogue.levels(of: item, month)
    return ["town", "county", "city"].first { levels.contains($0) } ?? ""
  }

  /// Least number of years after the end of an act that reaches the day on which it was found.
  static func years(_ single: ProcedureCase) -> String {
    guard let ended = CalendarDate(single.cell("act_ended_date")),
      let found = CalendarDate(single.cell("found_date"))
    else { return "" }
    guard ended <= found else { return "reversed" }
    var years = max(1, found.components.year - ended.components.year)
    if ended.adding(years: years) < found { years += 1 }
    return String(years)
  }
}
