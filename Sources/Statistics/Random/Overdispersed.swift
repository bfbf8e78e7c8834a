extension RandomSource {
  /// Counts of several kinds whose shares vary by a Dirichlet law around given ones.
  ///
  /// - Parameters:
  ///   - trials: 0 or more.
  ///   - shares: Mean shares, 0 or more, summing to 1.
  ///   - concentration: Strength of the law, above 0; the larger, the less the shares vary.
  /// - Returns: Counts in the order of the shares; their sum is `trials`.
  public mutating func dirichletMultinomial(
    trials: Int, shares: [Double], concentration: Double
  ) -> [Int] {
    var weights = shares
    var sum = 0.0
    for kind in weights.indices where weights[kind] > 0 {
      weights[kind] *= gamma(shape: concentration * shares[kind])
      sum += weights[kind]
    }
    // Weights of very small shapes may all vanish below the smallest number: then one kind has all.
    guard sum > 0 else {
      var counts = [Int](repeating: 0, count: shares.count)
      counts[position(weights: shares)] = trials
      return counts
    }
    return multinomial(trials: trials, shares: weights)
  }

  /// Counts of equal kinds whose shares vary by a Dirichlet law, case by case from an urn.
  ///
  /// Blackwell and MacQueen (1973), doi:10.1214/aos/1176342372: a case either joins an earlier one
  /// or picks any kind. The time grows with the trials, not with the kinds.
  ///
  /// - Parameters:
  ///   - trials: 0 or more.
  ///   - kinds: Number of kinds, 1 or more.
  ///   - shape: Shape of the gamma law of each kind's size, above 0.
  /// - Returns: Counts by kind; their sum is `trials`.
  public mutating func symmetricDirichletMultinomial(
    trials: Int, kinds: Int, shape: Double
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: kinds)
    var chosen: [Int] = []
    chosen.reserveCapacity(trials)
    let strength = shape * Double(kinds)
    for drawn in 0..<trials {
      let isNew = uniform() * (strength + Double(drawn)) < strength || drawn == 0
      let kind = isNew ? integer(below: kinds) : chosen[integer(below: drawn)]
      chosen.append(kind)
      counts[kind] += 1
    }
    return counts
  }
}
