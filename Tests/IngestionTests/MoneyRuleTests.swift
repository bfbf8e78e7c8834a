import TestSupport
import Testing

@testable import Ingestion

@Suite struct MoneyRuleTests {
  @Test(arguments: [
    ("200", 20_000), ("200.5", 20_050), ("200.50", 20_050), ("1,234.50", 123_450), ("0", 0),
    ("0.01", 1), ("19.99", 1_999), ("1，234.50", 123_450), ("１２３４．５０", 123_450),
    ("￥200.00", 20_000), ("¥200.00", 20_000), ("200元", 20_000), ("00200", 20_000),
    ("200\u{A0}", 20_000), ("10000000000000", 1_000_000_000_000_000), ("200.5000", 20_050),
    ("1,234,567", 123_456_700), ("200 元", 20_000), ("¥ 200", 20_000), ("1,234.50元", 123_450),
  ])
  func readsYuanIntoFen(_ text: String, _ fen: Int) {
    #expect(moneyOutcome(MoneyRule(), text) == String(fen))
  }

  @Test(arguments: ["", "—", "/", "无", "-", "–", " ", "－", "\u{3000}"])
  func takesAnEmptyCellOrADashForNoAmount(_ text: String) {
    #expect(moneyOutcome(MoneyRule(), text) == nil)
  }

  @Test(arguments: [
    ("5万元", "AMT-UNIT"), ("5万", "AMT-UNIT"), ("5 万元", "AMT-UNIT"), ("壹万元整", "AMT-FORMAT"),
    ("1.2345E+04", "AMT-EXPONENT"), ("1e400", "AMT-EXPONENT"), ("nan", "AMT-FORMAT"),
    ("inf", "AMT-FORMAT"), ("0x10", "AMT-FORMAT"), ("200.005", "AMT-SUBFEN"),
    ("-200.00", "AMT-NEGATIVE"), ("(200.00)", "AMT-NEGATIVE"), ("－200", "AMT-NEGATIVE"),
    ("−200", "AMT-NEGATIVE"), ("警告", "AMT-FORMAT"), ("1.234,50", "AMT-FORMAT"),
    ("12,34.50", "AMT-GROUPING"), ("1,,234", "AMT-GROUPING"), ("12 345", "AMT-FORMAT"),
    ("99999999999999999999.99", "AMT-RANGE"), ("92233720368547758.08", "AMT-RANGE"),
    ("92233720368547758.07", "AMT-RANGE"), ("10000000000000.01", "AMT-RANGE"),
    ("#VALUE!", "AMT-EXCEL-ERROR"), ("#REF!", "AMT-EXCEL-ERROR"),
    ("200.00;300.00", "AMT-FORMAT"), ("200+300", "AMT-FORMAT"), ("+200", "AMT-FORMAT"),
    ("200.", "AMT-FORMAT"), (".5", "AMT-FORMAT"), ("元", "AMT-FORMAT"), ("¥", "AMT-FORMAT"),
    ("1.2.3", "AMT-FORMAT"), ("200元元", "AMT-FORMAT"),
  ])
  func refusesWithTheRuleThatIsBroken(_ text: String, _ code: String) {
    #expect(moneyOutcome(MoneyRule(), text) == code)
  }

  // Decimal(string:) reads 1, 5, 200, 1.2 and 0; Double reads 16, not a number and infinity.
  @Test(arguments: [
    ("1,234.50", "123450"), ("5万", "AMT-UNIT"), ("200元", "20000"), ("1.2.3", "AMT-FORMAT"),
    ("0x10", "AMT-FORMAT"), ("nan", "AMT-FORMAT"), ("1e400", "AMT-EXPONENT"), ("19.99", "1999"),
  ])
  func fallsIntoNoTrapOfDecimalOrDouble(_ text: String, _ outcome: String) {
    #expect(moneyOutcome(MoneyRule(), text) == outcome)
  }

  @Test(arguments: [
    (MoneyRule.Unit.fen, "20050", "20050"), (.fen, "0.5", "AMT-SUBFEN"), (.fen, "5.00", "5"),
    (.fen, "5元", "AMT-UNIT"), (.tenThousandYuan, "5", "5000000"),
    (.tenThousandYuan, "0.123456", "123456"), (.tenThousandYuan, "0.1234567", "AMT-SUBFEN"),
    (.tenThousandYuan, "5元", "AMT-UNIT"), (.tenThousandYuan, "1000000000", "1000000000000000"),
    (.tenThousandYuan, "1000000000.000001", "AMT-RANGE"),
    (.tenThousandYuan, "9223372036854.775808", "AMT-RANGE"), (.yuan, "5.00", "500"),
  ])
  func readsAmountsInTheUnitOfTheColumn(
    _ unit: MoneyRule.Unit, _ text: String, _ outcome: String
  ) {
    #expect(moneyOutcome(MoneyRule(unit: unit), text) == outcome)
  }

  @Test func readsEveryPlainAmountExactly() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<5_000 {
      let largest = 1_000_000_000_000_000 >> Int.random(in: 0...49, using: &random)
      let fen = Int.random(in: 0...largest, using: &random)
      let cents = fen % 100
      let text = "\(fen / 100).\(cents < 10 ? "0" : "")\(cents)"
      #expect(moneyOutcome(MoneyRule(), text) == String(fen))
    }
  }
}
