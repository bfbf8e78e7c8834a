import Contracts
import Testing

@testable import Counting

@Suite struct DeliveryBookTests {
  private let merged = [
    ["unit_code": "A", "active_to": "2023-06-30", "successor_code": "N"],
    ["unit_code": "B", "active_to": "2023-06-30", "successor_code": "N"],
    ["unit_code": "N", "active_from": "2023-07-01"],
  ]

  private func book(
    feeds: [[String: String]] = [], spans: [[String: String]] = [],
    months: [[String: String]] = [], units: [[String: String]] = []
  ) -> DeliveryBook {
    let unitBook = UnitBook(
      archived(.units, units), districts: DistrictBook(archived(.districts, [])),
      observed: .unitNames)
    return DeliveryBook(
      feeds: archived(.feeds, feeds), deliveries: archived(.deliveries, spans),
      months: archived(.deliveredMonths, months), units: unitBook)
  }

  private func feed(_ unit: String, _ month: String, _ received: String) -> [String: String] {
    ["unit_code": unit, "month": month, "table": "cases", "received": received]
  }

  private func span(
    _ unit: String, _ from: String, _ to: String, asOf: String
  ) -> [String: String] {
    [
      "table": "cases", "unit_code": unit, "month_from": from, "month_to": to, "as_of": asOf,
    ]
  }

  private func isSent(_ book: DeliveryBook, _ unit: String, _ text: String) -> Bool {
    book.delivery(unit, month(text)).isSent
  }

  @Test func theRegisterWinsOverTheSpanOfAnExport() {
    let both = book(
      feeds: [feed("U", "2024-03", "no")],
      spans: [span("U", "2024-01", "2024-06", asOf: "2024-06-30")])
    #expect(both.delivery("U", month("2024-03")) == (false, .register))
    #expect(both.delivery("U", month("2024-04")) == (true, .span))
    #expect(both.delivery("U", month("2024-07")) == (false, .none))
  }

  @Test func aSpanOfOneUnitSaysNothingOfAnother() {
    let one = book(spans: [span("U", "2024-01", "2024-06", asOf: "2024-06-30")])
    #expect(one.delivery("V", month("2024-03")) == (false, .none))
  }

  @Test func aLateRecordOfLongAgoDeliversNothing() {
    let spans = [
      span("U", "2012-03", "2012-03", asOf: "2024-06-30"),
      span("U", "2024-01", "2024-06", asOf: "2024-06-30"),
      span("V", "2012-05", "2012-05", asOf: "2024-06-30"),
    ]
    let late = book(spans: spans)
    #expect(late.firstMonth == month("2024-01"))
    #expect(isSent(late, "U", "2024-01"))
    #expect(!isSent(late, "U", "2012-03"))
    #expect(!isSent(late, "V", "2012-05"))
  }

  @Test func anotherUnitsRowsCloseTheGapOfAnExport() {
    let history = book(spans: [
      span("U", "2022-03", "2022-03", asOf: "2024-06-30"),
      span("V", "2022-03", "2023-04", asOf: "2024-06-30"),
      span("U", "2024-05", "2024-06", asOf: "2024-06-30"),
    ])
    #expect(isSent(history, "U", "2022-03"))
    #expect(isSent(history, "V", "2022-03"))
  }

  @Test func aSourceThatSpeaksForAllKeepsItsYearsApart() {
    let years = book(spans: [
      span("*", "2012-03", "2012-03", asOf: "2024-06-30"),
      span("*", "2024-05", "2024-05", asOf: "2024-06-30"),
    ])
    #expect(isSent(years, "U", "2012-03"))
    #expect(!isSent(years, "U", "2018-03"))
  }

  @Test func aSourceThatSpeaksForAllSpeaksForEveryUnit() {
    let all = book(spans: [span("*", "2024-01", "2024-06", asOf: "2024-06-30")])
    #expect(all.delivery("V", month("2024-03")) == (true, .span))
  }

  @Test func aMonthIsNotCompleteInAnExportMadeBeforeItsEnd() {
    let early = book(spans: [span("U", "2024-01", "2024-06", asOf: "2024-06-29")])
    #expect(isSent(early, "U", "2024-05"))
    #expect(!isSent(early, "U", "2024-06"))
  }

  @Test func anUndatedExportDoesNotProveItsLastMonth() {
    let undated = book(spans: [span("U", "2024-01", "2024-06", asOf: "")])
    #expect(isSent(undated, "U", "2024-05"))
    #expect(!isSent(undated, "U", "2024-06"))
  }

  @Test func deliveriesOfOtherTablesDoNotCount() {
    var inspections = feed("U", "2024-03", "yes")
    inspections["table"] = "inspections"
    let other = book(feeds: [inspections])
    #expect(!other.hasRegister)
    #expect(!isSent(other, "U", "2024-03"))
  }

  private func registered(_ received: String, _ word: String) -> [String: String] {
    feed("U", "2024-03", received).merging(["table": word]) { $1 }
  }

  @Test(arguments: [
    "cases", "Cases", "案件", "行政处罚", "处罚", "立案", "行政处罚案件", "处罚案件", "全部", "所有", "all", "",
    "cases;inspections", "行政检查、案件", "检查，处罚", "cases;未知表",
  ])
  func aRegisterNamesCasesInManyWords(_ word: String) {
    let span = span("U", "2024-01", "2024-06", asOf: "2024-06-30")
    let missing = book(feeds: [registered("no", word)], spans: [span])
    #expect(missing.delivery("U", month("2024-03")) == (false, .register))
    let received = book(feeds: [registered("yes", word)])
    #expect(received.delivery("U", month("2024-03")) == (true, .register))
    #expect(received.hasRegister && received.unknownRows == 0)
  }

  @Test(arguments: ["inspections", "行政检查", "检查", "投诉举报", "complaints;检查", "罚没收入"])
  func whatDidNotComeOfOtherTablesSaysNothingOfCases(_ word: String) {
    let span = span("U", "2024-01", "2024-06", asOf: "2024-06-30")
    let others = book(feeds: [registered("no", word)], spans: [span])
    #expect(others.delivery("U", month("2024-03")) == (true, .span))
    #expect(!others.hasRegister && others.unknownRows == 0)
  }

  // "Not received" of a table that nobody knows was thrown away, and the months became zeros.
  @Test func whatDidNotComeOfAnUnknownTableIsNoZero() {
    let span = span("U", "2024-01", "2024-06", asOf: "2024-06-30")
    let missing = book(feeds: [registered("no", "月报")], spans: [span])
    #expect(missing.delivery("U", month("2024-03")) == (false, .register))
    #expect(missing.hasRegister && missing.unknownRows == 1)
    let received = book(feeds: [registered("yes", "月报;检查")])
    #expect(received.delivery("U", month("2024-03")) == (false, .none))
    #expect(!received.hasRegister && received.unknownRows == 1)
    let both = book(feeds: [registered("no", "月报"), registered("yes", "案件")])
    #expect(both.delivery("U", month("2024-03")) == (true, .register))
  }

  private func declared(_ unit: String, _ month: String, _ rows: String) -> [String: String] {
    feed(unit, month, "yes").merging(["rows_declared": rows]) { $1 }
  }

  // Seven rows were declared and the export holds none of May: a file that was never loaded.
  @Test func declaredRowsThatNoExportHoldsAreNoZero() {
    let spans = [span("U", "2024-01", "2024-03", asOf: "2024-03-31")]
    let lost = book(feeds: [declared("U", "2024-05", "7")], spans: spans)
    #expect(lost.delivery("U", month("2024-05")) == (false, .lost))
    for rows in ["0", ""] {
      let none = book(feeds: [declared("U", "2024-05", rows)], spans: spans)
      #expect(none.delivery("U", month("2024-05")) == (true, .register))
    }
  }

  // Three of 45 rows are here: the other cells of the month are no zeros.
  @Test func lessThanHalfOfTheDeclaredRowsIsNoDelivery() {
    let months = ["2024-01", "2024-02", "2024-03", "2024-04"]
    let answers = { (held: [Int], table: String) -> [DeliveryRule] in
      let book = self.book(
        feeds: months.map { self.declared("U", $0, "45").merging(["table": table]) { $1 } },
        spans: zip(months, held).map { month, rows in
          self.span("U", month, month, asOf: month + "-28").merging(["rows": String(rows)]) { $1 }
        })
      return months.map { book.delivery("U", Contracts.Month($0) ?? .init(index: 0)).rule }
    }
    #expect(answers([45, 45, 3, 50], "cases") == [.register, .register, .lost, .register])
    #expect(answers([45, 45, 23, 50], "cases").allSatisfy { $0 == .register })
    // A register that most often says something else, or speaks of all tables, counts other rows.
    #expect(answers([45, 45, 3, 3], "cases").allSatisfy { $0 == .register })
    #expect(answers([45, 45, 3, 50], "").allSatisfy { $0 == .register })
  }

  // A row of May that is decided in July, or corrects a case of January, came in the export of May.
  @Test func declaredRowsMayBeOfCasesOfOtherMonths() {
    let declared = [declared("U", "2024-05", "1")]
    let pending = book(
      feeds: declared, spans: [span("U", "2024-01", "2024-01", asOf: "2024-05-31")])
    #expect(pending.delivery("U", month("2024-05")) == (true, .register))
    let whole = book(feeds: declared, spans: [span("*", "2024-05", "2024-05", asOf: "2024-12-31")])
    #expect(whole.delivery("U", month("2024-05")) == (true, .register))
    let heir = book(
      feeds: [self.declared("A", "2023-05", "4")],
      spans: [
        span("N", "2023-04", "2023-12", asOf: "2023-12-31"),
        span("B", "2023-01", "2023-06", asOf: "2023-06-30"),
      ], units: merged)
    #expect(heir.delivery("A", month("2023-05")).isSent)
  }

  // The register goes back to 2022, the exports that were loaded begin in July 2024.
  @Test func whatWasNeverLoadedIsNotObserved() {
    let late = book(
      feeds: [feed("U", "2022-01", "yes"), feed("U", "2024-08", "yes")],
      spans: [span("V", "2024-07", "2024-08", asOf: "2024-08-31")])
    #expect(late.firstMonth == month("2024-07"))
    #expect(!isSent(late, "U", "2024-07"))
  }

  // An undated export of one month proves nothing by itself; with a register it came.
  @Test func aMonthThatAnExportHoldsIsObservedWhereTheRegisterSaysThatItCame() {
    let spans = [span("U", "2024-03", "2024-03", asOf: "")]
    #expect(book(spans: spans).firstMonth == nil)
    // The register begins four months before the first row of anybody: what came then is not here.
    for (first, opening) in [("2023-11", "2024-03"), ("2023-12", "2023-12")] {
      let undated = book(
        feeds: [feed("U", first, "yes"), feed("U", "2024-03", "yes")], spans: spans)
      #expect(undated.firstMonth == month(opening))
    }
  }

  @Test func aMergedUnitCameOnlyWhenEveryPredecessorDid() {
    let half = book(
      feeds: [
        feed("A", "2023-05", "yes"), feed("B", "2023-05", "no"), feed("A", "2023-06", "yes"),
        feed("B", "2023-06", "yes"),
      ], units: merged)
    #expect(!isSent(half, "N", "2023-05"))
    #expect(isSent(half, "N", "2023-06"))
  }

  @Test func aRegisterThatStillListsAGoneUnitDoesNotSilenceItsSuccessor() {
    let stale = book(
      feeds: [feed("A", "2023-08", "no"), feed("N", "2023-08", "yes")], units: merged)
    #expect(isSent(stale, "N", "2023-08"))
  }

  @Test func aPartThatTheRegisterDoesNotListIsAskedForItsExports() {
    let unlisted = book(
      feeds: [feed("A", "2023-05", "yes")],
      spans: [span("B", "2022-01", "2022-06", asOf: "2022-06-30")], units: merged)
    #expect(unlisted.delivery("N", month("2023-05")) == (false, .none))
    let spanned = book(
      feeds: [feed("A", "2023-05", "yes")],
      spans: [span("B", "2022-01", "2023-06", asOf: "2023-06-30")], units: merged)
    #expect(spanned.delivery("N", month("2023-05")) == (true, .span))
  }

  @Test func aNameIsOfTheCodeThatBoreItInTheMonth() {
    let recoded = [
      ["unit_code": "A", "unit_name": "局", "active_to": "2023-06-30", "successor_code": "N"],
      ["unit_code": "N", "unit_name": "局", "active_from": "2023-07-01"],
    ]
    let named = book(
      feeds: [feed("局", "2023-01", "no"), feed("局", "2023-08", "no")],
      spans: [span("局", "2022-01", "2023-12", asOf: "2023-12-31")], units: recoded)
    #expect(named.delivery("N", month("2023-01")) == (false, .register))
    #expect(named.delivery("N", month("2023-08")) == (false, .register))
    #expect(named.delivery("N", month("2023-02")) == (true, .span))
  }

  @Test func anHeirWithoutARowOfItsOwnAnswersForTheTimeBefore() {
    let rowless = [["unit_code": "A", "active_to": "2023-06-30", "successor_code": "N"]]
    let listed = book(
      feeds: [feed("N", "2023-01", "yes"), feed("N", "2023-08", "yes")], units: rowless)
    #expect(isSent(listed, "N", "2023-01") && isSent(listed, "N", "2023-08"))
  }

  @Test func ofACodeThatEndsWithinAMonthTheNextOneReports() {
    let recoded = [
      ["unit_code": "A", "active_to": "2023-06-14", "successor_code": "N"],
      ["unit_code": "N", "active_from": "2023-06-15"],
    ]
    #expect(isSent(book(feeds: [feed("N", "2023-06", "yes")], units: recoded), "N", "2023-06"))
    let spans = [
      span("A", "2022-01", "2023-05", asOf: "2023-05-31"),
      span("N", "2023-06", "2023-12", asOf: "2023-12-31"),
    ]
    #expect(isSent(book(spans: spans, units: recoded), "N", "2023-06"))
    let missing = [feed("N", "2023-06", "yes"), feed("A", "2023-06", "no")]
    #expect(!isSent(book(feeds: missing, units: recoded), "N", "2023-06"))
  }

  @Test func whatANewCodeDeliversOfTheTimeBeforeItIsOfTheOneCodeBeforeIt() {
    let recoded = [
      ["unit_code": "A", "active_to": "2023-06-30", "successor_code": "N"],
      ["unit_code": "N", "active_from": "2023-07-01"],
    ]
    let history = span("N", "2022-01", "2024-06", asOf: "2024-06-30")
    #expect(isSent(book(spans: [history], units: recoded), "N", "2023-01"))
    // Of two that were merged it may be the history of one alone.
    #expect(!isSent(book(spans: [history], units: merged), "N", "2023-01"))
    let listed = book(
      feeds: [feed("N", "2023-01", "no"), feed("A", "2023-01", "yes")], units: recoded)
    #expect(isSent(listed, "N", "2023-01"), "a code is no answer before it begins")
    #expect(isSent(book(feeds: [feed("N", "2023-01", "yes")], units: merged), "N", "2023-01"))
  }

  @Test func exportsThatGoOnUnderOldCodesDeliverForTheNewOne() {
    let spans = [span("A", "2023-01", "2023-09", asOf: "2023-09-30")]
    let half = book(spans: spans, units: merged)
    #expect(!isSent(half, "N", "2023-08"))
    let whole = book(
      feeds: [feed("B", "2023-08", "yes"), feed("B", "2023-09", "no")], spans: spans, units: merged)
    #expect(isSent(whole, "N", "2023-08") && !isSent(whole, "N", "2023-09"))
    let chain = [
      ["unit_code": "A", "active_to": "2023-05-31", "successor_code": "B"],
      [
        "unit_code": "B", "active_from": "2023-06-01", "active_to": "2023-06-30",
        "successor_code": "N",
      ], merged[2],
    ]
    let renamed = book(spans: spans, units: chain)
    #expect(isSent(renamed, "N", "2023-08") && !isSent(renamed, "N", "2023-09"))
    let listed = (1...12).map { feed("A", "2024-\($0 < 10 ? "0" : "")\($0)", "yes") }
    #expect(isSent(book(feeds: listed, units: chain), "N", "2024-12"))
    // Who was there before has deliveries of its own.
    let standing = [
      ["unit_code": "A", "active_to": "2023-06-30", "successor_code": "B"],
      ["unit_code": "B", "active_from": "2015-01-01"],
    ]
    #expect(!isSent(book(feeds: listed, spans: spans, units: standing), "B", "2023-08"))
    #expect(!isSent(book(feeds: listed, units: standing), "B", "2024-05"))
    // Without days it is told by whether it delivered before.
    let undated = [["unit_code": "A", "successor_code": "N"], ["unit_code": "N"]]
    #expect(isSent(book(spans: spans, units: undated), "N", "2023-08"))
    let itself = [feed("N", "2023-12", "yes")]
    #expect(!isSent(book(feeds: listed + itself, units: undated), "N", "2024-05"))
    // What the register says of the new code itself stands.
    let refused = book(feeds: [feed("N", "2023-08", "no")], spans: spans, units: chain)
    #expect(refused.delivery("N", month("2023-08")) == (false, .register))
  }

  @Test func theFirstMonthIsTheEarliestDelivered() {
    let late = book(feeds: [feed("U", "2022-01", "no"), feed("U", "2022-03", "yes")])
    #expect(late.firstMonth == month("2022-03"))
    #expect(book().firstMonth == nil)
  }

  // Exports span the months of decisions: a report by filing said that nothing was sent.
  @Test func casesFiledBeforeTheFirstDecisionWereSent() {
    var world = World()
    world.set(
      .deliveries,
      [
        [
          "table": "cases", "unit_code": "U", "as_of": "2024-12-31", "month_from": "2024-05",
          "month_to": "2024-12",
        ]
      ])
    let row = [
      "unit_code": "U", "domain": "甲", "item_code": "I", "filed_date": "2024-03-04",
      "decided_date": "2024-05-06",
    ]
    world.input.cases.merge(
      CaseTallies(
        ColumnTable(archived(.cases, [row])), items: ColumnTable(archived(.caseItems, [])),
        basis: .filed
      ).cases)
    let sent = { (basis: CountingBasis, text: String) in
      ObservationBuilder.counted(
        world.input, month: month(text), window: 12, basis: basis
      ).observation.unitMonths.last.map { [$0.isSent, $0.cases == 1, $0.rule == .span] }
    }
    #expect(sent(.filed, "2024-03") == [true, true, true])
    #expect(sent(.filed, "2024-04") == [false, false, false])
    #expect(sent(.filed, "2024-05") == [true, false, true])
    #expect(sent(.decided, "2024-03") == [false, true, false])
  }
}
