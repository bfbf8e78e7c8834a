import Statistics
import Testing

@Suite struct MultiplicityTests {
  // The fifteen p-values of Benjamini and Hochberg (1995), section 3.2.
  static let pValues = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262,
    0.5719, 0.6528, 0.759, 1,
  ]

  @Test func benjaminiHochbergAgreesWithScipy() {
    // scipy 1.17: scipy.stats.false_discovery_control(p, method="bh")
    let expected = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645,
      0.07650000000000001, 0.486, 0.5811818181818181, 0.7148749999999999, 0.7532307692307693,
      0.8132142857142857, 1,
    ]
    #expect(agree(AdjustedPValues.benjaminiHochberg(Self.pValues), expected))
  }

  @Test func benjaminiYekutieliAgreesWithScipy() {
    // scipy 1.17: scipy.stats.false_discovery_control(p, method="by")
    let expected = [
      0.004977343489843491, 0.009954686979686982, 0.03152317543567544, 0.11821190788378289,
      0.20008920829170831, 0.21189262285333718, 0.21189262285333718, 0.2140257700632701,
      0.25384451798201807, 1, 1, 1, 1, 1, 1,
    ]
    #expect(agree(AdjustedPValues.benjaminiYekutieli(Self.pValues), expected))
  }

  @Test func holmAgreesWithStatsmodels() {
    // statsmodels 0.15: multipletests(p, method="holm")[1]
    let expected = [
      0.0015, 0.0056, 0.0247, 0.11399999999999999, 0.2211, 0.27799999999999997,
      0.27799999999999997, 0.27799999999999997, 0.32130000000000003, 1, 1, 1, 1, 1, 1,
    ]
    #expect(agree(AdjustedPValues.holm(Self.pValues), expected))
  }

  @Test func tiesOutOfOrderAgreeWithScipy() {
    // scipy 1.17: scipy.stats.false_discovery_control([0.04, 0.01, 0.04, 0.2, 0.01, 0.9])
    let adjusted = AdjustedPValues.benjaminiHochberg([0.04, 0.01, 0.04, 0.2, 0.01, 0.9])
    #expect(agree(adjusted, [0.06, 0.03, 0.06, 0.24, 0.03, 0.9]))
  }

  @Test func knownShareOfNullsScalesTheAdjustment() {
    // scipy 1.17: false_discovery_control([0.04, 0.01, 0.04, 0.2, 0.01, 0.9]) * 0.8
    let adjusted = AdjustedPValues.benjaminiHochberg(
      [0.04, 0.01, 0.04, 0.2, 0.01, 0.9], nullShare: 0.8)
    #expect(agree(adjusted, [0.048, 0.024, 0.048, 0.192, 0.024, 0.72]))
  }

  @Test func groupsWithMoreToFindAreAdjustedLess() {
    // scipy 1.17: w = [0.9 / 0.1, 0.98 / 0.02] * (3 * 0.1 + 3 * 0.02) / 6;
    // false_discovery_control([0.01 w0, 0.04 w0, 0.3 w0, 0.002 w1, 0.01 w1, 0.5 w1 -> 1])
    let groups = [
      AdjustedPValues.Group([0.01, 0.04, 0.3], outlyingShare: 0.1),
      AdjustedPValues.Group([0.002, 0.01, 0.5], outlyingShare: 0.02),
    ]
    let adjusted = AdjustedPValues.benjaminiHochberg(groups: groups)
    #expect(agree(adjusted[0], [0.01764, 0.0432, 0.1944]))
    #expect(agree(adjusted[1], [0.01764, 0.0441, 1.0]))
  }

  @Test func unknownSharesAdjustAsOneFamily() {
    let groups = [[0.01, 0.2], [0.04], []].map { AdjustedPValues.Group($0) }
    let adjusted = AdjustedPValues.benjaminiHochberg(groups: groups)
    #expect(agree(adjusted.flatMap(\.self), AdjustedPValues.benjaminiHochberg([0.01, 0.2, 0.04])))
    #expect(adjusted.map(\.count) == [2, 1, 0])
  }

  @Test func noTestNeedsNoAdjustment() {
    #expect(AdjustedPValues.benjaminiHochberg([]).isEmpty)
    #expect(AdjustedPValues.holm([]).isEmpty)
  }

  @Test func combinedScoreAgreesWithScipy() {
    // scipy 1.17: norm.sf(sum([1.2, 2.1, -0.3]) / sqrt(3))
    #expect(agree(StoufferTest.pValue([1.2, 2.1, -0.3]), 0.0416322583317752))
  }

  @Test func localRatesAreSelectedByTheirRunningMean() {
    // numpy 2.4: cumsum(l) / arange(1, 8); 0.1 at the fifth place counts as within the level
    let rates = [0.01, 0.02, 0.05, 0.12, 0.3, 0.33, 0.6]
    let selection = LocalFalseDiscoverySelection(rates: rates, level: 0.1)
    let means = [
      0.01, 0.015, 0.02666666666666667, 0.05, 0.1, 0.13833333333333334, 0.20428571428571432,
    ]
    #expect(agree(selection.runningMeans, means))
    #expect(selection.selected == [0, 1, 2, 3, 4])
  }

  @Test func localRatesKeepTheirPositions() {
    let selection = LocalFalseDiscoverySelection(rates: [0.6, 0.05, 0.9, 0.01], level: 0.1)
    #expect(selection.selected == [3, 1])
    #expect(selection.order == [3, 1, 0, 2])
  }

  @Test func nothingIsSelectedAboveTheLevel() {
    #expect(LocalFalseDiscoverySelection(rates: [0.2, 0.4], level: 0.1).selected.isEmpty)
    #expect(LocalFalseDiscoverySelection(rates: [], level: 0.1).selected.isEmpty)
  }
}
