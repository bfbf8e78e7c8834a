import Contracts

/// The cells of one level of an observation as a grid, and where each stands in the observation.
struct LevelGrid: Sendable {
  var grid: CellGrid
  /// Position among the observation's cells of each cell of the grid.
  var position: [Int]
  /// The level.
  let level: CellLevel
  /// First observed month: offset 0.
  let firstMonth: Month

  /// Takes the cells of a level that were observed in at least one month.
  init(_ level: CellLevel, of observation: Observation) {
    self.level = level
    firstMonth = observation.firstMonth
    let cells = observation.cells
    let byUnit = level == .unitItem || level == .unitDomain
    let byDomain = level == .unitDomain || level == .districtDomain
    // Cells are sorted by level, unit, district, domain and item: rows follow one another.
    let chosen = observation.positions(of: level).filter {
      !cells[$0].history.observed.isEmpty
    }
    let columns = LevelGrid.numbered(chosen.lazy.map { [cells[$0].domain, cells[$0].itemCode] })
    let groups = LevelGrid.numbered(chosen.lazy.map { cells[$0].exposureGroup })
    var grid = CellGrid(length: observation.month.index - observation.firstMonth.index + 1)
    grid.group = [Int](repeating: 0, count: columns.count)
    grid.groups = groups.count
    // A column of a level of domains has no other columns of its domain to lean on.
    let domains = LevelGrid.numbered(columns.keys.lazy.map { byDomain ? "" : $0[0] })
    grid.domain = grid.group
    grid.domains = domains.count
    for (column, number) in columns {
      grid.domain[number] = domains[byDomain ? "" : column[0]] ?? 0
    }
    var current: String?
    position = chosen
    grid.reserve(chosen.count)
    let powers = PowerShares(beneath: level, of: observation)
    var lists: [[ClosedRange<Int32>]: MonthList] = [:]
    for index in chosen {
      let row = byUnit ? cells[index].unitCode : cells[index].districtCode
      if current != row {
        if current != nil { grid.rowStart.append(grid.count) }
        current = row
      }
      let number = columns[[cells[index].domain, cells[index].itemCode]] ?? 0
      grid.group[number] = groups[cells[index].exposureGroup] ?? 0
      let months = lists[cells[index].history.observed] ?? MonthList(cells[index].history.observed)
      lists[cells[index].history.observed] = months
      grid.powerShares[grid.count] = powers.months(of: index)
      grid.append(
        cells[index], column: number, months, observation.firstMonth, window: observation.window)
    }
    if current != nil { grid.rowStart.append(grid.count) }
    grid.parties = LevelGrid.parties(grid, chosen) { cells[$0].regulatedParties }
    self.grid = grid
  }

  private static func numbered(_ names: some Sequence<[String]>) -> [[String]: Int] {
    let sorted = Set(names).sorted { $0.lexicographicallyPrecedes($1) }
    return Dictionary(uniqueKeysWithValues: zip(sorted, 0...))
  }

  private static func numbered(_ names: some Sequence<String>) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: zip(Set(names).sorted(), 0...))
  }

  // The middle of what the register says of the cells of a row and group; nil where it says nothing.
  private static func parties(
    _ grid: CellGrid, _ positions: [Int], _ known: (Int) -> Int?
  ) -> [Double?] {
    var result = [Double?](repeating: nil, count: grid.rows * grid.groups)
    for row in 0..<grid.rows {
      var byGroup: [Int: [Int]] = [:]
      for cell in grid.cells(row) {
        guard let parties = known(positions[cell]) else { continue }
        byGroup[grid.group[grid.column[cell]], default: []].append(parties)
      }
      for group in byGroup.keys.sorted() {
        let sorted = (byGroup[group] ?? []).sorted()
        result[row * grid.groups + group] = Double(sorted[sorted.count / 2])
      }
    }
    return result
  }
}

extension MonthList {
  /// Makes the list of the months in ascending ranges.
  init(_ ranges: [ClosedRange<Int32>]) {
    self.init(ranges.flatMap { $0.map(Int.init) })
  }
}

extension Cell {
  // By month, parties as a multiple of those of the last month; nil where there were never more. From a
  // month on no more than in the mean observed month before: a register that rose for a while does not
  // make who acts as ever fall short.
  fileprivate func partyRatios(months: Int, before start: Int) -> [Double]? {
    guard let last = history.partiesBefore.last else { return nil }
    var ratios = [Double](repeating: 1, count: months)
    for change in history.partiesBefore {
      for month in min(Int(change.month), months)..<months {
        ratios[month] = Double(change.count) / Double(last.count)
      }
    }
    let record = history.observed.joined().filter { $0 < start }
    let sum = record.reduce(0) { $0 + ratios[Int($1)] }
    let mean = record.isEmpty ? 1 : sum / Double(record.count)
    for month in max(start, 0)..<months { ratios[month] = min(ratios[month], mean) }
    return ratios
  }
}

extension CellGrid {
  /// Makes room for so many cells.
  mutating func reserve(_ count: Int) {
    column.reserveCapacity(count)
    months.reserveCapacity(count)
    cases.reserveCapacity(count)
    findings.reserveCapacity(count)
    complaints.reserveCapacity(count)
    silentFrom.reserveCapacity(count)
  }

  /// Appends a cell to the last row.
  fileprivate mutating func append(
    _ cell: Cell, column: Int, _ months: MonthList, _ first: Month, window: Int
  ) {
    self.column.append(column)
    self.months.append(months)
    cases.append(cell.history.cases)
    findings.append(cell.history.findings)
    complaints.append(cell.history.complaints)
    let silence = cell.lastActive.map { max(0, $0.index - first.index + 1) } ?? 0
    silentFrom.append(silence)
    if let ratios = cell.partyRatios(months: length, before: min(silence, length - window)) {
      partyRatios[count - 1] = ratios
    }
  }
}
