/// A distribution of a whole number of cases whose two tails both keep their relative accuracy.
public protocol CountDistribution: Sendable {
  /// Returns the chance of exactly `count`, 0 for a count that cannot happen.
  func probability(of count: Int) -> Double
  /// Returns the chance of `count` or fewer.
  func probability(atMost count: Int) -> Double
  /// Returns the chance of more than `count`.
  func probability(above count: Int) -> Double
}

extension CountDistribution {
  /// Returns the chance of `count` or more.
  public func probability(atLeast count: Int) -> Double {
    probability(above: count - 1)
  }

  /// Returns the chance of fewer than `count` plus half the chance of exactly `count`.
  ///
  /// Mid-p value: Lancaster (1961), JASA 56:223.
  public func lowerMidP(_ count: Int) -> Double {
    probability(atMost: count - 1) + probability(of: count) / 2
  }

  /// Returns the chance of more than `count` plus half the chance of exactly `count`.
  ///
  /// Mid-p value: Lancaster (1961), JASA 56:223.
  public func upperMidP(_ count: Int) -> Double {
    probability(above: count) + probability(of: count) / 2
  }

  /// Returns twice the smaller of both mid-p tails, at most 1.
  public func twoSidedMidP(_ count: Int) -> Double {
    min(1, 2 * min(lowerMidP(count), upperMidP(count)))
  }
}
