/// P-values made comparable with one level over a whole family of tests, in the order given.
public enum AdjustedPValues {
  /// Returns p-values whose selection at a level bounds the false discovery rate by that level.
  ///
  /// Benjamini and Hochberg (1995), JRSS B 57:289; for independent or positively dependent tests.
  ///
  /// - Parameter pValues: From 0 to 1, in any order, ties allowed.
  /// - Returns: Adjusted p-values in the same order, at most 1.
  public static func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
    stepUp(pValues, factor: 1)
  }

  /// Returns p-values that bound the false discovery rate under any dependence.
  ///
  /// Benjamini and Yekutieli (2001), Annals of Statistics 29:1165.
  ///
  /// - Parameter pValues: From 0 to 1, in any order, ties allowed.
  /// - Returns: Adjusted p-values in the same order, at most 1.
  public static func benjaminiYekutieli(_ pValues: [Double]) -> [Double] {
    var harmonic = 0.0
    for rank in stride(from: pValues.count, to: 0, by: -1) { harmonic += 1 / Double(rank) }
    return stepUp(pValues, factor: harmonic)
  }

  /// Returns p-values that bound the chance of any false rejection, under any dependence.
  ///
  /// Holm (1979), Scandinavian Journal of Statistics 6:65.
  ///
  /// - Parameter pValues: From 0 to 1, in any order, ties allowed.
  /// - Returns: Adjusted p-values in the same order, at most 1.
  public static func holm(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    for (index, position) in ascending(pValues).enumerated() {
      largest = max(largest, min(1, pValues[position] * Double(pValues.count - index)))
      adjusted[position] = largest
    }
    return adjusted
  }

  private static func stepUp(_ pValues: [Double], factor: Double) -> [Double] {
    var adjusted = pValues
    var smallest = 1.0
    for (index, position) in ascending(pValues).enumerated().reversed() {
      let scaled = pValues[position] * factor * Double(pValues.count) / Double(index + 1)
      smallest = min(smallest, scaled)
      adjusted[position] = smallest
    }
    return adjusted
  }

  private static func ascending(_ pValues: [Double]) -> [Int] {
    precondition(pValues.allSatisfy { (0...1).contains($0) }, "p-values lie between 0 and 1")
    return pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  }
}
