internal import Glibc

/// How many members of finite populations are qualified at least, told from random draws.
public enum FinitePopulationBound {
  /// A draw without replacement from one population.
  public struct Draw: Hashable, Sendable {
    /// Members of the population.
    public let population: Int
    /// Members drawn and looked at, from 0 to the population.
    public let drawn: Int
    /// Of those, qualified ones.
    public let qualified: Int

    /// Makes a draw.
    public init(population: Int, drawn: Int, qualified: Int) {
      precondition((0...population).contains(drawn), "draws come from the population")
      precondition((0...drawn).contains(qualified), "qualified members were drawn")
      self.population = population
      self.drawn = drawn
      self.qualified = qualified
    }
  }

  /// Returns the least number of qualified members that the draw does not rule out.
  ///
  /// Inverts the upper tail of the hypergeometric law, exact for every population: Buonaccorsi
  /// (1987), The American Statistician 41:215. The true number lies below it in at most
  /// `1 - confidence` of draws.
  ///
  /// - Parameters:
  ///   - draw: What was drawn and found.
  ///   - confidence: One-sided, between 0 and 1, exclusive.
  /// - Returns: From the qualified members drawn to those that the draw leaves possible.
  public static func fewestQualified(_ draw: Draw, confidence: Double) -> Int {
    precondition(confidence > 0 && confidence < 1, "confidence lies between 0 and 1")
    guard draw.qualified > 0 else { return 0 }
    var low = draw.qualified
    var high = draw.population - (draw.drawn - draw.qualified)
    // The chance of so many qualified ones grows with the number in the population.
    while low < high {
      let middle = (low + high) / 2
      let law = HypergeometricDistribution(
        marked: middle, unmarked: draw.population - middle, draws: draw.drawn)
      if law.probability(above: draw.qualified - 1) > 1 - confidence {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  /// Returns a bound for several populations together: the sum of bounds that all hold at once.
  ///
  /// Draws are independent, so that each bound has the confidence whose product is the one asked
  /// for. It is safe and wide; without draws it is 0.
  public static func fewestQualified(inAll draws: [Draw], confidence: Double) -> Int {
    let looked = draws.filter { $0.drawn > 0 }
    guard !looked.isEmpty else { return 0 }
    let each = pow(confidence, 1 / Double(looked.count))
    return looked.reduce(0) { $0 + fewestQualified($1, confidence: each) }
  }
}
