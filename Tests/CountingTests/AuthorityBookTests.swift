import Contracts
import Testing

@testable import Counting

@Suite struct AuthorityBookTests {

  private func book(
    _ authority: [[String: String]], items: [[String: String]]? = nil,
    units: [[String: String]] = [["unit_code": "U", "level": "county"]],
    observed: [String: Set<String>] = [:]
  ) -> AuthorityBook {
    let catalogue =
      items ?? ["I", "J"].map { ["item_code": $0, "item_name": $0 + "事项", "domain": "甲"] }
    return AuthorityBook(
      archived(.authority, authority), catalogue: CatalogueBook(archived(.catalogue, catalogue)),
      units: UnitBook(
        archived(.units, units), districts: DistrictBook(archived(.districts, [])),
        observed: .unitNames), observed: observed)
  }

  private func item(
    _ code: String, from: String = "", to: String = "", levels: String = ""
  ) -> [String: String] {
    [
      "item_code": code, "item_name": code + "事项", "domain": "甲", "valid_from": from,
      "valid_to": to, "levels": levels,
    ]
  }

  @Test func aGrantOfADomainHoldsForEveryItemOfIt() {
    let domain = book([["unit_code": "U", "domain": "甲"]])
    #expect(domain.source == .authority)
    #expect(domain.candidates("U") == ["I", "J"])
    #expect(domain.isEmpowered("U", "J", month("2024-01")))
    #expect(!domain.isEmpowered("V", "J", month("2024-01")))
  }

  @Test func aGrantOfAnItemHoldsForThatItemOnly() {
    let single = book([["unit_code": "U", "item_code": "I"]])
    #expect(single.candidates("U") == ["I"])
    #expect(!single.isEmpowered("U", "J", month("2024-01")))
  }

  @Test func aPowerHeldForPartOfAMonthDoesNotCount() {
    let from = book([["unit_code": "U", "item_code": "I", "valid_from": "2024-03-02"]])
    #expect(!from.isEmpowered("U", "I", month("2024-03")))
    #expect(from.isEmpowered("U", "I", month("2024-04")))
    let until = book([["unit_code": "U", "item_code": "I", "valid_to": "2024-03-30"]])
    #expect(until.isEmpowered("U", "I", month("2024-02")))
    #expect(!until.isEmpowered("U", "I", month("2024-03")))
  }

  @Test func aWithdrawnItemIsNoPowerFromTheMonthOfItsEnd() {
    let withdrawn = book(
      [["unit_code": "U", "domain": "甲"]], items: [item("I", to: "2024-03-31")])
    #expect(withdrawn.isEmpowered("U", "I", month("2024-03")))
    #expect(!withdrawn.isEmpowered("U", "I", month("2024-04")))
  }

  @Test func anAddedItemIsAPowerFromItsFirstWholeMonth() {
    let added = book(
      [["unit_code": "U", "domain": "甲"]], items: [item("I", from: "2024-06-01")])
    #expect(!added.isEmpowered("U", "I", month("2024-05")))
    #expect(added.isEmpowered("U", "I", month("2024-06")))
  }

  @Test func aUnitThatIsGoneHoldsNoPower() {
    let gone = book(
      [["unit_code": "U", "domain": "甲"]],
      units: [["unit_code": "U", "active_to": "2024-03-31"]])
    #expect(gone.isEmpowered("U", "I", month("2024-03")))
    #expect(!gone.isEmpowered("U", "I", month("2024-04")))
  }

  @Test func withoutATableTheLevelsOfCatalogueAndUnitsDecide() {
    let levels = book(
      [], items: [item("I", levels: "city;county"), item("J", levels: "city")])
    #expect(levels.source == .levels)
    #expect(levels.candidates("U") == ["I"])
  }

  @Test func withoutTableAndLevelsOnlyWhatWasObservedIsHeld() {
    let observed = book([], observed: ["U": ["J"]])
    #expect(observed.source == .observed)
    #expect(observed.candidates("U") == ["J"])
    #expect(observed.isEmpowered("U", "J", month("2024-01")))
    #expect(!observed.isEmpowered("U", "I", month("2024-01")))
  }
}
