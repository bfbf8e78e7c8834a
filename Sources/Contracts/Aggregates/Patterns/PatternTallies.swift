extension Tally {
  /// Columns that say who a party is.
  public static let partyGroup = ["party_type", "party_ownership", "party_region"]

  /// Closed cases as a multiset: who the party is, how grave the case was, and what it cost.
  ///
  /// Amounts are keys, so that any threshold, mean or order of amounts can be had from sums; a blank
  /// fine means that none is stated, which is not a fine of nothing. Quashed are decisions that a
  /// review or a court revoked or found void.
  public static let outcomes = Tally(
    "outcome_counts",
    keys: subject + partyGroup + [
      "grade", "leniency", "sanction", "fine_fen", "confiscated_fen", "fine_base_fen",
      "quashed",
    ], measures: ["cases", "paid_cases", "paid_fen"])

  /// Penalties by party, and of those the quashed ones; a blank party is unknown.
  ///
  /// Pseudonyms stay within the caches of partitions.
  public static let parties = Tally(
    "party_counts", keys: subject + ["party"], measures: ["penalties", "quashed"])

  /// Decisions by day of the month.
  public static let decisionDays = Tally(
    "decision_days", keys: subject + ["day"], measures: ["decisions"])

  /// Inspections by party: those with a result, with a problem, with a filing, and referred ones.
  public static let visits = Tally(
    "visit_counts", keys: subject + ["mode", "party"] + partyGroup,
    measures: ["visits", "known", "problems", "filed", "referred"])

  /// Complaints by group of the party complained about: accepted, and of those decided and filed.
  public static let complaintOutcomes = Tally(
    "complaint_outcomes", keys: subject + ["kind"] + partyGroup,
    measures: ["complaints", "accepted", "decided", "filed"])

  /// Complaints by who complained, where that is stated: all, accepted and decided, and filed of these.
  ///
  /// Pseudonyms stay within the caches of partitions.
  public static let complainants = Tally(
    "complainant_counts", keys: subject + ["kind"] + partyGroup + ["complainant"],
    measures: ["complaints", "decided", "filed"])

  /// Parties of the window by how many penalties each had, by unit and domain, then by item.
  ///
  /// Under a domain all penalties count, as they were decided; under an item those that stand.
  public static let multiplicities = Tally(
    "party_multiplicities", keys: ["unit_code", "domain", "item_code", "penalties"],
    measures: ["parties"])

  /// Parties of the register by months since the listing and since the last visit.
  ///
  /// The last visit is blank where none is known.
  public static let registered = Tally(
    "register_visits",
    keys: ["district_code", "domain", "risk_class", "months_listed", "months_since_visit"],
    measures: ["parties"])

  /// Amounts of the finances table by kind; what is blank there has no row here.
  public static let finances = Tally(
    "finance_amounts", keys: ["unit_code", "year", "month", "kind"], measures: ["amount_fen"])
}
