import Contracts
import Testing

@testable import Counting

@Suite struct ValidityTests {
  private let march = Month(year: 2024, month: 3)

  @Test(arguments: [
    ("2024-03-01", "2024-03-31", true), ("2024-03-02", "", false), ("", "2024-03-30", false),
    ("", "", true), ("2020-01-01", "", true), ("", "2024-03-31", true),
    ("2024-04-01", "", false), ("", "2024-02-29", false),
  ])
  func aMonthIsCoveredOnlyFromItsFirstToItsLastDay(_ from: String, _ to: String, _ is: Bool) {
    #expect(Validity(from, to).covers(march) == `is`)
  }

  @Test(arguments: [
    ("2024-03-31", "", true), ("", "2024-03-01", true), ("2024-04-01", "", false),
    ("", "2024-02-29", false), ("2024-03-10", "2024-03-10", true),
  ])
  func aMonthIsTouchedByASingleDay(_ from: String, _ to: String, _ is: Bool) {
    #expect(Validity(from, to).touches(march) == `is`)
  }
}
