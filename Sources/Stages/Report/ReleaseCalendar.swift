import Archive
import CSV
import Contracts
import Reporting

/// reports/releases.csv: every report with its vintage, what comes next, and breaks in series.
struct ReleaseCalendar {
  static let fileName = "releases.csv"
  static let columns = Report.releaseColumns

  private let path: String
  // Rows of reports by month and snapshot, and of breaks by month and codes.
  private var reports: [[String]] = []
  private var breaks: [[String]] = []

  init(_ workspace: Workspace) throws(StageError) {
    path = workspace.reports + "/" + Self.fileName
    let path = path
    guard try storing({ () throws(ArchiveError) in try FileStore.kind(of: path) }) != nil else {
      return
    }
    let rows = try workspace.rows(of: path)
    guard rows.first == Self.columns else {
      throw StageError(.dataRefused, "\(path): not what this program wrote; move it away")
    }
    reports = rows.dropFirst().filter { $0[0] == "report" }
  }

  /// Whether a month was published before from an earlier snapshot.
  func holdsEarlier(_ month: Month, than snapshot: Int) -> Bool {
    reports.contains { $0[1] == "\(month)" && (Int($0[3]) ?? 0) < snapshot }
  }

  /// The calendar with a report that was published.
  func adding(
    _ month: Month, _ release: Release, snapshot: Int, _ asOf: CalendarDate?, _ facts: CountFacts
  ) -> ReleaseCalendar {
    var calendar = self
    calendar.reports.removeAll { $0[1] == "\(month)" && Int($0[3]) == snapshot }
    calendar.reports.append([
      "report", "\(month)", release.vintage.rawValue, String(snapshot), asOf?.description ?? "",
      "\(month + release.closingMonths)", "",
    ])
    // Old codes, what carries their history today, and the first month under it.
    calendar.breaks = [("district", facts.districtSuccessions), ("unit", facts.unitSuccessions)]
      .flatMap { kind, successions in
        successions.map { pair in
          let end = pair.count > 2 ? CalendarDate(pair[2]) : nil
          let first = end?.adding(days: 1).month.description ?? ""
          return ["break", first, "", "", "", "", "\(kind) \(pair[0]) > \(pair[1])"]
        }
      }
    return calendar
  }

  /// Rows up to a report, sorted; the month after the last one stands there as planned.
  ///
  /// Reports of later months or of later data are left out, so that a report can be made again.
  func rows(upTo month: Month? = nil, snapshot: Int? = nil) -> [[String]] {
    let own = reports.filter { row in
      (month.map { last in Month(row[1]).map { $0 <= last } ?? false } ?? true)
        && (snapshot.map { Int(row[3]) ?? 0 <= $0 } ?? true)
    }
    let sorted = (own + breaks).sorted { left, right in
      let (first, second) = ([left[1], left[0]], [right[1], right[0]])
      if first != second { return first.lexicographicallyPrecedes(second) }
      let (one, other) = (Int(left[3]) ?? 0, Int(right[3]) ?? 0)
      return one == other ? left[6] < right[6] : one < other
    }
    let last = own.compactMap { Month($0[1]) }.max()
    return sorted + (last.map { [["planned", "\($0 + 1)", "", "", "", "", ""]] } ?? [])
  }

  /// Writes the calendar.
  func write(hasByteOrderMark: Bool) throws(StageError) {
    var writer = CSVWriter(lineEnd: .crlf, byteOrderMark: hasByteOrderMark)
    writer.append(Self.columns)
    for row in rows() { writer.append(row) }
    let bytes = writer.bytes
    try storing { () throws(ArchiveError) in
      try FileStore.write(bytes, to: path, access: .everyone)
    }
  }
}
