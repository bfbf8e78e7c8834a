/// The conditional exact test that two groups have the same odds in every stratum.
public enum StratifiedExactTest {
  /// Returns the two-sided mid-p value; 1 when no stratum carries information.
  ///
  /// The law of the summed first cells is the convolution of the strata's hypergeometric laws:
  /// Mehta, Patel and Gray (1985), JASA 80:969. The work grows with the square of the counts.
  public static func midP(of strata: [TwoByTwoTable]) -> Double {
    var law = [1.0]
    var observed = 0
    for table in strata where table.varianceOfFirstYes > 0 {
      let conditional = table.conditional
      law = convolution(law, conditional.support.map(conditional.probability(of:)))
      observed += table.firstYes - conditional.support.lowerBound
    }
    let total = law.reduce(0, +)
    let half = law[observed] / 2
    let below = law[..<observed].reduce(0, +) + half
    let above = law[(observed + 1)...].reduce(0, +) + half
    return min(1, 2 * min(below, above) / total)
  }

  private static func convolution(_ first: [Double], _ second: [Double]) -> [Double] {
    var product = [Double](repeating: 0, count: first.count + second.count - 1)
    for (index, value) in first.enumerated() {
      for (offset, factor) in second.enumerated() { product[index + offset] += value * factor }
    }
    return product
  }
}
