import Statistics

/// Positions drawn in proportion to weights, by bisection.
struct WeightedChoice {
  private let cumulative: [Double]

  init(_ weights: [Double]) {
    var sum = 0.0
    cumulative = weights.map { weight in
      sum += weight
      return sum
    }
    precondition(sum > 0, "a choice needs a positive weight")
  }

  func position(_ random: inout RandomSource) -> Int {
    let target = random.uniform() * (cumulative.last ?? 0)
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension RandomSource {
  /// Shares that sum to 1, from the Dirichlet law of these positive shapes.
  mutating func dirichlet(shapes: [Double]) -> [Double] {
    let parts = shapes.map { $0 * gamma(shape: $0) }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }

  /// The mix of items of one unit about the mix of all.
  mutating func ownMix(_ mix: [Double], concentration: Double, least: Double) -> WeightedChoice {
    WeightedChoice(dirichlet(shapes: mix.map { max(concentration * $0, least) }))
  }
}

/// The chance of some log odds.
func logistic(_ logOdds: Double) -> Double { 1 / (1 + PortableMath.exp(-logOdds)) }

/// The log odds of a chance.
func logOdds(_ chance: Double) -> Double { PortableMath.log(chance / (1 - chance)) }

/// Standard deviation of log odds that gives shares the correlation `correlation` within a unit.
///
/// The variance of the logistic law is a third of the square of pi.
func logOddsSpread(correlation: Double) -> Double {
  (correlation * Double.pi * Double.pi / 3 / (1 - correlation)).squareRoot()
}

/// A fine in whole yuan, rounded as fines are: the larger, the coarser.
func roundedFine(_ fine: Double) -> Int {
  let step = fine < 2_000 ? 100 : fine < 20_000 ? 500 : 5_000.0
  return Int(max(step, rounded(fine, to: step)))
}

/// The nearest multiple of a step.
func rounded(_ value: Double, to step: Double) -> Double {
  (value / step).rounded(.toNearestOrEven) * step
}
