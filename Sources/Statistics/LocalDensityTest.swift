/// Whether the density of a sample jumps at a threshold, as where values are moved below it.
///
/// Cattaneo, Jansson and Ma (2020), doi:10.1080/01621459.2019.1635480, as in their rddensity 3.0:
/// unrestricted fits, triangular kernel, jackknife variance, and a cubic where bandwidths are
/// chosen for a quadratic, which corrects its bias. Heaps of equal values are counted as such, but
/// a heap at the threshold itself is a jump: compare with thresholds that mean nothing.
public struct LocalDensityTest: Hashable, Sendable {
  /// How far the fits reached below and above the threshold.
  public let bandwidths: DensityBandwidths
  /// Density just below the threshold, per unit of the values.
  public let leftDensity: Double
  /// Density at and just above the threshold, per unit of the values.
  public let rightDensity: Double
  /// Standard error of the right minus the left density.
  public let standardError: Double

  /// Makes the test; nil when either window has too few different values.
  ///
  /// - Parameters:
  ///   - values: Any order; values at the threshold belong to its right.
  ///   - threshold: Where the density may jump.
  ///   - bandwidths: How far the fits reach; nil for `DensityBandwidths.combined`.
  public init?(values: [Double], threshold: Double, bandwidths: DensityBandwidths? = nil) {
    let chosen =
      bandwidths ?? DensityBandwidths.combined(values: values, threshold: threshold)
    guard let chosen,
      let sample = LocalPolynomialDensity(values: values, threshold: threshold),
      let sides = sample.sides(coefficient: 1, degree: 3, bandwidths: chosen),
      sides.differenceVariance > 0
    else { return nil }
    self.bandwidths = chosen
    leftDensity = sides.left
    rightDensity = sides.right
    standardError = sides.differenceVariance.squareRoot()
  }

  /// Right minus left density in standard errors; negative when values gather below.
  public var statistic: Double { (rightDensity - leftDensity) / standardError }

  /// Chance of a jump as large in either direction when there is none.
  public var pValue: Double {
    min(1, 2 * NormalDistribution.probability(above: abs(statistic)))
  }

  /// Chance of as large a drop at the threshold when there is none: the side of bunching below.
  public var dropPValue: Double { NormalDistribution.probability(atMost: statistic) }
}
