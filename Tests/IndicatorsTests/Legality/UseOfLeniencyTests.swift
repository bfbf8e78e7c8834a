import Contracts
import Testing

@testable import Indicators

/// What L11 says of leniency.
@Suite struct UseOfLeniencyTests {
  private func result(_ observation: Observation) -> IndicatorResult {
    UseOfLeniency.result(of: observation, IndicatorSettings())
  }

  // k = [first] + [28 + i % 5 for i in range(1, 12)]; E = [60 * (sum(k) - x) / 660 for x in k];
  // the quartiles of the scores leave a correlation of 0; with scipy 1.17, p = E / 60:
  // up = binom.sf(k, 60, p) + binom.pmf(k, 60, p) / 2; low = binom.cdf(k, 60, p) - binom.pmf / 2;
  // false_discovery_control(minimum(1, 2 * minimum(up, low)))
  @Test(arguments: [
    (0, 1.8054711246200608, 4.6450241007027554e-11, 5.574028920843306e-10),
    (1, 0.0668693009118541, 1.9447932835135845e-15, 2.3337519402163016e-14),
  ])
  func bothSidesAgreeWithScipy(_ example: Int, ratio: Double, p: Double, q: Double) throws {
    let flag = try #require(result(UseOfLeniency.examples[example].observation).flags.first)
    #expect(abs((flag.effect ?? 0) / ratio - 1) < 1e-12)
    #expect(abs((flag.pValue ?? 1) / p - 1) < 1e-8)
    #expect(abs((flag.qValue ?? 1) / q - 1) < 1e-8)
    #expect(flag.severity == .notice)
  }

  @Test(arguments: [
    ("exempt", Sanction.money, UseOfLeniency.Leniency?.some(.exempt)), ("", .none, .exempt),
    ("normal", .none, .exempt), ("mitigated", .money, .mitigated), ("lenient", .heavy, .lenient),
    ("normal", .money, .other), ("aggravated", .money, .other), ("", .money, nil),
    ("", .warning, nil),
  ])
  func aCaseIsJudgedByLeniencyOrByWhatItEndedIn(
    _ word: String, _ sanction: Sanction, _ expected: UseOfLeniency.Leniency?
  ) {
    var outcome = PatternExample.outcome("U")
    (outcome.leniency, outcome.sanction) = (word, sanction)
    #expect(UseOfLeniency.leniency(outcome) == expected)
  }

  // 60 cases that state it and 15 that do not are 80 %, 16 are less.
  @Test(arguments: [(15, nil), (16, 1)])
  func aUnitThatStatesTooLittleIsNotComputable(_ blank: Int, _ notComputable: Int?) {
    var seen = UseOfLeniencyExamples.world { 26 + ($0 * 7) % 9 }
    seen.patterns.outcomes.append(PatternExample.outcome("U00", cases: blank))
    #expect(result(seen).outcomes[.notComputable] == notComputable)
  }

  @Test func dismissedCasesCountNowhere() {
    var seen = UseOfLeniency.examples[2].observation
    var dismissed = PatternExample.outcome("U00", cases: 500)
    dismissed.sanction = .dismissed
    seen.patterns.outcomes.append(dismissed)
    #expect(result(seen).tables == result(UseOfLeniency.examples[2].observation).tables)
  }

  // Thousands of cases make any distance improbable; below five points nothing is said.
  @Test func aSmallDistanceIsNoFinding() {
    let near = UseOfLeniencyExamples.world(cases: 20_000) { $0 == 0 ? 10_800 : 10_000 }
    #expect(result(near).flags.isEmpty)
    let far = UseOfLeniencyExamples.world(cases: 20_000) { $0 == 0 ? 11_200 : 10_000 }
    #expect(result(far).flags.map(\.category) == ["high"])
  }

  @Test func saysWhatIsMissing() {
    #expect(result(PatternExample.units(["U"])).coverage.missing == ["cases"])
    var seen = PatternExample.units(["U"])
    seen.patterns.outcomes = [PatternExample.outcome("U", fineInYuan: 100)]
    #expect(result(seen).coverage.missing == ["cases.leniency"])
  }
}
