/// Logarithms of one stratum as single values, in two groups.
public struct LogFineValues: Hashable, Sendable {
  /// Natural logarithms of the group in question.
  public let first: [Double]
  /// Natural logarithms of the group that it is compared with.
  public let second: [Double]

  /// Makes a stratum of two groups.
  public init(first: [Double], second: [Double]) {
    self.first = first
    self.second = second
  }
}

/// Whether two groups differ in their mean logarithms, by shuffling who belongs to which group.
///
/// Labels move within a stratum only. The statistic is that of `StratifiedLogRatio`; the observed
/// labels count as one of the draws, so that no p-value is 0: Phipson and Smyth (2010),
/// doi:10.2202/1544-6115.1585.
public struct StratifiedPermutation: Hashable, Sendable {
  /// Number of shuffles.
  public let draws: Int
  /// Chance that the first group lies as high or higher.
  public let upper: Double
  /// Chance that the first group lies as low or lower.
  public let lower: Double
  /// Chance that the groups lie as far apart, either way.
  public let twoSided: Double

  /// Makes the test; nil when no stratum has values in both groups.
  ///
  /// - Parameters:
  ///   - strata: Those with one empty group say nothing.
  ///   - draws: Number of shuffles, above 0; the smallest p-value is 1 ÷ (1 + draws).
  ///   - generator: The same state gives the same p-values.
  public init?(
    _ strata: [LogFineValues], draws: Int, using generator: inout some RandomNumberGenerator
  ) {
    precondition(draws > 0, "a permutation test needs a draw")
    var shuffled = strata.compactMap(ShuffledStratum.init)
    guard !shuffled.isEmpty else { return nil }
    let observed = shuffled.reduce(0.0) { $0 + $1.excess }
    // Equal sums in another order differ by rounding and still count as equal.
    let slack = 1e-12 * shuffled.reduce(0.0) { $0 + $1.size }
    var hits = (upper: 0, lower: 0, twoSided: 0)
    for _ in 0..<draws {
      var excess = 0.0
      for index in shuffled.indices {
        shuffled[index].shuffle(using: &generator)
        excess += shuffled[index].excess
      }
      hits.upper += excess >= observed - slack ? 1 : 0
      hits.lower += excess <= observed + slack ? 1 : 0
      hits.twoSided += abs(excess) >= abs(observed) - slack ? 1 : 0
    }
    self.draws = draws
    upper = Double(1 + hits.upper) / Double(1 + draws)
    lower = Double(1 + hits.lower) / Double(1 + draws)
    twoSided = Double(1 + hits.twoSided) / Double(1 + draws)
  }
}

/// A stratum whose drawn values stand in front.
private struct ShuffledStratum {
  private var values: [Double]
  private let drawn: Int
  private let sign: Double
  /// Sum of the sizes of the values.
  let size: Double

  init?(_ stratum: LogFineValues) {
    guard !stratum.first.isEmpty, !stratum.second.isEmpty else { return nil }
    // The smaller group is drawn; the other one's sum around the mean is its negative.
    let isFirstDrawn = stratum.first.count <= stratum.second.count
    let all =
      isFirstDrawn ? stratum.first + stratum.second : stratum.second + stratum.first
    let mean = all.reduce(0, +) / Double(all.count)
    values = all.map { $0 - mean }
    drawn = min(stratum.first.count, stratum.second.count)
    sign = isFirstDrawn ? 1 : -1
    size = all.reduce(0.0) { $0 + abs($1) }
  }

  /// Sum of the first group around the mean of the stratum.
  ///
  /// Times the same number for all labels, summed over strata, it is the weighted difference of
  /// means: the weight of a stratum cancels the sizes of its groups.
  var excess: Double { sign * values.prefix(drawn).reduce(0, +) }

  /// Draws the group in front anew (Fisher and Yates), each set of members equally likely.
  mutating func shuffle(using generator: inout some RandomNumberGenerator) {
    for place in 0..<drawn {
      let other = place + Self.integer(below: values.count - place, &generator)
      values.swapAt(place, other)
    }
  }

  /// Returns an integer from 0, all equally likely; written out so that no library changes it.
  ///
  /// Lemire (2019), doi:10.1145/3230636.
  private static func integer(
    below bound: Int, _ generator: inout some RandomNumberGenerator
  ) -> Int {
    let bound = UInt64(bound)
    let rejected = (0 &- bound) % bound
    var product = generator.next().multipliedFullWidth(by: bound)
    while product.low < rejected {
      product = generator.next().multipliedFullWidth(by: bound)
    }
    return Int(product.high)
  }
}
