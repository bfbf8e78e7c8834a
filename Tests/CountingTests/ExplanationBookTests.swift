import Contracts
import Testing

@testable import Counting

@Suite struct ExplanationBookTests {
  @Test func anExplanationFollowsItsDomain() {
    func item(_ code: String, _ domain: String, _ from: String, _ to: String) -> [String: String] {
      ["item_code": code, "domain": domain, "valid_from": from, "valid_to": to]
    }
    let moved = [
      item("I", "D", "2020-01-01", "2024-05-31"), item("I", "E", "2024-06-01", ""),
      item("J", "D", "2020-01-01", "2024-05-31"), item("J", "E", "2024-06-01", ""),
      item("K", "D", "2020-01-01", "2023-12-31"),
    ]
    let after = month("2024-06")
    let catalogue = CatalogueBook(archived(.catalogue, moved))
    #expect(catalogue.domainSuccessions(by: after) == ["D": "E"])
    #expect(catalogue.movedItems == ["I": "E", "J": "E"])
    // One that stays, or goes elsewhere, leaves the name to what it was.
    for other in [
      item("L", "D", "2020-01-01", ""), item("J", "F", "2024-07-01", ""),
      // What one domain takes over speaks for no other item of it.
      item("M", "E", "2020-01-01", ""), item("M", "E", "2020-01-01", "2022-12-31"),
      item("I", "E", "2018-01-01", "2019-12-31"),
    ] {
      let split = CatalogueBook(archived(.catalogue, moved + [other]))
      #expect(split.domainSuccessions(by: month("2024-08")).isEmpty)
    }
    let units = UnitBook(
      archived(.units, []), districts: DistrictBook(archived(.districts, [])),
      observed: .unitNames)
    let book = ExplanationBook(
      archived(
        .explanations,
        [["unit_code": "U", "domain": "D", "date": "2024-03-20", "expires": "2024-12-31"]]),
      units: units, domains: catalogue.domainSuccessions(by: after))
    #expect(book.valid(unit: "U", domain: "E", item: "", at: after) != nil)
    #expect(book.valid(unit: "U", domain: "E", item: "I", at: after) != nil)
    #expect(book.valid(unit: "U", domain: "D", item: "", at: after) == nil)
    #expect(book.expired(at: month("2025-01")).sums.keys.map { $0[1] } == ["E"])
  }

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
