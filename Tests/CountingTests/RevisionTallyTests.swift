import Contracts
import Testing

@testable import Counting

/// Changes count once a month was delivered, and not before.
@Suite struct RevisionTallyTests {
  private static func delivery(
    _ source: String, asOf: String, _ from: String, _ to: String, unit: String = "U"
  ) -> [String: String] {
    [
      "source": source, "table": "cases", "as_of": asOf, "unit_code": unit, "month_from": from,
      "month_to": to,
    ]
  }

  private static func revision(
    _ source: String, asOf: String, month: String, added: Int = 0, replaced: Int = 0
  ) -> [String: String] {
    [
      "source": source, "as_of": asOf, "unit_code": "U", "month": month, "added": String(added),
      "replaced": String(replaced), "withdrawn": "0", "decided": "0",
    ]
  }

  private func tally(
    _ deliveries: [[String: String]], _ revisions: [[String: String]],
    sources: [String] = ["A", "B", "C"], at text: String = "2024-12"
  ) -> TallySums {
    var world = World()
    world.set(.deliveries, deliveries)
    world.set(.revisions, revisions)
    world.input.sources = sources.map {
      SourceSummary(name: "", table: "cases", sha256: $0, asOf: "", counts: [], notes: [:])
    }
    return world.counted(text).observation.revisions.sums
  }

  private let march = RevisionTallyTests.delivery("A", asOf: "2024-03-31", "2024-01", "2024-03")

  @Test func whatALaterExportChangesInADeliveredMonthCounts() {
    let found = tally(
      [march, Self.delivery("B", asOf: "2024-08-31", "2024-02", "2024-08")],
      [Self.revision("B", asOf: "2024-08-31", month: "2024-02", added: 2, replaced: 1)])
    #expect(found == [["U", "2024-02", "2024-08"]: [2, 1, 0, 0]])
  }

  // An export of many years is the first delivery of all its months.
  @Test func theFirstExportThatSpansAMonthChangesNothing() {
    let found = tally(
      [Self.delivery("B", asOf: "2024-08-31", "2022-01", "2024-08")],
      [Self.revision("B", asOf: "2024-08-31", month: "2022-01", added: 50)])
    #expect(found.isEmpty)
  }

  // A file made on 5 May completes April: the cases of April in it are on time.
  @Test func aFewDaysIntoTheNextMonthAreOnTime() {
    let may = Self.delivery("B", asOf: "2024-05-05", "2024-03", "2024-04")
    #expect(
      tally([march, may], [Self.revision("B", asOf: "2024-05-05", month: "2024-04", added: 9)])
        .isEmpty)
    let late = tally(
      [march, may], [Self.revision("B", asOf: "2024-05-05", month: "2024-03", added: 1)])
    #expect(late == [["U", "2024-03", "2024-04"]: [1, 0, 0, 0]])
  }

  // Found again in an old drawer: what the newer export brought first was not late by that.
  @Test func anOlderExportThatArrivesLaterClosesNothing() {
    let found = tally(
      [march, Self.delivery("B", asOf: "2024-08-31", "2024-01", "2024-08")],
      [Self.revision("B", asOf: "2024-08-31", month: "2024-03", added: 40)],
      sources: ["B", "A"])
    #expect(found.isEmpty)
  }

  @Test func changesOfTheReportMonthAndOfLaterExportsWait() {
    let deliveries = [march, Self.delivery("B", asOf: "2024-08-31", "2024-02", "2024-08")]
    let revisions = [Self.revision("B", asOf: "2024-08-31", month: "2024-03", added: 2)]
    #expect(tally(deliveries, revisions, at: "2024-07").isEmpty)
    #expect(tally(deliveries, revisions, at: "2024-08").count == 1)
    #expect(tally(deliveries, revisions, at: "2024-03").isEmpty)
  }

  @Test func aSourceForAllUnitsClosesTheMonthsOfEach() {
    let found = tally(
      [Self.delivery("A", asOf: "2024-03-31", "2024-03", "2024-03", unit: "*")],
      [Self.revision("B", asOf: "2024-06-30", month: "2024-03", replaced: 1)])
    #expect(found == [["U", "2024-03", "2024-06"]: [0, 1, 0, 0]])
  }
}
