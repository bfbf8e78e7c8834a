internal import CRmath

/// The unconditional exact test that two groups have the same chance of an outcome.
///
/// Boschloo (1970), Statistica Neerlandica 24:1: the one-sided Fisher p-value orders the tables,
/// and the chance of the tables at least as extreme is maximised over the common chance. The
/// work grows with the product of both group sizes: meant for groups of at most some hundreds.
public struct BoschlooExactTest: Hashable, Sendable {
  /// The one-sided Fisher p-value of the side that is more extreme.
  public let statistic: Double
  /// Two-sided p-value: twice that of the more extreme side, at most 1.
  public let pValue: Double

  /// Makes the test of one table; both groups have members.
  public init(_ table: TwoByTwoTable) {
    precondition(table.first > 0 && table.second > 0, "both groups need members")
    let less = Self.tail(of: table) { FisherExactTest($0).less }
    let greater = Self.tail(of: table) { FisherExactTest($0).greater }
    let extreme = less.pValue < greater.pValue ? less : greater
    statistic = extreme.statistic
    pValue = min(1, 2 * extreme.pValue)
  }

  private static func tail(
    of table: TwoByTwoTable, by order: (TwoByTwoTable) -> Double
  ) -> (statistic: Double, pValue: Double) {
    let observed = order(table)
    var extremes: [(first: Int, second: Int)] = []
    for first in 0...table.first {
      for second in 0...table.second {
        let other = TwoByTwoTable(first, table.first - first, second, table.second - second)
        if order(other) <= observed * (1 + 1e-13) { extremes.append((first, second)) }
      }
    }
    // The chance of the extremes has several maxima; a grid finds the highest one.
    let steps = 200
    let negative = { (chance: Double) -> Double in
      -extremes.reduce(0.0) {
        $0 + dbinom(Double($1.first), Double(table.first), chance, 0)
          * dbinom(Double($1.second), Double(table.second), chance, 0)
      }
    }
    let best = BrentMinimum.ofGrid(negative, within: 0...1, steps: steps, tolerance: 1e-10)
    return (observed, min(1, -best.value))
  }
}
