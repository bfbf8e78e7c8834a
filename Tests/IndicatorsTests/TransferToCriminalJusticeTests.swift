import Contracts
import Testing

@testable import Indicators

/// What L06 says of cases that units ticked as suspected crimes.
@Suite struct TransferToCriminalJusticeTests {
  typealias Cases = [(facts: [String], number: Int)]

  private func result(
    _ cases: Cases, settings: IndicatorSettings = IndicatorSettings()
  ) -> IndicatorResult {
    TransferToCriminalJustice.result(
      of: ProcedureExample.world(.transfer, cases), settings)
  }

  @Test(
    arguments: [
      ("yes", "yes", 9_000_000, TransferReading.transferred),
      ("yes", "no", 0, .notTransferred),
      ("yes", "", 0, .unstated),
      ("no", "yes", 9_000_000, .transferredUnticked),
      ("no", "no", 5_000_000, .overAmount),
      ("no", "no", 4_999_999, .neither),
      ("", "", 5_000_000, .overAmount),
      ("no", "no", nil, .neither),
    ] as [(String, String, Int?, TransferReading)])
  func readsTickTransferAndAmount(
    due: String, transferred: String, amount: Int?, expected: TransferReading
  ) {
    let found = TransferToCriminalJustice.reading(
      due: due, transferred: transferred, amount: amount, line: 5_000_000)
    #expect(found == expected)
  }

  @Test func amountsAreAQuestionAndNoFlag() {
    let result = result([(["no", "no", "5000000"], 2), (["no", "no", "4999999"], 5)])
    #expect(result.coverage.isComputed && result.outcomes == [.notApplicable: 1])
    #expect(result.flags.isEmpty)
    #expect(result.marks.map(\.finding) == ["over_amount_not_ticked"])
    #expect(result.headline.chinese.contains("2件达到金额提示线而未勾选"))
  }

  @Test func aDomainMayHaveALineOfItsOwn() {
    let settings = IndicatorSettings(byDomain: ["L06": ["D": ["amount_yuan": 100_000]]])
    #expect(result([(["no", "no", "9999999"], 2)], settings: settings).marks.isEmpty)
    #expect(result([(["no", "no", "10000000"], 2)], settings: settings).marks.count == 1)
  }

  @Test func aTickThatIsBlankEverywhereIsNotComputable() {
    let result = result([(["", "no", "9000000"], 6)])
    #expect(!result.coverage.isComputed && result.outcomes == [.notComputable: 1])
    #expect(result.coverage.missing == ["cases.transfer_due"])
    #expect(result.marks.isEmpty)
  }

  // Python: statsmodels proportion_confint(29, 30, method="wilson")
  // = (0.8332960900859081, 0.9940914096183875)
  @Test func fewTickedCasesAreCountedAndNotRated() throws {
    let few = result([(["yes", "yes", "0"], 28), (["yes", "no", "0"], 1)])
    #expect(!few.headline.chinese.contains("%"))
    #expect(try #require(few.flags.first).effect == nil)
    let many = result([(["yes", "yes", "0"], 29), (["yes", "no", "0"], 1)])
    #expect(
      many.tables[0].rows[0].map(\.chinese)[2...7]
        == ["30", "29", "1", "0", "96.7%", "83.3%–99.4%"])
    let upper = try #require(many.flags.first?.effectUpper)
    #expect(abs(upper - (1 - 0.8332960900859081)) < 1e-12)
  }

  @Test func nothingEverSaysThatAllWasTransferred() {
    let result = result([(["yes", "yes", "0"], 40)])
    #expect(result.outcomes == [.passed: 1])
    #expect(result.headline.chinese.hasSuffix("应移送数以单位勾选为准，不能说明有无遗漏。"))
    #expect(result.headline.english.hasSuffix("this does not tell what was left out."))
  }

  @Test func aTickWithoutWordOfATransferIsUnknown() {
    let result = result([(["yes", "", "0"], 3)])
    #expect(result.outcomes == [.notComputable: 1])
    #expect(result.coverage.missing == ["cases.transferred"])
  }

  @Test func theCasesBehindAFlagAreMarkedForTheInternalList() {
    let result = result([
      (["yes", "no", "0"], 1), (["no", "no", "5000000"], 1), (["yes", "yes", "0"], 1),
      (["yes", "", "0"], 1),
    ])
    #expect(
      Set(result.marks.map(\.finding))
        == [TransferReading.notTransferred.rawValue, TransferReading.overAmount.rawValue])
  }

  @Test func noCasesAtAllLackTheWholeTable() {
    let result = result([])
    #expect(!result.coverage.isComputed && result.coverage.missing == ["cases"])
    #expect(result.outcomes.isEmpty)
  }

  @Test func unitsStandInTheOrderOfTheirCodes() {
    var world = ProcedureExample.world(.transfer, [(["yes", "no", "0"], 1)])
    for unit in ["W", "A", "V", "B"] {
      world.legality.add(
        ProcedureCount(
          month: ExampleWorld.month, unitCode: unit, facts: ["yes", "no", "0"], cases: 1),
        to: .transfer)
    }
    let result = TransferToCriminalJustice.result(of: world, IndicatorSettings())
    #expect(result.tables[0].rows.map { $0[0].english } == ["A", "B", "U", "V", "W"])
  }
}
