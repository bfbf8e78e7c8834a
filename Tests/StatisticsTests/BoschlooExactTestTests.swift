import Statistics
import Testing

@Suite struct BoschlooExactTestTests {
  @Test func agreesWithScipy() {
    // scipy 1.17: boschloo_exact([[8, 2], [1, 5]]), whose groups are columns; tolerance 1e-3,
    // because both maximise numerically over the common chance.
    let test = BoschlooExactTest(TwoByTwoTable(8, 1, 2, 5))
    #expect(agree(test.statistic, 0.024475524475524483))
    #expect(agree(test.pValue, 0.024384872263939393, within: 1e-3))
  }

  @Test func neverExceedsFisher() {
    for yes in 0...6 {
      let table = TwoByTwoTable(yes, 6 - yes, 4, 5)
      let fisher = FisherExactTest(table)
      let twice = min(1, 2 * min(fisher.less, fisher.greater))
      #expect(BoschlooExactTest(table).pValue <= twice + 1e-12)
    }
  }
}
