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

    fileprivate func contains(_ other: MonthSpan) -> Bool { from <= other.from && other.to <= to }

    // Whether no more than the longest gap lies between two spans.
    fileprivate func isNear(_ other: MonthSpan) -> Bool {
      max(from, other.from) - min(to, other.to) - 1 <= Table.longestDeliveryGap
    }
  }

  /// All rows, also those without a month.
  public private(set) var rows = 0
  private var units = TextCodes()
  // By number of the unit, in no order: no two of a unit lie near each other.
  private var unitSpans: [[MonthSpan]] = []
  private var monthKeys: Set<Int> = []
  // Rows that follow one another are often of one month.
  private var lastMonth = 0

  /// Holds no row.
  public init() {}

  /// First and last month and number of the rows of each unit with a month, in each part of the export.
  ///
  /// A record of long ago that comes late does not deliver the years between. A source that speaks for
  /// every unit has one entry a month, under unit `*`, U+001F and month.
  public var spans: [String: [MonthSpan]] {
    let parts = parts
    // Texts of different bytes can be equal.
    return Dictionary(zip(units.texts, unitSpans), uniquingKeysWith: +).mapValues { spans in
      parts.compactMap { part in
        let own = spans.filter { part.contains($0) }
        return own.dropFirst().reduce(own.first) { $0?.joined(with: $1) }
      }
    }
  }

  // Stretches of months of the whole export that no long gap parts.
  private var parts: [MonthSpan] {
    var parts: [MonthSpan] = []
    for month in monthKeys.sorted() {
      let span = MonthSpan(from: month, to: month, rows: 0)
      if let last = parts.last, last.isNear(span) {
        parts[parts.count - 1] = last.joined(with: span)
      } else {
        parts.append(span)
      }
    }
    return parts
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
    for (unit, spans) in zip(other.units.texts, other.unitSpans) {
      let code = units.code(of: unit)
      for span in spans { add(span, to: code) }
    }
  }

  private mutating func add(_ span: MonthSpan, to unit: UInt32) {
    guard unit < unitSpans.count else {
      unitSpans.append([span])
      return
    }
    var joined = span
    // Rows of one unit lie in its last months most often.
    let last = unitSpans[Int(unit)].count - 1
    guard !unitSpans[Int(unit)][last].contains(span) else {
      unitSpans[Int(unit)][last].rows += span.rows
      return
    }
    unitSpans[Int(unit)].removeAll {
      guard $0.isNear(joined) else { return false }
      joined = joined.joined(with: $0)
      return true
    }
    unitSpans[Int(unit)].append(joined)
  }
}
