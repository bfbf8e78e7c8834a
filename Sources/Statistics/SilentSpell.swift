internal import Glibc

/// A time without a case, judged by peers and by the cell's own record before it.
///
/// The cell's rate relative to its peers has a gamma law of mean 1 and shape `size`; its own cases
/// before the spell update that law, and the spell's count is then negative binomial.
public struct SilentSpell: Hashable, Sendable {
  /// Shape of the law of relative rates, above 0.
  public let size: Double
  /// Cases of the cell before the spell, 0 or more; clumped cases count for less than one.
  public let earlierCases: Double
  /// Cases that peers let one expect before the spell, 0 or more.
  public let expectedBefore: Double
  /// Cases that peers let one expect in the spell, 0 or more.
  public let expectedSince: Double

  /// Makes a spell; `size` is above 0 and the others are 0 or more.
  public init(
    size: Double, earlierCases: Double, expectedBefore: Double, expectedSince: Double
  ) {
    precondition(size > 0, "a size is above 0")
    precondition(min(earlierCases, expectedBefore, expectedSince) >= 0, "counts are not negative")
    self.size = size
    self.earlierCases = earlierCases
    self.expectedBefore = expectedBefore
    self.expectedSince = expectedSince
  }

  /// Rate of the cell relative to its peers, as its own record before the spell says.
  public var relativeRate: Double { (size + earlierCases) / (size + expectedBefore) }

  /// Cases that peers and the cell's own record together let one expect in the spell.
  public var expectedCases: Double { relativeRate * expectedSince }

  /// Natural logarithm of the chance of no case in the spell.
  public var logChanceOfNone: Double {
    -(size + earlierCases) * log1p(expectedSince / (size + expectedBefore))
  }

  /// Chance of no case: ((size + before) ÷ (size + before + since)) to the power size + earlier.
  public var chanceOfNone: Double { exp(logChanceOfNone) }
}
