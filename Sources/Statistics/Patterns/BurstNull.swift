internal import Glibc

/// Cases that gather in months as those of peers do, with no burst of their own.
///
/// Holds the logarithms of every window and count.
struct BurstNull {
  let total: Int
  let shares: [Double]
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
        best = max(best, ratio(of: observed, in: row[start]))
        observed -= counts[start]
      }
    }
    return best
  }

  /// Returns the counts at which `statistic(of:)` reaches a value.
  func limits(reaching statistic: Double) -> BurstLimits {
    guard statistic > 0 else { return BurstLimits(byLength: nil) }
    return BurstLimits(
      byLength: windows.map { row in
        row.map { leastCases(reaching: statistic, in: $0) }
      })
  }

  // The ratio grows with the cases above the expected ones: by halves.
  private func leastCases(reaching statistic: Double, in window: Window) -> Int {
    var (low, high) = (0, total + 1)
    while low < high {
      let middle = (low + high) / 2
      if ratio(of: middle, in: window) >= statistic { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func ratio(of observed: Int, in window: Window) -> Double {
    guard Double(observed) > window.expected else { return 0 }
    let others = total - observed
    return products[observed] - Double(observed) * window.inside
      + products[others] - Double(others) * window.outside
  }
}

/// Cases in each window at which a scan reaches some statistic: a draw is told by counts alone.
struct BurstLimits {
  /// By window length, then start; nil where anything reaches it.
  fileprivate let byLength: [[Int]]?

  /// Whether a scan of the counts with these `sums`, before each month and of all, reaches it.
  func areReached(by sums: [Int]) -> Bool {
    guard let byLength else { return true }
    let sums = sums.span
    for (index, limits) in byLength.enumerated() {
      let (length, limits) = (index + 1, limits.span)
      var isReached = false
      for start in 0..<min(limits.count, max(0, sums.count - length)) {
        let isOver = sums[start + length] &- sums[start] >= limits[start]
        isReached = isReached || isOver
      }
      if isReached { return true }
    }
    return false
  }
}
