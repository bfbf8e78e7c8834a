import Contracts
import Statistics

/// Share of findings that become a case in cells that act: a lower bound from active months.
///
/// In a month with findings no case follows with the chance (1 − c)^F × that of none beside them. The
/// bound is the lowest share whose profile likelihood is within 1.92 of the highest (95 %, Wilks 1938,
/// Annals of Mathematical Statistics 9:60), made 5 % smaller. Cases that are decided in later months
/// only lower it.
struct ConversionFit: Sendable {
  /// Lower bound; the safe value where the data do not tell.
  let share: Double
  /// Whether the data told it.
  let isEstimated: Bool

  /// The share that is taken where too few findings are known: evidence of findings then counts little.
  static let safeShare = 0.3
  private static let fewestMonths = 200
  private static let fewestCases = 5.0
  private static let most = 0.95

  /// Finds the bound in months with findings of cells with at least five cases.
  init(_ grid: CellGrid, _ counts: ExpectedCounts, cases: [Double], findingRate: [Double]) {
    var months: [(findings: Double, expected: Double, column: Int, isZero: Bool)] = []
    for cell in 0..<grid.count where cases[cell] >= ConversionFit.fewestCases {
      guard let last = grid.cases[cell].last?.month, !grid.findings[cell].isEmpty else { continue }
      let rate = (counts.size[cell] + cases[cell]) / (counts.size[cell] + counts.expected[cell])
      let expected = counts.monthly(cell, grid, hasCases: true)
      let active = Set(grid.cases[cell].map(\.month))
      for event in grid.findings[cell] where event.month < last {
        let position = grid.months[cell].position(of: Int(event.month))
        guard position < expected.count else { continue }
        months.append(
          (
            Double(event.count), rate * expected[position], grid.column[cell],
            !active.contains(event.month)
          ))
      }
    }
    guard months.count >= ConversionFit.fewestMonths else {
      share = ConversionFit.safeShare
      isEstimated = false
      return
    }
    let shares = stride(from: 0.02, through: ConversionFit.most, by: 0.01).map { $0 }
    let logs = shares.map { share in
      months.reduce(0) { sum, month in
        let kappa = counts.kappa[month.column]
        let rate = findingRate[month.column]
        let found = kappa + month.expected * rate
        let other = month.expected * max(0, 1 - rate * share)
        let none =
          month.findings * SpecialFunctions.logarithm(1 - share)
          - (kappa + month.findings) * SpecialFunctions.logarithmOfOnePlus(other / found)
        let chance = min(SpecialFunctions.exponential(none), 1 - 1e-12)
        return sum + (month.isZero ? none : SpecialFunctions.logarithm(1 - chance))
      }
    }
    let highest = logs.max() ?? 0
    let lowest = zip(shares, logs).first { $0.1 >= highest - 1.92 }?.0 ?? ConversionFit.safeShare
    share = 0.95 * lowest
    isEstimated = true
  }
}
