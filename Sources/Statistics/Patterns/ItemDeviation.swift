/// How many cases of one item a unit has against what its peers' mix lets expect.
public struct ItemDeviation: Hashable, Sendable {
  /// Cases of the item.
  public let observed: Int
  /// Cases expected by the peers' mix.
  public let expected: Double
  /// Chance of more, with half that of as many.
  public let upperMidP: Double
  /// Chance of fewer, with half that of as many.
  public let lowerMidP: Double

  /// Observed cases as a multiple of the expected ones.
  public var ratio: Double { Double(observed) / expected }
  /// Chance of as large a deviation to either side.
  public var twoSidedMidP: Double { min(1, 2 * min(upperMidP, lowerMidP)) }

  /// Makes the deviation of an item whose share varies with the strength of a whole mix.
  init(observed: Int, total: Int, share: Double, concentration: Double) {
    self.observed = observed
    expected = Double(total) * share
    let law = BetaBinomialDistribution(
      trials: total, alpha: concentration * share,
      beta: concentration * max(1 - share, .leastNormalMagnitude))
    let equal = law.probability(of: observed) / 2
    upperMidP = min(1, law.probability(above: observed) + equal)
    lowerMidP = min(1, law.probability(atMost: observed - 1) + equal)
  }
}
