/// Finds the spread at which the median unit lies in the middle of its own null law.
///
/// A tenth of conspicuous units hardly moves a median, but would move a likelihood.
enum SpreadSearch {
  /// Returns the strength at which the median of `places` is one half, by halving on a log scale.
  ///
  /// - Parameters:
  ///   - range: Ends between which the strength lies, above 0.
  ///   - steps: Number of halvings.
  ///   - places: For a strength, the share of null statistics below each unit's own; a larger
  ///     strength makes the null narrower and the places higher.
  /// - Returns: The middle of the last interval.
  static func strength(
    in range: ClosedRange<Double>, steps: Int, places: (Double) async -> [Double]
  ) async -> Double {
    var low = range.lowerBound
    var high = range.upperBound
    for _ in 0..<steps {
      let middle = (low * high).squareRoot()
      let place = SampleQuantile.value(of: await places(middle), at: 0.5)
      if place > 0.5 { high = middle } else { low = middle }
    }
    return (low * high).squareRoot()
  }
}
