import Statistics
import Testing

/// The margins of elections to the US senate, as published with rddensity.
@Suite(.enabled(if: SharedFolder.path != nil))
struct SharedDensityTests {
  @Test func marginsOfTheSenateAgreeWithRddensity() throws {
    let rows = try SharedFolder.rows("data/stats-rddensity/rddensity_senate.csv")
    let margins = try rows.map { try #require(Double($0["margin"] ?? "")) }
    #expect(margins.count == 1_390)
    let test = try #require(LocalDensityTest(values: margins, threshold: 0))
    // rddensity 3.0 (PyPI): rddensity(margin); the reference file beside prints six digits of it
    let bandwidths = [test.bandwidths.left, test.bandwidths.right]
    #expect(agree(bandwidths, [19.841108436260512, 27.118786663361], within: 1e-8))
    #expect(
      agree(
        [test.leftDensity, test.rightDensity], [0.02168591465326467, 0.018137707252781198],
        within: 1e-8))
    #expect(
      agree(
        [test.statistic, test.pValue], [-0.8752730140676568, 0.3814253737653033], within: 1e-8))
  }
}
