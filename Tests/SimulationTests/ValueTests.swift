import Testing

@testable import Simulation

@Suite struct DayTests {
  @Test func countsTheDaysBetweenKnownDates() {
    #expect(Day(1970, 1, 1).number == 0)
    // date -d 2024-03-05 +%s ÷ 86400 in UTC
    #expect(Day(2024, 3, 5).number == 19_787)
  }

  @Test func everyDayOfFourYearsComesBackFromItsText() {
    for number in Day(2021, 1, 1).number...Day(2024, 12, 31).number {
      let parts = Day(number: number).text.split(separator: "-").compactMap { Int($0) }
      #expect(Day(parts[0], parts[1], parts[2]).number == number)
    }
  }

  @Test func monthsEndOnTheirLastDay() {
    #expect(Month(2024, 2).lastDay.text == "2024-02-29")
    #expect(Month(2023, 12).lastDay.text == "2023-12-31")
    #expect(Month(2023, 11).quarterEnd.text == "2023-12")
  }

  @Test func weekendsAreSaturdaysAndSundays() {
    // 2024-06-01 was a Saturday.
    let days = (0..<7).map { (Day(2024, 6, 1) + $0).isWeekend }
    #expect(days == [true, true, false, false, false, false, false])
  }
}

@Suite struct IdentityNumbersTests {
  @Test func personMatchesTheWorkedExample() {
    // The same number stands in the bad-input catalogue: 999999, 1990-01-01, sequence 001.
    #expect(IdentityNumbers.person(born: Day(1990, 1, 1), sequence: 1) == "999999199001010016")
    // By hand with the weights of GB 11643: the sum is 486, 486 mod 11 = 2, so X.
    #expect(IdentityNumbers.personCheck(of: "99999919900101018") == "X")
  }

  @Test func organisationMatchesTheWorkedExample() {
    #expect(IdentityNumbers.organisation(kind: "91", serial: 0) == "91999999MA0000000K")
  }
}

@Suite struct MoneyTests {
  @Test(arguments: [(1_500, "0.15"), (50, "0.005"), (10_000, "1"), (123_400, "12.34")])
  func tenThousandsKeepEveryYuan(_ yuan: Int, _ text: String) {
    #expect(Money.tenThousands(yuan) == text)
  }

  @Test func groupsByThousands() {
    #expect(Money.grouped(950) == "950")
    #expect(Money.grouped(1_050_007) == "1,050,007")
  }

  @Test func widensDigitsOnly() {
    #expect(Money.fullWidth("12-3") == "１２-３")
  }
}
