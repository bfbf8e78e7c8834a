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
  }

  // Rows of one unit in one month; open are cases that nothing has ended yet.
  private struct MonthRows {
    var settled = 0
    var open = 0

    static func + (left: MonthRows, right: MonthRows) -> MonthRows {
      MonthRows(settled: left.settled + right.settled, open: left.open + right.open)
    }

    static func += (left: inout MonthRows, right: MonthRows) { left = left + right }
  }

  // Rows of one unit by month. Those that follow one another are often of one month, which is added up
  // apart: every row of an export passes here.
  private struct UnitMonths {
    private var before: [Int: MonthRows] = [:]
    private var month = 0
    private var rows = MonthRows()

    var byMonth: [Int: MonthRows] {
      month == 0 ? before : before.merging([month: rows], uniquingKeysWith: +)
    }

    mutating func add(_ own: MonthRows, _ month: Int) {
      if month != self.month {
        if self.month > 0 { before[self.month, default: MonthRows()] += rows }
        (self.month, rows) = (month, MonthRows())
      }
      rows += own
    }
  }

  /// All rows, also those without a month.
  public private(set) var rows = 0
  private var units = TextCodes()
  // By number of the unit.
  private var unitMonths: [UnitMonths] = []

  /// Holds no row.
  public init() {}

  /// First and last month and number of the rows of each unit with a month, in each part of the export.
  ///
  /// A record of long ago that comes late does not deliver the years between. A source that speaks for
  /// every unit has one entry a month, under unit `*`, U+001F and month.
  public var spans: [String: [MonthSpan]] {
    let parts = parts
    return monthsByUnit { $0 }.mapValues { months in
      parts.compactMap { part in
        let own = months.filter { part.contains($0.key) }
        guard let from = own.keys.min(), let to = own.keys.max() else { return nil }
        let rows = own.values.reduce(MonthRows(), +)
        return MonthSpan(from: from, to: to, rows: rows.settled + rows.open)
      }
    }
  }

  /// Months one after another in which the export speaks for each unit, in order; open cases are not
  /// among their rows.
  ///
  /// Open cases speak for their months of filing only behind the last month with another row of the
  /// unit: what is still open of an earlier time does not say that all of that time came. They are
  /// stretches of their own. A source that speaks for every unit is unit `*`.
  public var stretches: [String: [MonthSpan]] {
    monthsByUnit { $0.hasPrefix("*") ? "*" : $0 }.mapValues { months in
      let lastSettled = months.filter { $0.value.settled > 0 }.keys.max() ?? 0
      return months.filter { $0.value.settled > 0 || $0.key > lastSettled }
        .sorted { $0.key < $1.key }
        .reduce(into: []) { stretches, month in
          let rows = month.value.settled
          if let last = stretches.last, last.to + 1 == month.key, (last.rows > 0) == (rows > 0) {
            stretches[stretches.count - 1].to = month.key
            stretches[stretches.count - 1].rows += rows
          } else {
            stretches.append(MonthSpan(from: month.key, to: month.key, rows: rows))
          }
        }
    }
  }

  // Texts of different bytes can be equal.
  private func monthsByUnit(_ name: (String) -> String) -> [String: [Int: MonthRows]] {
    Dictionary(zip(units.texts.map(name), unitMonths.map(\.byMonth))) {
      $0.merging($1, uniquingKeysWith: +)
    }
    .filter { !$0.value.isEmpty }
  }

  // Stretches of months of the whole export that no long gap parts.
  private var parts: [ClosedRange<Int>] {
    monthKeys.reduce(into: []) { parts, month in
      if let last = parts.last, month - last.upperBound - 1 <= Table.longestDeliveryGap {
        parts[parts.count - 1] = last.lowerBound...month
      } else {
        parts.append(month...month)
      }
    }
  }

  private var monthKeys: [Int] {
    unitMonths.reduce(into: Set<Int>()) { $0.formUnion($1.byMonth.keys) }.sorted()
  }

  /// Months in which any row lies, `YYYY-MM`, sorted.
  public var months: [String] { monthKeys.map(RowLayout.monthText) }

  mutating func note(_ unit: String, month: Int, isOpen: Bool = false) {
    note(utf8: unit.utf8Span.span, month: month, isOpen: isOpen)
  }

  /// Notes a row of a unit by the bytes of its code.
  mutating func note(utf8 unit: Span<UInt8>, month: Int, isOpen: Bool = false) {
    rows += 1
    guard month > 0 else { return }
    guard let code = units.code(of: unit, in: unit.indices) else {
      preconditionFailure("a normalised cell is text")
    }
    add(isOpen ? MonthRows(open: 1) : MonthRows(settled: 1), month, to: code)
  }

  /// Adds the rows of another part of the same export.
  public mutating func add(_ other: DeliveredRows) {
    rows += other.rows
    for (unit, months) in zip(other.units.texts, other.unitMonths) {
      let code = units.code(of: unit)
      for (month, rows) in months.byMonth { add(rows, month, to: code) }
    }
  }

  private mutating func add(_ rows: MonthRows, _ month: Int, to unit: UInt32) {
    // Numbers of units are given in their order, each as its first row comes.
    if unit == unitMonths.count { unitMonths.append(UnitMonths()) }
    unitMonths[Int(unit)].add(rows, month)
  }
}
