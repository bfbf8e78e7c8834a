import Contracts
import Statistics

/// Active cells against what peers and their own past let one expect in the window.
struct WindowComparison {
  let fit: SilenceFit
  let level: LevelGrid
  let cells: [Cell]
  let window: Int

  // Observed months of the window below which nothing is compared.
  private static let fewestMonths = 6

  /// Assessments of the active cells with a case in the window, in the order of the grid.
  func assessments() -> [WindowAssessment] {
    (0..<fit.grid.count).compactMap { cell in
      cells[level.position[cell]].state == .active && fit.cases[cell] > 0 ? assessment(cell) : nil
    }
  }

  private func assessment(_ cell: Int) -> WindowAssessment? {
    let months = fit.grid.months[cell]
    let start = months.position(of: fit.grid.length - window)
    guard months.count - start >= WindowComparison.fewestMonths else { return nil }
    let expected = fit.counts.monthly(cell, fit.grid, hasCases: true)
    let kappa = fit.counts.kappa[fit.grid.column[cell]]
    var (before, due, squares) = (0.0, 0.0, 0.0)
    for (index, month) in expected.enumerated() {
      if index < start {
        before += month / (1 + month / kappa)
      } else {
        due += month
        squares += month * month
      }
    }
    var (earlier, observed) = (0.0, 0)
    for event in fit.grid.cases[cell] {
      let position = months.position(of: Int(event.month))
      guard position < months.count else { continue }
      if position < start {
        earlier += Double(event.count) / (1 + expected[position] / kappa)
      } else {
        observed += Int(event.count)
      }
    }
    guard due > 0, observed > 0 else { return nil }
    let shape = fit.counts.size[cell] + earlier
    let mean = shape / (fit.counts.size[cell] + before) * due
    let size = 1 / (1 / shape + squares / (kappa * due * due))
    let law = NegativeBinomialDistribution(mean: mean, size: size)
    return WindowAssessment(
      cell: level.position[cell], observed: observed, expected: mean, size: size,
      chance: law.probability(atMost: observed))
  }
}
