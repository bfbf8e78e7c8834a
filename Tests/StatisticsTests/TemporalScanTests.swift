import Statistics
import Testing

@Suite struct TemporalScanTests {
  static let counts = [0, 0, 1, 3, 0, 12, 2, 0, 0, 1, 0, 5]
  static let uniform = [Double](repeating: 1.0 / 12, count: 12)

  // numpy 2.4: c * log(c / mu) + (C - c) * log((C - c) / (C - mu)) if c > mu else 0
  @Test(arguments: [
    (12, 4.5, 80, 4.6554543627774), (3, 0.4, 15, 3.691330514511309), (5, 6.0, 40, 0.0),
  ])
  func ratioAgreesWithNumpy(_ observed: Int, _ expected: Double, _ total: Int, _ ratio: Double) {
    let value = TemporalScan.logLikelihoodRatio(
      observed: observed, expected: expected, total: total)
    #expect(agree(value, ratio))
  }

  @Test func strongestWindowAgreesWithNumpy() throws {
    // numpy 2.4: largest ratio over windows of 1 to 3 months: [llr, start, length]
    let scan = try #require(
      TemporalScan(counts: Self.counts, shares: Self.uniform, longest: 3))
    #expect(agree(scan.logLikelihoodRatio, 14.227483987892878))
    #expect(scan.start == 5 && scan.length == 1 && scan.observed == 12)
    #expect(agree(scan.expected, 2))
  }

  @Test func evenCountsHaveNoWindow() {
    #expect(
      TemporalScan(counts: [4, 4, 4, 4], shares: [0.25, 0.25, 0.25, 0.25], longest: 2) == nil)
    #expect(TemporalScan(counts: [0, 0], shares: [0.5, 0.5], longest: 1) == nil)
    #expect(TemporalScan(counts: [], shares: [], longest: 1) == nil)
  }

  @Test func aSeasonThatIsExpectedIsNoBurst() throws {
    let counts = [1, 1, 18, 1]
    let flat = try #require(
      TemporalScan(counts: counts, shares: [0.25, 0.25, 0.25, 0.25], longest: 1))
    let seasonal = TemporalScan(counts: counts, shares: [0.04, 0.04, 0.88, 0.04], longest: 1)
    #expect(flat.start == 2)
    #expect((seasonal?.logLikelihoodRatio ?? 0) < flat.logLikelihoodRatio / 10)
  }

  @Test func allCasesInOneWindowStayFinite() throws {
    let scan = try #require(
      TemporalScan(counts: [0, 7, 0, 0], shares: [0.25, 0.25, 0.25, 0.25], longest: 2))
    #expect(agree(scan.logLikelihoodRatio, 7 * 1.3862943611198906))  // R: 7 * log(4)
  }

  @Test func gumbelTailAgreesWithScipy() {
    // scipy 1.17: gumbel_r.sf(9.1, 3.2 - euler_gamma * b, b), b = 1.1 * sqrt(6) / pi
    let law = GumbelDistribution(mean: 3.2, standardDeviation: 1.1)
    #expect(agree(law.probability(above: 9.1), 0.0005775962632825675))
  }
}
