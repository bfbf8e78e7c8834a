import Statistics

/// Chances that allow for a spread between units that is estimated from few of them.
enum EstimatedSpread {
  // For many units the quartiles are worth 0.37 of the values; a spread of 0 cuts the error off below,
  // and with a half the level held in simulated worlds of 20 to 200 units.
  private static let quartileWorth = 0.5
  // The same of values that are winsorised at a tenth of either end.
  private static let winsorisedWorth = 0.6

  /// What a spread that was read off the quartiles of so many units is worth.
  static func freedom(byQuartilesOf units: Int) -> Double {
    max(1, quartileWorth * Double(units - 1))
  }

  /// What a winsorised spread of so many units is worth.
  static func freedom(winsorisedOf units: Int) -> Double {
    max(1, winsorisedWorth * Double(units - 1))
  }

  /// The chance that was computed as if the spread were known, with the spread as estimated.
  static func widened(_ chance: Double, freedom: Double) -> Double {
    guard chance > 0 else { return 0 }
    guard chance < 1 else { return 1 }
    return StudentDistribution.probability(
      above: NormalDistribution.upperQuantile(chance), freedom: freedom)
  }
}
