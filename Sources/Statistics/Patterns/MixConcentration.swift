/// How closely the mixes of ordinary units keep to those of their peers: a Dirichlet strength.
enum MixConcentration {
  // The best-fitting part of the units counts, so that planted mixes do not.
  private static let ordinaryShare = 0.8
  private static let rounds = 3
  private static let logarithms = 0.0...9.0

  /// Returns the most likely strength of the units that fit best.
  ///
  /// Trimming makes it too large; the search on the median unit sets that right.
  static func fitted(_ units: [MixTest.Assessable]) -> Double {
    var kept = units
    var strength = 1.0
    for _ in 0..<rounds {
      let found = BrentMinimum.of(
        { logarithm in
          let strength = PortableMath.exp(logarithm)
          return kept.reduce(0.0) { $0 - logLikelihood($1, strength) }
        }, within: logarithms, tolerance: 1e-5)
      strength = PortableMath.exp(found.point)
      let distances = units.map { scaledChiSquare($0, strength) }
      let limit = SampleQuantile.value(of: distances, at: ordinaryShare)
      kept = zip(units, distances).filter { $0.1 <= limit }.map(\.0)
    }
    return strength
  }

  static func logLikelihood(_ unit: MixTest.Assessable, _ strength: Double) -> Double {
    DirichletMultinomial.logLikelihood(
      counts: unit.counts, concentrations: unit.shares.map { $0 * strength })
  }

  /// Pearson's sum, divided by how much wider the strength makes it.
  private static func scaledChiSquare(_ unit: MixTest.Assessable, _ strength: Double) -> Double {
    let total = Double(unit.total)
    let sum = zip(unit.counts, unit.shares).reduce(0.0) { sum, pair in
      let expected = total * pair.1
      let difference = Double(pair.0) - expected
      return sum + difference * difference / (expected + 1e-9)
    }
    return sum / (1 + (total - 1) / (1 + strength))
  }
}
