import Simulation
import Testing

@testable import Power

@Suite struct MeasurementTests {
  private let population = Population(SmallWorlds.world(.base))

  @Test func truthItselfIsMeasuredAsPerfect() throws {
    let truth = population.isInactive
    let judgement = Judgement(isFlagged: truth, score: truth.map { $0 ? 1 : 0 })
    let measurement = Measurement(judgement, of: population)
    #expect(measurement.falseShare == 0 && measurement.falseSureShare == 0)
    #expect(measurement.power(expectingAtLeast: 0) == 1)
    #expect(measurement.power(expectingAtLeast: 3) == 1)
    #expect(measurement.flags == truth.count { $0 } && measurement.sure == measurement.flags)
    #expect(AveragePrecision.value(scores: judgement.score, truth: truth) == 1)
  }

  @Test func oppositeOfTheTruthIsAllFalse() {
    let judgement = Judgement(
      isFlagged: population.isInactive.map { !$0 }, score: population.isInactive.map { _ in 0.5 })
    let measurement = Measurement(judgement, of: population)
    #expect(measurement.falseShare == 1 && measurement.power(expectingAtLeast: 0) == 0)
    let bin = Calibration.bounds.firstIndex(of: 0.5) ?? 0
    #expect(measurement.calibration.cells[bin] == population.places.count)
    #expect(measurement.calibration.predicted(bin) == 0.5)
    #expect(measurement.calibration.predicted(0) == nil)
  }

  @Test func measurementsAddUp() {
    let judgement = Judgement(
      isFlagged: population.places.map { $0.column % 2 == 0 },
      score: population.places.map { Double($0.column % 10) / 10 })
    let once = Measurement(judgement, of: population)
    var twice = once
    twice.add(once)
    #expect(twice.flags == 2 * once.flags && twice.falseShare == once.falseShare)
    #expect(twice.power(ofBand: 2) == once.power(ofBand: 2))
    #expect(twice.calibration.realised(3) == once.calibration.realised(3))
    #expect(Measurement().falseShare == 0 && Measurement().power(ofBand: 0) == nil)
  }
}
