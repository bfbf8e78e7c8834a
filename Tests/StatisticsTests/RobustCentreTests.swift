import Statistics
import Testing

@Suite struct RobustCentreTests {
  @Test func medianAndVarianceAgreeWithScipy() {
    for reference in TwoGroupReference.all {
      let estimates = reference.estimates
      let variances = reference.variances
      #expect(
        RobustCentre.weightedMedian(estimates: estimates, variances: variances)
          == reference.median)
      let between = RobustCentre.betweenVariance(estimates: estimates, variances: variances)
      // brentq stops within 2e-12 of the zero.
      #expect(abs(between - reference.betweenVariance) < 4e-12)
    }
  }

  @Test func addingAConstantMovesTheMedianOnly() throws {
    let reference = TwoGroupReference.all[0]
    let moved = reference.estimates.map { $0 + 16 }
    let variances = reference.variances
    let median = try #require(
      RobustCentre.weightedMedian(estimates: moved, variances: variances))
    #expect(agree(median, reference.median + 16, within: 1e-14))
    let between = RobustCentre.betweenVariance(estimates: moved, variances: variances)
    #expect(agree(between, reference.betweenVariance))
  }

  @Test func oneFarUnitHardlyMovesTheCentre() throws {
    let estimates = (0...10).map { Double($0) / 10 }
    let variances = [Double](repeating: 0.1, count: 11)
    let centre = RobustCentre.weightedMedian(estimates: estimates, variances: variances)
    #expect(centre == 0.5)
    let outlying = estimates.dropLast() + [1e9]
    #expect(
      RobustCentre.weightedMedian(estimates: Array(outlying), variances: variances) == centre)
    let between = RobustCentre.betweenVariance(
      estimates: Array(outlying), variances: variances)
    #expect(between < 1)
  }

  @Test func aSpreadWithoutLimitIsFound() {
    // The quartiles of ±1000 times four are 2000 apart: (2000 / 1.349)^2 - 1.
    let between = RobustCentre.betweenVariance(
      estimates: [-1000, -1000, 1000, 1000], variances: [1, 1, 1, 1])
    #expect(agree(between, 2000 / 1.349 * (2000 / 1.349) - 1, within: 1e-9))
  }

  @Test func unitsWithoutAnEstimateDoNotCount() {
    let centre = RobustCentre.weightedMedian(
      estimates: [.nan, 3, .infinity, 5], variances: [1, 1, 1, 0])
    #expect(centre == 3)
    #expect(RobustCentre.weightedMedian(estimates: [.nan], variances: [1]) == nil)
    #expect(RobustCentre.betweenVariance(estimates: [], variances: []) == 0)
  }
}
