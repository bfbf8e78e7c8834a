import Statistics

/// Pairs of cases that share a month: within cells, between rows of a column, between columns.
///
/// What cases of one cell share beyond those of different rows is clumping; what different rows of a
/// column share beyond different columns of its domain is the column's own profile. Neither needs an
/// estimated profile, so neither is biased by one.
struct MonthPairs: Sendable {
  /// How cases of a cell gather in months.
  let clumping: Clumping
  /// Pseudo-cases with which a column's profile follows its domain's (Dirichlet concentration).
  let profileConcentration: Double
  /// Variance of a column's counts relative to Poisson ones, 1 or more.
  let inflation: [Double]

  // Cells with fewer cases have few pairs; beyond the upper bound a cell would outweigh all others.
  private static let cases = 5.0...2_000.0
  private static let fewestPairs = 50.0
  private static let fewestCells = 20
  private static let concentrations = 3.0...2_000.0

  /// Cases by column and month, and sums over them.
  private struct Sums {
    var months: [Double]
    var total: [Double]
    /// Pairs of cases of different rows, and the share of them in one month.
    var pairs: [Double]
    var shared: [Double]
    /// Sum of y (y − 1) over the months of all cells.
    var gathered: [Double]
  }

  /// Counts the pairs of a grid.
  init(_ grid: CellGrid) {
    let totals = grid.totals(grid.cases)
    let sums = MonthPairs.sums(grid, totals)
    let clumping = MonthPairs.clumping(grid, totals, sums)
    self.clumping = clumping
    inflation = zip(sums.gathered, sums.total).map {
      $1 > 0 ? 1 + $0 / $1 / (clumping.kappa + 1) : 1
    }
    profileConcentration = MonthPairs.concentration(grid, sums)
  }

  private static func sums(_ grid: CellGrid, _ totals: [Double]) -> Sums {
    var sums = Sums(
      months: [Double](repeating: 0, count: grid.columns * grid.length),
      total: [Double](repeating: 0, count: grid.columns), pairs: [], shared: [], gathered: [])
    sums.gathered = sums.total
    var (squares, monthSquares) = (sums.total, sums.total)
    for cell in 0..<grid.count where totals[cell] > 0 {
      let own = grid.column[cell]
      sums.total[own] += totals[cell]
      squares[own] += totals[cell] * totals[cell]
      for event in grid.cases[cell] {
        let count = Double(event.count)
        sums.months[own * grid.length + Int(event.month)] += count
        monthSquares[own] += count * count
        sums.gathered[own] += count * (count - 1)
      }
    }
    for column in 0..<grid.columns {
      let pairs = sums.total[column] * sums.total[column] - squares[column]
      sums.pairs.append(pairs)
      let same = square(sums.months, column * grid.length, grid.length) - monthSquares[column]
      sums.shared.append(pairs > 0 ? same / pairs : 0)
    }
    return sums
  }

  private static func square(_ values: [Double], _ from: Int, _ count: Int) -> Double {
    var sum = 0.0
    for index in from..<(from + count) { sum += values[index] * values[index] }
    return sum
  }

  private static func clumping(_ grid: CellGrid, _ totals: [Double], _ sums: Sums) -> Clumping {
    var (found, expected, weight, cells) = (0.0, 0.0, 0.0, 0)
    for cell in 0..<grid.count where cases.contains(totals[cell]) {
      let column = grid.column[cell]
      guard sums.pairs[column] >= fewestPairs else { continue }
      var own = 0.0
      for event in grid.cases[cell] { own += Double(event.count) * Double(event.count - 1) }
      found += own / totals[cell]
      expected += (totals[cell] - 1) * sums.shared[column]
      weight += totals[cell] - 1
      cells += 1
    }
    guard cells >= fewestCells, expected > 0 else { return Clumping(kappa: 1) }
    return Clumping(coincidence: found / expected, squaredShares: expected / weight)
  }

  // Under a Dirichlet law of concentration c around d, two cases share a month with the chance
  // (1 + c Σ d²) ÷ (1 + c).
  private static func concentration(_ grid: CellGrid, _ sums: Sums) -> Double {
    let between = domainCoincidence(grid, sums)
    var (excess, rest) = (0.0, 0.0)
    for column in 0..<grid.columns where sums.pairs[column] >= fewestPairs {
      guard let other = between[grid.domain[column]] else { continue }
      // A big column tells no more of the others' spread than a middling one.
      let weight = sums.pairs[column] / (1 + sums.pairs[column] / 200)
      excess += weight * (sums.shared[column] - other)
      rest += weight * (1 - sums.shared[column])
    }
    guard rest > 0 else { return 12 }
    return min(max(rest / max(excess, rest / concentrations.upperBound), 3), 2_000)
  }

  // Chance that cases of different columns of a domain share a month; nil where there are few.
  private static func domainCoincidence(_ grid: CellGrid, _ sums: Sums) -> [Double?] {
    var months = [Double](repeating: 0, count: grid.domains * grid.length)
    var (total, own, ownMonths) = (
      [Double](repeating: 0, count: grid.domains), [Double](repeating: 0, count: grid.domains),
      [Double](repeating: 0, count: grid.domains)
    )
    for column in 0..<grid.columns {
      let domain = grid.domain[column]
      total[domain] += sums.total[column]
      own[domain] += sums.total[column] * sums.total[column]
      ownMonths[domain] += square(sums.months, column * grid.length, grid.length)
      for month in 0..<grid.length {
        months[domain * grid.length + month] += sums.months[column * grid.length + month]
      }
    }
    return (0..<grid.domains).map { domain in
      let pairs = total[domain] * total[domain] - own[domain]
      guard pairs >= 1_000 else { return nil }
      return (square(months, domain * grid.length, grid.length) - ownMonths[domain]) / pairs
    }
  }
}
