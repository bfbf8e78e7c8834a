/// What an export held: its rows by unit, and the months in which they lie.
public struct DeliveredRows: Hashable, Sendable {
  /// Months of some rows, as in `RowHead`.
  public struct MonthSpan: Hashable, Sendable {
    /// The first month.
    public var from: Int
    /// The last month.
    public var to: Int
    /// The number of rows.
    public var rows: Int

    /// The first month, `YYYY-MM`.
    public var fromText: String { RowLayout.monthText(from) }
    /// The last month, `YYYY-MM`.
    public var toText: String { RowLayout.monthText(to) }
  }

  /// First and last month and number of the rows of each unit with a month.
  ///
  /// A source that speaks for every unit has one entry a month, under unit `*`, U+001F and month.
  public private(set) var spans: [String: MonthSpan] = [:]
  /// All rows, also those without a month.
  public private(set) var rows = 0
  private var monthKeys: Set<Int> = []

  /// Holds no row.
  public init() {}

  /// Months in which any row lies, `YYYY-MM`, sorted.
  public var months: [String] { monthKeys.sorted().map(RowLayout.monthText) }

  mutating func note(_ unit: String, month: Int) {
    rows += 1
    guard month > 0 else { return }
    monthKeys.insert(month)
    add(MonthSpan(from: month, to: month, rows: 1), to: unit)
  }

  /// Adds the rows of another part of the same export.
  public mutating func add(_ other: DeliveredRows) {
    rows += other.rows
    monthKeys.formUnion(other.monthKeys)
    for (unit, span) in other.spans { add(span, to: unit) }
  }

  private mutating func add(_ span: MonthSpan, to unit: String) {
    guard var known = spans[unit] else {
      spans[unit] = span
      return
    }
    known.from = min(known.from, span.from)
    known.to = max(known.to, span.to)
    known.rows += span.rows
    spans[unit] = known
  }
}
