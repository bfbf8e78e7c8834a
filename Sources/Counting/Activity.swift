import Contracts

/// What happened in each cell, month by month.
struct Activity {
  /// Counts of one cell by month from the first observed month.
  struct Series {
    var cases: [Int]
    var filed: [Int]
    var settled: [Int]
    // Filings of cases that were settled: no silence, but no second settlement either.
    var settledFilings: [Int]
    var complaints: [Int]
    var findings: [Int]
    var openFindings: [Int]

    init(months: Int) {
      let empty = [Int](repeating: 0, count: months)
      (cases, filed, settled, settledFilings) = (empty, empty, empty, empty)
      (complaints, findings, openFindings) = (empty, empty, empty)
    }
  }

  /// Cell without its state: level, unit, district, domain, item.
  typealias Key = [String]

  let first: Month
  let months: Int
  private(set) var series: [Key: Series] = [:]

  /// Mapped tallies of everything that happens in cells.
  struct Events {
    let cases: Tally
    let inspections: Tally
    let complaints: Tally
  }

  /// Sums up mapped tallies over the months `first` to `last`.
  init(first: Month, last: Month, events: Events, districts: DistrictBook) {
    self.first = first
    months = last.index - first.index + 1
    for (key, sums) in events.cases.sums {
      add(key, districts) { series, month in
        series.cases[month] += sums[1] - sums[5]
        series.filed[month] += sums[2]
        series.settled[month] += sums[5]
        series.settledFilings[month] += sums[6]
      }
    }
    for (key, sums) in events.inspections.sums {
      add(key, districts) { series, month in
        series.findings[month] += sums[1]
        series.openFindings[month] += sums[4]
        series.settled[month] += sums[2] + sums[3] + sums[5]
      }
    }
    // Where kinds are stated only reports ask for enforcement, and unstated ones may.
    let hasReports = events.complaints.sums.keys.contains { $0[6] == "report" }
    let asking: Set<String> = hasReports ? ["report", ""] : ["report", "complaint", ""]
    for (key, sums) in events.complaints.sums where asking.contains(key[6]) {
      add(key, districts) { series, month in series.complaints[month] += sums[0] }
    }
  }

  /// Counts of a cell; nil where nothing ever happened.
  subscript(level: CellLevel, unit: String, district: String, domain: String, item: String)
    -> Series?
  {
    series[[level.rawValue, unit, district, domain, item]]
  }

  /// Cells of a level in which anything happened, sorted.
  func keys(_ level: CellLevel) -> [Key] {
    series.keys.filter { $0[0] == level.rawValue }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private mutating func add(
    _ key: [String], _ districts: DistrictBook, _ change: (inout Series, Int) -> Void
  ) {
    guard let month = Month(key[0]), month >= first, month.index < first.index + months
    else { return }
    let index = month.index - first.index
    for cell in cells(key, districts) {
      change(&series[cell, default: Series(months: months)], index)
    }
  }

  // One event counts in every cell that it lies in; the unit levels know no district.
  private func cells(_ key: [String], _ districts: DistrictBook) -> [Key] {
    let (unit, district, domain, item) = (key[1], key[2], key[3], key[4])
    var cells: [Key] = []
    if !unit.isEmpty, !domain.isEmpty {
      cells.append([CellLevel.unitDomain.rawValue, unit, "", domain, ""])
    }
    let county = district.isEmpty ? "" : districts.county(of: district)
    if !county.isEmpty, !domain.isEmpty {
      cells.append([CellLevel.districtDomain.rawValue, "", county, domain, ""])
    }
    guard !item.isEmpty else { return cells }
    if !unit.isEmpty { cells.append([CellLevel.unitItem.rawValue, unit, "", domain, item]) }
    if !county.isEmpty {
      cells.append([CellLevel.districtItem.rawValue, "", county, domain, item])
    }
    cells.append([CellLevel.cityItem.rawValue, "", "", domain, item])
    return cells
  }
}
