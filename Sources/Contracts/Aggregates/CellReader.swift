/// Reads rows of the cells table from bytes; texts and ranges that repeat are kept once.
public struct CellReader {
  private var texts = TextPool(columns: 8)
  private var observed: [String: [ClosedRange<Int32>]] = ["": []]

  /// Makes a reader that has read nothing.
  public init() {}

  /// Reads one row; nil when it is not one.
  ///
  /// - Parameters:
  ///   - row: The cells in UTF-8, one byte after each.
  ///   - ends: Where each cell ends in `row`.
  /// - Returns: The cell.
  public mutating func cell(_ row: Span<UInt8>, ends: [Int]) -> Cell? {
    guard ends.count == Cell.columns.count else { return nil }
    var next = Fields(ends: ends)
    guard var cell = subject(row, &next), counts(row, &next, &cell),
      remarks(row, &next, &cell), history(row, &next, &cell)
    else { return nil }
    let lastFiled = next.range()
    cell.lastFiled = row.month(in: lastFiled)
    guard (cell.lastFiled == nil) == lastFiled.isEmpty,
      let parties = monthCounts(row, next.range()),
      let complaints = row.number(in: next.range()), let findings = row.number(in: next.range())
    else { return nil }
    cell.history.partiesBefore = parties
    (cell.complaintsWithCase, cell.findingsWithCase) = (complaints, findings)
    return cell
  }

  /// The cells of a row one after another.
  private struct Fields {
    let ends: [Int]
    private var column = 0

    init(ends: [Int]) { self.ends = ends }

    mutating func range() -> Range<Int> {
      let start = column == 0 ? 0 : ends[column - 1] + 1
      defer { column += 1 }
      return start..<ends[column]
    }
  }

  private mutating func subject(_ row: Span<UInt8>, _ next: inout Fields) -> Cell? {
    guard let level = texts.text(0, row, next.range()).flatMap(CellLevel.init),
      let unit = texts.text(1, row, next.range()),
      let district = texts.text(2, row, next.range()),
      let domain = texts.text(3, row, next.range()), let item = texts.text(4, row, next.range()),
      let state = texts.text(5, row, next.range()).flatMap(CellState.init)
    else { return nil }
    var cell = Cell(level: level, domain: domain, state: state)
    (cell.unitCode, cell.districtCode, cell.itemCode) = (unit, district, item)
    return cell
  }

  private func counts(_ row: Span<UInt8>, _ next: inout Fields, _ cell: inout Cell) -> Bool {
    guard let empowered = row.number(in: next.range()), let sent = row.number(in: next.range()),
      let silent = row.number(in: next.range())
    else { return false }
    (cell.monthsEmpowered, cell.monthsSent, cell.monthsSilent) = (empowered, sent, silent)
    let (silentFrom, lastActive) = (next.range(), next.range())
    cell.silentFrom = row.month(in: silentFrom)
    cell.lastActive = row.month(in: lastActive)
    guard (cell.silentFrom == nil) == silentFrom.isEmpty,
      (cell.lastActive == nil) == lastActive.isEmpty,
      let isLeftCensored = row.assertion(in: next.range()),
      let cases = row.number(in: next.range()),
      let unobserved = row.number(in: next.range()), let settled = row.number(in: next.range()),
      let casesEver = row.number(in: next.range()),
      let complaints = row.number(in: next.range()), let filed = row.number(in: next.range()),
      let refused = row.number(in: next.range()), let pending = row.number(in: next.range()),
      let repeated = row.number(in: next.range()),
      let inspections = row.number(in: next.range()),
      let findings = row.number(in: next.range()),
      let openFindings = row.number(in: next.range())
    else { return false }
    cell.isLeftCensored = isLeftCensored
    (cell.cases, cell.casesUnobserved) = (cases, unobserved)
    (cell.settled, cell.casesEver) = (settled, casesEver)
    (cell.complaints, cell.complaintsFiled) = (complaints, filed)
    (cell.complaintsRefused, cell.complaintsPending) = (refused, pending)
    cell.complaintsRepeated = repeated
    (cell.inspections, cell.findings, cell.openFindings) = (inspections, findings, openFindings)
    return true
  }

  private mutating func remarks(
    _ row: Span<UInt8>, _ next: inout Fields, _ cell: inout Cell
  ) -> Bool {
    let (parties, partyMonths) = (next.range(), next.range())
    cell.regulatedParties = row.number(in: parties)
    cell.partyMonths = row.number(in: partyMonths)
    guard (cell.regulatedParties == nil) == parties.isEmpty,
      (cell.partyMonths == nil) == partyMonths.isEmpty,
      let lacksParties = row.assertion(in: next.range())
    else { return false }
    cell.lacksParties = lacksParties
    let explained = next.range()
    cell.explained = row.date(in: explained)
    guard (cell.explained == nil) == explained.isEmpty,
      let isPowerInferred = row.assertion(in: next.range()),
      let group = texts.text(6, row, next.range()), let kind = texts.text(7, row, next.range())
    else { return false }
    cell.isPowerInferred = isPowerInferred
    (cell.exposureGroup, cell.powerKind) = (group, kind)
    let heldFrom = next.range()
    cell.heldFrom = row.month(in: heldFrom)
    guard (cell.heldFrom == nil) == heldFrom.isEmpty, let holders = row.number(in: next.range()),
      let unread = row.number(in: next.range())
    else { return false }
    (cell.holders, cell.unread) = (holders, unread)
    return true
  }

  private mutating func history(
    _ row: Span<UInt8>, _ next: inout Fields, _ cell: inout Cell
  ) -> Bool {
    guard let observed = ranges(row, next.range()), let cases = monthCounts(row, next.range()),
      let settled = monthCounts(row, next.range()),
      let findings = monthCounts(row, next.range()),
      let complaints = monthCounts(row, next.range())
    else { return false }
    cell.history = CellHistory(
      observed: observed, cases: cases, settled: settled, findings: findings,
      complaints: complaints)
    return true
  }

  private mutating func ranges(
    _ row: Span<UInt8>, _ range: Range<Int>
  ) -> [ClosedRange<Int32>]? {
    guard let text = row.text(in: range) else { return nil }
    if let known = observed[text] { return known }
    var ranges: [ClosedRange<Int32>] = []
    for part in row.parts(of: range, at: UInt8(ascii: " ")) {
      guard let pair = pair(row, part, UInt8(ascii: "-")), pair.0 <= pair.1,
        ranges.last.map({ $0.upperBound < pair.0 }) ?? true
      else { return nil }
      ranges.append(pair.0...pair.1)
    }
    observed[text] = ranges
    return ranges
  }

  private func monthCounts(_ row: Span<UInt8>, _ range: Range<Int>) -> [MonthCount]? {
    guard !range.isEmpty else { return [] }
    var counts: [MonthCount] = []
    for part in row.parts(of: range, at: UInt8(ascii: " ")) {
      guard let pair = pair(row, part, UInt8(ascii: ":")), pair.1 > 0,
        counts.last.map({ $0.month < pair.0 }) ?? true
      else { return nil }
      counts.append(MonthCount(month: pair.0, count: pair.1))
    }
    return counts
  }

  private func pair(
    _ row: Span<UInt8>, _ range: Range<Int>, _ separator: UInt8
  ) -> (Int32, Int32)? {
    let parts = row.parts(of: range, at: separator)
    guard parts.count == 2, let first = row.smallNumber(in: parts[0]),
      let second = row.smallNumber(in: parts[1]), first >= 0
    else { return nil }
    return (first, second)
  }
}
