extension Tally {
  /// Inspections of a partition by day and party; pseudonyms stay within the caches of partitions.
  public static let visitDays = Tally(
    "visit_days",
    keys: subject + ["date", "mode", "offsite", "party", "result_published_date"],
    measures: ["visits", "known", "problems"])

  /// Complaints of a partition by day of receipt and of answer.
  public static let complaintDays = Tally(
    "complaint_days",
    keys: subject + ["kind", "outcome", "received_date", "outcome_date", "accepted"],
    measures: ["complaints"])

  /// Decisions of a partition that found an offence, by month of the decision and party.
  ///
  /// Unlike `parties` it does not follow the date that the settings count by.
  public static let offenders = Tally(
    "offender_counts", keys: subject + ["party"], measures: ["decisions"])

  /// Penalty decisions of a partition by month and kinds of penalty.
  public static let decisionKinds = Tally(
    "decision_kinds", keys: ["month", "unit_code", "penalty_types"],
    measures: ["decisions", "amount_fen"])
}
