import Contracts
import Statistics

/// Shares of the four states and the posterior of each cell, by expectation–maximisation.
///
/// Dempster, Laird and Rubin (1977), JRSS B 39:1. Shares of stopped and never-acting cells are common
/// to all; the share without anything to enforce on is one for each stratum of evidence of exposure.
struct StateMixture {
  /// Shares found.
  private(set) var stopped = 0.02
  private(set) var never = 0.02
  /// Share of inactions in which inspections go on finding problems.
  private(set) var seeing = 0.5
  private(set) var structural: [Double]

  static let steps = 30

  /// Starts from a stratum's guess of the share without anything to enforce on.
  init(structural: [Double]) {
    self.structural = structural
  }

  /// Improves the shares, and returns the posterior of each cell.
  mutating func posteriors(
    _ ratios: [StateEvidence.Ratios], strata: [Int], isUsed: [Bool]
  ) -> [StatePosterior] {
    for _ in 0..<StateMixture.steps {
      var sums = (stopped: 0.0, never: 0.0, seeing: 0.0, count: 0.0)
      var structuralSums = [Double](repeating: 0, count: structural.count)
      var counts = structuralSums
      for cell in strata.indices where isUsed[cell] {
        let (posterior, seeing) = posterior(ratios[cell], strata[cell])
        sums.stopped += posterior.stopped
        sums.never += posterior.never
        sums.seeing += seeing
        sums.count += 1
        structuralSums[strata[cell]] += posterior.structural
        counts[strata[cell]] += 1
      }
      guard sums.count > 0 else { break }
      stopped = min(max(sums.stopped / sums.count, 1e-5), 0.4)
      never = min(max(sums.never / sums.count, 1e-5), 0.4)
      seeing = (sums.seeing + 5) / (sums.stopped + sums.never + 10)
      for stratum in structural.indices where counts[stratum] > 0 {
        structural[stratum] = min(max(structuralSums[stratum] / counts[stratum], 1e-4), 0.95)
      }
    }
    return strata.indices.map { posterior(ratios[$0], strata[$0]).0 }
  }

  /// Logarithm of the likelihood of a cell over all states, relative to the normal one.
  func logLikelihood(_ ratios: StateEvidence.Ratios, _ stratum: Int) -> Double {
    var sum = LogSum()
    for log in logs(ratios, stratum) { sum.add(log) }
    return sum.value
  }

  // Normal, stopped seeing and blind, never seeing and blind, structural.
  private func logs(_ ratios: StateEvidence.Ratios, _ stratum: Int) -> [Double] {
    let share = structural[stratum]
    let (see, blind) = (SpecialFunctions.logarithm(seeing), SpecialFunctions.logarithm(1 - seeing))
    let (stop, none) = (SpecialFunctions.logarithm(stopped), SpecialFunctions.logarithm(never))
    return [
      SpecialFunctions.logarithm(max(1 - stopped - never - share, 1e-9)),
      stop + see + ratios.stoppedSeeing, stop + blind + ratios.stoppedBlind,
      none + see + ratios.neverSeeing, none + blind + ratios.neverBlind,
      SpecialFunctions.logarithm(share) + ratios.structural,
    ]
  }

  private func posterior(
    _ ratios: StateEvidence.Ratios, _ stratum: Int
  ) -> (StatePosterior, seeing: Double) {
    let logs = logs(ratios, stratum)
    let highest = logs.max() ?? 0
    let parts = logs.map { SpecialFunctions.exponential($0 - highest) }
    let sum = parts.reduce(0, +)
    return (
      StatePosterior(
        normal: parts[0] / sum, stopped: (parts[1] + parts[2]) / sum,
        never: (parts[3] + parts[4]) / sum, structural: parts[5] / sum),
      (parts[1] + parts[3]) / sum
    )
  }
}
