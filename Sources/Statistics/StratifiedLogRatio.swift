internal import Glibc

/// Logarithms of fines of one stratum, in two groups.
public struct LogFineStratum: Hashable, Sendable {
  /// Of the group in question.
  public var first: LogSum
  /// Of the group that it is compared with.
  public var second: LogSum

  /// Makes a stratum of two groups.
  public init(first: LogSum, second: LogSum) {
    self.first = first
    self.second = second
  }

  /// Weight of the difference: both numbers multiplied ÷ their sum; 0 if one group is empty.
  var weight: Double {
    let total = Double(first.count + second.count)
    return total > 0 ? Double(first.count) * Double(second.count) / total : 0
  }
}

/// The ratio of geometric means of two groups over several strata.
///
/// Differences of mean logarithms, weighted by the inverse of their variances, which differ only
/// by the numbers when the spread within a group of a stratum is everywhere the same.
public struct StratifiedLogRatio: Hashable, Sendable {
  /// Mean logarithm of the first group minus that of the second.
  public let difference: Double
  /// Variance of `difference`.
  public let variance: Double

  /// Returns the variance within a group of a stratum, pooled over all subjects.
  ///
  /// - Parameter subjects: Strata of each subject; those with one empty group say nothing.
  /// - Returns: 0 or more; nil when no comparable stratum has more than two values.
  public static func pooledResidualVariance(of subjects: [[LogFineStratum]]) -> Double? {
    var squares = 0.0
    var freedom = 0
    for strata in subjects {
      for stratum in strata where stratum.weight > 0 {
        squares += stratum.first.squaresAroundMean + stratum.second.squaresAroundMean
        freedom += stratum.first.count + stratum.second.count - 2
      }
    }
    return freedom > 0 ? squares / Double(freedom) : nil
  }

  /// Makes the estimate of one subject; nil when no stratum has values in both groups.
  ///
  /// - Parameters:
  ///   - strata: Of the subject.
  ///   - residualVariance: Variance within a group of a stratum, 0 or more.
  public init?(_ strata: [LogFineStratum], residualVariance: Double) {
    precondition(residualVariance >= 0, "a variance is not negative")
    var sum = 0.0
    var weight = 0.0
    for stratum in strata {
      sum += stratum.weight * (stratum.first.mean - stratum.second.mean)
      weight += stratum.weight
    }
    guard weight > 0 else { return nil }
    difference = sum / weight
    variance = residualVariance / weight
  }

  /// Geometric mean of the first group ÷ that of the second.
  public var ratio: Double { exp(difference) }

  /// Returns the interval of the ratio on the normal law of its logarithm.
  ///
  /// - Parameter confidence: Between 0 and 1, exclusive.
  /// - Returns: Lower and upper end of the ratio.
  public func interval(confidence: Double) -> ClosedRange<Double> {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    let half = NormalDistribution.upperQuantile((1 - confidence) / 2) * variance.squareRoot()
    return exp(difference - half)...exp(difference + half)
  }
}
