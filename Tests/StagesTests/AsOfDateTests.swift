import Contracts
import Testing

@testable import Stages

/// What a file name says of the day up to which its export holds the data.
@Suite struct AsOfDateTests {
  @Test(arguments: [
    ("cases-2024-05.csv", "2024-05-31"), ("案件_20240531.csv", "2024-05-31"),
    ("a202405.csv", "2024-05-31"), ("x.2024.05.20.csv", "2024-05-20"),
    ("1980-01_2099-12.csv", "2099-12-31"),
  ])
  func isTheLatestDateOfTheName(_ name: String, _ day: String) {
    #expect(AsOfDate.found(in: name)?.day == CalendarDate(day))
  }

  // 210102 was read as February 2101, and no later correction could overturn such an export.
  @Test(arguments: [
    ("案件_210102_20240531.csv", "2024-05-31"), ("320602.csv", nil), ("210102.csv", nil),
    ("和平区_210102_202405.csv", "2024-05-31"),
  ])
  func theCodeOfACountyIsNoMonth(_ name: String, _ day: String?) {
    #expect(AsOfDate.found(in: name)?.day == day.flatMap { CalendarDate($0) })
  }
}
