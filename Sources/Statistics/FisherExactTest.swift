/// The conditional exact test that two groups have the same odds of an outcome.
///
/// Fisher (1935), The Logic of Inductive Inference, JRSS 98:39.
public struct FisherExactTest: Hashable, Sendable {
  private let conditional: HypergeometricDistribution
  private let observed: Int

  /// Makes the test of one table.
  public init(_ table: TwoByTwoTable) {
    conditional = table.conditional
    observed = table.firstYes
  }

  /// Chance of tables that are no more probable than the observed one.
  ///
  /// Probabilities within a factor of 1 + 1e-7 count as equal, as in R and scipy.
  public var twoSided: Double {
    let limit = conditional.probability(of: observed) * (1 + 1e-7)
    let sum = conditional.support.reduce(0.0) { sum, count in
      let probability = conditional.probability(of: count)
      return probability <= limit ? sum + probability : sum
    }
    return min(1, sum)
  }

  /// Chance that the first group has the observed number of outcomes or fewer.
  public var less: Double { conditional.probability(atMost: observed) }

  /// Chance that the first group has the observed number of outcomes or more.
  public var greater: Double { conditional.probability(atLeast: observed) }

  /// Twice the smaller mid-p tail, at most 1.
  public var midP: Double { conditional.twoSidedMidP(observed) }
}
