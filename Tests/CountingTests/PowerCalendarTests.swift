import Contracts
import TestSupport
import Testing

@testable import Counting

@Suite struct PowerCalendarTests {
  private static let dates = ["", "2024-01-01", "2024-02-29", "2024-03-15", "2024-06-30"]

  /// A world of a few units, items and grants with periods drawn at random.
  private static func world(
    _ random: inout SeededGenerator, hasGrants: Bool, hasLevels: Bool
  ) -> World {
    func date() -> String { dates.randomElement(using: &random) ?? "" }
    func one(_ texts: String...) -> String { texts.randomElement(using: &random) ?? "" }
    var world = World()
    world.set(
      .units,
      ["U", "V", "W", "V"].map {
        [
          "unit_code": $0, "unit_name": $0, "level": one("county", "city"), "active_from": date(),
          "active_to": date(), "successor_code": $0 == "W" ? "U" : "",
        ]
      })
    world.set(
      .catalogue,
      ["I", "J", "J"].map {
        [
          "item_code": $0, "item_name": $0, "domain": "甲", "valid_from": date(),
          "valid_to": date(), "levels": hasLevels ? one("county", "city", "city;county") : "",
        ]
      })
    let grants = (0..<6).map { index in
      [
        "unit_code": one("U", "V", "W"), "valid_from": date(), "valid_to": date(),
        index.isMultiple(of: 2) ? "item_code" : "domain": index.isMultiple(of: 2)
          ? one("I", "J") : "甲",
      ]
    }
    world.set(.authority, hasGrants ? grants : [])
    return world
  }

  @Test(arguments: [(true, false), (false, true), (false, false)])
  func agreesWithTheBookInEveryMonth(_ hasGrants: Bool, _ hasLevels: Bool) {
    var random = SeededGenerator(seed: 8)
    let (first, months) = (month("2023-12"), 9)
    for _ in 0..<100 {
      let world = Self.world(&random, hasGrants: hasGrants, hasLevels: hasLevels)
      let districts = DistrictBook(world.input.table(.districts))
      let units = UnitBook(
        world.input.table(.units), districts: districts, observed: .unitNames)
      let catalogue = CatalogueBook(world.input.table(.catalogue))
      let book = AuthorityBook(
        world.input.table(.authority), catalogue: catalogue, units: units,
        observed: ["U": ["I"], "V": ["J"]])
      var calendar = PowerCalendar(
        book, catalogue: catalogue, units: units, first: first, months: months)
      for unit in ["U", "V", "X"] {
        let powers = calendar.powers(of: unit)
        for item in ["I", "J", "K"] {
          let expected = MonthSet(of: months) { book.isEmpowered(unit, item, first + $0) }
          #expect(powers.held(item).months == expected)
        }
      }
    }
  }

  @Test func monthsPastOneWordAreKept() {
    let set = MonthSet(of: 200) { $0 == 0 || (63...65).contains($0) || $0 >= 190 }
    #expect(set.ranges == [0...0, 63...65, 190...199])
    #expect(set.lastRunStart == 190)
    #expect(MonthSet(of: 200).ranges.isEmpty)
    #expect(MonthSet(of: 200).lastRunStart == nil)
  }
}
