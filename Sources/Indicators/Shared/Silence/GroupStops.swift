import Contracts
import Statistics

/// Whole groups of a row that fell silent in one month: inaction, or a power that moved unregistered.
///
/// When a power moves, cases and findings of every item of the group end together. When a unit stops
/// acting, its inspections mostly go on finding problems in some of them. The shares of both among the
/// groups of the grid are estimated; where few groups stop, little is taken from the single cells.
struct GroupStops {
  /// One group of a row whose cells are all silent now, at least some of them after activity.
  struct Candidate {
    let cells: [Int]
    /// Log-likelihood ratios of each month of the stop, cell by cell: seeing, blind, nothing there.
    let evidence: [[Stop]]
    /// Log-likelihood of the cells each for itself.
    let apart: Double
    /// Logarithm of the number of months in which a stop may fall.
    let spread: Double
  }

  /// Log-likelihood ratios of one cell for one month of the stop.
  struct Stop {
    var seeing: Double
    var blind: Double
  }

  /// Posterior of a group.
  struct Posterior: Sendable {
    var together = 0.0
    var moved = 0.0
  }

  static let fewestCells = 3
  private static let steps = 30

  /// Share of groups that stopped acting together, and whose power moved.
  private(set) var together = 0.005
  private(set) var moved = 0.005
  private(set) var posteriors: [Posterior] = []

  /// Finds the shares over `groups` groups of which only the candidates may have stopped.
  init(_ candidates: [Candidate], groups: Int, seeing: Double) {
    guard !candidates.isEmpty else { return }
    let logs = candidates.map { candidate in
      (
        together: GroupStops.mean(candidate) { stop in
          var sum = LogSum()
          sum.add(SpecialFunctions.logarithm(seeing) + stop.seeing)
          sum.add(SpecialFunctions.logarithm(1 - seeing) + stop.blind)
          return sum.value
        } - candidate.apart,
        moved: GroupStops.mean(candidate) { $0.blind } - candidate.apart
      )
    }
    for _ in 0..<GroupStops.steps {
      posteriors = logs.map { log in
        let a = SpecialFunctions.logarithm(together) + log.together
        let b = SpecialFunctions.logarithm(moved) + log.moved
        let highest = max(0, a, b)
        let parts = [0 - highest, a - highest, b - highest].map(SpecialFunctions.exponential)
        let sum = parts.reduce(0, +)
        return Posterior(together: parts[1] / sum, moved: parts[2] / sum)
      }
      let whole = Double(groups)
      together = posteriors.reduce(0.25) { $0 + $1.together } / (whole + 50)
      moved = posteriors.reduce(0.25) { $0 + $1.moved } / (whole + 50)
    }
  }

  private static func mean(_ candidate: Candidate, _ of: (Stop) -> Double) -> Double {
    guard let months = candidate.evidence.first?.count else { return -.infinity }
    var sum = LogSum()
    for month in 0..<months {
      var all = 0.0
      for cell in candidate.evidence { all += of(cell[month]) }
      sum.add(all)
    }
    return sum.value - candidate.spread
  }
}
