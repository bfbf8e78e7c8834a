import Contracts
import Testing

@testable import Counting

@Suite struct DistrictBookTests {
  private func book(_ rows: [[String: String]]) -> DistrictBook {
    DistrictBook(archived(.districts, rows))
  }

  @Test(arguments: ["970102", "970102000", "970102000000"])
  func aDivisionIsOneHoweverManyDigitsItsCodeIsWrittenWith(_ listed: String) {
    let districts = book([["code": listed, "name": "青泽区", "level": "county"]])
    for code in ["970102", "970102000", "970102000000"] {
      #expect(districts.present(code) == listed)
    }
  }

  @Test(arguments: [
    ("970102101000", "970102101"), ("970102101", "970102101"), ("970102000000", "970102"),
    ("970102101201", "970102101201"), ("970100", "970100"), ("320671", "320671"),
    ("高新区000", "高新区000"),
  ])
  func withoutATableTheShortestFormStandsForAll(_ code: String, _ present: String) {
    #expect(book([]).present(code) == present)
  }

  @Test func aSuccessorMayBeWrittenWithOtherDigits() {
    let districts = book([
      ["code": "970111", "name": "港北区", "level": "county", "successor_code": "970113000000"],
      ["code": "970113", "name": "新港区", "level": "county"],
    ])
    #expect(districts.present("970111000000") == "970113")
  }
}
