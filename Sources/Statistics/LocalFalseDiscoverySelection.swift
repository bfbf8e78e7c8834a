/// The largest list of cases whose mean local false discovery rate stays within a level.
///
/// Efron (2010), Large-Scale Inference, chapter 5; Sun and Cai (2007), JASA 102:901, whose
/// step-up rule on posterior chances of the null selects most for a given level.
public struct LocalFalseDiscoverySelection: Hashable, Sendable {
  /// Positions of the given rates, ascending by rate, equal rates in the order given.
  public let order: [Int]
  /// Mean of the rates up to and including each place of `order`.
  public let runningMeans: [Double]
  /// Number of places of `order` that are selected.
  public let count: Int

  // Sums of decimal fractions miss an equal level by some units of the last place.
  private static let slack = 1e-12

  /// Makes the selection.
  ///
  /// - Parameters:
  ///   - rates: Chance that each case is none, from 0 to 1.
  ///   - level: Largest mean rate of the list, inclusive.
  public init(rates: [Double], level: Double) {
    precondition(rates.allSatisfy { (0...1).contains($0) }, "local rates lie between 0 and 1")
    let sorted = rates.indices.sorted { (rates[$0], $0) < (rates[$1], $1) }
    var sum = 0.0
    runningMeans = sorted.enumerated().map { index, position in
      sum += rates[position]
      return sum / Double(index + 1)
    }
    order = sorted
    count = runningMeans.firstIndex { $0 > level + Self.slack } ?? rates.count
  }

  /// Positions of the selected rates, ascending by rate.
  public var selected: [Int] { Array(order.prefix(count)) }
}
