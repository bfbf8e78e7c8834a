import Contracts

/// Small worlds of fines within the band of item `I`, for examples.
enum BandExample {
  /// Six units of one level whose item `I` is fined from 1,000, or another least, to 10,000 yuan.
  static func world(_ outcomes: [PenaltyOutcome], leastInYuan: Int = 1_000) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(6))
    var band = FineBand(itemCode: "I")
    (band.least, band.most) = (leastInYuan * 100, 1_000_000)
    observation.patterns.bands = [band]
    observation.patterns.outcomes = outcomes
    return observation
  }

  /// Cases of a unit with a fine, a leniency and a grade.
  static func fined(
    _ unit: String, _ fineInYuan: Int, cases: Int, leniency: String = "normal",
    grade: String = "一般"
  ) -> PenaltyOutcome {
    var outcome = PatternExample.outcome(unit, fineInYuan: fineInYuan, cases: cases)
    (outcome.leniency, outcome.grade) = (leniency, grade)
    return outcome
  }
}
