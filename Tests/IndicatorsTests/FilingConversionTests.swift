import Contracts
import Testing

@testable import Indicators

/// What S10 says of filings after inspections and complaints.
@Suite struct FilingConversionTests {
  private typealias Row = FilingConversionExamples.Row

  private func result(_ observation: Observation) -> IndicatorResult {
    FilingConversion.result(of: observation, IndicatorSettings())
  }

  // Others file 40 of 100, so U06 is expected to file 40. scipy, with rho = 0.04*0.4*0.6 = 0.0096
  // and s = 1/rho - 1: d = betabinom(100, 0.4*s, 0.6*s); d.cdf(5) - d.pmf(5)/2 = 2.90604e-10.
  // statsmodels: proportion_confint(5, 100, method="wilson") = (0.0215437, 0.1117505), over 0.4.
  @Test func theRatioIsThatToThePeersWithWilsonsInterval() throws {
    let flag = try #require(
      result(FilingConversionExamples.inspections { [Row("I", $0 == "U06" ? 5 : 40, 100)] })
        .flags.first)
    #expect(abs(try #require(flag.effect) - 0.125) < 1e-9)
    #expect(abs(try #require(flag.effectLower) - 0.0538592) < 1e-5)
    #expect(abs(try #require(flag.effectUpper) - 0.2793762) < 1e-5)
    let expected = try #require(flag.expected)
    #expect(flag.observed == 5 && abs(expected - 40) < 1e-9)
    let chance = try #require(flag.pValue)
    #expect(abs(chance / 2.9060374093756715e-10 - 1) < 1e-6)
  }

  @Test func aUnitWhoseFilingsAreInNoDataIsMarked() throws {
    var observation = FilingConversionExamples.inspections { _ in [Row("I", 40, 100)] }
    observation.cells = PatternExample.codes(12).map { unit in
      var cell = Cell(level: .unitDomain, domain: "D", state: unit == "U06" ? .zeroOpen : .active)
      (cell.unitCode, cell.cases) = (unit, unit == "U06" ? 0 : 40)
      return cell
    }
    let table = try #require(result(observation).tables.first)
    let outcomes = table.rows.map { ($0.last ?? Phrase("", "")).english }
    #expect(outcomes.filter { $0 == "not flagged" }.count == 11)
    #expect(
      table.rows[6].last?.english
        == "not flagged; filings are stated, but the data hold no case of the unit")
    #expect(table.title.english.contains("from a ratio of 0.71 down with q up to 0.1"))
  }

  // 440 where 600 are expected: improbable beside peers that are all alike, but above 1 / 1.4.
  @Test func aGapThatIsProbablyNoChanceButSmallSaysSo() throws {
    let result = result(
      FilingConversionExamples.inspections { [Row("I", $0 == "U06" ? 440 : 600, 1_000)] })
    #expect(result.flags.isEmpty)
    #expect(
      result.tables.first?.rows[6].last?.english == "not flagged: the gap is below the least")
  }

  // Four of twelve file next to nothing: they pulled down what was expected, and passed.
  @Test func allOfFourThatHardlyFileAreFound() throws {
    let filed = [52, 48, 55, 45, 50, 57, 43, 50, 6, 4, 8, 5]
    let units = PatternExample.codes(12)
    let result = result(
      FilingConversionExamples.inspections { unit in
        [Row("I", filed[units.firstIndex(of: unit) ?? 0], 100)]
      })
    #expect(result.flags.map(\.unitCode) == Array(units.suffix(4)))
    // The eight others file 400 of 800.
    #expect(result.flags.allSatisfy { abs(($0.expected ?? 0) - 50) < 1 })
  }

  // 300 reports of one complainant at U06, 9 of them filed, beside 50 filed of 100 others.
  @Test func reportsOfOneComplainantAreOneChanceOfAFiling() throws {
    var observation = FilingConversionExamples.complaints { _ in [Row("I", 50, 100)] }
    let index = try #require(
      observation.patterns.complaints.firstIndex { $0.unitCode == "U06" })
    observation.patterns.complaints[index].decided += 300
    observation.patterns.complaints[index].filed += 9
    #expect(result(observation).flags.map(\.unitCode) == ["U06"])
    observation.patterns.complaints[index].decidedAgain = 299
    observation.patterns.complaints[index].filedAgain = 8
    let told = result(observation)
    #expect(told.flags.isEmpty)
    let row = try #require(told.tables.first?.rows.first { $0.first?.english == "U06" })
    #expect(row.map(\.english).contains("101"))
  }

  // 200 complaints for mediation and inquiries of U06, none filed, beside its 50 reports of 100.
  @Test func whatAsksForMediationOrAdviceIsNoChanceOfAFiling() {
    var observation = FilingConversionExamples.complaints { _ in [Row("I", 50, 100)] }
    for index in observation.patterns.complaints.indices {
      observation.patterns.complaints[index].kind = "report"
    }
    var other = observation.patterns.complaints[6]
    (other.decided, other.filed) = (100, 0)
    for kind in ["complaint", "inquiry"] {
      other.kind = kind
      observation.patterns.complaints.append(other)
    }
    let flagged = { result(observation).flags.map(\.unitCode) }
    #expect(flagged() == [])
    observation.patterns.complaints[13].kind = ""
    #expect(flagged() == ["U06"])
  }

  // Who calls everything a complaint states no kind that would tell.
  @Test func withoutReportsComplaintsAreChances() {
    var observation = FilingConversionExamples.complaints {
      [Row("I", $0 == "U06" ? 3 : 30, 100)]
    }
    for index in observation.patterns.complaints.indices {
      observation.patterns.complaints[index].kind = "complaint"
    }
    #expect(result(observation).flags.map(\.unitCode) == ["U06"])
  }

  // U06 found as many more and handed them to another body.
  @Test func whatWasReferredIsNoChanceOfAFiling() throws {
    var observation = FilingConversionExamples.inspections { _ in [Row("I", 40, 100)] }
    let index = try #require(observation.patterns.visits.firstIndex { $0.unitCode == "U06" })
    observation.patterns.visits[index].problems += 100
    #expect(result(observation).flags.map(\.unitCode) == ["U06"])
    observation.patterns.visits[index].referred = 100
    #expect(result(observation).flags.isEmpty)
  }

  @Test func aSourceWithoutAnyFilingIsNotRecorded() {
    let result = result(FilingConversionExamples.inspections { _ in [Row("I", 0, 100)] })
    #expect(!result.coverage.isComputed)
    #expect(result.coverage.missing == ["inspections.result", "complaints.outcome"])
  }

  @Test func withoutTablesTheTablesAreMissing() {
    var observation = PatternExample.units(["U"])
    observation.tables = ["cases"]
    #expect(result(observation).coverage.missing == ["inspections", "complaints"])
  }

  @Test func fewerThanThirtyChancesAreNotJudged() {
    let result = result(
      FilingConversionExamples.inspections { [Row("I", $0 == "U06" ? 0 : 10, 25)] })
    #expect(result.outcomes[.notApplicable] == 12 && result.flags.isEmpty)
  }

  @Test func anItemThatNobodyElseHasIsNotCompared() {
    let result = result(
      FilingConversionExamples.inspections { [Row($0 == "U06" ? "X" : "I", 40, 100)] })
    #expect(result.outcomes[.notApplicable] == 1 && result.outcomes[.passed] == 11)
  }

  @Test func fourUnitsAreTooFew() {
    var observation = FilingConversionExamples.inspections { [Row("I", $0 == "U01" ? 1 : 40, 100)] }
    observation.patterns.visits.removeAll { $0.unitCode > "U03" }
    #expect(result(observation).flags.isEmpty)
    #expect(result(observation).outcomes[.notApplicable] == 4)
  }

  @Test func theSentenceTellsTheOtherSource() throws {
    var observation = FilingConversionExamples.inspections { [Row("I", $0 == "U06" ? 5 : 40, 100)] }
    observation.patterns.complaints =
      FilingConversionExamples.complaints { _ in [Row("I", 40, 100)] }.patterns.complaints
    let flag = try #require(result(observation).flags.first)
    #expect(flag.reason.chinese.contains("其投诉来源的立案为参照值的1倍"))
  }
}
