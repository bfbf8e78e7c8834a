import Statistics

/// Units of a level of few that lie so far from the others, and are so many, that they would move
/// its reference and widen its spread until nobody stands out.
///
/// One or two leave the quartiles as they are. Where more than a fifth of the units lie apart, the
/// others alone make the reference; where it is more than two fifths, nobody can say who is apart.
enum OutlyingUnits {
  // Standard deviations of an ordinary unit from which one is apart.
  private static let apart = 3.0
  // Standard deviation of log odds that is legitimate at least.
  private static let spread = 0.2

  /// Returns the positions of the outlying units; empty for many units, which a mixture tells apart.
  ///
  /// - Parameters:
  ///   - counts: Successes of each unit, from 0 to its trials.
  ///   - trials: Above 0, in the same order.
  ///   - expected: Expected successes of each unit by the others.
  /// - Returns: None, or more than a fifth of the units and no more than two fifths.
  static func positions(counts: [Int], trials: [Int], expected: [Double]) -> Set<Int> {
    let units = counts.count
    guard units >= PeerNorm.fewest, units < PeerNorm.many else { return [] }
    let differences = counts.indices.map { unit in
      logOdds(Double(counts[unit]), of: trials[unit]) - logOdds(expected[unit], of: trials[unit])
    }
    let variances = counts.indices.map { unit in
      let share = (Double(counts[unit]) + 0.5) / (Double(trials[unit]) + 1)
      return 1 / ((Double(trials[unit]) + 1) * share * (1 - share))
    }
    // Those left may be told apart more sharply without the others; each round finds one more.
    var found: Set<Int> = []
    for _ in 0..<units {
      let more = apart(found, differences, variances)
      guard more.count > found.count, 5 * more.count > units else { break }
      found = more
      guard 5 * found.count <= 2 * units else { return [] }
    }
    return found
  }

  // Who is apart from those that are not yet found.
  private static func apart(
    _ found: Set<Int>, _ differences: [Double], _ variances: [Double]
  ) -> Set<Int> {
    let rest = differences.indices.filter { !found.contains($0) }
    let centre = median(rest.map { differences[$0] })
    let scale =
      median(rest.map { abs(differences[$0] - centre) }) * RobustCentre.deviationsOfNormal
    let between = max(spread * spread, scale * scale - median(rest.map { variances[$0] }))
    return found.union(
      rest.filter {
        abs(differences[$0] - centre) > apart * (variances[$0] + between).squareRoot()
      })
  }

  // From half a success and half a failure more.
  private static func logOdds(_ count: Double, of trials: Int) -> Double {
    SpecialFunctions.logarithm((count + 0.5) / (max(0, Double(trials) - count) + 0.5))
  }

  private static func median(_ values: [Double]) -> Double {
    SampleQuantile.value(of: values, at: 0.5)
  }
}
