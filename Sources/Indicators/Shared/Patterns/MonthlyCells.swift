import Contracts
import Statistics

/// The cases of one cell month by month, with the cells of its peer group.
struct MonthlyCell {
  let cell: Cell
  /// Level of the unit.
  let level: String
  /// Domain of a cell of a domain, item of a cell of an item: what has one season.
  var season: [String] { [level, cell.domain, cell.itemCode] }
  /// Cases of each month; 0 where not observed.
  let counts: [Int]
  let observed: [Bool]

  /// Cases of all observed months.
  var total: Int { counts.reduce(0, +) }

  /// Number of observed months.
  var observedMonths: Int { observed.count { $0 } }

  /// Cuts the months out of a cell's history.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - level: Level of its unit.
  ///   - months: Months, none before `first`.
  ///   - first: First observed month, from which the history counts.
  init(_ cell: Cell, level: String, months: ClosedRange<Month>, first: Month) {
    self.cell = cell
    self.level = level
    let start = months.lowerBound.index - first.index
    let length = months.upperBound.index - months.lowerBound.index + 1
    var counts = [Int](repeating: 0, count: length)
    for month in cell.history.cases where (0..<length).contains(Int(month.month) - start) {
      counts[Int(month.month) - start] += Int(month.count)
    }
    var observed = [Bool](repeating: false, count: length)
    for run in cell.history.observed {
      let (from, to) = (max(Int(run.lowerBound) - start, 0), Int(run.upperBound) - start)
      for month in stride(from: from, through: min(to, length - 1), by: 1) {
        observed[month] = true
      }
    }
    self.counts = counts.indices.map { observed[$0] ? counts[$0] : 0 }
    self.observed = observed
  }

  /// The cell as the test takes it.
  func tested(group: Int) -> BurstCell {
    BurstCell(
      name: [level, cell.unitCode, cell.domain, cell.itemCode].joined(separator: "/"),
      group: group, counts: counts, observed: observed)
  }
}

/// Cases by month of several cells together.
struct MonthlySum {
  private var cases: [Int]
  private var cells: [Int]

  init(months: Int) {
    cases = [Int](repeating: 0, count: months)
    cells = cases
  }

  mutating func add(_ cell: MonthlyCell) {
    for month in cases.indices where cell.observed[month] {
      cases[month] += cell.counts[month]
      cells[month] += 1
    }
  }

  /// Cases by month of the other cells, as cases by observing cell; nil where none observed it.
  func rates(without cell: MonthlyCell) -> [Double?] {
    cases.indices.map { month in
      let others = cells[month] - (cell.observed[month] ? 1 : 0)
      let seen = cases[month] - (cell.observed[month] ? cell.counts[month] : 0)
      return others > 0 ? Double(seen) / Double(others) : nil
    }
  }
}
