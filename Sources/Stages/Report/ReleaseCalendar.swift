import Archive
import CSV
import Contracts

/// reports/releases.csv: every report with its vintage, what comes next, and breaks in series.
struct ReleaseCalendar {
  static let fileName = "releases.csv"
  static let columns = [
    "kind", "month", "vintage", "snapshot", "data_as_of", "final_from", "detail",
  ]

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

  /// Writes the calendar, sorted; the month after the last report stands in it as planned.
  func write(hasByteOrderMark: Bool) throws(StageError) {
    let sorted = (reports + breaks).sorted { left, right in
      let (first, second) = ([left[1], left[0]], [right[1], right[0]])
      if first != second { return first.lexicographicallyPrecedes(second) }
      let (one, other) = (Int(left[3]) ?? 0, Int(right[3]) ?? 0)
      return one == other ? left[6] < right[6] : one < other
    }
    var writer = CSVWriter(lineEnd: .crlf, byteOrderMark: hasByteOrderMark)
    writer.append(Self.columns)
    for row in sorted { writer.append(row) }
    if let last = reports.compactMap({ Month($0[1]) }).max() {
      writer.append(["planned", "\(last + 1)", "", "", "", "", ""])
    }
    let bytes = writer.bytes
    try storing { () throws(ArchiveError) in
      try FileStore.write(bytes, to: path, access: .everyone)
    }
  }
}
