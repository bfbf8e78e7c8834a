import Statistics
import Testing

@Suite struct MantelHaenszelTests {
  // statsmodels 0.15: StratifiedTable(tables), for all values of this suite

  @Test func oddsRatioAgreesWithStatsmodels() throws {
    let estimate = try #require(MantelHaenszelOddsRatio(strataOfReference))
    // oddsratio_pooled; logodds_pooled; logodds_pooled_se
    #expect(agree(estimate.value, 2.281164357213162))
    #expect(agree(estimate.logarithm, 0.824685995600399))
    #expect(agree(estimate.standardError, 0.29080068528763836))
  }

  @Test func intervalAgreesWithStatsmodels() throws {
    let estimate = try #require(MantelHaenszelOddsRatio(strataOfReference))
    let interval = estimate.interval(confidence: 0.95)
    // oddsratio_pooled_confint(alpha=0.05)
    #expect(
      agree([interval.lowerBound, interval.upperBound], [1.2901095351747962, 4.033541868144313]))
  }

  @Test func riskRatioAgreesWithStatsmodels() throws {
    let ratio = try #require(MantelHaenszelRiskRatio.value(of: strataOfReference))
    #expect(agree(ratio, 1.679194352977182))  // riskratio_pooled
  }

  @Test func cochranTestAgreesWithStatsmodels() throws {
    // test_null_odds(correction=False); test_null_odds(correction=True)
    let plain = try #require(CochranMantelHaenszelTest.outcome(of: strataOfReference))
    #expect(agree([plain.statistic, plain.pValue], [8.11810715097466, 0.004382529329476914]))
    let corrected = try #require(
      CochranMantelHaenszelTest.outcome(of: strataOfReference, isContinuityCorrected: true))
    #expect(
      agree([corrected.statistic, corrected.pValue], [7.326780154901328, 0.006793464481760325]))
  }

  @Test func breslowDayTestAgreesWithStatsmodels() throws {
    // test_equal_odds(adjust=False); test_equal_odds(adjust=True)
    let plain = try #require(
      BreslowDayTest.outcome(of: strataOfReference, isTaroneAdjusted: false))
    #expect(agree([plain.statistic, plain.pValue], [0.5219036830615318, 0.9140535797516255]))
    let adjusted = try #require(BreslowDayTest.outcome(of: strataOfReference))
    #expect(
      agree([adjusted.statistic, adjusted.pValue], [0.5218624010097795, 0.9140627447516328]))
  }

  @Test func oneStepEstimateAgreesWithNumpy() throws {
    // numpy 2.4: D / V, 1 / V, D / sqrt(V) with the hypergeometric variance V
    let estimate = try #require(PetoOddsRatio(strataOfReference))
    #expect(
      agree(
        [estimate.logarithm, estimate.variance, estimate.zScore],
        [0.8116123467449403, 0.08114140268643091, 2.8492292205041454]))
  }

  @Test func exactMidPAgreesWithScipy() {
    // scipy 1.17: convolution of hypergeom.pmf over the strata, twice the smaller mid-p tail
    #expect(agree(StratifiedExactTest.midP(of: strataOfReference), 0.004765825036359235))
    // Python 3.11: the same convolution in fractions, one tail with what was observed
    #expect(agree(StratifiedExactTest.greater(of: strataOfReference), 0.0033873533794353456))
    #expect(agree(StratifiedExactTest.less(of: strataOfReference), 0.9986215283430762))
  }

  @Test func oneStratumIsItsOwnOddsRatio() throws {
    let estimate = try #require(MantelHaenszelOddsRatio([TwoByTwoTable(12, 30, 8, 45)]))
    #expect(agree(estimate.value, 12.0 * 45 / (30 * 8)))
  }

  @Test func stratifyingClearsAnUnevenMix() throws {
    // Both groups have the same chance in either stratum, but the second works in the rarer one.
    let strata = [TwoByTwoTable(80, 20, 8, 2), TwoByTwoTable(2, 18, 20, 180)]
    let estimate = try #require(MantelHaenszelOddsRatio(strata))
    #expect(abs(estimate.value - 1) < 1e-12)
    let pooled = try #require(MantelHaenszelOddsRatio([TwoByTwoTable(82, 38, 28, 182)]))
    #expect(pooled.value > 10)
  }

  @Test func breslowDayStatisticIgnoresWhichGroupAndOutcomeComeFirst() throws {
    // Turned tables have odds ratios below 1 and large margins: the other root of the quadratic.
    let expected = try #require(BreslowDayTest.outcome(of: strataOfReference))
    let groups = strataOfReference.map {
      TwoByTwoTable($0.secondYes, $0.secondNo, $0.firstYes, $0.firstNo)
    }
    let outcomes = strataOfReference.map {
      TwoByTwoTable($0.firstNo, $0.firstYes, $0.secondNo, $0.secondYes)
    }
    for strata in [groups, outcomes] {
      let turned = try #require(BreslowDayTest.outcome(of: strata))
      #expect(agree(turned.statistic, expected.statistic))
    }
  }

  @Test func equalOddsEverywhereAreNoHeterogeneity() throws {
    let strata = [TwoByTwoTable(8, 4, 16, 8), TwoByTwoTable(2, 10, 3, 15)]
    let outcome = try #require(BreslowDayTest.outcome(of: strata))
    #expect(abs(outcome.statistic) < 1e-12 && abs(outcome.pValue - 1) < 1e-5)
  }

  @Test func withoutInformationThereIsNoEstimate() {
    let empty = [TwoByTwoTable(0, 12, 0, 30), TwoByTwoTable(0, 0, 0, 0)]
    #expect(MantelHaenszelOddsRatio(empty) == nil)
    #expect(MantelHaenszelRiskRatio.value(of: empty) == nil)
    #expect(PetoOddsRatio(empty) == nil)
    #expect(CochranMantelHaenszelTest.outcome(of: empty) == nil)
    #expect(BreslowDayTest.outcome(of: empty) == nil)
    #expect(StratifiedExactTest.midP(of: empty) == 1)
    #expect(StratifiedExactTest.less(of: empty) == 1 && StratifiedExactTest.greater(of: empty) == 1)
  }

  @Test func oneStratumOfTheExactTestIsFishersMidP() {
    let table = TwoByTwoTable(3, 17, 14, 22)
    #expect(agree(StratifiedExactTest.midP(of: [table]), FisherExactTest(table).midP))
    #expect(agree(StratifiedExactTest.less(of: [table]), FisherExactTest(table).less))
    #expect(agree(StratifiedExactTest.greater(of: [table]), FisherExactTest(table).greater))
  }
}
