internal import CRmath

/// Marked members in a draw without replacement.
public struct HypergeometricDistribution: CountDistribution, Hashable {
  /// Marked members of the population, 0 or more.
  public let marked: Int
  /// Other members of the population, 0 or more.
  public let unmarked: Int
  /// Members drawn, from 0 to the whole population.
  public let draws: Int

  /// Makes the distribution of marked members among `draws` from `marked` + `unmarked`.
  public init(marked: Int, unmarked: Int, draws: Int) {
    precondition(marked >= 0 && unmarked >= 0, "a population is not negative")
    precondition((0...(marked + unmarked)).contains(draws), "draws come from the population")
    self.marked = marked
    self.unmarked = unmarked
    self.draws = draws
  }

  /// The counts that can happen, ascending.
  public var support: ClosedRange<Int> {
    max(0, draws - unmarked)...min(marked, draws)
  }

  /// Returns the chance of exactly `count`.
  public func probability(of count: Int) -> Double {
    dhyper(Double(count), Double(marked), Double(unmarked), Double(draws), 0)
  }

  /// Returns the chance of `count` or fewer.
  public func probability(atMost count: Int) -> Double {
    phyper(Double(count), Double(marked), Double(unmarked), Double(draws), 1, 0)
  }

  /// Returns the chance of more than `count`.
  public func probability(above count: Int) -> Double {
    phyper(Double(count), Double(marked), Double(unmarked), Double(draws), 0, 0)
  }
}
