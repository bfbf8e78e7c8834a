internal import Glibc

/// Cases that gather in months as those of peers do, with no burst of their own.
///
/// Holds the logarithms of every window and count, because it is asked a million times.
struct BurstNull {
  private let total: Int
  private let shares: [Double]
  private let longest: Int
  /// By window length, then start: logarithms of the expectation inside and outside.
  private let windows: [[Window]]
  /// Each number of cases times its logarithm.
  private let products: [Double]

  private struct Window {
    let expected: Double
    let inside: Double
    let outside: Double
  }

  init(total: Int, shares: [Double], longest: Int) {
    self.total = total
    self.shares = shares
    self.longest = min(longest, shares.count)
    let all = Double(total)
    windows = (1...max(1, self.longest)).map { length in
      (0...max(0, shares.count - length)).map { start in
        let share = shares[start..<min(start + length, shares.count)].reduce(0, +)
        let expected = all * share
        // A window that expects nothing or everything has no excess.
        guard share > 0, share < 1 else { return Window(expected: all, inside: 0, outside: 0) }
        return Window(expected: expected, inside: log(expected), outside: log(all - expected))
      }
    }
    products = (0...total).map { $0 == 0 ? 0 : Double($0) * log(Double($0)) }
  }

  /// Returns the largest logarithm of the likelihood ratio over all windows, 0 without an excess.
  func statistic(of counts: [Int]) -> Double {
    var best = 0.0
    for length in 1...max(1, longest) {
      var observed = counts.prefix(length - 1).reduce(0, +)
      let row = windows[length - 1]
      for start in row.indices where start + length <= counts.count {
        observed += counts[start + length - 1]
        let window = row[start]
        if Double(observed) > window.expected {
          let others = total - observed
          let ratio =
            products[observed] - Double(observed) * window.inside
            + products[others] - Double(others) * window.outside
          best = max(best, ratio)
        }
        observed -= counts[start]
      }
    }
    return best
  }

  /// Returns the statistic of simulated cases whose months have gamma factors of shape `kappa`.
  func draw(kappa: Double, from random: inout RandomSource) -> Double {
    var weights = shares
    var sum = 0.0
    for month in weights.indices where weights[month] > 0 {
      weights[month] *= random.gamma(shape: kappa)
      sum += weights[month]
    }
    // Factors of a very small shape may all vanish below the smallest number.
    return statistic(of: random.multinomial(trials: total, shares: sum > 0 ? weights : shares))
  }
}
