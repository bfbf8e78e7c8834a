import Statistics
import Testing

@Suite struct ConcentrationTests {
  @Test func giniAgreesWithNumpy() throws {
    // numpy 2.4: (2 * sum(i * sort(x)) / sum(x) - (n + 1)) / n, i = 1..n
    let value = try #require(GiniCoefficient.value(of: [0, 0, 1, 3, 0, 12, 2, 0, 0, 1, 0, 5]))
    #expect(agree(value, 0.736111111111111))
  }

  @Test func giniEndsAtEqualAndAtOneHolder() throws {
    #expect(abs(try #require(GiniCoefficient.value(of: [3, 3, 3, 3]))) < 1e-15)
    #expect(agree(try #require(GiniCoefficient.value(of: [0, 0, 0, 9])), 0.75))
    #expect(GiniCoefficient.value(of: [0, 0]) == nil)
    #expect(GiniCoefficient.value(of: []) == nil)
  }

  @Test func herfindahlAgreesWithNumpy() throws {
    // numpy 2.4: h = sum((s / sum(s)) ** 2); (h - 1 / n) / (1 - 1 / n)
    let amounts = [40.0, 25, 20, 10, 5]
    #expect(agree(try #require(HerfindahlHirschmanIndex.value(of: amounts)), 0.275))
    #expect(agree(try #require(HerfindahlHirschmanIndex.normalised(of: amounts)), 0.09375))
  }

  @Test func herfindahlOfOneHolderHasNoNormalisedForm() {
    #expect(HerfindahlHirschmanIndex.value(of: [7]) == 1)
    #expect(HerfindahlHirschmanIndex.normalised(of: [7]) == nil)
    #expect(HerfindahlHirschmanIndex.value(of: [0, 0]) == nil)
  }

  @Test func totalVariationAgreesWithNumpy() {
    // numpy 2.4: 0.5 * sum(abs(p - q))
    #expect(agree(TotalVariation.distance([0.5, 0.3, 0.2], [0.2, 0.45, 0.35]), 0.3))
  }

  @Test func dirichletMultinomialAgreesWithScipy() {
    // scipy 1.17: gammaln(A) - gammaln(A + n) + sum(gammaln(y + a) - gammaln(a))
    let value = DirichletMultinomial.logLikelihood(
      counts: [7, 0, 3, 10], concentrations: [6, 3, 1.5, 4.5])
    #expect(agree(value, -24.206335527254808))
  }

  @Test func rankSumWithTiesAgreesWithScipy() throws {
    // scipy 1.17: mannwhitneyu(x, y, method="asymptotic", use_continuity=False)
    let outcome = try #require(
      RankSumTest.outcome([500, 800, 800, 2_000], [300, 500, 500, 800, 1_000]))
    #expect(agree([outcome.statistic, outcome.pValue], [14, 0.3104944343172349]))
  }

  @Test func equalValuesHaveNoRanks() {
    #expect(RankSumTest.outcome([5, 5], [5, 5, 5]) == nil)
  }
}
