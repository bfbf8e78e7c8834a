import Contracts
import Statistics

/// Shares of the four states and the posterior of each cell, by expectation–maximisation.
///
/// Dempster, Laird and Rubin (1977), JRSS B 39:1. Shares of stopped and never-acting cells are common
/// to all; the share without anything to enforce on is one for each stratum of evidence of exposure.
struct StateMixture: Sendable {
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

  /// How likely the data of a cell are in each state, relative to the likeliest.
  private struct Likelihoods {
    var normal: Double
    var stoppedSeeing: Double
    var stoppedBlind: Double
    var neverSeeing: Double
    var neverBlind: Double
    var structural: Double

    init(_ ratios: StateEvidence.Ratios) {
      let highest = max(
        0, ratios.stoppedSeeing, ratios.stoppedBlind, ratios.neverSeeing, ratios.neverBlind,
        ratios.structural)
      func likelihood(_ logarithm: Double) -> Double {
        logarithm == -.infinity ? 0 : SpecialFunctions.exponential(logarithm - highest)
      }
      normal = likelihood(0)
      stoppedSeeing = likelihood(ratios.stoppedSeeing)
      stoppedBlind = likelihood(ratios.stoppedBlind)
      neverSeeing = likelihood(ratios.neverSeeing)
      neverBlind = likelihood(ratios.neverBlind)
      structural = likelihood(ratios.structural)
    }
  }

  /// Improves the shares, and returns the posterior of each cell.
  mutating func posteriors(
    _ ratios: [StateEvidence.Ratios], strata: [Int], isUsed: [Bool]
  ) -> [StatePosterior] {
    let likelihoods = ratios.map(Likelihoods.init)
    for _ in 0..<StateMixture.steps {
      var sums = (stopped: 0.0, never: 0.0, seeing: 0.0, count: 0.0)
      var structuralSums = [Double](repeating: 0, count: structural.count)
      var counts = structuralSums
      for cell in strata.indices where isUsed[cell] {
        let (posterior, seeing) = posterior(likelihoods[cell], strata[cell])
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
    return strata.indices.map { posterior(likelihoods[$0], strata[$0]).0 }
  }

  /// Logarithm of the likelihood of a cell over all states, relative to the normal one.
  func logLikelihood(_ ratios: StateEvidence.Ratios, _ stratum: Int) -> Double {
    let share = structural[stratum]
    var sum = LogSum()
    sum.add(SpecialFunctions.logarithm(max(1 - stopped - never - share, 1e-9)))
    sum.add(SpecialFunctions.logarithm(stopped * seeing) + ratios.stoppedSeeing)
    sum.add(SpecialFunctions.logarithm(stopped * (1 - seeing)) + ratios.stoppedBlind)
    sum.add(SpecialFunctions.logarithm(never * seeing) + ratios.neverSeeing)
    sum.add(SpecialFunctions.logarithm(never * (1 - seeing)) + ratios.neverBlind)
    sum.add(SpecialFunctions.logarithm(share) + ratios.structural)
    return sum.value
  }

  private func posterior(
    _ cell: Likelihoods, _ stratum: Int
  ) -> (StatePosterior, seeing: Double) {
    let share = structural[stratum]
    let normal = max(1 - stopped - never - share, 1e-9) * cell.normal
    let stoppedSeeing = stopped * seeing * cell.stoppedSeeing
    let stoppedBlind = stopped * (1 - seeing) * cell.stoppedBlind
    let neverSeeing = never * seeing * cell.neverSeeing
    let neverBlind = never * (1 - seeing) * cell.neverBlind
    let nothing = share * cell.structural
    let whole = 1 / (normal + stoppedSeeing + stoppedBlind + neverSeeing + neverBlind + nothing)
    return (
      StatePosterior(
        normal: normal * whole, stopped: (stoppedSeeing + stoppedBlind) * whole,
        never: (neverSeeing + neverBlind) * whole, structural: nothing * whole),
      (stoppedSeeing + neverSeeing) * whole
    )
  }
}
