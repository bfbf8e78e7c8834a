/// The conditional exact test that two groups have the same odds in every stratum.
public enum StratifiedExactTest {
  /// Returns the two-sided mid-p value; 1 when no stratum carries information.
  ///
  /// The law of the summed first cells is the convolution of the strata's hypergeometric laws:
  /// Mehta, Patel and Gray (1985), JASA 80:969. The work grows with the square of the counts.
  public static func midP(of strata: [TwoByTwoTable]) -> Double {
    let (law, observed) = law(of: strata)
    let half = law[observed] / 2
    let below = law[..<observed].reduce(0, +) + half
    let above = law[(observed + 1)...].reduce(0, +) + half
    return min(1, 2 * min(below, above) / law.reduce(0, +))
  }

  /// Chance that the first groups together have the observed number of outcomes or fewer; 1 without
  /// information.
  public static func less(of strata: [TwoByTwoTable]) -> Double {
    let (law, observed) = law(of: strata)
    return min(1, law[...observed].reduce(0, +) / law.reduce(0, +))
  }

  /// Chance that the first groups together have the observed number of outcomes or more; 1 without
  /// information.
  public static func greater(of strata: [TwoByTwoTable]) -> Double {
    let (law, observed) = law(of: strata)
    // From the far end, so that small terms are not lost beside large ones.
    return min(1, law[observed...].reversed().reduce(0, +) / law.reduce(0, +))
  }

  /// Chances of each sum of the first cells, from the smallest on, and the place of the observed.
  private static func law(of strata: [TwoByTwoTable]) -> (chances: [Double], observed: Int) {
    var law = [1.0]
    var observed = 0
    for table in strata where table.varianceOfFirstYes > 0 {
      let conditional = table.conditional
      law = convolution(law, conditional.support.map(conditional.probability(of:)))
      observed += table.firstYes - conditional.support.lowerBound
    }
    return (law, observed)
  }

  private static func convolution(_ first: [Double], _ second: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: first.count + second.count - 1)
    for (index, value) in first.enumerated() {
      for (offset, factor) in second.enumerated() { product[index + offset] += value * factor }
    }
    return product
  }
}
