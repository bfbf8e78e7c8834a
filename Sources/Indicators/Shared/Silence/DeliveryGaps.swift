import Contracts

/// Months in which a whole row is silent although many cases were due: not delivered, not inaction.
///
/// The register of deliveries may be wrong; a row that falls silent in every column at once is asked
/// for its data first. One whose inspections go on to find problems delivers: it has no cases.
enum DeliveryGaps {
  /// Cases due in a month from which the silence of a whole row is no chance.
  static let due = 30.0

  /// Months of each row that are taken as not delivered, ascending.
  static func gaps(_ grid: CellGrid, _ counts: ExpectedCounts, _ cases: [Double]) -> [[Int]] {
    (0..<grid.rows).map { row in
      var observed = [Double](repeating: 0, count: grid.length)
      var expected = observed
      for cell in grid.cells(row) {
        for event in grid.cases[cell] { observed[Int(event.month)] += Double(event.count) }
        let months = counts.monthly(cell, grid, hasCases: cases[cell] > 0)
        for (index, month) in grid.months[cell].offsets.enumerated() {
          expected[month] += months[index]
        }
      }
      var (active, due) = (0.0, 0.0)
      for month in 0..<grid.length where observed[month] > 0 {
        active += observed[month]
        due += expected[month]
      }
      // A row that always did less than its peers is held to its own level.
      let level = due > 0 ? min(1, active / due) : 1
      let isDelivering = delivering(row, grid, observed)
      return (0..<grid.length).filter {
        observed[$0] == 0 && !isDelivering[$0] && expected[$0] * level >= DeliveryGaps.due
      }
    }
  }

  // Whether a month is of a run without a case of which half or more of the months have findings of
  // the row's own inspections: a run, since few inspections of the last month may find nothing.
  private static func delivering(_ row: Int, _ grid: CellGrid, _ cases: [Double]) -> [Bool] {
    var hasFindings = [Bool](repeating: false, count: grid.length)
    for cell in grid.cells(row) {
      for event in grid.findings[cell] { hasFindings[Int(event.month)] = true }
    }
    var isDelivering = [Bool](repeating: false, count: grid.length)
    var start = 0
    for month in 0...grid.length where month == grid.length || cases[month] > 0 {
      let run = start..<month
      let isShown = 2 * run.count { hasFindings[$0] } >= run.count
      for silent in run { isDelivering[silent] = isShown }
      start = month + 1
    }
    return isDelivering
  }

  /// The grid without the months of the gaps.
  static func without(_ gaps: [[Int]], _ grid: CellGrid) -> CellGrid {
    guard gaps.contains(where: { !$0.isEmpty }) else { return grid }
    var result = grid
    for row in 0..<grid.rows where !gaps[row].isEmpty {
      let missing = Set(gaps[row])
      var shorter: [MonthList: MonthList] = [:]
      for cell in grid.cells(row) {
        let months = grid.months[cell]
        let rest = shorter[months] ?? MonthList(months.offsets.filter { !missing.contains($0) })
        shorter[months] = rest
        result.months[cell] = rest
        result.findings[cell] = grid.findings[cell].filter { !missing.contains(Int($0.month)) }
      }
    }
    return result
  }
}
