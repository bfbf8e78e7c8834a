internal import Glibc

/// The run of months in which cases exceed their expected shares most.
///
/// Kulldorff (1997), A spatial scan statistic, Communications in Statistics 26:1481, with
/// windows of consecutive months. Its chance level comes from simulated counts.
public struct TemporalScan: Hashable, Sendable {
  /// Position of the first month of the window.
  public let start: Int
  /// Months in the window, 1 or more.
  public let length: Int
  /// Cases in the window.
  public let observed: Int
  /// Cases expected in the window.
  public let expected: Double
  /// Logarithm of the likelihood ratio of the window against the expected shares.
  public let logLikelihoodRatio: Double

  /// Makes the scan; nil when no window has more cases than expected.
  ///
  /// Of windows with equal ratios the shortest counts, and of those the first.
  ///
  /// - Parameters:
  ///   - counts: Cases by month, 0 or more.
  ///   - shares: Expected share of each month, 0 or more, summing to 1; a case in a month of
  ///     share 0 has an infinite ratio.
  ///   - longest: Largest number of months in a window, 1 or more.
  public init?(counts: [Int], shares: [Double], longest: Int) {
    precondition(counts.count == shares.count && longest >= 1, "each month has its share")
    let total = counts.reduce(0, +)
    var best: TemporalScan?
    for length in stride(from: 1, through: min(longest, counts.count), by: 1) {
      for start in 0...(counts.count - length) {
        let window = start..<(start + length)
        let observed = counts[window].reduce(0, +)
        let expected = Double(total) * shares[window].reduce(0, +)
        let ratio = Self.logLikelihoodRatio(observed: observed, expected: expected, total: total)
        guard ratio > best?.logLikelihoodRatio ?? 0 else { continue }
        best = TemporalScan(start, length, observed, expected, ratio)
      }
    }
    guard let best else { return nil }
    self = best
  }

  /// Returns the logarithm of Kulldorff's likelihood ratio of one window, 0 without an excess.
  ///
  /// - Parameters:
  ///   - observed: Cases in the window, from 0 to `total`.
  ///   - expected: Cases expected in the window, above 0.
  ///   - total: All cases.
  /// - Returns: A natural logarithm, 0 or more.
  public static func logLikelihoodRatio(observed: Int, expected: Double, total: Int) -> Double {
    precondition((0...total).contains(observed), "a window has no more cases than all")
    guard Double(observed) > expected else { return 0 }
    let inside = Double(observed) * log(Double(observed) / expected)
    let others = Double(total - observed)
    guard others > 0 else { return inside }
    return inside + others * log(others / (Double(total) - expected))
  }

  private init(
    _ start: Int, _ length: Int, _ observed: Int, _ expected: Double, _ ratio: Double
  ) {
    self.start = start
    self.length = length
    self.observed = observed
    self.expected = expected
    logLikelihoodRatio = ratio
  }
}
