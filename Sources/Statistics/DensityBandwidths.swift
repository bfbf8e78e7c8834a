internal import Glibc

/// How far a density estimate reaches below and above a threshold.
public struct DensityBandwidths: Hashable, Sendable {
  /// Below the threshold, above 0.
  public let left: Double
  /// Above the threshold, above 0.
  public let right: Double

  /// Makes bandwidths in the unit of the values, both above 0.
  public init(left: Double, right: Double) {
    precondition(left > 0 && right > 0, "a bandwidth is above 0")
    self.left = left
    self.right = right
  }

  /// Returns the bandwidths that rddensity 3.0 chooses by default for a quadratic fit.
  ///
  /// The median of those with the least mean squared error of the side's own density, of the
  /// difference and of the sum of both densities, never below 23 values on a side.
  ///
  /// - Parameters:
  ///   - values: Any order; values at the threshold belong to its right.
  ///   - threshold: Where the density may jump.
  /// - Returns: Nil when a side has too few different values.
  public static func combined(values: [Double], threshold: Double) -> DensityBandwidths? {
    guard let sample = LocalPolynomialDensity(values: values, threshold: threshold) else {
      return nil
    }
    return BandwidthChoice(sample)?.combined
  }
}

/// The choice for a quadratic fit; constants are those of rddensity 3.0 for the degree 2.
private struct BandwidthChoice {
  private static let degree = 2
  private static let fewest = 23
  // Integrals of the kernel that the bandwidths for a normal density are made of.
  private static let curveConstant = 3430865.4551236177795
  private static let densityConstant = 548.57142857155463389

  let combined: DensityBandwidths

  init?(_ sample: LocalPolynomialDensity) {
    let sides = Distances(sample)
    guard let preliminary = Self.preliminary(sample, sides),
      let curve = sample.sides(coefficient: 3, degree: 4, bandwidths: preliminary.curve),
      let density = sample.sides(coefficient: 1, degree: 2, bandwidths: preliminary.density),
      let bias = Self.bias
    else { return nil }
    let width = { (variance: Double, curve: Double) in
      let error = bias * curve
      return pow(preliminary.density.left * variance / (4 * error * error), 1.0 / 5)
    }
    let floor = sides.floors(Self.fewest)
    let farthest = max(sides.left.farthest, sides.right.farthest)
    let bothFloor = max(floor.left, floor.right)
    let left = max(
      min(width(density.leftVariance, curve.left), sides.left.farthest), floor.left)
    let right = max(
      min(width(density.rightVariance, curve.right), sides.right.farthest), floor.right)
    let difference = max(
      min(width(density.differenceVariance, curve.right - curve.left), farthest), bothFloor)
    let sum = max(
      min(width(density.sumVariance, curve.right + curve.left), farthest), bothFloor)
    let ofLeft = SampleQuantile.value(of: [left, difference, sum], at: 0.5)
    let ofRight = SampleQuantile.value(of: [right, difference, sum], at: 0.5)
    guard ofLeft > 0, ofRight > 0 else { return nil }
    combined = DensityBandwidths(left: ofLeft, right: ofRight)
  }

  /// Bias of the slope at the end of a quadratic fit for a third power, in bandwidths.
  private static var bias: Double? {
    // Moments of the kernel 1 - u from 0 to 1.
    let moments = (0...(2 * degree + 1)).map { power in
      1 / (Double(power + 1) * Double(power + 2))
    }
    let row = KernelPolynomial.inverseRow(1, moments: Array(moments.prefix(2 * degree + 1)))
    return row.map { row in
      row.indices.reduce(0) { $0 + row[$1] * moments[$1 + degree + 1] }
    }
  }

  /// Returns bandwidths for the curvature and for the density, as for a normal density.
  private static func preliminary(
    _ sample: LocalPolynomialDensity, _ sides: Distances
  ) -> (curve: DensityBandwidths, density: DensityBandwidths)? {
    let count = Double(sample.offsets.count)
    let mean = sample.offsets.reduce(0, +) / count
    let squares = sample.offsets.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / (count - 1)).squareRoot()
    let place = mean / deviation
    let square = place * place
    let height = exp(-square / 2) / (2 * Double.pi).squareRoot()
    // Derivatives of the normal density: its height times a Hermite polynomial.
    let fourth = square * square - 6 * square + 3
    let second = square - 1
    let curve = pow(1.25 * curveConstant / (fourth * fourth * height * count), 1.0 / 9)
    let density = pow(densityConstant / (4 * second * second * height * count), 1.0 / 5)
    let farthest = max(sides.left.farthest, sides.right.farthest)
    let curveFloor = sides.floors(fewest + 2)
    let densityFloor = sides.floors(fewest)
    let ofCurve = max(min(curve * deviation, farthest), curveFloor.left, curveFloor.right)
    let ofDensity = max(min(density * deviation, farthest), densityFloor.left, densityFloor.right)
    guard ofCurve > 0, ofDensity > 0 else { return nil }
    return (
      curve: DensityBandwidths(left: ofCurve, right: ofCurve),
      density: DensityBandwidths(left: ofDensity, right: ofDensity)
    )
  }
}

/// How far the values lie from the threshold on either side.
private struct Distances {
  struct Side {
    /// Distances of the different values, ascending; not empty.
    let different: [Double]

    init(_ ascending: some Sequence<Double>) {
      var different: [Double] = []
      for distance in ascending where different.last != distance { different.append(distance) }
      self.different = different
    }

    var farthest: Double { different[different.count - 1] }
  }

  let left: Side
  let right: Side

  init(_ sample: LocalPolynomialDensity) {
    left = Side(sample.offsets[..<sample.firstRight].reversed().map { -$0 })
    right = Side(sample.offsets[sample.firstRight...])
  }

  /// Returns how far either side has to reach to `fewest` different values, or to all.
  func floors(_ fewest: Int) -> (left: Double, right: Double) {
    (
      left: left.different[min(fewest, left.different.count) - 1],
      right: right.different[min(fewest, right.different.count) - 1]
    )
  }
}
