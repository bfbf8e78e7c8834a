import Contracts
import Testing

@testable import Counting

@Suite struct ExposureBookTests {
  private let item = CatalogueBook.Item(
    code: "I", name: "某事项", domain: "甲", group: "商户", periods: [])

  private func book(
    _ rows: [[String: String]], districts: [[String: String]] = []
  ) -> ExposureBook {
    let districtBook = DistrictBook(archived(.districts, districts))
    let units = UnitBook(
      archived(.units, []), districts: districtBook, observed: .unitNames)
    return ExposureBook(
      ExposureRow.rows(archived(.exposure, rows), districtBook, units), districts: districtBook)
  }

  private func row(
    _ place: String, _ subject: String, _ parties: Int, year: String = "2024"
  ) -> [String: String] {
    let column = place.hasPrefix("U") ? "unit_code" : "district_code"
    let kind = ["I": "item_code", "商户": "exposure_group"][subject] ?? "domain"
    return [
      column: place, kind: subject, "year": year, "regulated_parties": String(parties),
    ]
  }

  private func figure(_ book: ExposureBook, _ text: String = "2024-05") -> PartyFigure? {
    book.figures(unit: "U", district: "D", item: item, domain: "甲")[month(text)]
  }

  private func parties(_ book: ExposureBook, _ text: String = "2024-05") -> Int? {
    figure(book, text)?.parties
  }

  @Test func theRowOfTheUnitComesBeforeThatOfItsDistrict() {
    #expect(parties(book([row("U", "甲", 3), row("D", "I", 9)])) == 3)
    #expect(parties(book([row("D", "I", 9)])) == 9)
  }

  @Test func theItemComesBeforeItsGroupAndTheGroupBeforeTheDomain() {
    #expect(parties(book([row("D", "甲", 9), row("D", "商户", 5), row("D", "I", 2)])) == 2)
    #expect(parties(book([row("D", "甲", 9), row("D", "商户", 5)])) == 5)
    #expect(parties(book([row("D", "甲", 9)])) == 9)
  }

  @Test func zeroIsKnownAndAMissingRowIsNot() {
    #expect(parties(book([row("D", "甲", 0)])) == 0)
    #expect(parties(book([])) == nil)
    #expect(parties(book([row("D", "乙", 4)])) == nil)
    #expect(parties(book([row("D", "甲", 4, year: "2023")])) == nil)
  }

  @Test func aDistrictWithoutARowIsTheSumOfItsParts() {
    let towns = ["T1", "T2"].map { ["code": $0, "parent_code": "D", "level": "town"] }
    let both = book([row("T1", "甲", 2), row("T2", "甲", 3)], districts: towns)
    #expect(parties(both) == 5)
    let own = book([row("D", "甲", 9), row("T1", "甲", 2)], districts: towns)
    #expect(parties(own) == 9)
  }

  @Test func anUnknownPartMakesAnUnknownWholeUnlessAnotherShowsAParty() {
    let towns = ["T1", "T2"].map { ["code": $0, "parent_code": "D", "level": "town"] }
    #expect(parties(book([row("T1", "甲", 0)], districts: towns)) == nil)
    let part = figure(book([row("T1", "甲", 2)], districts: towns))
    #expect(part == PartyFigure(parties: 2, isIncomplete: true))
    let both = figure(book([row("T1", "甲", 2), row("T2", "甲", 0)], districts: towns))
    #expect(both == PartyFigure(parties: 2))
    #expect(parties(book([row("T1", "甲", 0), row("T2", "甲", 0)], districts: towns)) == 0)
  }

  // The register of one town of two is no register of the county.
  @Test(arguments: [(["T1"], 4, true), (["T1", "T2"], 8, false), (["D"], 4, false)])
  func aCellSaysWhetherItsPartiesAreAll(_ places: [String], _ parties: Int, _ lacks: Bool) {
    var world = World()
    world.set(
      .districts,
      [["code": "D", "level": "county", "parent_code": "C"]]
        + ["T1", "T2"].map { ["code": $0, "level": "town", "parent_code": "D"] })
    world.set(.exposure, places.map { row($0, "甲", 4) })
    let cell = world.cell()
    #expect(cell?.state == .zeroOpen && cell?.regulatedParties == parties)
    #expect(cell?.lacksParties == lacks && cell?.wholeParties == (lacks ? nil : parties))
  }

  // Rows of the city are of what it regulates itself; without one it is the sum of its counties.
  @Test(arguments: [
    ([("A", 2), ("B", 3)], 5, false), ([("A", 2), ("B", 3), ("S", 7)], 12, false),
    ([("A", 2)], 2, true), ([("S", 7)], 7, true),
  ])
  func countiesCountOnceBesideTheirCity(
    _ rows: [(String, Int)], _ parties: Int, _ isIncomplete: Bool
  ) {
    let book = book(
      rows.map { row($0.0, "甲", $0.1) },
      districts: [["code": "S", "level": "city"]]
        + ["A", "B"].map { ["code": $0, "parent_code": "S", "level": "county"] })
    let figures = book.figures(ofPlaces: ["A", "B", "S"], item: item, domain: "甲")
    #expect(
      Parties(ofPlaces: figures)[month("2024-05")]
        == PartyFigure(parties: parties, isIncomplete: isIncomplete))
  }

  // The unit of a city holds the power in every county, and so do theirs.
  @Test func theCellOfACityDoesNotCountItsCountiesTwice() {
    var world = World()
    world.set(.districts, [["code": "S", "level": "city"], ["code": "D", "parent_code": "S"]])
    world.set(
      .units,
      [("U", "county", "D"), ("V", "city", "S")].map {
        ["unit_code": $0.0, "unit_name": $0.0, "level": $0.1, "district_code": $0.2]
      })
    world.set(.authority, ["U", "V"].map { ["unit_code": $0, "item_code": "I"] })
    let cell = world.counted().observation.cells.first { $0.level == .cityItem }
    #expect(cell?.regulatedParties == 10 && cell?.lacksParties == false)
  }

  @Test func oneFigureInSeveralWordsIsThatOfTheLastRow() {
    let year = row("D", "商户", 5)
    let domain = ["domain": "甲", "regulated_parties": "6"]
    #expect(parties(book([year, year.merging(domain) { $1 }])) == 6)
    #expect(parties(book([year.merging(domain) { $1 }, year])) == 5)
    let group = ["exposure_group": "商户", "regulated_parties": "6"]
    #expect(parties(book([row("D", "I", 5), row("D", "I", 5).merging(group) { $1 }])) == 6)
    // Of a group each domain may state its own.
    let other = year.merging(["domain": "乙", "regulated_parties": "3"]) { $1 }
    #expect(parties(book([year.merging(domain) { $1 }, other])) == 9)
    #expect(parties(book([other, year.merging(domain) { $1 }, year])) == 5)
  }

  @Test func aDivisionIsOneHoweverItsCodeIsWritten() {
    let rows = [("320602", 5), ("320602000000", 6)].map { code, parties in
      ["district_code": code, "domain": "甲", "year": "2024", "regulated_parties": String(parties)]
    }
    let figure = { (rows: [[String: String]], table: [[String: String]]) in
      self.book(rows, districts: table)
        .figures(district: table.first?["code"] ?? "320602", item: nil, domain: "甲")[
          month("2024-05")]
    }
    #expect(figure(rows, []) == PartyFigure(parties: 6))
    #expect(figure(rows.reversed(), []) == PartyFigure(parties: 5))
    #expect(figure(rows, [["code": "320602000000"]]) == PartyFigure(parties: 6))
  }

  @Test func theFigureOfAMonthComesBeforeThatOfTheYearThatItOpens() {
    let month = [
      "district_code": "D", "domain": "甲", "month": "2024-01", "regulated_parties": "4",
    ]
    for rows in [[row("D", "甲", 9), month], [month, row("D", "甲", 9)]] {
      #expect(parties(book(rows), "2024-01") == 4 && parties(book(rows), "2024-12") == 4)
    }
  }

  @Test func predecessorsOfADistrictAddUp() {
    let merged = ["A", "B"].map { ["code": $0, "successor_code": "D"] }
    #expect(parties(book([row("A", "甲", 2), row("B", "甲", 3)], districts: merged)) == 5)
  }

  @Test func inTheYearOfAMergerOneSideCounts() {
    let merged =
      ["A", "B"].map { ["code": $0, "valid_to": "2024-06-30", "successor_code": "D"] }
      + [["code": "D", "valid_from": "2024-07-01"]]
    let both = [row("D", "甲", 9), row("A", "甲", 4), row("B", "甲", 5)]
    #expect(parties(book(both, districts: merged)) == 9)
    #expect(parties(book(both.reversed(), districts: merged)) == 9)
    #expect(parties(book([row("D", "甲", 9)], districts: merged)) == 9)
    // One that took another in goes on under its own code: both were there when the year began.
    let absorbed = [
      ["code": "A", "valid_to": "2024-06-30", "successor_code": "D"], ["code": "D"],
    ]
    #expect(parties(book([row("D", "甲", 6), row("A", "甲", 4)], districts: absorbed)) == 10)
  }

  @Test func aMonthlyFigureHoldsUntilTheNextAtMostAYear() {
    let monthly = { (month: String, parties: String) in
      ["district_code": "D", "domain": "甲", "month": month, "regulated_parties": parties]
    }
    let two = book([monthly("2023-07", "4"), monthly("2023-10", "6")])
    #expect(parties(two, "2023-06") == nil)
    #expect(parties(two, "2023-09") == 4)
    #expect(parties(two, "2023-10") == 6)
    #expect(parties(two, "2024-09") == 6)
    #expect(parties(two, "2024-10") == nil)
  }
}
