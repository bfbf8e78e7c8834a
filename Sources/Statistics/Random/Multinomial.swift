extension RandomSource {
  /// Counts of several kinds among independent trials.
  ///
  /// Kind by kind from what is left: Davis (1993), Computational Statistics & Data Analysis
  /// 16:205; few trials among many kinds each search for their kind instead.
  ///
  /// - Parameters:
  ///   - trials: 0 or more.
  ///   - shares: Weights of the kinds, 0 or more and one of them above 0; any sum will do.
  /// - Returns: Counts in the order of the shares; their sum is `trials`.
  public mutating func multinomial(trials: Int, shares: [Double]) -> [Int] {
    let sum = shares.reduce(0, +)
    precondition(trials >= 0 && sum > 0, "trials need a kind to fall on")
    // Rounding may leave a little of the sum behind the last kind that can occur.
    let last = shares.lastIndex { $0 > 0 } ?? 0
    return trials < shares.count / 2
      ? countsBySearch(trials, shares, sum: sum, last: last)
      : countsByKind(trials, shares, sum: sum, last: last)
  }

  private mutating func countsByKind(
    _ trials: Int, _ shares: [Double], sum: Double, last: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: shares.count)
    var share = sum
    var rest = trials
    for kind in 0..<last where rest > 0 && shares[kind] > 0 {
      let drawn = successes(among: rest, share: shares[kind] / max(share, shares[kind]))
      counts[kind] = drawn
      rest -= drawn
      share -= shares[kind]
    }
    counts[last] += rest
    return counts
  }

  private mutating func countsBySearch(
    _ trials: Int, _ shares: [Double], sum: Double, last: Int
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: shares.count)
    var sums = shares
    for kind in sums.indices.dropFirst() { sums[kind] += sums[kind - 1] }
    for _ in 0..<trials {
      let place = uniform() * sum
      var low = 0
      var high = last
      while low < high {
        let middle = (low + high) / 2
        if sums[middle] > place { high = middle } else { low = middle + 1 }
      }
      counts[low] += 1
    }
    return counts
  }

  /// Successes among independent trials, in a time that does not grow with the trials.
  mutating func successes(among trials: Int, share: Double) -> Int {
    guard share > 0, trials > 0 else { return 0 }
    guard share < 1 else { return trials }
    guard share <= 0.5 else { return trials - successes(among: trials, share: 1 - share) }
    return Double(trials) * share < 10
      ? successesByInversion(trials, share) : successesByRejection(trials, share)
  }

  /// Walks up from no success: Kemp (1986), doi:10.1080/03610928608829159.
  private mutating func successesByInversion(_ trials: Int, _ share: Double) -> Int {
    let odds = share / (1 - share)
    var chance = PortableMath.exp(Double(trials) * PortableMath.log(1 - share))
    var rest = uniform()
    var count = 0
    while rest >= chance, count < trials {
      rest -= chance
      count += 1
      chance *= odds * Double(trials - count + 1) / Double(count)
    }
    return count
  }

  /// Transformed rejection with a squeeze: Hörmann (1993), doi:10.1080/00949659308811496, BTRS.
  private mutating func successesByRejection(_ trials: Int, _ share: Double) -> Int {
    let all = Double(trials)
    let odds = share / (1 - share)
    let spread = (all * share * (1 - share)).squareRoot()
    let width = 1.15 + 2.53 * spread
    let skew = -0.0873 + 0.0248 * width + 0.01 * share
    let mode = ((all + 1) * share).rounded(.down)
    while true {
      let place = uniform() - 0.5
      let level = uniform()
      let edge = 0.5 - abs(place)
      let count = ((2 * skew / edge + width) * place + all * share + 0.5).rounded(.down)
      if edge >= 0.07, level <= 0.92 - 4.2 / width { return Int(count) }
      guard count >= 0, count <= all else { continue }
      let scale = (2.83 + 5.1 / width) * spread / (skew / (edge * edge) + width)
      let bound =
        (mode + 0.5) * PortableMath.log((mode + 1) / (odds * (all - mode + 1)))
        + (all + 1) * PortableMath.log((all - mode + 1) / (all - count + 1))
        + (count + 0.5) * PortableMath.log(odds * (all - count + 1) / (count + 1))
        + Self.stirlingRest(mode) + Self.stirlingRest(all - mode)
        - Self.stirlingRest(count) - Self.stirlingRest(all - count)
      if PortableMath.log(level * scale) <= bound { return Int(count) }
    }
  }

  /// What Stirling's formula leaves of the logarithm of a factorial.
  private static func stirlingRest(_ count: Double) -> Double {
    if count < 10 { return stirlingRests[Int(count)] }
    let square = (count + 1) * (count + 1)
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1_260 / square) / square) / (count + 1)
  }

  private static let stirlingRests = [
    0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650,
    0.0166446911898211, 0.0138761288230707, 0.0118967099458917, 0.0104112652619720,
    0.00925546218271273, 0.00833056343336287,
  ]
}
