import Contracts
import Statistics

/// Cells that acted against what peers and their own past let one expect in the window.
///
/// One that settled without a penalty acted too: a guidance a year must not hide that cases stopped.
struct WindowComparison {
  let fit: SilenceFit
  let level: LevelGrid
  let cells: [Cell]
  let window: Int
  private let held: HeldCases

  init(fit: SilenceFit, level: LevelGrid, cells: [Cell], window: Int) {
    (self.fit, self.level, self.cells, self.window) = (fit, level, cells, window)
    held = HeldCases(of: level.level, cells)
  }

  // Observed months of the window below which nothing is compared.
  private static let fewestMonths = 6
  // Share of a domain's cases with items still held below which its record is of what is gone.
  private static let leastHeld = 0.5

  /// Assessments of the active cells with a case in the window and of those that only settled, in
  /// the order of the grid.
  func assessments() -> [WindowAssessment] {
    (0..<fit.grid.count).compactMap { cell in
      switch cells[level.position[cell]].state {
      case .active: fit.cases[cell] > 0 ? assessment(cell, least: 1) : nil
      case .handled: assessment(cell, least: 0)
      default: nil
      }
    }
  }

  private func assessment(_ cell: Int, least: Int) -> WindowAssessment? {
    let months = fit.grid.months[cell]
    let start = months.position(of: fit.grid.length - window)
    guard months.count - start >= WindowComparison.fewestMonths else { return nil }
    let expected = fit.counts.monthly(cell, fit.grid, hasCases: fit.cases[cell] > 0)
    let kappa = fit.counts.kappa[fit.grid.column[cell]]
    let record = record(cell, before: start, expected, kappa)
    guard record.observed >= least else { return nil }
    var (before, due, squares) = (0.0, 0.0, 0.0)
    for (index, month) in expected.enumerated() {
      if index < record.end {
        before += month / (1 + month / kappa)
      } else if index >= start {
        due += month
        squares += month * month
      }
    }
    let share = record.observed > 0 ? 1 : held.share(of: cells[level.position[cell]])
    guard due > 0, share >= WindowComparison.leastHeld else { return nil }
    let shape = fit.counts.size[cell] + record.earlier
    let mean = shape / (fit.counts.size[cell] + before) * due
    let size = 1 / (1 / shape + squares / (kappa * due * due))
    let law = NegativeBinomialDistribution(mean: mean, size: size)
    return WindowAssessment(
      cell: level.position[cell], observed: record.observed, expected: mean, size: size,
      chance: law.probability(atMost: record.observed))
  }

  // Cases of the window, and what those before it say of the rate.
  private struct Record {
    var observed = 0
    var earlier = 0.0
    /// First observed month that is no part of the own past.
    var end = 0
  }

  // Months without a case up to the window are of the stop that is asked for: as one case ended the
  // activity, the record ends with it.
  private func record(
    _ cell: Int, before start: Int, _ expected: [Double], _ kappa: Double
  ) -> Record {
    let months = fit.grid.months[cell]
    var record = Record()
    var last: Int?
    for event in fit.grid.cases[cell] {
      let position = months.position(of: Int(event.month))
      guard position < months.count else { continue }
      if position < start {
        record.earlier += Double(event.count) / (1 + expected[position] / kappa)
        last = position
      } else {
        record.observed += Int(event.count)
      }
    }
    record.end = start
    if record.observed == 0 {
      record.end = last.map { $0 + 1 } ?? 0
      let ended = last.map { 1 / (1 + expected[$0] / kappa) } ?? 0
      record.earlier = max(0, record.earlier - ended)
    }
    return record
  }
}
