import Contracts

/// Months in which a whole row is silent although many cases were due: not delivered, not inaction.
///
/// The register of deliveries may be wrong; a row that falls silent in every column at once is asked
/// for its data first.
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
      return (0..<grid.length).filter {
        observed[$0] == 0 && expected[$0] * level >= DeliveryGaps.due
      }
    }
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
