import Contracts
import Testing

@testable import Counting

@Suite struct ExplanationBookTests {
  private func book(_ rows: [[String: String]]) -> ExplanationBook {
    ExplanationBook(
      archived(.explanations, rows),
      units: UnitBook(
        archived(.units, [["unit_code": "A", "successor_code": "U"], ["unit_code": "U"]]),
        districts: DistrictBook(archived(.districts, [])), observed: .unitNames))
  }

  private let domain = [
    "unit_code": "U", "domain": "甲", "date": "2024-03-10", "expires": "2024-06-30",
  ]

  private func valid(
    _ book: ExplanationBook, item: String = "", at text: String
  ) -> String? {
    book.valid(unit: "U", domain: "甲", item: item, at: month(text))?.description
  }

  @Test func itIsValidFromItsDateToTheLastMonthThatItCovers() {
    let one = book([domain])
    #expect(valid(one, at: "2024-02") == nil)
    #expect(valid(one, at: "2024-03") == "2024-03-10")
    #expect(valid(one, at: "2024-06") == "2024-03-10")
    #expect(valid(one, at: "2024-07") == nil)
  }

  @Test func oneThatExpiresWithinTheMonthIsNotValidAtItsEnd() {
    let short = book([domain.merging(["expires": "2024-06-29"]) { $1 }])
    #expect(valid(short, at: "2024-05") != nil)
    #expect(valid(short, at: "2024-06") == nil)
  }

  @Test func whatRanOutIsTellableUnlessAnotherHolds() {
    let expired = { (book: ExplanationBook, text: String) in
      book.expired(at: month(text)).sortedKeys
    }
    let one = book([domain])
    #expect(expired(one, "2024-06").isEmpty)
    #expect(expired(one, "2024-07") == [["U", "甲", "", "2024-03-10", "2024-06-30"]])
    // Before it was given there was nothing that could run out.
    #expect(expired(one, "2024-02").isEmpty)
    let renewed = book([
      domain, domain.merging(["date": "2024-07-02", "expires": "2024-12-31"]) { $1 },
    ])
    #expect(expired(renewed, "2024-07").isEmpty)
    #expect(expired(renewed, "2025-01") == [["U", "甲", "", "2024-07-02", "2024-12-31"]])
  }

  @Test func oneForADomainHoldsForItsItemsAndNotTheOtherWayRound() {
    #expect(valid(book([domain]), item: "I", at: "2024-05") != nil)
    let item = book([
      ["unit_code": "U", "item_code": "I", "date": "2024-03-10", "expires": "2024-06-30"]
    ])
    #expect(valid(item, item: "I", at: "2024-05") != nil)
    #expect(valid(item, item: "J", at: "2024-05") == nil)
    #expect(valid(item, at: "2024-05") == nil)
  }

  @Test func theLatestOfSeveralIsNamed() {
    let later = domain.merging(["date": "2024-05-02"]) { $1 }
    #expect(valid(book([later, domain]), at: "2024-05") == "2024-05-02")
    #expect(valid(book([later, domain]), at: "2024-04") == "2024-03-10")
  }

  @Test func oneOfAPredecessorHoldsForTheSuccessor() {
    #expect(valid(book([domain.merging(["unit_code": "A"]) { $1 }]), at: "2024-05") != nil)
  }
}
