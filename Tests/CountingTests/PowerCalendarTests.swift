import Contracts
import TestSupport
import Testing

@testable import Counting

@Suite struct PowerCalendarTests {
  private static let dates = [
    "", "2024-01-01", "2024-02-29", "2024-03-01", "2024-03-14", "2024-03-15", "2024-06-30",
  ]

  /// A world of a few units, items and grants with periods drawn at random.
  private static func world(
    _ random: inout SeededGenerator, hasGrants: Bool, hasLevels: Bool
  ) -> World {
    func date() -> String { dates.randomElement(using: &random) ?? "" }
    func one(_ texts: String...) -> String { texts.randomElement(using: &random) ?? "" }
    var world = World()
    world.set(
      .units,
      ["U", "V", "W", "V", "U"].map {
        [
          "unit_code": $0, "unit_name": $0, "level": one("county", "city"), "active_from": date(),
          // A last day that is missing follows from the successor's first one.
          "active_to": $0 == "W" ? "2024-06-30" : date(), "successor_code": $0 == "W" ? "U" : "",
        ]
      })
    world.set(
      .catalogue,
      ["I", "J", "J", "I"].map {
        [
          "item_code": $0, "item_name": $0, "domain": one("甲", "乙"), "valid_from": date(),
          "valid_to": date(), "levels": hasLevels ? one("county", "city", "city;county") : "",
        ]
      })
    let grants = (0..<6).map { index in
      [
        "unit_code": one("U", "V", "W"), "valid_from": date(), "valid_to": date(),
        index.isMultiple(of: 2) ? "item_code" : "domain": index.isMultiple(of: 2)
          ? one("I", "J") : one("甲", "乙"),
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
          let expected = MonthSet(of: months) { offset in
            (first + offset).days.allSatisfy { day in
              world.holds(unit, item, on: day, book.source, units, isObserved: book.isObserved)
            }
          }
          #expect(powers.held(item).months == expected)
          #expect(MonthSet(of: months) { book.isEmpowered(unit, item, first + $0) } == expected)
        }
      }
    }
  }

  // Two rows that meet in the middle of a month leave no day open, whichever list they are of.
  @Test(arguments: [Table.units, .authority, .catalogue]) func aListRenewedInMidMonthLeavesNoGap(
    _ table: Table
  ) {
    var world = World()
    world.set(
      .units, [["unit_code": "U", "unit_name": "某局", "level": "county", "district_code": "D"]])
    let rows = world.input.table(table)
    let (from, to) = table == .units ? ("active_from", "active_to") : ("valid_from", "valid_to")
    let row = Dictionary(zip(rows.names, rows.rows[0])) { $1 }
    func ending(_ day: String) -> [[String: String]] {
      [row.merging([to: day]) { $1 }, row.merging([from: "2024-03-15", to: ""]) { $1 }]
    }
    world.set(table, ending("2024-03-14"))
    #expect(world.cell(at: "2024-03")?.state == .zeroOpen)
    #expect(world.cell(at: "2024-12")?.monthsEmpowered == 12)
    world.set(table, ending("2024-03-13"))
    #expect(world.cell(at: "2024-03")?.state == .notEmpowered, "one day without the power")
    #expect(world.cell(at: "2024-12")?.monthsEmpowered == 11)
  }

  @Test func aUnitGivenAnotherCodeInMidMonthKeepsItsPower() {
    var world = World()
    world.set(
      .units,
      [
        [
          "unit_code": "A", "unit_name": "甲局", "district_code": "D", "active_to": "2024-03-14",
          "successor_code": "U",
        ],
        ["unit_code": "U", "unit_name": "某局", "district_code": "D", "active_from": "2024-03-15"],
      ])
    world.set(
      .authority,
      [
        ["unit_code": "A", "item_code": "I", "valid_from": "2020-01-01"],
        ["unit_code": "U", "item_code": "I", "valid_from": "2024-03-15"],
      ])
    #expect(world.cell(at: "2024-12")?.monthsEmpowered == 12)
  }

  // An item that moved to another domain was held by whom the old domain was given to.
  @Test func anItemIsOfTheDomainThatItHadThen() {
    var world = World()
    world.set(
      .catalogue,
      [
        ["item_code": "I", "item_name": "某", "domain": "甲", "valid_to": "2024-06-30"],
        ["item_code": "I", "item_name": "某", "domain": "乙", "valid_from": "2024-07-01"],
      ])
    world.set(
      .units,
      ["U", "V"].map { ["unit_code": $0, "unit_name": $0 + "局", "district_code": "D"] })
    world.set(
      .authority,
      [["unit_code": "U", "domain": "甲"], ["unit_code": "V", "domain": "乙"]])
    #expect(world.cell("V")?.monthsEmpowered == 6)
    let units = UnitBook(
      world.input.table(.units), districts: DistrictBook(archived(.districts, [])),
      observed: .unitNames)
    let catalogue = CatalogueBook(world.input.table(.catalogue))
    let book = AuthorityBook(
      world.input.table(.authority), catalogue: catalogue, units: units, observed: [:])
    let days = ["2024-06-30", "2024-07-01"].compactMap { CalendarDate($0) }
    let held = days.map { day in
      catalogue.items["I"].flatMap { book.isEmpowered(book.powers(of: "U"), over: $0, on: day) }
    }
    #expect(held == [true, false])
  }

  @Test func monthsPastOneWordAreKept() {
    let set = MonthSet(of: 200) { $0 == 0 || (63...65).contains($0) || $0 >= 190 }
    #expect(set.ranges == [0...0, 63...65, 190...199])
    #expect(set.lastRunStart == 190)
    #expect(MonthSet(of: 200).ranges.isEmpty)
    #expect(set.last == 199 && MonthSet(of: 200).last == nil && MonthSet(of: 60).last == nil)
    for month in [0, 1, 62, 63, 64, 127, 128, 190] {
      #expect(MonthSet(of: 200) { $0 == 0 || $0 == month }.last == month)
    }
    #expect(MonthSet(of: 200).lastRunStart == nil)
  }
}

extension Month {
  fileprivate var days: [CalendarDate] {
    (firstDay.dayNumber...lastDay.dayNumber).map { CalendarDate(dayNumber: $0) }
  }
}

extension World {
  /// Whether a unit holds a power on a day, by the rows of the tables one by one.
  fileprivate func holds(
    _ unit: String, _ item: String, on day: CalendarDate, _ source: PowerSource, _ units: UnitBook,
    isObserved: (String, String) -> Bool
  ) -> Bool {
    let codes = units.predecessors(of: unit)
    let items = valid(.catalogue, on: day, "valid").filter { $0("item_code") == item }
    guard !items.isEmpty else { return false }
    let rows = valid(.units, on: day, "active").filter { codes.contains($0("unit_code")) }
    let isUnknown = { (code: String) in
      !input.table(.units).rows.contains { input.table(.units).cell($0, "unit_code") == code }
    }
    switch source {
    case .authority:
      return valid(.authority, on: day, "valid").contains { grant in
        let code = grant("unit_code")
        let exists = isUnknown(code) || rows.contains { $0("unit_code") == code }
        let isMeant =
          grant("item_code") == item
          || grant("item_code").isEmpty && items.contains { $0("domain") == grant("domain") }
        return codes.contains(code) && exists && isMeant
      }
    case .levels:
      return rows.contains { row in
        items.contains { $0("levels").split(separator: ";").contains { $0 == row("level") } }
      }
    case .observed: return isObserved(unit, item) && (isUnknown(unit) || !rows.isEmpty)
    }
  }

  private func valid(_ table: Table, on day: CalendarDate, _ prefix: String) -> [(String) -> String]
  {
    let archived = input.table(table)
    let (from, to) = prefix == "active" ? ("active_from", "active_to") : ("valid_from", "valid_to")
    return archived.rows.filter { row in
      let (from, to) = (
        CalendarDate(archived.cell(row, from)), CalendarDate(archived.cell(row, to))
      )
      return (from.map { $0 <= day } ?? true) && (to.map { $0 >= day } ?? true)
    }.map { row in { name in archived.cell(row, name) } }
  }
}
