import Contracts
import Testing

@testable import Indicators

/// What silent months say of a cell that never acted.
@Suite struct StateEvidenceTests {
  // Complaints draw the rate up where the spread between cells is wide: sixteen rates over twenty-six
  // units of its logarithm missed the ratio by 0.37, and a cell was suspected wrongly.
  @Test func coarseRatesAreThoseOfManyRates() {
    var findings = [Double](repeating: 0, count: 60)
    (findings[9], findings[54]) = (1, 1)
    let cell = StateEvidence.Cell(
      expected: [Double](repeating: 3.2 / 60, count: 60),
      cases: [Double](repeating: 0, count: 60), findings: findings, silentFrom: 0, size: 0.2,
      kappa: 0.26, findingRate: 0.22,
      complaints: ComplaintCounts(count: 13, expected: 3, misfiled: 0.166, size: 1.11))
    let evidence = StateEvidence(
      common: .init(
        conversion: 0.58, complaintExponent: 0.5, hasComplaints: true, hasFindings: true,
        leastMonths: 12))
    let many = evidence.ratios(cell, .init(stride: 4, points: 2_000))
    let coarse = evidence.ratios(cell, .coarse)
    #expect(abs(coarse.neverSeeing - many.neverSeeing) < 0.02)
    #expect(abs(coarse.structural - many.structural) < 0.02)
  }
}
