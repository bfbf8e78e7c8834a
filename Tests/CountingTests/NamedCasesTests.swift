import Contracts
import Testing

@testable import Counting

/// Which complaints and inspections a delivered case followed.
@Suite struct NamedCasesTests {
  private let units = [
    Table.units.name: archived(
      .units,
      [
        ["unit_code": "OLD", "successor_code": "U", "active_to": "2023-12-31"],
        ["unit_code": "U"], ["unit_code": "V"],
      ])
  ]

  private func table(_ table: Table, _ rows: [[String: String]]) -> ColumnTable {
    ColumnTable(archived(table, rows))
  }

  private func complaint(_ id: String, _ unit: String, names number: String = "") -> [String:
    String]
  {
    [
      "complaint_id": id, "unit_code": unit, "district_code": "D", "domain": "甲", "item_code": "I",
      "received_date": "2024-05-05", "kind": "report", "complainant": "p" + id, "case_id": number,
    ]
  }

  private func answered(
    _ complaints: [[String: String]], _ cases: [[String: String]], filedUpTo last: Month? = nil
  ) -> [String] {
    var named = NamedCases(units)
    named.add(complaints: table(.complaints, complaints))
    named.add(cases: table(.cases, cases), filedUpTo: last)
    let sums = named.answered.complainants
    #expect(named.answered.complaints.sums.map { $0.value[0] }.reduce(0, +) == sums.sums.count)
    return sums.column(10).usedTexts.sorted()
  }

  @Test func aNumberIsOneOfTheUnitThatStatesIt() {
    let complaints = [
      complaint("1", "U", names: "A"), complaint("2", "V", names: "A"),
      complaint("3", "OLD", names: "A"), complaint("4", "U", names: "B"), complaint("5", "U"),
    ]
    #expect(answered(complaints, [["unit_code": "U", "case_id": "A"]]) == ["p1", "p3"])
    #expect(answered(complaints, [["unit_code": "U", "case_id": ""]]).isEmpty)
  }

  @Test func aCaseNamesWhatLedToIt() {
    let complaints = [complaint("1", "U"), complaint("2", "V"), complaint("3", "U")]
    for source in ["", "report", "complaint", "report_or_complaint"] {
      let cases = ["1", "2"].map {
        ["unit_code": "U", "case_id": "A" + $0, "source_ref": $0, "source": source]
      }
      #expect(answered(complaints, cases) == ["p1"])
    }
    // An inspection of the same number led to it.
    let other = ["unit_code": "U", "case_id": "A1", "source_ref": "1", "source": "inspection"]
    #expect(answered(complaints, [other]).isEmpty)
  }

  @Test(arguments: [
    ("", true, false), ("report", true, true), ("", false, true), ("assigned", false, true),
    ("assigned", true, false), ("inspection", false, false),
  ])
  func aNumberOfBothKindsIsOfTheOneThatTheCaseNames(
    _ source: String, _ isInspected: Bool, _ isAnswered: Bool
  ) {
    var named = NamedCases(units)
    named.add(complaints: table(.complaints, [complaint("1", "U")]))
    let inspection = [
      "inspection_id": "1", "unit_code": "U", "domain": "甲", "date": "2024-05-05",
      "result": "filed",
    ]
    if isInspected { named.add(inspections: table(.inspections, [inspection])) }
    named.add(
      cases: table(
        .cases, [["unit_code": "U", "case_id": "A", "source_ref": "1", "source": source]]))
    #expect(named.answered.complaints.sums.isEmpty == !isAnswered)
    // The number of another unit's inspection is another.
    var others = NamedCases(units)
    others.add(complaints: table(.complaints, [complaint("1", "U")]))
    others.add(inspections: table(.inspections, [inspection.merging(["unit_code": "V"]) { $1 }]))
    others.add(
      cases: table(
        .cases, [["unit_code": "U", "case_id": "A", "source_ref": "1", "source": source]]))
    #expect(others.answered.complaints.sums.isEmpty == (source == "inspection"))
    #expect(named.answered.inspections.sums.isEmpty)
  }

  @Test(arguments: [
    ("2024-05-04", "2024-06-01", false), ("2024-05-05", "", true), ("", "2024-05-04", false),
    ("", "2024-05-05", true), ("", "", true),
  ])
  func whatWasFiledBeforeDidNotFollow(_ filed: String, _ decided: String, _ isAnswered: Bool) {
    let cases = [
      ["unit_code": "U", "case_id": "A", "filed_date": filed, "decided_date": decided]
    ]
    #expect(answered([complaint("1", "U", names: "A")], cases) == (isAnswered ? ["p1"] : []))
  }

  @Test func whoHandledACaseForAnotherAnswersAsWell() {
    let cases = [["unit_code": "V", "handling_unit_code": "U", "case_id": "A"]]
    #expect(answered([complaint("1", "U", names: "A")], cases) == ["p1"])
  }

  @Test func aComplaintWithoutAUnitAsksTheDistrict() {
    let cases = ["D", "E"].map {
      ["unit_code": "V", "district_code": $0, "case_id": "A" + $0, "source_ref": ""]
    }
    let complaints = [complaint("1", "", names: "AD"), complaint("2", "", names: "AE")]
    #expect(answered(complaints, cases) == ["p1"])
  }

  @Test func whatWasFiledAfterTheReportMonthIsNotKnown() throws {
    let last = try #require(Month("2024-12"))
    let cases = [
      ["unit_code": "U", "case_id": "A", "filed_date": "2024-12-31"],
      ["unit_code": "U", "case_id": "B", "filed_date": "2025-01-01"],
      ["unit_code": "U", "case_id": "C", "filed_date": ""],
    ]
    let complaints = ["A", "B", "C"].map { complaint($0, "U", names: $0) }
    #expect(answered(complaints, cases, filedUpTo: last) == ["pA"])
    #expect(answered(complaints, cases) == ["pA", "pB", "pC"])
  }

  @Test func anInspectionIsAskedWhereItsResultIsAFiling() {
    var named = NamedCases(units)
    let rows = ["filed", "rectify", "filed"].enumerated().map { at, result in
      [
        "inspection_id": "\(at)", "unit_code": "U", "domain": "甲", "date": "2024-05-05",
        "result": result, "case_id": at < 2 ? "A" : "",
      ]
    }
    named.add(inspections: table(.inspections, rows))
    named.add(cases: table(.cases, [["unit_code": "U", "case_id": "A"]]))
    #expect(named.answered.inspections.sums.map { $0.value } == [[1, 1, 0, 0, 1, 0]])
  }

  @Test func aCellCountsThemApartAndOfTheirComplainantsTheRest() throws {
    var world = World()
    for person in ["a", "a", "a", "b", "c", "c"] { world.add(complaint: "2024-05-05", by: person) }
    for day in ["2024-05-06", "2024-06-06"] { world.add(inspection: day, result: "filed") }
    var named = NamedCases([:])
    let row = [
      "unit_code": "U", "district_code": "D", "domain": "甲", "item_code": "I", "case_id": "A",
    ]
    named.add(
      complaints: table(
        .complaints,
        ["a", "a", "b"].map {
          row.merging(["received_date": "2024-05-05", "kind": "report", "complainant": $0]) { $1 }
        }))
    named.add(
      inspections: table(
        .inspections, [row.merging(["date": "2024-05-06", "result": "filed"]) { $1 }]))
    named.add(cases: table(.cases, [["unit_code": "U", "case_id": "A"]]))
    world.input.answered = named.answered
    let cell = try #require(world.cell())
    #expect(cell.complaints == 6 && cell.complaintsWithCase == 3)
    // One of a, two of c.
    #expect(cell.complaintsRepeated == 1 && cell.complainants == 2)
    #expect(cell.findings == 2 && cell.findingsWithCase == 1)
  }
}
