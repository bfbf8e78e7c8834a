import Contracts
import Testing

@testable import Indicators

/// What S06 says of fines that contradict their mark.
@Suite struct LeniencyMislabelledTests {
  private func result(high: Int, low: Int) -> IndicatorResult {
    LeniencyMislabelled.result(
      of: BandExample.world(
        [
          BandExample.fined("U00", 8_000, cases: high, leniency: "lenient"),
          BandExample.fined("U00", 2_000, cases: low, leniency: "lenient"),
        ].filter { $0.cases > 0 }), IndicatorSettings())
  }

  @Test func theShareHasItsInterval() throws {
    let flag = try #require(result(high: 8, low: 12).flags.first)
    // Python: proportion_confint(8, 20, 0.05, "wilson")
    #expect(flag.effect == 0.4)
    #expect(abs(try #require(flag.effectLower) - 0.21880653237281705) < 1e-12)
    #expect(abs(try #require(flag.effectUpper) - 0.6134184992377469) < 1e-12)
    #expect(flag.pValue == nil)
  }

  // Python: proportion_confint(5, n, 0.05, "wilson")[0] is 0.0507 for n = 43 and 0.0495 for 44.
  @Test func theLowerEndDecides() {
    #expect(result(high: 5, low: 38).outcomes[.flagged] == 1)
    #expect(result(high: 5, low: 39).outcomes[.flagged] == nil)
    #expect(result(high: 4, low: 8).outcomes[.flagged] == nil)
  }

  @Test func unrecordedLeniencyIsNotComputable() {
    let blank = LeniencyMislabelled.result(
      of: BandExample.world([BandExample.fined("U00", 8_000, cases: 40, leniency: "")]),
      IndicatorSettings())
    #expect(blank.coverage == Coverage(isComputed: false, missing: ["cases.leniency"]))
  }

  // Lenient fines are judged there all the same.
  @Test func nothingIsMitigatedWhereTheBandBeginsAtZero() {
    let fined = ["mitigated", "lenient"].map {
      BandExample.fined("U00", 8_000, cases: 20, leniency: $0)
    }
    let flags = { (least: Int) in
      LeniencyMislabelled.result(
        of: BandExample.world(fined, leastInYuan: least), IndicatorSettings()
      ).flags.map(\.observed)
    }
    #expect(flags(0) == [20])
    #expect(flags(1) == [40])
  }

  @Test func aUnitWithoutMarkedCasesIsNotApplicable() {
    let result = result(high: 8, low: 12)
    #expect(result.outcomes == [.flagged: 1, .notApplicable: 5])
  }
}
