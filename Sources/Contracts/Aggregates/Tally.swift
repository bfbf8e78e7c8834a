/// Sums of measures by key; the tally of a union is the sum of the tallies.
public struct Tally: Hashable, Sendable {
  /// Name of the aggregate.
  public let name: String
  /// Names of the key columns.
  public let keys: [String]
  /// Names of the measures: counts, or fen where the name ends in `_fen`.
  public let measures: [String]
  /// Sums by key.
  public internal(set) var sums: TallySums
  /// A sum was larger than 64 bits hold; the tally must not be used.
  public private(set) var isOverflown = false

  /// Makes an empty tally.
  public init(_ name: String, keys: [String], measures: [String]) {
    self.name = name
    self.keys = keys
    self.measures = measures
    sums = TallySums(keys: keys.count, measures: measures.count)
  }

  /// Adds amounts, one a measure, under a key.
  public mutating func add(_ key: [String], _ amounts: [Int]) {
    precondition(key.count == keys.count && amounts.count == measures.count, "tally shape")
    note(sums.add(key, amounts))
  }

  mutating func note(_ isSound: Bool) {
    if !isSound { isOverflown = true }
  }

  /// Adds every sum of another tally of the same shape.
  public mutating func merge(_ other: Tally) {
    precondition(other.keys == keys && other.measures == measures, "tally shape")
    let isSound = sums.merge(other.sums)
    isOverflown = isOverflown || other.isOverflown || !isSound
  }

  /// Names of all columns.
  public var columns: [String] { keys + measures }

  /// Header and rows sorted by key, as text.
  public var rows: [[String]] {
    [columns] + sums.sorted.map { key, amounts in key + amounts.map { String($0) } }
  }

  /// Keys in the order of the rows.
  public var sortedKeys: [[String]] { sums.sorted.map(\.key) }

  /// Reads rows written by `rows`; nil when the header or a number differs.
  public init?(_ empty: Tally, rows: [[String]]) {
    guard let header = rows.first, header == empty.keys + empty.measures else { return nil }
    self = empty
    for row in rows.dropFirst() {
      let amounts = row.dropFirst(keys.count).compactMap { Int($0) }
      guard row.count == header.count, amounts.count == measures.count else { return nil }
      add(Array(row.prefix(keys.count)), amounts)
    }
  }
}

extension Tally {
  static let subject = [
    "month", "unit_code", "district_code", "domain", "item_code", "item_name",
  ]

  /// Cases of a partition: cases once by month, items each, filings by month of filing.
  public static let cases = Tally(
    "case_counts", keys: subject,
    measures: [
      "cases", "item_cases", "filed", "undecided", "punished", "settled", "settled_filed",
      "exempt", "transferred", "major", "fine_fen", "confiscated_fen",
    ])

  /// Cases of a partition by the unit that handled them for another.
  public static let handling = Tally(
    "handling_counts", keys: subject + ["named_unit_code"],
    measures: ["cases", "item_cases", "filed", "settled", "settled_filed"])

  /// Inspections of a partition, by what they found and what followed.
  public static let inspections = Tally(
    "inspection_counts", keys: subject + ["mode"],
    measures: ["visits", "problems", "settled", "orders", "announced", "referred"])

  /// Complaints of a partition, by kind.
  public static let complaints = Tally(
    "complaint_counts", keys: subject + ["kind"],
    measures: ["complaints", "filed", "not_filed", "pending"])

  /// Changes of closed months: case month and the month that the changing export completed.
  public static let revisions = Tally(
    "revisions", keys: ["unit_code", "month", "export_month"],
    measures: ["added_late", "replaced", "withdrawn", "decided"])

  /// Rejected records of cases that nothing has settled since, by month and what can be read of them.
  public static let unreadCases = Tally("unread_cases", keys: subject, measures: ["records"])

  /// Columns that the exports of a unit lack, by the first and last month of each stretch without them.
  public static let columnGaps = Tally(
    "column_gaps", keys: ["table", "unit_code", "column", "month_from", "month_to"],
    measures: ["months"])

  /// Months of inspections that the register of deliveries says did not come.
  public static let unsentInspections = Tally(
    "unsent_inspections", keys: ["unit_code", "month"], measures: ["codes"])

  /// Referrals by days until acceptance, or until the end of the report month where none came.
  ///
  /// Days are empty where the answer has no usable date; so is a receiver that is no known body.
  public static let referrals = Tally(
    "referrals",
    keys: ["unit_code", "referred_to", "domain", "month", "days", "accepted"],
    measures: ["referrals"])

  /// Explanations of zeros that ran out before the end of the report month.
  public static let expiredExplanations = Tally(
    "expired_explanations", keys: ["unit_code", "domain", "item_code", "date", "expires"],
    measures: ["explanations"])

  /// Rows and blank cells of the cases of a partition.
  public static let blanks = Tally(
    "case_blanks", keys: ["month", "unit_code", "column"], measures: ["rows", "blank"])
}
