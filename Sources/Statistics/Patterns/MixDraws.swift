/// Distances of simulated mixes of one unit from the mix of its peers, whose shares vary by a
/// Dirichlet law; drawn into the same places again.
struct MixDraws {
  private let total: Int
  private let shares: [Double]
  private let items: AliasTable
  /// Items of the cases drawn so far.
  private var chosen: [Int]
  /// Cases by item; all 0 between draws.
  private var counts: [Int]

  // From so many cases an item on, items draw their cases; below, cases pick their item.
  private static let mostPicked = 6

  /// Prepares for units of `total` cases, 1 or more; `shares` of their peers sum to 1.
  init(total: Int, shares: [Double]) {
    (self.total, self.shares) = (total, shares)
    items = AliasTable(weights: shares)
    chosen = [Int](repeating: 0, count: total)
    counts = [Int](repeating: 0, count: shares.count)
  }

  /// Returns the total variation distance of a new draw of some strength, above 0.
  mutating func distance(_ strength: Double, from random: inout RandomSource) -> Double {
    total < Self.mostPicked * shares.count
      ? distanceByCase(strength, from: &random) : distanceByItem(strength, from: &random)
  }

  /// A case picks an item by its share, or goes with an earlier case.
  ///
  /// Blackwell and MacQueen (1973), doi:10.1214/aos/1176342372. The time grows with the cases and
  /// not with the items, most of which have none where a unit has few cases.
  private mutating func distanceByCase(
    _ strength: Double, from random: inout RandomSource
  ) -> Double {
    for drawn in 0..<total {
      let place = random.uniform() * (strength + Double(drawn)) - strength
      // Rounding may carry a place up to the case that is being drawn.
      let item =
        place < 0 || drawn == 0
        ? items.position(from: &random) : chosen[min(Int(place), drawn - 1)]
      chosen[drawn] = item
      counts[item] += 1
    }
    let scale = 1 / Double(total)
    var distance = 0.0
    for item in chosen where counts[item] > 0 {
      distance += max(0, Double(counts[item]) * scale - shares[item])
      counts[item] = 0
    }
    return distance
  }

  private func distanceByItem(
    _ strength: Double, from random: inout RandomSource
  ) -> Double {
    let counts = random.dirichletMultinomial(
      trials: total, shares: shares, concentration: strength)
    let scale = 1 / Double(total)
    var distance = 0.0
    for item in counts.indices {
      distance += max(0, Double(counts[item]) * scale - shares[item])
    }
    return distance
  }
}
