import Contracts
import Testing

@testable import Stages

/// What a file name says of the day up to which its export holds the data.
@Suite struct AsOfDateTests {
  @Test(arguments: [
    ("cases-2024-05.csv", "2024-05-31"), ("案件_20240531.csv", "2024-05-31"),
    ("a202405.csv", "2024-05-31"), ("x.2024.05.20.csv", "2024-05-20"),
    ("1980-01_2099-12.csv", "2099-12-31"), ("案件2024年10月.csv", "2024-10-31"),
    ("案件2024年5月.csv", "2024-05-31"), ("2024年5月7日案件.csv", "2024-05-07"),
    ("截至2024年12月31日的案件.csv", "2024-12-31"), ("2024年12月第1批.csv", "2024-12-31"),
    ("案件2024年10月-更正.csv", "2024-10-31"), ("案件2024年10月-2.csv", "2024-10-31"),
    ("案件2024年10月31日—更正.csv", "2024-10-31"), ("案件2024年10月到齐.csv", "2024-10-31"),
    ("案件2024年1月至2024年12月.csv", "2024-12-31"), ("2024年1月1日—2024年3月5日.csv", "2024-03-05"),
  ])
  func isTheLatestDateOfTheName(_ name: String, _ day: String) {
    #expect(AsOfDate.found(in: name)?.day == CalendarDate(day))
  }

  @Test(arguments: [
    "案件2024年1月至12月.csv", "案件2024年1月-12月.csv", "案件2024年1月1日至12月31日.csv", "案件2024年1月——12月.csv",
    "案件2024年1月–6月.csv", "案件2024年1月 至 6月.csv",
    "案件2024年.csv",
    "案件2024年第1季度.csv", "案件2024年13月.csv", "案件24年5月.csv",
  ])
  func whatIsNoMonthIsNone(_ name: String) {
    #expect(AsOfDate.found(in: name) == nil)
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
