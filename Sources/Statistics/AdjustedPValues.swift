/// P-values made comparable with one level over a whole family of tests, in the order given.
public enum AdjustedPValues {
  /// Returns p-values whose selection at a level bounds the false discovery rate by that level.
  ///
  /// Benjamini and Hochberg (1995), JRSS B 57:289; for independent or positively dependent tests.
  /// With a share of true null hypotheses below 1 it is their adaptive form (2000), J. Educ. Behav.
  /// Stat. 25:60.
  ///
  /// - Parameters:
  ///   - pValues: From 0 to 1, in any order, ties allowed.
  ///   - nullShare: Share of tests whose null hypothesis is thought to hold, above 0, at most 1.
  /// - Returns: Adjusted p-values in the same order, at most 1.
  public static func benjaminiHochberg(
    _ pValues: [Double], nullShare: Double = 1
  ) -> [Double] {
    precondition(nullShare > 0 && nullShare <= 1, "a share of tests lies between 0 and 1")
    return stepUp(pValues, factor: nullShare)
  }

  /// A group of tests, and what share of it is thought to be no null hypothesis.
  public struct Group: Hashable, Sendable {
    /// From 0 to 1, in any order.
    public var pValues: [Double]
    /// 0 where it is unknown, below 1.
    public var outlyingShare: Double

    /// Makes a group of tests.
    public init(_ pValues: [Double], outlyingShare: Double = 0) {
      precondition(outlyingShare >= 0 && outlyingShare < 1, "a share of tests lies below 1")
      self.pValues = pValues
      self.outlyingShare = outlyingShare
    }
  }

  /// A smaller share than this could not be told from none.
  private static let leastShare = 0.02

  /// Returns p-values adjusted over all groups, more strictly in groups where little is to be found.
  ///
  /// Each p-value times the odds of a null hypothesis in its group, relative to the share of others
  /// in all groups: the group Benjamini–Hochberg procedure of Hu, Zhao and Zhou (2010),
  /// doi:10.1198/jasa.2010.tm09329. Without known shares it is that of Benjamini and Hochberg.
  ///
  /// - Parameter groups: Groups of tests.
  /// - Returns: Adjusted p-values of each group, in the orders given, at most 1.
  public static func benjaminiHochberg(groups: [Group]) -> [[Double]] {
    let shares = groups.map { max($0.outlyingShare, leastShare) }
    let count = groups.reduce(0) { $0 + $1.pValues.count }
    guard count > 0 else { return groups.map { _ in [] } }
    let sum = zip(groups, shares).reduce(0.0) { $0 + Double($1.0.pValues.count) * $1.1 }
    let weighted = zip(groups, shares).flatMap { group, share in
      group.pValues.map {
        min(1, $0 * (1 - group.outlyingShare) * sum / (Double(count) * share))
      }
    }
    var rest = benjaminiHochberg(weighted)[...]
    return groups.map { group in
      defer { rest = rest.dropFirst(group.pValues.count) }
      return Array(rest.prefix(group.pValues.count))
    }
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
