import Contracts

/// The cells of one level of an observation as a grid, and where each stands in the observation.
struct LevelGrid {
  var grid: CellGrid
  /// Position among the observation's cells of each cell of the grid.
  var position: [Int]
  /// Unit or district of each row, and name of each group.
  var rows: [String]
  var groups: [String]
  /// First observed month: offset 0.
  let firstMonth: Month

  /// Takes the cells of a level that were observed in at least one month.
  init(_ level: CellLevel, of observation: Observation) {
    firstMonth = observation.firstMonth
    let cells = observation.cells
    let byUnit = level == .unitItem || level == .unitDomain
    let byDomain = level == .unitDomain || level == .districtDomain
    var chosen = cells.indices.filter {
      cells[$0].level == level && !cells[$0].history.observed.isEmpty
    }
    let row = { (index: Int) in byUnit ? cells[index].unitCode : cells[index].districtCode }
    let column = { (index: Int) in byDomain ? cells[index].domain : cells[index].itemCode }
    let columns = LevelGrid.numbered(chosen.map(column))
    chosen.sort { left, right in
      let (first, second) = (row(left), row(right))
      if first != second { return first < second }
      return columns.number[column(left)] ?? 0 < columns.number[column(right)] ?? 0
    }
    let groups = LevelGrid.numbered(chosen.map { cells[$0].exposureGroup })
    let domains = LevelGrid.numbered(chosen.map { cells[$0].domain })
    var grid = CellGrid(length: observation.month.index - observation.firstMonth.index + 1)
    grid.group = [Int](repeating: 0, count: columns.names.count)
    grid.domain = grid.group
    grid.groups = groups.names.count
    // A column of a level of domains has no other columns of its domain to lean on.
    grid.domains = byDomain ? 1 : domains.names.count
    rows = []
    position = chosen
    self.groups = groups.names
    var lists: [[ClosedRange<Int32>]: MonthList] = [:]
    for index in chosen {
      if rows.last != row(index) {
        if !rows.isEmpty { grid.rowStart.append(grid.count) }
        rows.append(row(index))
      }
      let number = columns.number[column(index)] ?? 0
      grid.group[number] = groups.number[cells[index].exposureGroup] ?? 0
      grid.domain[number] = byDomain ? 0 : domains.number[cells[index].domain] ?? 0
      let months = lists[cells[index].history.observed] ?? MonthList(cells[index].history.observed)
      lists[cells[index].history.observed] = months
      grid.append(cells[index], column: number, months, observation.firstMonth)
    }
    if !rows.isEmpty { grid.rowStart.append(grid.count) }
    grid.parties = LevelGrid.parties(grid, chosen.map { cells[$0].regulatedParties })
    self.grid = grid
  }

  private static func numbered(_ names: [String]) -> (names: [String], number: [String: Int]) {
    let sorted = Set(names).sorted()
    return (sorted, Dictionary(uniqueKeysWithValues: zip(sorted, 0...)))
  }

  // The middle of what the register says of the cells of a row and group; nil where it says nothing.
  private static func parties(_ grid: CellGrid, _ known: [Int?]) -> [Double?] {
    var result = [Double?](repeating: nil, count: grid.rows * grid.groups)
    for row in 0..<grid.rows {
      var byGroup: [Int: [Int]] = [:]
      for cell in grid.cells(row) {
        guard let parties = known[cell] else { continue }
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

extension CellGrid {
  /// Appends a cell to the last row.
  mutating func append(_ cell: Cell, column: Int, _ months: MonthList, _ first: Month) {
    self.column.append(column)
    self.months.append(months)
    cases.append(cell.history.cases)
    findings.append(cell.history.findings)
    complaints.append(cell.history.complaints)
    silentFrom.append(cell.lastActive.map { max(0, $0.index - first.index + 1) } ?? 0)
  }
}
