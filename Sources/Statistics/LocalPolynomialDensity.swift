internal import Glibc

/// The density of a sample on either side of a threshold: a polynomial through the empirical
/// distribution function, weighted by a triangular kernel.
///
/// Cattaneo, Jansson and Ma (2020), doi:10.1080/01621459.2019.1635480, as in their rddensity 3.0.
struct LocalPolynomialDensity {
  /// Values minus the threshold, ascending.
  let offsets: [Double]
  /// Position of the first value that is not below the threshold.
  let firstRight: Int
  /// Share of the other values that lie at or below each value.
  private let heights: [Double]

  /// Both sides of one fit, with jackknife variances.
  struct Sides {
    let left: Double
    let right: Double
    let leftVariance: Double
    let rightVariance: Double
    let differenceVariance: Double
    let sumVariance: Double
  }

  /// Makes the sample; nil unless the threshold has values on both sides.
  init?(values: [Double], threshold: Double) {
    let sorted = values.map { $0 - threshold }.sorted()
    guard let lowest = sorted.first, let highest = sorted.last, lowest < 0, highest >= 0 else {
      return nil
    }
    offsets = sorted
    firstRight = sorted.firstIndex { $0 >= 0 } ?? sorted.count
    var heights = [Double](repeating: 0, count: sorted.count)
    var last = sorted.count - 1
    for index in sorted.indices.reversed() {
      if sorted[index] != sorted[last] { last = index }
      heights[index] = Double(last) / Double(sorted.count - 1)
    }
    self.heights = heights
  }

  /// Returns a coefficient of the polynomial on either side; 1 is the density at the threshold.
  ///
  /// - Parameters:
  ///   - coefficient: From 1 to `degree`.
  ///   - degree: Of both polynomials.
  ///   - bandwidths: How far either side reaches, inclusive.
  /// - Returns: Nil when a side has too few different values.
  func sides(coefficient: Int, degree: Int, bandwidths: DensityBandwidths) -> Sides? {
    let start = offsets.firstIndex { $0 >= -bandwidths.left } ?? firstRight
    let end = (offsets.lastIndex { $0 <= bandwidths.right } ?? -1) + 1
    guard start < firstRight, firstRight < end else { return nil }
    let leftPart = KernelPolynomial(degree: degree, bandwidth: bandwidths.left)
    let rightPart = KernelPolynomial(degree: degree, bandwidth: bandwidths.right)
    let leftShares = leftPart.shares(of: offsets[start..<firstRight], in: coefficient)
    let rightShares = rightPart.shares(of: offsets[firstRight..<end], in: coefficient)
    guard let leftShares, let rightShares else { return nil }
    let leftZeros = [Double](repeating: 0, count: leftShares.count)
    let rightZeros = [Double](repeating: 0, count: rightShares.count)
    let inWindow = start..<end
    return Sides(
      left: zip(leftShares, heights[start..<firstRight]).reduce(0) { $0 + $1.0 * $1.1 },
      right: zip(rightShares, heights[firstRight..<end]).reduce(0) { $0 + $1.0 * $1.1 },
      leftVariance: variance(of: leftShares + rightZeros, inWindow),
      rightVariance: variance(of: leftZeros + rightShares, inWindow),
      differenceVariance: variance(of: leftShares.map { -$0 } + rightShares, inWindow),
      sumVariance: variance(of: leftShares + rightShares, inWindow))
  }

  /// Returns the jackknife variance of a sum of heights with the given factors.
  ///
  /// A value raises the heights of all values above it, so its influence is the sum of their
  /// factors; equal values share the influence of the lowest.
  private func variance(of factors: [Double], _ window: Range<Int>) -> Double {
    var influences = [Double](repeating: 0, count: factors.count)
    var above = 0.0
    for index in factors.indices.reversed() {
      influences[index] = above
      above += factors[index]
    }
    var sum = 0.0
    var first = 0
    for index in factors.indices {
      if offsets[window.lowerBound + index] != offsets[window.lowerBound + first] { first = index }
      sum += influences[first] * influences[first]
    }
    let others = Double(offsets.count - 1)
    return sum / (others * others)
  }
}

/// A polynomial on one side of 0, fitted with the triangular kernel.
struct KernelPolynomial {
  let degree: Int
  let bandwidth: Double

  /// Returns the factor with which each height enters a coefficient; nil without a solution.
  func shares(of offsets: ArraySlice<Double>, in coefficient: Int) -> [Double]? {
    var moments = [Double](repeating: 0, count: 2 * degree + 1)
    for offset in offsets {
      var term = weight(offset)
      for power in moments.indices {
        moments[power] += term
        term *= offset / bandwidth
      }
    }
    guard let row = Self.inverseRow(coefficient, moments: moments) else { return nil }
    let scale = pow(bandwidth, Double(coefficient))
    return offsets.map { offset in
      let place = offset / bandwidth
      return weight(offset) * row.reversed().reduce(0) { $0 * place + $1 } / scale
    }
  }

  private func weight(_ offset: Double) -> Double { 1 - abs(offset) / bandwidth }

  /// Returns a row of the inverse of the matrix whose element (i, j) is moment i + j.
  ///
  /// - Parameters:
  ///   - row: Counted from 0.
  ///   - moments: An odd number of moments, of powers from 0.
  /// - Returns: Nil when the matrix is as good as singular.
  static func inverseRow(_ row: Int, moments: [Double]) -> [Double]? {
    let size = moments.count / 2 + 1
    var matrix = (0..<size).map { first in (0..<size).map { moments[first + $0] } }
    var vector = (0..<size).map { $0 == row ? 1.0 : 0.0 }
    for pivot in 0..<size {
      // The matrix is positive definite: elimination needs no exchange of rows.
      guard matrix[pivot][pivot] > 1e-13 * moments[2 * pivot] else { return nil }
      for below in (pivot + 1)..<max(size, pivot + 1) {
        let factor = matrix[below][pivot] / matrix[pivot][pivot]
        for column in pivot..<size { matrix[below][column] -= factor * matrix[pivot][column] }
        vector[below] -= factor * vector[pivot]
      }
    }
    for pivot in (0..<size).reversed() {
      for column in (pivot + 1)..<max(size, pivot + 1) {
        vector[pivot] -= matrix[pivot][column] * vector[column]
      }
      vector[pivot] /= matrix[pivot][pivot]
    }
    return vector
  }
}
