import Contracts
import Testing

@testable import Indicators

/// What silent months say of a cell that never acted.
@Suite struct StateEvidenceTests {
  private func ratios(
    findingRate: Double, findings: Double = 0, conversion: Double = 0.5
  ) -> StateEvidence.Ratios {
    var found = [Double](repeating: 0, count: 36)
    found[10] = findings
    return StateEvidence(
      common: .init(
        conversion: conversion, complaintExponent: 0, hasComplaints: false, hasFindings: true,
        leastMonths: 12)
    ).ratios(
      .init(
        expected: [Double](repeating: 0.5, count: 36),
        cases: [Double](repeating: 0, count: 36), findings: found, silentFrom: 0, size: 1,
        kappa: 5, findingRate: findingRate, complaints: ComplaintCounts()))
  }

  // Of a column with four findings a case no half of the findings can become cases.
  @Test(arguments: [0.5, 1, 2, 4, 20])
  func noCaseSaysNothingForACellThatActs(_ findingRate: Double) {
    #expect(ratios(findingRate: findingRate).neverSeeing > -1e-9)
  }

  @Test func manyFindingsOfAColumnThatSeldomActsOnThemSayLittle() {
    let (half, seldom) = (
      ratios(findingRate: 1, findings: 8).neverSeeing,
      ratios(findingRate: 20, findings: 8).neverSeeing
    )
    #expect(half > 5)
    // (1 - 1/20) ^ -8
    #expect(abs(seldom - 0.4103) < 0.01)
  }

  // Three months of cases and twelve without: no month of the stop is left after the sixth.
  @Test(arguments: [3, 4, 5])
  func aStopInAShortRecordIsOne(_ active: Int) {
    let months = active + 12
    let stopped = StateEvidence(
      common: .init(
        conversion: 0.5, complaintExponent: 0, hasComplaints: false, hasFindings: false,
        leastMonths: 12)
    ).ratios(
      .init(
        expected: [Double](repeating: 5, count: months),
        cases: (0..<months).map { $0 < active ? 5 : 0 },
        findings: [Double](repeating: 0, count: months), silentFrom: active, size: 2, kappa: 5,
        findingRate: 1, complaints: ComplaintCounts())
    ).stoppedBlind
    #expect(stopped > 10)
  }

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
