import Statistics

/// Sums of logarithms over the months of a cell as functions of its rate.
///
/// Where rate × expectation ÷ kappa is small in every month the sum of ln(1 + x) is the power series of
/// the sums of the powers of x, to the sixth, with an error below 1e-6 a month; elsewhere it is summed.
struct MonthSeries {
  /// Sums of powers of the expectations from a month to the last, for each of the positions asked.
  private typealias Powers = SIMD8<Double>

  private let cell: StateEvidence.Cell
  private let common: StateEvidence.Common
  private let largest: Double
  private let beforeSums: Powers
  private let afterSums: [Powers]
  private let earlierCases: Double
  private let lastFinding: Int

  // Largest x for the series: 0.14 ^ 7 ÷ 7 is below 2e-7.
  private static let bound = 0.14

  init(_ cell: StateEvidence.Cell, _ common: StateEvidence.Common) {
    self.cell = cell
    self.common = common
    let months = cell.expected.count
    var after = [Powers](repeating: Powers(), count: months + 1)
    var (before, largest, cases) = (Powers(), 0.0, 0.0)
    for month in stride(from: months - 1, through: 0, by: -1) {
      let expected = cell.expected[month]
      largest = max(largest, expected)
      let powers = MonthSeries.powers(expected)
      if month >= cell.silentFrom {
        after[month] = after[month + 1] + powers
      } else {
        before += powers
        cases += cell.cases[month]
      }
    }
    self.largest = largest
    beforeSums = before
    afterSums = after
    earlierCases = cases
    lastFinding = cell.findings.lastIndex { $0 > 0 } ?? -1
  }

  private static func powers(_ value: Double) -> Powers {
    let (second, third) = (value * value, value * value * value)
    return Powers(value, second, third, second * second, third * second, third * third, 0, 0)
  }

  // Sum of ln(1 + factor × expectation) by its series.
  private static func series(_ sums: Powers, _ factor: Double) -> Double {
    let (second, third) = (factor * factor, factor * factor * factor)
    return factor * sums[0] - second * sums[1] / 2 + third * sums[2] / 3
      - second * second * sums[3] / 4 + second * third * sums[4] / 5
      - third * third * sums[5] / 6
  }

  /// Logarithm of the chance of the months before the silence, but for a constant.
  func before(_ rate: Double, _ logRate: Double) -> Double {
    let (kappa, factor) = (cell.kappa, rate / cell.kappa)
    var sum = earlierCases * logRate
    if factor * largest <= MonthSeries.bound {
      sum -= kappa * MonthSeries.series(beforeSums, factor)
    } else {
      for month in 0..<cell.silentFrom {
        sum -= kappa * SpecialFunctions.logarithmOfOnePlus(factor * cell.expected[month])
      }
    }
    guard earlierCases > 0 else { return sum }
    for month in 0..<cell.silentFrom where cell.cases[month] > 0 {
      sum -=
        cell.cases[month] * SpecialFunctions.logarithmOfOnePlus(factor * cell.expected[month])
    }
    return sum
  }

  /// What the silence says at one rate.
  struct Tails {
    /// Logarithm of the chance of the whole silence beside its findings.
    var whole = 0.0
    /// The same of the months from each position on.
    var chance: [Double] = []
    /// What a stop that goes on finding problems pays for them.
    var seeing: [Double] = []
  }

  // Findings become no more cases than the column has: where they are many the share is smaller.
  private var conversion: Double {
    min(common.conversion, 1 / max(cell.findingRate, 1))
  }

  /// Logarithms from each of these positions to the last month.
  func tails(_ rate: Double, _ logRate: Double, from positions: [Int]) -> Tails {
    let found = common.hasFindings ? cell.findingRate : 0
    let all = 1 + found * (1 - conversion)
    let factor = rate / cell.kappa
    var tails = Tails()
    if factor * largest * max(all, found) <= MonthSeries.bound, lastFinding < cell.silentFrom {
      let kappa = cell.kappa
      tails.whole = -kappa * MonthSeries.series(afterSums[cell.silentFrom], factor * all)
      for position in positions {
        let sums = afterSums[min(position, cell.expected.count)]
        tails.chance.append(-kappa * MonthSeries.series(sums, factor * all))
        tails.seeing.append(found > 0 ? -kappa * MonthSeries.series(sums, factor * found) : 0)
      }
      return tails
    }
    return summed(factor, logRate, all, found, positions)
  }

  // The same, month by month from the end.
  private func summed(
    _ factor: Double, _ logRate: Double, _ all: Double, _ found: Double, _ positions: [Int]
  ) -> Tails {
    let months = cell.expected.count
    var chance = [Double](repeating: 0, count: months + 1)
    var seeing = chance
    for month in stride(from: months - 1, through: cell.silentFrom, by: -1) {
      let (expected, findings) = (factor * cell.expected[month], cell.findings[month])
      let shape = cell.kappa + findings
      var none = -shape * SpecialFunctions.logarithmOfOnePlus(all * expected)
      var seen = found > 0 ? -shape * SpecialFunctions.logarithmOfOnePlus(found * expected) : 0
      if findings > 0, found > 0 {
        let mean = SpecialFunctions.logarithm(found * expected + 1e-300)
        none += findings * (mean + SpecialFunctions.logarithm(1 - conversion))
        seen += findings * mean
      }
      chance[month] = chance[month + 1] + none
      seeing[month] = seeing[month + 1] + seen
    }
    return Tails(
      whole: chance[cell.silentFrom], chance: positions.map { chance[min($0, months)] },
      seeing: positions.map { seeing[min($0, months)] })
  }
}
