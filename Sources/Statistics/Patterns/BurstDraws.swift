/// Simulated cases of one cell, whose months have gamma factors; drawn into the same places again.
struct BurstDraws {
  private let null: BurstNull
  private let factors: GammaSampler
  private var weights: [Double]
  // Weights up to and with each month.
  private var places: [Double]
  /// Cases before each month, and of all of them.
  private(set) var sums: [Int]

  // From so many cases a month on, months draw their cases; below, cases search for their month.
  private static let mostSearched = 8

  /// Prepares for cells of a null law; `factors` are those of the months.
  init(_ null: BurstNull, _ factors: GammaSampler) {
    (self.null, self.factors) = (null, factors)
    weights = null.shares
    places = null.shares
    sums = [Int](repeating: 0, count: null.shares.count + 1)
  }

  /// Returns how many of some draws reach limits.
  mutating func count(
    of draws: Int, reaching limits: BurstLimits, from random: inout RandomSource
  ) -> Int {
    (0..<draws).count { _ in
      draw(from: &random)
      return limits.areReached(by: sums)
    }
  }

  /// Draws the cases of all months anew.
  mutating func draw(from random: inout RandomSource) {
    let months = null.shares.count
    var sum = weigh(null.shares, by: factors, from: &random)
    // Factors of a very small shape may all vanish below the smallest number.
    if sum <= 0 { sum = weigh(null.shares, by: nil, from: &random) }
    if null.total < Self.mostSearched * months {
      search(below: sum, from: &random)
    } else {
      let counts = random.multinomial(trials: null.total, shares: weights)
      for month in counts.indices { sums[month + 1] = counts[month] }
    }
    for month in 0..<months {
      let before = sums[month]
      sums[month + 1] += before
    }
  }

  private mutating func weigh(
    _ shares: [Double], by factors: GammaSampler?, from random: inout RandomSource
  ) -> Double {
    var sum = 0.0
    for month in shares.indices {
      // Months that were not observed have no share.
      weights[month] =
        shares[month] > 0 ? shares[month] * (factors?.value(from: &random) ?? 1) : 0
      sum += weights[month]
      places[month] = sum
    }
    return sum
  }

  // Each case falls on the first month whose sum is above its place.
  private mutating func search(below sum: Double, from random: inout RandomSource) {
    for month in 0..<sums.count { sums[month] = 0 }
    let known = places
    let span = known.span
    let last = weights.lastIndex { $0 > 0 } ?? 0
    for _ in 0..<null.total {
      let place = Int(bitPattern: UInt((random.uniform() * sum).bitPattern))
      var (first, rest) = (0, last + 1)
      while rest > 1 {
        let half = rest / 2
        // No branch, since no processor can foretell the half: numbers from 0 on are in the order of
        // their bits, and the sign of the difference is all ones or none.
        let distance = place &- Int(bitPattern: UInt(span[first &+ half &- 1].bitPattern))
        first &+= half & ~(distance >> 63)
        rest &-= half
      }
      sums[first + 1] += 1
    }
  }
}
