import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct TwoGroupFitTests {
  /// The function that scipy minimised, written out from its definition.
  private static func objective(_ fit: TwoGroupFit, _ reference: TwoGroupReference) -> Double {
    let density = { (distance: Double, variance: Double) in
      exp(-distance * distance / variance / 2) / (2 * Double.pi * variance).squareRoot()
    }
    var sum = -2 * log(1 - 0.999 * fit.outlyingShare / 0.3)
    for (estimate, variance) in zip(reference.estimates, reference.variances) {
      let null = variance + fit.betweenVariance
      sum -= log(
        (1 - fit.outlyingShare) * density(estimate - fit.centre, null)
          + fit.outlyingShare * density(estimate - fit.centre, null + fit.excessVariance))
    }
    return sum
  }

  @Test func optimumIsAsLowAsThatOfScipy() throws {
    for reference in TwoGroupReference.all {
      let fit = try #require(
        TwoGroupFit(estimates: reference.estimates, variances: reference.variances))
      #expect(fit.isPooledFromMany)
      #expect(Self.objective(fit, reference) <= reference.objective + 1e-9)
      let found = [fit.centre, fit.betweenVariance, fit.outlyingShare, fit.excessVariance]
      // Near its minimum the function is flat: numbers keep half of its digits.
      #expect(agree(found, reference.optimum, within: 1e-5))
    }
  }

  @Test func scoreAndNullProbabilityAgreeWithScipy() throws {
    // scipy 1.17, first unit of the first reference at scipy's optimum: (e - mu) / sqrt(v + tau2);
    // 1 / (1 + exp(log(pi) + norm.logpdf(e, mu, sqrt(v + tau2 + om2)) - log(1 - pi)
    // - norm.logpdf(e, mu, sqrt(v + tau2))))
    let reference = TwoGroupReference.all[0]
    let fit = try #require(
      TwoGroupFit(estimates: reference.estimates, variances: reference.variances))
    #expect(agree(fit.zScore(0.496, variance: 0.158), 0.9241708219535233, within: 1e-6))
    #expect(agree(fit.nullProbability(0.496, variance: 0.158), 0.9675034392585511, within: 1e-6))
    #expect(fit.nullProbability(1.876, variance: 0.021) < 1e-6)
    #expect(fit.nullProbability(1e6, variance: 0.021) == 0)
  }

  @Test func chancesOfBothSidesAddUp() throws {
    let reference = TwoGroupReference.all[1]
    let fit = try #require(
      TwoGroupFit(estimates: reference.estimates, variances: reference.variances))
    for estimate in [-3, -0.5, 0, 2.0] {
      let upper = fit.upperChance(estimate, variance: 0.1)
      let lower = fit.lowerChance(estimate, variance: 0.1)
      #expect(abs(upper + lower - 1) < 1e-12)
      #expect(
        agree(fit.twoSidedChance(estimate, variance: 0.1), 2 * min(upper, lower), within: 1e-12))
    }
    #expect(fit.twoSidedChance(fit.centre, variance: 0.1) == 1)
  }

  @Test func addingAConstantMovesTheCentreOnly() throws {
    let reference = TwoGroupReference.all[2]
    let fit = try #require(
      TwoGroupFit(estimates: reference.estimates, variances: reference.variances))
    let moved = try #require(
      TwoGroupFit(
        estimates: reference.estimates.map { $0 + 8 }, variances: reference.variances))
    #expect(agree(moved.centre, fit.centre + 8, within: 1e-6))
    #expect(
      agree(
        [moved.betweenVariance, moved.outlyingShare, moved.excessVariance],
        [fit.betweenVariance, fit.outlyingShare, fit.excessVariance], within: 1e-5))
  }

  @Test func fewUnitsGetCentreAndSpreadOnly() throws {
    let reference = TwoGroupReference.all[0]
    let estimates = Array(reference.estimates.prefix(19))
    let variances = Array(reference.variances.prefix(19))
    let fit = try #require(
      TwoGroupFit(estimates: estimates, variances: variances, spreadFloor: 0.5))
    #expect(!fit.isPooledFromMany)
    #expect(
      fit.centre == RobustCentre.weightedMedian(estimates: estimates, variances: variances))
    #expect(fit.betweenVariance == 0.5)
    #expect(fit.outlyingShare == 0 && fit.excessVariance == 0)
    #expect(fit.nullProbability(100, variance: 0.1) == 1)
    #expect(TwoGroupFit(estimates: [.nan], variances: [1]) == nil)
  }

  @Test func theFloorHoldsForManyUnitsToo() throws {
    let reference = TwoGroupReference.all[2]
    for floor in [0.09, 100] {
      let fit = try #require(
        TwoGroupFit(
          estimates: reference.estimates, variances: reference.variances, spreadFloor: floor))
      #expect(agree(fit.betweenVariance, floor, within: 1e-9))
    }
  }

  @Test func chancesAreUniformWhenUnitsDifferLegitimately() throws {
    var generator = SeededGenerator(seed: 41)
    var low = 0
    var high = 0
    var suspects = 0
    for _ in 0..<20 {
      let variances = (0..<100).map { _ in Double.random(in: 0.02...0.3, using: &generator) }
      let estimates = variances.map { variance in
        let uniform = Double.random(in: 1e-9...(1 - 1e-9), using: &generator)
        return 0.3 + NormalDistribution.quantile(uniform) * (variance + 0.1).squareRoot()
      }
      let fit = try #require(TwoGroupFit(estimates: estimates, variances: variances))
      for (estimate, variance) in zip(estimates, variances) {
        low += fit.lowerChance(estimate, variance: variance) <= 0.05 ? 1 : 0
        high += fit.upperChance(estimate, variance: variance) <= 0.05 ? 1 : 0
        suspects += fit.nullProbability(estimate, variance: variance) <= 0.1 ? 1 : 0
      }
    }
    // 100 of 2,000 expected on either side; the standard deviation is 10 for a known law, and a
    // fitted spread doubles it.
    #expect((60...150).contains(low) && (60...150).contains(high))
    #expect(suspects <= 10)
  }
}
