import Contracts
import Testing

@testable import Counting

/// Which item a row means that states a name alone.
@Suite struct ItemFinderTests {
  private static let units = [
    ["unit_code": "U", "level": "county", "district_code": "D"],
    ["unit_code": "V", "level": "city", "district_code": "D"],
  ]

  private func code(
    _ catalogue: [[String: String]], authority: [[String: String]] = [], domain: String = "甲",
    unit: String = "U", month text: String = "2024-06", code: String = ""
  ) -> String? {
    let units = UnitBook(
      archived(.units, Self.units), districts: DistrictBook(archived(.districts, [])),
      observed: .unitNames)
    let finder = ItemFinder(
      CatalogueBook(
        archived(
          .catalogue, catalogue.map { ["item_name": "某事项", "domain": "甲"].merging($0) { $1 } })),
      units: units, authority: archived(.authority, authority))
    let found = finder.found(
      code, name: "某事项", domain: domain, unit: unit, month: Month(text))
    guard case .item(let item) = found else { return nil }
    return item
  }

  @Test func aNameOfOneItemIsThatItem() {
    #expect(code([["item_code": "I"]], domain: "乙", month: "1999-01") == "I")
    #expect(code([]) == nil)
    // A wrong code is never repaired by its name.
    #expect(code([["item_code": "I"]], code: "J") == nil)
  }

  // The new code begins in July.
  @Test(arguments: [("2024-06", "I"), ("2024-07", "J"), ("2019-01", "J")])
  func anItemWithANewCodeIsTheOneInForce(_ month: String, _ expected: String) {
    let catalogue = [
      ["item_code": "I", "valid_from": "2020-01-01", "valid_to": "2024-06-30"],
      ["item_code": "J", "valid_from": "2024-07-01"],
    ]
    #expect(code(catalogue, month: month) == expected)
  }

  // Either is in force on some day of June: they follow one another, and the newest is meant.
  @Test func aCodeThatChangesWithinAMonthIsTheNewest() {
    let catalogue = [
      ["item_code": "I", "valid_to": "2024-06-14"], ["item_code": "J", "valid_from": "2024-06-15"],
    ]
    #expect(code(catalogue) == "J")
  }

  @Test func theStatedDomainDecides() {
    let catalogue = [["item_code": "I"], ["item_code": "J", "domain": "乙"]]
    #expect(code(catalogue) == "I")
    #expect(code(catalogue, domain: "乙") == "J")
    #expect(code(catalogue, domain: "") == nil)
  }

  @Test func theLevelOfTheUnitDecides() {
    let catalogue = [
      ["item_code": "I", "levels": "county"], ["item_code": "J", "levels": "city"],
    ]
    #expect(code(catalogue) == "I")
    #expect(code(catalogue, unit: "V") == "J")
    #expect(code(catalogue, unit: "") == nil)
  }

  @Test func thePowersOfTheUnitDecide() {
    let catalogue = [["item_code": "I"], ["item_code": "J"]]
    let authority = [
      ["unit_code": "U", "item_code": "I"], ["unit_code": "V", "item_code": "J"],
    ]
    #expect(code(catalogue, authority: authority) == "I")
    #expect(code(catalogue, authority: authority, unit: "V") == "J")
  }

  // A bore the name until it was given to B: who states it later means B.
  @Test(arguments: [("2021-06", "A"), ("2023-06", "B")])
  func aNameIsOfTheItemThatBoreItThen(_ month: String, _ expected: String) {
    let catalogue = [
      ["item_code": "A", "valid_to": "2021-12-31"],
      ["item_code": "A", "valid_from": "2022-01-01", "item_name": "别的事项"],
      ["item_code": "B", "valid_from": "2022-01-01"],
    ]
    #expect(code(catalogue, month: month) == expected)
  }

  // To give it to either would leave the other without a case.
  @Test func ofItemsInForceTogetherNoneIsMeant() {
    #expect(code([["item_code": "I"], ["item_code": "J"]]) == nil)
    let authority = [["unit_code": "U", "domain": "甲"]]
    #expect(code([["item_code": "I"], ["item_code": "J"]], authority: authority) == nil)
  }
}
