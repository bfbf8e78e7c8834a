import Contracts

/// Figures of a report by which the next one finds out whether its data swung.
struct ReportFigures: Codable, Sendable {
  /// Cases of the window for each of its months that any unit sent.
  let cases: Int
  /// Units that sent the report month.
  let deliveries: Int
  /// Flags that stand.
  let flags: Int
  /// Rejected of 10,000 records.
  let rejects: Int
  /// Rejected records; nil in what older programs wrote.
  let rejectedRecords: Int?
  /// Units with a case in the window.
  let units: Int

  init(_ observation: Observation, _ findings: Findings) {
    let window = observation.windowStart...observation.month
    let tally = observation.cases
    let measure = tally.measures.firstIndex(of: "cases") ?? 0
    var (cases, units): (Int, Set<String>) = (0, [])
    for (key, sums) in tally.sums where sums[measure] > 0 {
      guard let month = Month(key[0]), window.contains(month) else { continue }
      cases += sums[measure]
      units.insert(key[1])
    }
    // A window that is still filling up does not swing.
    let sent = Set(
      observation.unitMonths.filter { $0.isSent && window.contains($0.month) }.map(\.month))
    self.cases = Self.quotient(cases, max(1, sent.count))
    self.units = units.count
    flags = findings.flags.standing.count
    deliveries = observation.unitMonths.count { $0.month == observation.month && $0.isSent }
    let records = observation.sources.reduce(0) { $0 + ($1.counts.first ?? 0) }
    let rejected = observation.sources.reduce(0) { $0 + ($1.counts.count > 2 ? $1.counts[2] : 0) }
    rejectedRecords = rejected
    rejects = records > 0 ? Self.quotient(rejected * 10_000, records) : 0
  }

  // Rounded as every printed figure is; a half goes up.
  private static func quotient(_ part: Int, _ whole: Int) -> Int {
    (2 * part + whole) / (2 * whole)
  }

  /// Each figure beside the one before; what is small may move by its floor's share.
  func compared(with before: ReportFigures, maxSwing: Double) -> [ReportFigure] {
    let figures = [
      ("cases", before.cases, cases, 20), ("units", before.units, units, 5),
      ("flags", before.flags, flags, 20), ("rejects", before.rejects, rejects, 20),
      ("deliveries", before.deliveries, deliveries, 5),
    ]
    // Of few records a few rejected ones are a large share.
    let rejected = abs((rejectedRecords ?? 0) - (before.rejectedRecords ?? 0))
    let areFew = Double(rejected) <= maxSwing * 20
    return figures.map { name, before, now, floor in
      let isFar = Double(abs(now - before)) > maxSwing * Double(max(before, floor))
      return ReportFigure(
        name: name, before: before, now: now, isSwing: isFar && !(name == "rejects" && areFew))
    }
  }
}

/// Stops a report whose figures moved further than the settings allow.
enum SwingGate {
  private static let units = ["cases": " a month", "rejects": " of 10,000 records"]

  /// Throws exit 65 where a figure swung and nobody accepted it.
  ///
  /// - Parameters:
  ///   - month: Report month.
  ///   - asOf: The last day that the exports of cases speak of; nil where none is known.
  ///   - release: Figures beside those of the last report.
  ///   - settings: How far they may move.
  ///   - isAccepted: Whether they may move further.
  /// - Throws: What swung, and what to do.
  static func check(
    _ month: Month, asOf: CalendarDate?, _ release: Release, _ settings: Settings,
    isAccepted: Bool
  ) throws(StageError) {
    let swung = release.figures.filter(\.isSwing)
    guard let last = release.last, !swung.isEmpty, !isAccepted else { return }
    let figures = swung.map { figure in
      "\(figure.name) \(figure.before) to \(figure.now)\(units[figure.name] ?? "")"
    }.joined(separator: ", ")
    let unended = unended(month, asOf)
    let limit = Numerals.decimal(100 * settings.maxSwing, places: 2)
    throw StageError(
      .dataRefused,
      "since the report of \(last) \(figures) moved by more than \(limit) % (publish.max_swing); "
        + "nothing published; look at the data, then --accept-swing"
        + (unended.isEmpty ? "" : "; " + unended))
  }

  /// Where to look instead, where a month has only begun in the exports of cases; else empty.
  ///
  /// The first cases of a month make it the last one with a case; to accept a swing is no help then.
  static func unended(_ month: Month, _ asOf: CalendarDate?) -> String {
    guard let asOf, asOf < month.lastDay, asOf.month == month else { return "" }
    return
      "the exports of cases end on \(asOf), before \(month) does: --month \(month - 1) reports the month"
      + " before"
  }
}
