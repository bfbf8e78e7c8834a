public import Contracts

/// Puts normalised rows of one export into a run, and notes what it held of each unit.
public struct RowPacker: Sendable {
  private let layout: RowLayout
  private let unit: Int?
  private let isForAll: Bool
  private var identity: [UInt8] = []
  private var row: [UInt8] = []

  /// First and last month and number of the rows of each unit with a month.
  ///
  /// A source that speaks for every unit has one entry a month, under unit `*`, U+001F and month.
  public private(set) var spans: [String: MonthSpan] = [:]
  /// Rows that were packed.
  public private(set) var rows = 0
  private var monthKeys: Set<Int> = []

  /// Months of some rows, as in `RowHead`.
  public struct MonthSpan: Hashable, Sendable {
    /// The first month.
    public var from: Int
    /// The last month.
    public var to: Int
    /// The number of rows.
    public var rows: Int
  }

  /// Prepares for an export of a table.
  ///
  /// - Parameters:
  ///   - table: The table of the rows.
  ///   - isForAll: Whether the source speaks for every unit.
  public init(_ table: Table, isForAll: Bool) {
    layout = RowLayout(table)
    unit = layout.unit
    self.isForAll = isForAll
  }

  /// Months in which any row lies, `YYYY-MM`, sorted.
  public var months: [String] { monthKeys.sorted().map(RowLayout.monthText) }

  /// Appends a row.
  ///
  /// - Parameters:
  ///   - cells: The cells one after another, one byte that belongs to no cell after each.
  ///   - ends: Where each cell ends, counted from the first byte of `cells`.
  ///   - head: Where it comes from; month and digest are filled in here.
  ///   - run: Takes the row.
  /// - Returns: Hash of its identity for an `IdentityFilter`.
  public mutating func append(
    _ cells: ArraySlice<UInt8>, ends: [Int], _ head: RowHead, to run: inout RowRun
  ) -> UInt64 {
    row.removeAll(keepingCapacity: true)
    row.append(contentsOf: cells)
    for end in ends { row[end] = 0x1F }
    if let last = ends.last { row[last] = 0x1E }
    identity.removeAll(keepingCapacity: true)
    for (place, index) in layout.identity.enumerated() {
      if place > 0 { identity.append(0x1F) }
      identity.append(contentsOf: row[range(index, ends)])
    }
    var head = head
    head.month = month(ends)
    head.content = RowLayout.digest(packed: row[...])
    note(ends, head.month)
    rows += 1
    run.append(head, identity: identity, ends: ends, cells: row)
    return IdentityFilter.hash(identity)
  }

  private func range(_ index: Int, _ ends: [Int]) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]
  }

  // Dates are normalised: YYYY-MM-DD.
  private func month(_ ends: [Int]) -> Int {
    for index in layout.month {
      let cell = range(index, ends)
      guard cell.count >= 7 else { continue }
      var digits = 0
      for place in [0, 1, 2, 3, 5, 6] {
        digits = digits * 10 + Int(row[cell.lowerBound + place]) - 0x30
      }
      return digits / 100 * 12 + digits % 100
    }
    return 0
  }

  private mutating func note(_ ends: [Int], _ month: Int) {
    guard month > 0 else { return }
    monthKeys.insert(month)
    let name =
      isForAll
      ? "*\u{1F}" + RowLayout.monthText(month)
      : unit.map { String(decoding: row[range($0, ends)], as: UTF8.self) } ?? ""
    var span = spans[name] ?? MonthSpan(from: month, to: month, rows: 0)
    span.from = min(span.from, month)
    span.to = max(span.to, month)
    span.rows += 1
    spans[name] = span
  }
}

extension RowPacker.MonthSpan {
  /// The first month, `YYYY-MM`.
  public var fromText: String { RowLayout.monthText(from) }
  /// The last month, `YYYY-MM`.
  public var toText: String { RowLayout.monthText(to) }
}
