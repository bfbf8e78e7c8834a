import Contracts

/// What an export held: its rows by unit, and the months in which they lie.
public struct DeliveredRows: Sendable {
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

    fileprivate func joined(with other: MonthSpan) -> MonthSpan {
      MonthSpan(from: min(from, other.from), to: max(to, other.to), rows: rows + other.rows)
    }
  }

  /// All rows, also those without a month.
  public private(set) var rows = 0
  private var units = TextCodes()
  // By number of the unit.
  private var unitSpans: [MonthSpan] = []
  private var monthKeys: Set<Int> = []
  // Rows that follow one another are often of one month.
  private var lastMonth = 0

  /// Holds no row.
  public init() {}

  /// First and last month and number of the rows of each unit with a month.
  ///
  /// A source that speaks for every unit has one entry a month, under unit `*`, U+001F and month.
  public var spans: [String: MonthSpan] {
    Dictionary(zip(units.texts, unitSpans), uniquingKeysWith: { $0.joined(with: $1) })
  }

  /// Months in which any row lies, `YYYY-MM`, sorted.
  public var months: [String] { monthKeys.sorted().map(RowLayout.monthText) }

  mutating func note(_ unit: String, month: Int) {
    note(utf8: unit.utf8Span.span, month: month)
  }

  /// Notes a row of a unit by the bytes of its code.
  mutating func note(utf8 unit: Span<UInt8>, month: Int) {
    rows += 1
    guard month > 0 else { return }
    if month != lastMonth { monthKeys.insert(month) }
    lastMonth = month
    guard let code = units.code(of: unit, in: unit.indices) else {
      preconditionFailure("a normalised cell is text")
    }
    add(MonthSpan(from: month, to: month, rows: 1), to: code)
  }

  /// Adds the rows of another part of the same export.
  public mutating func add(_ other: DeliveredRows) {
    rows += other.rows
    monthKeys.formUnion(other.monthKeys)
    for (unit, span) in zip(other.units.texts, other.unitSpans) {
      add(span, to: units.code(of: unit))
    }
  }

  private mutating func add(_ span: MonthSpan, to unit: UInt32) {
    if unit == unitSpans.count {
      unitSpans.append(span)
    } else {
      unitSpans[Int(unit)] = unitSpans[Int(unit)].joined(with: span)
    }
  }
}
