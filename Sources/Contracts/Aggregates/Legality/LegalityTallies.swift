extension Tally {
  /// Officers of the officers table as they stand in a year.
  ///
  /// `role`: every role in which the year lists an officer of the unit, joined by `;`, or empty;
  /// `certificate`: `valid` or `expired` at the end of the report month (at the end of an earlier
  /// year), or empty; `training_hours`: whole number, or empty; `seconded`: `yes`, `no`, or empty.
  public static let officerFacts = Tally(
    "officer_facts",
    keys: ["unit_code", "year", "role", "certificate", "training_hours", "seconded"],
    measures: ["officers"])

  /// What the units table says of the staff of units that exist in the report month.
  ///
  /// `officers` and `legal_reviewers`: whole numbers, or empty; `head_experience`: `yes`, `no`, or
  /// empty.
  public static let unitStaff = Tally(
    "unit_staff", keys: ["unit_code", "officers", "legal_reviewers", "head_experience"],
    measures: ["units"])

  /// Decided cases of the window by officer; `officer` is a number within the unit, not a pseudonym.
  ///
  /// A case with several officers counts for each; months without a case have no row.
  public static let officerMonths = Tally(
    "officer_months", keys: ["unit_code", "officer", "month"], measures: ["cases"])

  /// Inspections of the last 24 months by how they were made.
  ///
  /// `offsite`: `yes`, `no`, or empty; `published`: working days until the result was published,
  /// `waiting` where it was not by the end of the report month; `waited`: working days from the
  /// visit to the end of the report month, 99 at most.
  public static let visitConduct = Tally(
    "visit_conduct",
    keys: [
      "month", "unit_code", "district_code", "domain", "mode", "offsite", "published", "waited",
    ], measures: ["visits", "known", "problems"])

  /// Parties of the register by visits in the year of the report month, up to its end.
  ///
  /// `cap`: visits a year that `caps` allows, or empty; `visits`: days on which the party was
  /// visited on the spot on account of the domain, complaint-led visits left out, a joint one once.
  public static let visitFrequency = Tally(
    "visit_frequency", keys: ["district_code", "domain", "risk_class", "cap", "visits"],
    measures: ["parties"])

  /// Units behind visits over a cap in the year of the report month.
  ///
  /// `visits_over`: visits of the unit that came after the cap was reached; `parties`: parties so
  /// visited.
  public static let visitsOverCap = Tally(
    "visits_over_cap", keys: ["unit_code", "domain", "risk_class", "cap"],
    measures: ["visits_over", "parties", "own_visits_over", "modeless_visits"])

  /// Visits of the last 12 months to a party that another unit visited at most 60 days before.
  ///
  /// Joint, complaint-led and off-site visits count on neither side; of one day the unit with the
  /// smaller code counts as the earlier; `other_unit`: the unit of the nearest
  /// earlier visit, `days`: days since it, 0 to 60.
  public static let repeatedVisits = Tally(
    "repeated_visits", keys: ["month", "unit_code", "other_unit", "domain", "days"],
    measures: ["visits", "modeless_visits"])

  /// Visits of the last 12 months, each a day on which a unit visited a party.
  ///
  /// Joint, complaint-led and off-site ones are left out; an inspection that names no party is one.
  public static let partyVisits = Tally(
    "party_visits", keys: ["month", "unit_code"], measures: ["visits"])

  /// Complaints of the last 24 months by when they were answered.
  ///
  /// `state`: `answered` or `waiting` at the end of the report month; `working_days`: from receipt to answer or to the end of the report month; empty where
  /// an answer has no date, negative where it lies before the receipt.
  public static let complaintAnswers = Tally(
    "complaint_answers",
    keys: ["month", "unit_code", "district_code", "domain", "kind", "state", "working_days"],
    measures: ["complaints"])

  /// Penalty decisions of the last four years by year and kinds of penalty.
  ///
  /// Each decision counts once, whatever became of it later; `penalty_types`: sorted words joined by
  /// `;`, with `fine` and `confiscation` added where an amount is stated; empty where none is known.
  public static let annualDecisions = Tally(
    "annual_decisions", keys: ["unit_code", "year", "penalty_types"],
    measures: ["decisions", "amount_fen"])

  /// The published yearly totals; `amount_known` counts rows that state an amount.
  public static let annualTotals = Tally(
    "annual_totals", keys: ["unit_code", "year", "class"],
    measures: ["cases", "amount_fen", "amount_known"])

  /// Steps of the follow-up of flags up to the end of the report month, by flag, day and step.
  public static let followups = Tally(
    "followup_steps", keys: ["flag_id", "date", "step"], measures: ["rows"])

  /// Accountability decisions and complaints about conduct of the last 24 months.
  ///
  /// `table`: `accountability` or `conduct_complaints`; `unit_code`: empty where the text is no known
  /// unit; `outcome`: `stated` or empty. Grounds and subjects are free text that may name a person,
  /// and stay in the archive.
  public static let conductRecords = Tally(
    "conduct_records", keys: ["table", "month", "unit_code", "outcome"], measures: ["records"])

  /// Decided cases of the window drawn for file review, the first 50 of each unit.
  ///
  /// `rank`: 1 for the first; the order is that of a digest over seed, unit and case.
  public static let reviewDraw = Tally(
    "review_draw", keys: ["unit_code", "rank", "case_id", "domain", "code_then"],
    measures: ["cases"])

  /// Decided cases of the window by unit: what the review sample is drawn from.
  public static let reviewFrame = Tally(
    "review_frame", keys: ["unit_code"], measures: ["cases"])
}
