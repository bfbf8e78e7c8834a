import Contracts
import TestSupport
import Testing

@Suite struct NumeralsTests {
  @Test(arguments: [
    (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "-1"), (0.125, 2, "0.13"),
    (-0.125, 2, "-0.13"), (0.049, 1, "0.0"), (-0.049, 1, "0.0"), (-0.05, 1, "-0.1"),
    (1_234.5, 3, "1234.500"), (0, 2, "0.00"), (99.95, 1, "100.0"), (0.05, 3, "0.050"),
    (999_999_999_999_999, 0, "999999999999999"),
  ])
  func fixedHasAllItsDigitsAndRoundsHalvesAway(_ value: Double, _ places: Int, _ text: String) {
    #expect(Numerals.fixed(value, places: places) == text)
  }

  @Test(arguments: [
    (0.5, 2, "0.5"), (2, 2, "2"), (100, 0, "100"), (100, 2, "100"), (-0.001, 2, "0"),
    (1.005_1, 2, "1.01"), (0.10, 1, "0.1"), (-2.50, 2, "-2.5"),
  ])
  func decimalDropsTrailingZeros(_ value: Double, _ places: Int, _ text: String) {
    #expect(Numerals.decimal(value, places: places) == text)
  }

  @Test(arguments: [
    Double.nan, .infinity, -.infinity, 1e15, -1e15, .greatestFiniteMagnitude,
  ])
  func aNumberThatCannotBePrintedIsEmpty(_ value: Double) {
    #expect(Numerals.fixed(value, places: 2) == "")
    #expect(Numerals.decimal(value, places: 2) == "")
  }

  @Test func digitsThatADoubleCannotHoldAreEmpty() {
    #expect(Numerals.fixed(900_000_000_000_000, places: 6) == "")
    #expect(Numerals.fixed(900_000_000_000, places: 6) == "900000000000.000000")
  }

  @Test(arguments: [
    (1, 3, "33.3%"), (2, 3, "66.7%"), (0, 5, "0.0%"), (5, 5, "100.0%"), (1, 8, "12.5%"),
    (1, 2_000, "0.1%"), (3, 0, ""), (0, 0, ""), (1, -1, ""),
  ])
  func aPercentageHasOneDecimalAndNeedsADenominator(
    _ part: Int, _ whole: Int, _ text: String
  ) {
    #expect(Numerals.percentage(part, of: whole) == text)
  }

  @Test(arguments: [
    (0, "0.00"), (5, "0.05"), (20_050, "200.50"), (-5, "-0.05"), (-20_050, "-200.50"),
    (Int.max, "92233720368547758.07"), (Int.min, "-92233720368547758.08"),
  ])
  func fenArePrintedAsYuanExactly(_ fen: Int, _ text: String) {
    #expect(Numerals.yuan(fen: fen) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1_000, "1,000"), (-1_000, "-1,000"), (-999, "-999"),
    (1_234_567, "1,234,567"), (Int.max, "9,223,372,036,854,775,807"),
    (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func digitsAreGroupedByThree(_ number: Int, _ text: String) {
    #expect(Numerals.grouped(number) == text)
  }

  @Test func everyYuanOfFenReadsBack() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      let fen = Int.random(in: -1_000_000...1_000_000, using: &random)
      let text = Numerals.yuan(fen: fen).filter { $0 != "." }
      #expect(Int(text) == fen)
    }
  }

  @Test(arguments: [
    (0.0, "0"), (675.671505, "675.672"), (0.0123456789, "0.0123457"), (-2.5, "-2.5"),
    (1e-6, "0.000001"), (1.234567e-9, "1.23457e-9"), (9.999999e-9, "1e-8"),
    (123_456_789, "123456789"),
  ])
  func keepsSignificantDigits(_ value: Double, _ text: String) {
    #expect(Numerals.significant(value, digits: 6) == text)
  }
}
