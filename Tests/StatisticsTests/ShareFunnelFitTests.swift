import Statistics
import Testing

@Suite struct ShareFunnelFitTests {
  static let counts = [
    12, 13, 78, 44, 20, 12, 18, 0, 24, 9, 10, 36, 19, 3, 23, 11, 33, 17, 31, 39, 51, 14, 9, 16, 17,
    17, 23, 8, 35, 0,
  ]
  static let trials = [
    20, 19, 96, 62, 72, 74, 86, 8, 60, 22, 51, 111, 67, 13, 67, 19, 91, 114, 117, 76, 104, 47, 21,
    63, 56, 81, 119, 36, 103, 20,
  ]

  // scipy 1.17, p = sum(k) / sum(n): s = brentq of median((k - n q) / sqrt(n q (1 - q))) with
  // q = expit(logit(p) + s); r = brentq of IQR(z / sqrt(1 + (n - 1) r)) / 1.349 - 1;
  // betabinom.cdf(k, n, q (1 / r - 1), (1 - q) (1 / r - 1)) - betabinom.pmf / 2
  @Test func manyUnitsAgreeWithScipy() throws {
    let fit = try #require(ShareFunnelFit(counts: Self.counts, trials: Self.trials))
    // brentq stops within 2e-12 of each zero.
    #expect(agree(fit.correlation, 0.08712199437229401))
    #expect(agree(fit.share(of: 0), 0.3008466176839244))
    let lower = [0.947638351518609, 0.9792636593538908, 0.9996296051394981]
    let upper = [0.05236164848139104, 0.020736340646109207, 0.00037039486050189214]
    #expect(agree((0..<3).map(fit.lowerMidP), lower))
    // scipy takes the upper tail as 1 - cdf, hence the tolerance.
    #expect(agree((0..<3).map(fit.upperMidP), upper, within: 1e-8))
  }

  // The same with expectations round(n * (0.2 + 0.01 * u), 2) of unit u
  @Test func givenExpectationsAgreeWithScipy() throws {
    let expected = Self.trials.enumerated().map { unit, trials in
      (Double(trials * (20 + unit))).rounded() / 100
    }
    let fit = try #require(
      ShareFunnelFit(counts: Self.counts, trials: Self.trials, expected: expected))
    #expect(agree(fit.correlation, 0.12954455934104625))
    #expect(
      agree([fit.share(of: 0), fit.share(of: 29)], [0.16589738227261558, 0.43322676373509345]))
    #expect(
      agree([fit.lowerMidP(0), fit.lowerMidP(29)], [0.9840152536958388, 0.003963071812060338]))
  }

  // The same without moving p: 20 units or fewer
  @Test func fewUnitsKeepThePooledShare() throws {
    let fit = try #require(
      ShareFunnelFit(
        counts: [47, 10, 16, 40, 52, 18, 9, 22, 17, 46, 52, 22, 7, 3, 11],
        trials: [61, 22, 71, 96, 97, 95, 38, 78, 79, 108, 84, 91, 16, 39, 47]))
    #expect(agree(fit.correlation, 0.0856746978161189))
    #expect(agree(fit.share(of: 3), 0.3639921722113503))
    #expect(
      agree(
        (0..<3).map(fit.lowerMidP),
        [0.9948212987169068, 0.7041322164785063, 0.19340778592672714]))
  }

  // scipy 1.17: binom.cdf(k, n, q) - binom.pmf(k, n, q) / 2, as r is 0
  @Test func unitsThatDifferByChanceAloneFollowTheBinomialLaw() throws {
    let fit = try #require(
      ShareFunnelFit(
        counts: [
          24, 25, 15, 7, 30, 8, 13, 11, 24, 19, 22, 3, 11, 25, 39, 36, 5, 4, 19, 10, 9, 8, 40, 18,
          19, 18, 9, 16, 6, 3, 22, 25, 14, 14, 6, 28, 2, 17, 10, 29,
        ],
        trials: [
          79, 67, 38, 15, 87, 26, 42, 41, 84, 88, 62, 14, 56, 86, 116, 115, 24, 33, 61, 34, 23, 30,
          112, 86, 61, 68, 43, 68, 24, 12, 73, 69, 50, 57, 19, 102, 8, 59, 49, 94,
        ]))
    #expect(fit.correlation == 0)
    #expect(agree(fit.share(of: 0), 0.2895369552945121))
    #expect(
      agree(
        (0..<3).map(fit.lowerMidP), [0.6151721604363201, 0.9301011118726491, 0.9176366782974578]))
    #expect(
      agree(
        (0..<3).map(fit.upperMidP),
        [0.38482783956367994, 0.0698988881273509, 0.08236332170254221]))
  }

  @Test func unitsWithoutTrialsChangeNothing() throws {
    let fit = try #require(ShareFunnelFit(counts: Self.counts, trials: Self.trials))
    let more = try #require(
      ShareFunnelFit(counts: Self.counts + [0], trials: Self.trials + [0]))
    #expect(more.correlation == fit.correlation && more.share(of: 5) == fit.share(of: 5))
    #expect(more.lowerMidP(30) == 0.5)
    #expect(ShareFunnelFit(counts: [0], trials: [0]) == nil)
  }

  @Test func unitsWithoutAnySuccessAreNotSuspicious() throws {
    let units = [Int](repeating: 0, count: 25)
    let fit = try #require(ShareFunnelFit(counts: units, trials: units.map { $0 + 40 }))
    #expect(fit.correlation == 0 && fit.lowerMidP(0) > 0.4)
  }

  // scipy 1.17: binom.pmf(3, 10, 0.2), binom.cdf(3, 10, 0.2), binom.sf(3, 10, 0.2)
  @Test func binomialLawAgreesWithScipy() {
    let law = BinomialDistribution(trials: 10, share: 0.2)
    #expect(
      agree(
        [law.probability(of: 3), law.probability(atMost: 3), law.probability(above: 3)],
        [0.20132659199999992, 0.8791261184, 0.12087388159999999]))
    #expect(law.probability(of: -1) == 0 && law.probability(atMost: -1) == 0)
    #expect(law.probability(of: 11) == 0 && law.probability(above: 10) == 0)
  }
}
