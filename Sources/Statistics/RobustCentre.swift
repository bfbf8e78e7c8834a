/// Centre and spread of many estimates that a few outlying units hardly move.
///
/// A unit counts when its estimate is finite and its variance is finite and above 0.
public enum RobustCentre {
  /// Share of the units, the most precise ones, that the centre is made of.
  private static let preciseShare = 0.8
  /// Standard deviations of a normal law in its median distance from the median.
  public static let deviationsOfNormal = 1.482602218505602
  /// Distance between the quartiles of the standard normal law.
  static let normalQuartileRange = 1.349

  /// Returns the median weighted by precision, over the four fifths of the most precise units.
  ///
  /// - Parameters:
  ///   - estimates: One a unit.
  ///   - variances: Their sampling variances, in the same order.
  /// - Returns: One of the estimates, the lower one when two halve the weight; nil without a unit.
  public static func weightedMedian(estimates: [Double], variances: [Double]) -> Double? {
    let units = valid(estimates, variances)
    guard !units.isEmpty else { return nil }
    let limit = SampleQuantile.value(of: units.map(\.variance), at: preciseShare)
    let below = units.filter { $0.variance < limit }
    // Where most variances are equal, none lies below their quantile.
    let precise = below.isEmpty ? units.filter { $0.variance <= limit } : below
    let sorted = precise.sorted { ($0.estimate, $0.variance) < ($1.estimate, $1.variance) }
    let half = sorted.reduce(0.0) { $0 + 1 / $1.variance } / 2
    var weight = 0.0
    for unit in sorted {
      weight += 1 / unit.variance
      if weight >= half { return unit.estimate }
    }
    return sorted.last?.estimate
  }

  /// Returns the variance between units at which the quartiles of the scores are as far apart
  /// as those of the normal law.
  ///
  /// The scores are (estimate − median) ÷ √(variance + result): the equation of Paule and Mandel
  /// (1982), J. Res. NBS 87:377, with quartiles in place of the sum of squares.
  ///
  /// - Parameters:
  ///   - estimates: One a unit.
  ///   - variances: Their sampling variances, in the same order.
  /// - Returns: 0 or more; 0 when the sampling variances explain the spread, or without a unit.
  public static func betweenVariance(estimates: [Double], variances: [Double]) -> Double {
    let units = valid(estimates, variances)
    guard !units.isEmpty else { return 0 }
    let median = SampleQuantile.value(of: units.map(\.estimate), at: 0.5)
    let excess = { (between: Double) in
      let scores = units.map { ($0.estimate - median) / ($0.variance + between).squareRoot() }
      return quartileRange(of: scores) / normalQuartileRange - 1
    }
    guard excess(0) > 0 else { return 0 }
    // At four times the squared largest distance no score is beyond ½, nor the range beyond 1.
    let farthest = units.reduce(0.0) { max($0, abs($1.estimate - median)) }
    return BrentRoot.of(excess, within: 0...(4 * farthest * farthest)) ?? 0
  }

  /// Returns the distance between the quartiles of one value or more.
  static func quartileRange(of values: [Double]) -> Double {
    SampleQuantile.value(of: values, at: 0.75) - SampleQuantile.value(of: values, at: 0.25)
  }

  /// Returns the units that count, in the order given.
  static func valid(
    _ estimates: [Double], _ variances: [Double]
  ) -> [(estimate: Double, variance: Double)] {
    precondition(estimates.count == variances.count, "each estimate has a variance")
    return zip(estimates, variances).compactMap { estimate, variance in
      guard estimate.isFinite, variance.isFinite, variance > 0 else { return nil }
      return (estimate: estimate, variance: variance)
    }
  }
}
