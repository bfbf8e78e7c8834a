import Contracts
import Testing

@testable import Counting

/// Months that exports deliver, as far as their rows tell.
@Suite struct DeliveredStretchesTests {
  // What an export made on a day holds of a unit: months with the rows in them that are not open.
  private struct Export {
    var day: String
    var unit = "U"
    var months: [(from: String, to: String, decided: Int)]

    var rows: [[String: String]] {
      months.map { from, to, decided in
        [
          "source": "\(day)\(unit)", "as_of": day, "unit_code": unit, "month_from": from,
          "month_to": to, "decided": String(decided),
        ]
      }
    }

    // As an older program kept it.
    var span: [String: String] {
      [
        "source": "\(day)\(unit)", "table": "cases", "as_of": day, "unit_code": unit,
        "month_from": months.map(\.from).min() ?? "", "month_to": months.map(\.to).max() ?? "",
        "rows": String(months.reduce(0) { $0 + $1.decided }),
      ]
    }
  }

  private func book(_ exports: [Export], feeds: [[String: String]] = []) -> DeliveryBook {
    DeliveryBook(
      feeds: archived(.feeds, feeds), deliveries: archived(.deliveries, exports.map(\.span)),
      months: archived(.deliveredMonths, exports.flatMap(\.rows)),
      units: UnitBook(
        archived(.units, [["unit_code": "U"], ["unit_code": "V"]]),
        districts: DistrictBook(archived(.districts, [])), observed: .unitNames))
  }

  private func sent(_ book: DeliveryBook, of unit: String = "U") -> [Int] {
    (1...12).filter { book.delivery(unit, Month(year: 2024, month: $0)).isSent }
  }

  private let january = Export(day: "2024-01-31", months: [("2024-01", "2024-01", 4)])

  // One correction of January in April's export made February and March zeros.
  @Test(arguments: [1, 2]) func aCorrectionDoesNotDeliverTheMonthsAfterIt(_ rows: Int) {
    let april = Export(
      day: "2024-04-30", months: [("2024-01", "2024-01", rows), ("2024-04", "2024-04", 4)])
    let expected = rows == 1 ? [1, 4] : [1, 2, 3, 4]
    #expect(sent(book([january, april])) == expected)
    #expect(sent(book([april, january])) == expected)
  }

  @Test func anExportThatRepeatsItsPastDeliversQuietMonths() {
    let all = (2...6).map { last in
      Export(
        day: "2024-0\(last)-28",
        months: [("2024-01", "2024-01", 4)] + (last == 6 ? [("2024-05", "2024-05", 1)] : []))
    }
    #expect(sent(book([january] + all)) == [1, 2, 3, 4, 5])
  }

  @Test func theFirstExportDeliversItsQuietMonths() {
    let history = Export(
      day: "2024-06-30", months: [("2024-01", "2024-02", 9), ("2024-06", "2024-06", 1)])
    #expect(sent(book([history])) == [1, 2, 3, 4, 5, 6])
  }

  @Test func aCorrectionOfALaterMonthDoesNotDeliverTheMonthsBeforeIt() {
    let june = Export(day: "2024-06-30", months: [("2024-06", "2024-06", 8)])
    let july = Export(
      day: "2024-07-31", months: [("2024-01", "2024-01", 4), ("2024-06", "2024-06", 1)])
    #expect(sent(book([january, june, july])) == [1, 6])
  }

  @Test func whatAnotherUnitOrALaterExportHoldsDoesNotMatter() {
    let april = Export(
      day: "2024-04-30", months: [("2024-01", "2024-01", 1), ("2024-04", "2024-04", 4)])
    let others = [
      Export(day: "2024-01-31", unit: "V", months: [("2024-01", "2024-01", 90)]),
      Export(day: "2024-05-31", months: [("2024-01", "2024-01", 90)]),
    ]
    #expect(sent(book([april] + others)) == [1, 2, 3, 4])
  }

  // One open case of 2023 in an export of January 2024 made a year of zeros.
  @Test func anOpenCaseOfAnEarlierYearDoesNotOpenTheObservedPeriod() {
    var first = Export(day: "2024-01-31", months: [("2023-02", "2023-02", 1)]).span
    first["month_to"] = "2024-01"
    let own = DeliveryBook(
      feeds: archived(.feeds, []), deliveries: archived(.deliveries, [first]),
      months: archived(
        .deliveredMonths,
        [
          [
            "source": "2024-01-31U", "as_of": "2024-01-31", "unit_code": "U",
            "month_from": "2024-01", "month_to": "2024-01", "decided": "8",
          ]
        ]),
      units: UnitBook(
        archived(.units, []), districts: DistrictBook(archived(.districts, [])),
        observed: .unitNames))
    #expect(own.firstMonth == month("2024-01"))
    #expect(own.delivery("U", month("2024-01")) == (true, .span))
    #expect(own.delivery("U", month("2023-11")) == (false, .none))
    #expect(own.delivery("U", month("2023-02")) == (false, .none))
  }

  @Test func openCasesOfTheLastMonthsDeliverThem() {
    let open = Export(
      day: "2024-04-30", months: [("2024-01", "2024-02", 8), ("2024-04", "2024-04", 0)])
    #expect(sent(book([open])) == [1, 2, 3, 4])
    let corrected = Export(
      day: "2024-04-30", months: [("2024-01", "2024-01", 1), ("2024-04", "2024-04", 0)])
    #expect(sent(book([january, corrected])) == [1, 4])
  }

  @Test func anUndatedExportDoesNotProveItsLastMonthAlone() {
    let undated = Export(
      day: "", months: [("2024-01", "2024-01", 4), ("2024-03", "2024-04", 4)])
    #expect(sent(book([undated])) == [1, 2, 3])
  }

  @Test func aSourceOfAllUnitsDeliversTheMonthsWithRowsAlone() {
    let all = Export(
      day: "2024-04-30", unit: "*", months: [("2024-01", "2024-01", 4), ("2024-04", "2024-04", 4)])
    #expect(sent(book([all]), of: "V") == [1, 4])
  }

  @Test func theRegisterGoesFirst() {
    let april = Export(
      day: "2024-04-30", months: [("2024-01", "2024-01", 1), ("2024-04", "2024-04", 4)])
    let feeds = ["2024-02": "yes", "2024-04": "no"].map { month, received in
      ["unit_code": "U", "month": month, "table": "cases", "received": received]
    }
    #expect(sent(book([january, april], feeds: feeds)) == [1, 2])
  }

  @Test func exportsOfAnOlderProgramSpanAllTheirMonths() {
    let april = Export(
      day: "2024-04-30", months: [("2024-01", "2024-01", 1), ("2024-04", "2024-04", 4)])
    let old = DeliveryBook(
      feeds: archived(.feeds, []), deliveries: archived(.deliveries, [january.span, april.span]),
      months: archived(.deliveredMonths, []),
      units: UnitBook(
        archived(.units, []), districts: DistrictBook(archived(.districts, [])),
        observed: .unitNames))
    #expect(sent(old) == [1, 2, 3, 4])
    // What an older program took in says how full January was.
    let since = DeliveryBook(
      feeds: archived(.feeds, []), deliveries: archived(.deliveries, [january.span, april.span]),
      months: archived(.deliveredMonths, april.rows),
      units: UnitBook(
        archived(.units, []), districts: DistrictBook(archived(.districts, [])),
        observed: .unitNames))
    #expect(sent(since) == [1, 4])
  }
}
