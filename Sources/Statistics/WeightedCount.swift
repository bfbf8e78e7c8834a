/// A count, what was expected, and how many cells it stands for.
public struct WeightedCount: Hashable, Sendable {
  /// Cases seen, 0 or more.
  public let count: Int
  /// Cases expected, above 0.
  public let expected: Double
  /// Cells that it stands for, above 0.
  public let weight: Double

  /// Makes a count that stands for `weight` cells, above 0.
  public init(count: Int, expected: Double, weight: Double = 1) {
    precondition(count >= 0 && expected > 0 && weight > 0, "a cell needs an expectation")
    self.count = count
    self.expected = expected
    self.weight = weight
  }

  /// Returns fewer counts that say nearly the same: cells of one count, binned by expectation.
  ///
  /// DuMouchel and Pregibon (2001), KDD 2001:67, with the bins of openEBGM.
  ///
  /// - Parameters:
  ///   - cells: In any order.
  ///   - count: The count whose cells are binned; others stay as they are.
  ///   - binSize: Cells in a bin, 2 or more; the last bin may have fewer.
  ///   - kept: Cells of the largest expectations that stay as they are, 0 or more.
  /// - Returns: Cells of other counts in their order, then bins by ascending expectation.
  public static func squashed(
    _ cells: [WeightedCount], count: Int, binSize: Int = 50, kept: Int = 100
  ) -> [WeightedCount] {
    precondition(binSize >= 2 && kept >= 0, "a bin holds two cells or more")
    let sorted = cells.filter { $0.count == count }.sorted { $0.expected < $1.expected }
    guard sorted.count > kept else { return cells }
    let binned = sorted.dropLast(kept)
    let bins = stride(from: 0, to: binned.count, by: binSize).map { start in
      let bin = binned[start..<min(start + binSize, binned.count)]
      let weight = bin.reduce(0.0) { $0 + $1.weight }
      let sum = bin.reduce(0.0) { $0 + $1.weight * $1.expected }
      return WeightedCount(count: count, expected: sum / weight, weight: weight)
    }
    return cells.filter { $0.count != count } + bins + sorted.suffix(kept)
  }
}
