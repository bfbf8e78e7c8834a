import Contracts
import TestSupport
import Testing

@testable import Counting

// The real merger of 2020: 崇川区 320602 and 港闸区 320611 became 崇川区 320613.
private let mergedDistricts = [
  [
    "code": "320602", "name": "崇川区", "level": "county", "parent_code": "320600",
    "valid_to": "2020-06-30", "successor_code": "320613",
  ],
  [
    "code": "320611", "name": "港闸区", "level": "county", "parent_code": "320600",
    "valid_to": "2020-06-30", "successor_code": "320613",
  ],
  [
    "code": "320613", "name": "崇川区", "level": "county", "parent_code": "320600",
    "valid_from": "2020-07-01",
  ],
  ["code": "320611001", "name": "某街道", "level": "town", "parent_code": "320611"],
]

@Suite struct SuccessionTests {
  private func mergedWorld() -> World {
    var world = World()
    world.set(.districts, mergedDistricts)
    world.set(
      .units,
      [
        unit("A", district: "320611", to: "2020-06-30", successor: "N"),
        unit("B", district: "320602", to: "2020-06-30", successor: "N"),
        unit("N", district: "320613", from: "2020-07-01"),
      ])
    world.set(
      .authority,
      [
        grant("A", to: "2020-06-30"), grant("B", to: "2020-06-30"),
        grant("N", from: "2020-07-01"),
      ])
    world.set(.exposure, [])
    world.set(
      .deliveries,
      [
        [
          "table": "cases", "unit_code": "*", "as_of": "2024-12-31", "month_from": "2019-01",
          "month_to": "2024-12",
        ]
      ])
    return world
  }

  private func unit(
    _ code: String, district: String, from: String = "", to: String = "", successor: String = ""
  ) -> [String: String] {
    [
      "unit_code": code, "unit_name": code + "局", "district_code": district,
      "active_from": from, "active_to": to, "successor_code": successor,
    ]
  }

  private func grant(_ unit: String, from: String = "", to: String = "") -> [String: String] {
    ["unit_code": unit, "item_code": "I", "valid_from": from, "valid_to": to]
  }

  private let oldCase = [
    "unit_code": "A", "district_code": "320611", "filed_date": "2019-04-02",
    "decided_date": "2019-05-06", "disposition": "punished",
  ]

  @Test func aCaseOfAMergedDistrictCountsUnderItsSuccessor() {
    var world = mergedWorld()
    world.add(case: oldCase)
    let keys = world.counted().observation.cases.sums.filter { $0.value[0] > 0 }.map(\.key)
    #expect(keys.map { Array($0[0...2]) } == [["2019-05", "N", "320613"]])
  }

  @Test func aMergerMakesNoFalseSilenceAndNoCellOfTheOldCodes() throws {
    var world = mergedWorld()
    world.add(case: oldCase)
    world.add(
      case: oldCase.merging([
        "unit_code": "N", "district_code": "320613", "decided_date": "2024-11-05",
      ]) { $1 })
    let cells = world.counted().observation.cells
    #expect(cells.allSatisfy { !["320602", "320611"].contains($0.districtCode) })
    #expect(cells.allSatisfy { !["A", "B"].contains($0.unitCode) })
    let district = try #require(cells.first { $0.level == .districtItem })
    #expect(district.districtCode == "320613")
    #expect(district.state == .active)
    #expect(district.casesEver == 2)
    #expect(district.monthsSilent == 1)
  }

  @Test func aSuccessorCarriesTheSilenceSinceTheLastCaseOfItsPredecessor() throws {
    var world = mergedWorld()
    world.add(case: oldCase)
    let cell = try #require(world.cell("N"))
    #expect(cell.casesEver == 1)
    #expect(cell.lastActive == month("2019-05"))
    #expect(!cell.isLeftCensored)
    // 2019-06 to 2024-12: the power passed from hand to hand without a gap.
    #expect(cell.monthsSilent == 67)
    #expect(cell.silentFrom == month("2019-06"))
  }

  @Test func theReportCanNameEveryMerger() {
    let counted = mergedWorld().counted()
    #expect(counted.districtSuccessions.map(\.old) == ["320602", "320611"])
    #expect(counted.districtSuccessions.allSatisfy { $0.new == "320613" })
    #expect(counted.unitSuccessions.map(\.old) == ["A", "B"])
    #expect(counted.unitSuccessions.allSatisfy { $0.new == "N" })
  }

  @Test func aCircleOfSuccessorsIsFollowedByNobodyAndTold() {
    let circle = Successions(["A": "B", "B": "C", "C": "A", "D": "B", "E": "E", "F": "D"])
    #expect(circle.circles == [["A", "B", "C"]])
    #expect(["A", "B", "C", "E", "N"].allSatisfy { circle.last(of: $0) == $0 })
    #expect(circle.last(of: "F") == "B" && circle.codes == ["D", "F"])
    #expect(circle.isSuccessor("B", of: "F") && !circle.isSuccessor("B", of: "A"))
  }

  @Test(arguments: 0..<200) func everyCodeHasOneLastOne(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let codes = (0..<8).map { "U\($0)" }
    let given = codes.reduce(into: [String: String]()) { given, code in
      given[code] =
        Int.random(in: 0..<3, using: &random) == 0 ? nil : codes.randomElement(using: &random)
    }
    let successions = Successions(given)
    for code in codes {
      // As many steps as there are codes end at a code without a successor, or run in a circle.
      var current = code
      var path = [code]
      for _ in codes {
        guard let next = given[current], next != current else { break }
        current = next
        path.append(current)
      }
      let isCircling = path.count > codes.count
      let circling = successions.circles.first { $0.contains(current) }
      #expect(isCircling == (circling != nil), "\(given)")
      let end = isCircling ? path.first { circling?.contains($0) ?? false } : current
      #expect(successions.last(of: code) == end, "\(given)")
    }
  }

  @Test func aCodeThatIsGivenOutAnewIsNobodysPredecessor() throws {
    var world = mergedWorld()
    world.set(
      .units,
      [
        unit("A", district: "320611", to: "2020-06-30", successor: "N"),
        unit("A", district: "320611", from: "2022-01-01"),
        unit("N", district: "320613", from: "2020-07-01"),
      ])
    world.set(.authority, [grant("A")])
    world.add(case: oldCase.merging(["decided_date": "2022-05-06"]) { $1 })
    let cells = world.counted().observation.cells.filter { $0.level == .unitItem }
    #expect(cells.map(\.unitCode) == ["A"] && cells.allSatisfy { $0.casesEver == 1 })
    #expect(cells.first?.monthsSilent == 31)
  }

  @Test func whatIsToComeIsNotSeenYet() {
    let reference = [
      Table.units.name: archived(
        .units,
        [
          unit("A", district: "D", to: "2024-02-29", successor: "C"),
          unit("B", district: "D", successor: "C"), unit("C", district: "D", from: "2024-03-01"),
        ]),
      Table.catalogue.name: archived(
        .catalogue,
        [
          ["item_code": "I", "item_name": "i", "domain": "甲", "valid_to": "2023-12-31"],
          ["item_code": "I", "item_name": "i", "domain": "乙", "valid_from": "2024-01-01"],
          ["item_code": "J", "item_name": "j", "domain": "丙", "valid_from": "2024-01-01"],
        ]),
    ]
    func view(_ text: String, stated: Set<String> = []) -> (successors: [String], domains: [String])
    {
      let view = ReferenceView.asOf(month(text), reference, stated: stated)
      let (units, items) = (view[Table.units.name], view[Table.catalogue.name])
      return (
        units?.rows.map { units?.cell($0, "successor_code") ?? "" } ?? [],
        items?.rows.map { items?.cell($0, "domain") ?? "" } ?? []
      )
    }
    #expect(view("2023-12") == (["", ""], ["甲", "丙"]))
    // On its last day a unit is still there.
    #expect(view("2024-02") == (["", ""], ["甲", "乙", "丙"]))
    #expect(ReferenceView.laterCodes(month("2023-12"), reference).keys.sorted() == ["C", "C局"])
    // Where C delivers the history of A, it carries it.
    #expect(view("2023-12", stated: ["C"]).successors == ["C", "C", ""])
    #expect(view("2024-03") == (["C", "C", ""], ["甲", "乙", "丙"]))
  }

  @Test func officersOfAUnitThatIsStillToBeginAreNotKnown() {
    let reference = [
      Table.units.name: archived(
        .units, [["unit_code": "A"], ["unit_code": "M", "active_from": "2024-07-01"]]),
      Table.officers.name: archived(
        .officers,
        ["A", "M", "X"].map { ["officer": "o" + $0, "unit_code": $0, "year": "2024"] }),
    ]
    func listed(_ text: String, stated: Set<String> = []) -> [String] {
      let view = ReferenceView.asOf(month(text), reference, stated: stated)[Table.officers.name]
      return view?.rows.map { view?.cell($0, "unit_code") ?? "" } ?? []
    }
    #expect(listed("2024-06") == ["A", "X"])
    #expect(listed("2024-07") == ["A", "M", "X"])
    // Where cases were delivered under its code it is known.
    #expect(listed("2024-06", stated: ["M"]) == ["A", "M", "X"])
  }

  @Test func anAmendedItemEndsTheRowBeforeIt() {
    let catalogue = archived(
      .catalogue,
      [
        ["item_code": "I", "valid_from": "2015-01-01"],
        ["item_code": "I", "valid_from": "2024-05-16"],
        ["item_code": "I", "valid_from": "2020-01-01", "valid_to": "2021-12-31"],
        ["item_code": "J"],
      ])
    func ends(_ text: String) -> [String] {
      let view = ReferenceView.asOf(
        month(text), [Table.catalogue.name: catalogue], stated: [])[Table.catalogue.name]
      return view?.rows.map { view?.cell($0, "valid_to") ?? "" } ?? []
    }
    #expect(ends("2024-06") == ["2019-12-31", "", "2021-12-31", ""])
    #expect(ends("2019-06") == ["", ""])
  }

  private func ends(_ table: Table, _ column: String, _ rows: [[String: String]]) -> [String] {
    let view = ReferenceView.asOf(
      month("2024-12"), [table.name: archived(table, rows)], stated: [])[table.name]
    return view?.rows.map { view?.cell($0, column) ?? "" } ?? []
  }

  // A list first delivered without days stayed in force beside its correction, which had ended.
  @Test func aPowerWithoutAnyDayEndsWhereTheFirstDatedOneBegins() {
    let item = ["unit_code": "U", "item_code": "I", "kind": "statutory"]
    func dated(_ from: String, _ to: String = "") -> [String: String] {
      item.merging(["valid_from": from, "valid_to": to]) { $1 }
    }
    #expect(
      ends(
        .authority, "valid_to",
        [item, dated("2020-01-01"), dated("2015-01-01", "2019-12-31")])
        == ["2014-12-31", "", "2019-12-31"])
    let corrected = dated("2015-01-01", "2023-12-31").merging(["domain": "甲"]) { $1 }
    #expect(ends(.authority, "valid_to", [item, corrected]) == ["2014-12-31", "2023-12-31"])
    // A start that is stated keeps its meaning, and so does an end.
    #expect(
      ends(.authority, "valid_to", [dated("2015-01-01"), dated("2020-01-01")]) == ["", ""])
    #expect(
      ends(.authority, "valid_to", [dated("", "2022-12-31"), dated("2020-01-01")])
        == ["2022-12-31", ""])
  }

  @Test(arguments: [["unit_code": "V"], ["item_code": "J"], ["kind": "entrusted"]])
  func aPowerOfAnotherKeyEndsNone(_ other: [String: String]) {
    let item = ["unit_code": "U", "item_code": "I", "kind": "statutory"]
    let dated = item.merging(["valid_from": "2015-01-01"]) { $1 }.merging(other) { $1 }
    #expect(ends(.authority, "valid_to", [item, dated]) == ["", ""])
  }

  @Test func aPowerOverADomainEndsThatOfTheSameDomain() {
    let first = ["unit_code": "U", "domain": "甲", "kind": "statutory"]
    let other = first.merging(["domain": "乙"]) { $1 }
    let dated = first.merging(["valid_from": "2015-01-01", "valid_to": "2023-12-31"]) { $1 }
    #expect(
      ends(.authority, "valid_to", [first, other, dated]) == ["2014-12-31", "", "2023-12-31"])
  }

  @Test func aUnitWithoutAnyDayEndsWhereTheFirstDatedOneBegins() {
    let rows = [
      ["unit_code": "D"], ["unit_code": "F"],
      ["unit_code": "D", "active_from": "2015-01-01", "active_to": "2023-12-31"],
    ]
    #expect(ends(.units, "active_to", rows) == ["2014-12-31", "", "2023-12-31"])
  }

  @Test func aMergerToComeIntoAUnitThatExistsChangesNeither() {
    let view = ReferenceView.asOf(
      month("2023-12"),
      [
        Table.units.name: archived(
          .units,
          [
            unit("A", district: "D", to: "2024-02-29", successor: "B"),
            unit("B", district: "D"), unit("B", district: "E", from: "2024-03-01"),
          ])
      ], stated: [])[Table.units.name]
    #expect(view?.rows.map { view?.cell($0, "district_code") } == ["D", "D"])
    #expect(view?.rows.allSatisfy { view?.cell($0, "successor_code") == "" } ?? false)
  }

  @Test func whoLeadsToACodeThatCasesStateIsKept() {
    let chain = [
      unit("A", district: "D", to: "2023-02-28", successor: "B"),
      unit("B", district: "D", from: "2023-03-01", to: "2023-06-30", successor: "C"),
      unit("C", district: "D", from: "2023-07-01"),
    ]
    let reference = [Table.units.name: archived(.units, chain)]
    let texts = ReferenceView.laterCodes(month("2022-12"), reference)
    #expect(texts == ["B": "B", "B局": "B", "C": "C", "C局": "C"])
    let view = ReferenceView.asOf(month("2022-12"), reference, stated: ["C"])
    #expect(view == reference)
  }

  @Test func aCodeWithoutALastDayEndedWhenItsSuccessorBegan() {
    let units = UnitBook(
      archived(
        .units,
        [unit("A", district: "D", successor: "N"), unit("N", district: "D", from: "2024-07-01")]),
      districts: DistrictBook(archived(.districts, [])), observed: .unitNames)
    #expect(units.touches("A", month("2024-06")) && !units.touches("A", month("2024-07")))
    #expect(units.predecessors(of: "N") == ["A", "N"] && units.predecessors(of: "A") == ["A"])
  }

  @Test func unitsThatSucceedEachOtherKeepTheirOwnCases() throws {
    var world = mergedWorld()
    world.set(
      .units,
      [
        unit("A", district: "320611", successor: "N"), unit("B", district: "320602"),
        unit("N", district: "320613", successor: "A"),
      ])
    world.add(case: oldCase)
    world.add(case: oldCase.merging(["unit_code": "N"]) { $1 })
    let counted = world.counted()
    #expect(counted.circularUnits == [["A", "N"]] && counted.unitSuccessions.isEmpty)
    let cases = counted.observation.cases.sums.filter { $0.value[0] > 0 }.map { $0.key[1] }
    #expect(cases.sorted() == ["A", "N"])
  }

  @Test func aTownOfAMergedCountyLiesInTheSuccessor() {
    let book = DistrictBook(archived(.districts, mergedDistricts))
    #expect(book.county(of: "320611001") == "320613")
    #expect(book.present("320611001") == "320611001")
    #expect(book.children(of: "320613") == ["320611001"])
    #expect(book.children(of: "320600") == ["320613"])
  }

  @Test func aChainOfSuccessorsEndsAtTheLastAndACircleEnds() {
    let chain = DistrictBook(
      archived(
        .districts,
        [["code": "1", "successor_code": "2"], ["code": "2", "successor_code": "3"]]))
    #expect(chain.present("1") == "3")
    let circle = DistrictBook(
      archived(
        .districts,
        [["code": "1", "successor_code": "2"], ["code": "2", "successor_code": "1"]]))
    #expect(["1", "2"].contains(circle.present("1")))
  }

  @Test func theLatestPeriodOfAUnitGivesItsNameAndPlace() {
    let book = UnitBook(
      archived(
        .units,
        [
          ["unit_code": "U", "unit_name": "乙局", "district_code": "1", "active_to": "2021-12-31"],
          [
            "unit_code": "U", "unit_name": "丙局", "district_code": "2",
            "active_from": "2022-01-01",
          ],
        ]), districts: DistrictBook(archived(.districts, [])), observed: .unitNames)
    #expect("丙局" < "乙局")
    #expect(book.names["U"] == "丙局")
    #expect(book.district(of: "U") == "2")
    #expect(book.present("乙局") == "U")
    #expect(book.isActive("U", month("2021-12")))
  }

  @Test func theLatestPeriodOfAnItemGivesItsNameAndGroup() {
    let book = CatalogueBook(
      archived(
        .catalogue,
        [
          [
            "item_code": "I", "item_name": "丙事项", "domain": "甲", "exposure_group": "旧",
            "valid_to": "2021-12-31",
          ],
          [
            "item_code": "I", "item_name": "乙事项", "domain": "甲", "exposure_group": "新",
            "valid_from": "2022-01-01",
          ],
        ]))
    #expect(book.items["I"]?.name == "乙事项")
    #expect(book.items["I"]?.group == "新")
    let months = [month("2021-12"), month("2022-01")]
    #expect(months.allSatisfy { month in book.inForce("I").contains { $0.covers(month) } })
    #expect(book.codes(named: "丙事项") == ["I"])
  }
}
