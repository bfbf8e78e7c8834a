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
    // Cases alone, with or without penalty; inspections that settled something are none.
    var allCases: [Int]
    var complaints: [Int]
    var findings: [Int]
    var openFindings: [Int]

    /// Whether a case was ever filed, decided or settled here.
    var isHandled: Bool {
      [cases, filed, settled, settledFilings].contains { $0.contains { $0 > 0 } }
    }

    init(months: Int) {
      let empty = [Int](repeating: 0, count: months)
      (cases, filed, settled, settledFilings, allCases) = (empty, empty, empty, empty, empty)
      (complaints, findings, openFindings) = (empty, empty, empty)
    }
  }

  /// Cell without its state: level, unit, district, domain, item.
  typealias Key = [String]

  // The counties in which events of a unit and a district count, looked up once.
  private struct Counties {
    let units: UnitBook
    var ofUnits: [String: String] = [:]
    var ofDistricts: [String: String] = [:]

    // In the county of the place and, where that is another, in the one of the unit's seat.
    mutating func counties(_ unit: String, _ district: String) -> [String] {
      let own = ofDistricts[district] ?? units.county(of: district)
      ofDistricts[district] = own
      let seat = ofUnits[unit] ?? units.county(of: units.district(of: unit))
      ofUnits[unit] = seat
      return (own == seat ? [own] : [own, seat]).filter { !$0.isEmpty }
    }
  }

  let first: Month
  let months: Int
  private(set) var series: [Key: Series] = [:]

  /// Mapped tallies of everything that happens in cells.
  struct Events {
    let cases: Tally
    let handling: Tally
    let inspections: Tally
    let complaints: Tally
  }

  /// Sums up mapped tallies over the months `first` to `last`.
  init(first: Month, last: Month, events: Events, units: UnitBook) {
    self.first = first
    months = last.index - first.index + 1
    var counties = Counties(units: units)
    for (key, sums) in events.cases.sums {
      add(key, &counties) { series, month in
        series.cases[month] += sums[1] - sums[5]
        series.filed[month] += sums[2]
        series.settled[month] += sums[5]
        series.settledFilings[month] += sums[6]
        series.allCases[month] += sums[1]
      }
    }
    // Whoever did the work was not inactive; the place counts under the unit that is named.
    for (key, sums) in events.handling.sums {
      add(key, &counties, unitsOnly: true) { series, month in
        series.cases[month] += sums[1] - sums[3]
        series.filed[month] += sums[2]
        series.settled[month] += sums[3]
        series.settledFilings[month] += sums[4]
        series.allCases[month] += sums[1]
      }
    }
    for (key, sums) in events.inspections.sums {
      add(key, &counties) { series, month in
        series.findings[month] += sums[1]
        series.openFindings[month] += sums[4]
        series.settled[month] += sums[2] + sums[3] + sums[5]
      }
    }
    // Where kinds are stated only reports ask for enforcement, and unstated ones may.
    let hasReports = events.complaints.sums.keys.contains { $0[6] == "report" }
    let asking: Set<String> = hasReports ? ["report", ""] : ["report", "complaint", ""]
    for (key, sums) in events.complaints.sums where asking.contains(key[6]) {
      add(key, &counties) { series, month in series.complaints[month] += sums[0] }
    }
  }

  /// Counts of a cell; nil where nothing ever happened.
  subscript(level: CellLevel, unit: String, district: String, domain: String, item: String)
    -> Series?
  {
    series[[level.rawValue, unit, district, domain, item]]
  }

  /// Units and items with a case or settlement of their own; a complaint shows no power.
  var handledPairs: Set<[String]> {
    Set(
      series.filter { $0.key[0] == CellLevel.unitItem.rawValue && $0.value.isHandled }
        .map { [$0.key[1], $0.key[4]] })
  }

  /// Cells of a level in which anything happened, sorted.
  func keys(_ level: CellLevel) -> [Key] {
    series.keys.filter { $0[0] == level.rawValue }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private mutating func add(
    _ key: [String], _ counties: inout Counties, unitsOnly: Bool = false,
    _ change: (inout Series, Int) -> Void
  ) {
    guard let month = Month(key[0]), month >= first, month.index < first.index + months
    else { return }
    let index = month.index - first.index
    for cell in cells(key, counties.counties(key[1], key[2]))
    where !unitsOnly || !cell[1].isEmpty {
      change(&series[cell, default: Series(months: months)], index)
    }
  }

  // One event counts in every cell that it lies in.
  private func cells(_ key: [String], _ counties: [String]) -> [Key] {
    let (unit, domain, item) = (key[1], key[3], key[4])
    var cells: [Key] = []
    if !domain.isEmpty {
      if !unit.isEmpty { cells.append([CellLevel.unitDomain.rawValue, unit, "", domain, ""]) }
      cells += counties.map { [CellLevel.districtDomain.rawValue, "", $0, domain, ""] }
    }
    guard !item.isEmpty else { return cells }
    if !unit.isEmpty { cells.append([CellLevel.unitItem.rawValue, unit, "", domain, item]) }
    cells += counties.map { [CellLevel.districtItem.rawValue, "", $0, domain, item] }
    cells.append([CellLevel.cityItem.rawValue, "", "", domain, item])
    return cells
  }
}
