import Statistics
import Testing

@Suite struct FisherExactTestTests {
  // scipy 1.17: scipy.stats.fisher_exact(table).pvalue
  @Test(arguments: [
    (TwoByTwoTable(8, 2, 1, 5), 0.034965034965034975),
    (TwoByTwoTable(3, 17, 14, 22), 0.0761469472342145),
    (TwoByTwoTable(0, 12, 9, 30), 0.0940431895495543),
    (TwoByTwoTable(120, 380, 95, 470), 0.0036817330284312287),
  ])
  func twoSidedAgreesWithScipy(_ table: TwoByTwoTable, _ expected: Double) {
    #expect(agree(FisherExactTest(table).twoSided, expected))
  }

  @Test func oneSidedAgreesWithScipy() {
    // scipy 1.17: scipy.stats.fisher_exact([[3, 17], [14, 22]], "less").pvalue
    let test = FisherExactTest(TwoByTwoTable(3, 17, 14, 22))
    #expect(agree(test.less, 0.05653647619130618))
  }

  @Test func midPAgreesWithScipy() {
    // scipy 1.17, h = hypergeom(56, 17, 20):
    // 2 * min(h.cdf(2) + 0.5 * h.pmf(3), h.sf(3) + 0.5 * h.pmf(3))
    let test = FisherExactTest(TwoByTwoTable(3, 17, 14, 22))
    #expect(agree(test.midP, 0.06891083275822818))
  }

  @Test func sidesChangeWithTheGroups() {
    let table = FisherExactTest(TwoByTwoTable(3, 17, 14, 22))
    let swapped = FisherExactTest(TwoByTwoTable(14, 22, 3, 17))
    #expect(agree(table.less, swapped.greater))
    #expect(agree(table.twoSided, swapped.twoSided))
  }

  @Test func anEmptyMarginProvesNothing() {
    #expect(FisherExactTest(TwoByTwoTable(0, 5, 0, 9)).twoSided == 1)
  }
}
