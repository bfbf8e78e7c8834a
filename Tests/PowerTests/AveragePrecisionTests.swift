import Testing

@testable import Power

@Suite struct AveragePrecisionTests {
  @Test func agreesWithScikitLearn() {
    // The example on scikit-learn's page of average_precision_score, there rounded to 0.83.
    let value = AveragePrecision.value(
      scores: [0.1, 0.4, 0.35, 0.8], truth: [false, false, true, true])
    #expect(abs((value ?? 0) - 0.833_333_333_333) < 1e-12)
  }

  @Test func equalScoresComeInTogether() {
    let first = AveragePrecision.value(scores: [1, 1, 0], truth: [true, false, false])
    let second = AveragePrecision.value(scores: [1, 1, 0], truth: [false, true, false])
    #expect(first == 0.5 && second == 0.5)
    #expect(AveragePrecision.value(scores: [1], truth: [false]) == nil)
  }
}
