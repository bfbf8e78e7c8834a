import Statistics
import Testing

@Suite struct SilentSpellTests {
  // numpy 2.4: ((A + Er) / (A + Er + Es)) ** (A + y)
  @Test(arguments: [
    (2.0, 7.0, 9.3, 6.1, 0.020547678259005206), (1.4, 0.0, 0.0, 18.2, 0.02485539962125978),
    (2.6, 44.0, 51.0, 12.5, 5.723888795705182e-05),
  ])
  func chanceOfNoneAgreesWithNumpy(
    _ size: Double, _ cases: Double, _ before: Double, _ since: Double, _ expected: Double
  ) {
    let spell = SilentSpell(
      size: size, earlierCases: cases, expectedBefore: before, expectedSince: since)
    #expect(agree(spell.chanceOfNone, expected))
  }

  @Test func workedPosteriorAgreesWithNumpy() {
    // numpy 2.4: 24 months of 0.8 expected, 8 cases up to month 10, A = 2: likelihood ratio of
    // stopping at month 10, 11, 12; the mean over months 6 to 12 in which earlier ones are
    // impossible; posterior with shares of 0.02 stopped and 0.02 never active.
    let ratios = (10...12).map { month in
      1
        / SilentSpell(
          size: 2, earlierCases: 8, expectedBefore: 0.8 * Double(month),
          expectedSince: 0.8 * Double(24 - month)
        ).chanceOfNone
    }
    #expect(agree(ratios, [1833.828041259887, 849.4172069786727, 415.6987484945865]))
    let stopped = 0.02 * ratios.reduce(0, +) / 7
    #expect(agree(stopped / (stopped + 0.96), 0.902181811313501))
  }

  @Test func withoutARecordItIsTheNegativeBinomialZero() {
    let spell = SilentSpell(size: 1.4, earlierCases: 0, expectedBefore: 0, expectedSince: 18.2)
    let law = NegativeBinomialDistribution(mean: 18.2, size: 1.4)
    #expect(agree(spell.chanceOfNone, law.probability(of: 0)))
    #expect(agree(spell.expectedCases, 18.2))
  }

  @Test func theCellsOwnRecordScalesWhatIsExpected() {
    let busy = SilentSpell(size: 2, earlierCases: 22, expectedBefore: 10, expectedSince: 6)
    #expect(agree(busy.relativeRate, 2))
    #expect(agree(busy.expectedCases, 12))
  }

  @Test func tinyChancesStayInTheLogarithm() {
    let spell = SilentSpell(size: 50, earlierCases: 900, expectedBefore: 900, expectedSince: 5e3)
    // python: -950 * math.log1p(5e3 / 950)
    #expect(agree(spell.logChanceOfNone, -1742.9502882478346))
    #expect(spell.chanceOfNone == 0)
  }
}
