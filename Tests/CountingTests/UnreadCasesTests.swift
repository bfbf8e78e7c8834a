import Contracts
import Testing

@testable import Counting

@Suite struct UnreadCasesTests {
  // A record of `U` on `I`, unless the cells say otherwise.
  private static func record(_ number: Int, _ cells: [String: String]) -> [String: String] {
    [
      "source": "s", "record": String(number), "as_of": "2024-06-30", "unit_code": "U",
      "case_id": "N\(number)", "district_code": "D", "domain": "甲", "item_code": "I",
      "archived": "no",
    ].merging(cells) { $1 }
  }

  private static func world(
    _ records: [[String: String]], cases: [String] = []
  ) -> World {
    var world = World()
    world.set(.rejectedCases, records.enumerated().map { record($0 + 1, $1) })
    for day in cases { world.add(case: ["decided_date": day]) }
    return world
  }

  @Test func whereARecordWasRejectedAZeroIsNotKnown() throws {
    let world = Self.world([["decided_date": "2024-06-05"]], cases: ["2023-05-01"])
    let cell = try #require(world.cell())
    #expect(cell.state == .notSent && cell.unread == 1)
    // No silence goes on over it.
    #expect(cell.monthsSilent == 6 && cell.silentFrom == month("2024-07"))
    #expect(cell.monthsSent == 11 && cell.lastActive == month("2023-05"))
    #expect(cell.history.observed == [0...28, 30...35])
    let levels = world.counted().observation.cells
    #expect(levels.count == 5 && levels.allSatisfy { $0.state == .notSent && $0.unread == 1 })
    // A year of silence after it is one.
    #expect(Self.world([["decided_date": "2023-11-05"]]).cell()?.state == .zeroOpen)
    #expect(Self.world([["decided_date": "2023-11-05"]]).cell()?.monthsSilent == 13)
  }

  @Test func aMonthIsUnreadFromHalfOfItsRecordsOn() throws {
    let records = (1...2).map { _ in ["decided_date": "2024-06-05"] }
    let few = try #require(
      Self.world(records, cases: ["2024-06-01", "2024-06-02", "2024-06-03"]).cell())
    #expect(few.state == .active && few.monthsSent == 12 && few.unread == 2)
    let many = try #require(Self.world(records, cases: ["2024-06-01", "2024-06-02"]).cell())
    #expect(many.state == .active && many.monthsSent == 11)
  }

  @Test func aCaseThatIsArchivedOrStatedTwiceIsNoFurtherRecord() throws {
    let day = ["decided_date": "2024-06-05"]
    let archived = day.merging(["archived": "yes"]) { $1 }
    #expect(Self.world([archived]).cell()?.state == .zeroOpen)
    let again = day.merging(["case_id": "N1", "as_of": "2024-07-31"]) { $1 }
    #expect(Self.world([day, again]).cell()?.unread == 1)
    // Without a number it is the same one where it says the same.
    let unnumbered = day.merging(["case_id": ""]) { $1 }
    let other = unnumbered.merging(["decided_date": "2024-06-06"]) { $1 }
    #expect(Self.world([unnumbered, unnumbered, other]).cell()?.unread == 2)
  }

  @Test func withoutADayItBelongsToTheFilingOrTheExport() {
    let at = { (cells: [String: String], basis: CountingBasis) -> [String] in
      ObservationBuilder.counted(
        Self.world([cells]).input, month: month("2024-12"), window: 12, basis: basis
      ).observation.unreadCases.sums.keys.map { $0[0] }
    }
    let both = ["filed_date": "2024-02-01", "decided_date": "2024-05-01"]
    #expect(at(both, .decided) == ["2024-05"])
    #expect(at(both, .filed) == ["2024-02"])
    #expect(at(["filed_date": "2024-02-01"], .decided) == ["2024-02"])
    #expect(at([:], .decided) == ["2024-06"])
    #expect(at(["as_of": ""], .decided) == [])
    #expect(at(["decided_date": "2025-01-01"], .decided) == [])
  }

  @Test func whatNobodyCanPlaceMakesTheMonthOfTheUnitUnread() throws {
    let placeless = ["domain": "", "item_code": "", "decided_date": "2024-06-05"]
    let unread = Self.world([placeless], cases: ["2023-12-01"]).counted().observation
    let month = try #require(unread.unitMonths.first { $0.month == Month("2024-06") })
    #expect(!month.isSent && month.rule == .unread)
    #expect(unread.cells.allSatisfy { $0.state == .notSent && $0.monthsSent == 11 })
    // It is few beside what was read, and on what nobody knows.
    let read = Self.world([placeless], cases: ["2024-06-01", "2024-06-02"]).counted().observation
    #expect(read.unitMonths.allSatisfy { $0.isSent })
    // A record with an item says nothing of other items.
    let placed = Self.world([["decided_date": "2024-06-05"]]).counted().observation
    #expect(placed.unitMonths.allSatisfy { $0.isSent })
  }

  @Test func aRegisterGoesBeforeAndExplainsWhatLacks() throws {
    let rule = { (feed: [String: String], record: [String: String]) -> DeliveryRule? in
      var world = Self.world([record])
      world.set(
        .deliveries,
        [
          [
            "table": "cases", "unit_code": "V", "as_of": "2024-12-31", "month_from": "2022-01",
            "month_to": "2024-12",
          ]
        ])
      world.set(.feeds, [["unit_code": "U", "month": "2024-06"].merging(feed) { $1 }])
      return world.counted().observation.unitMonths.first { $0.month == Month("2024-06") }?.rule
    }
    let placed = ["decided_date": "2024-06-05"]
    let placeless = placed.merging(["domain": "", "item_code": ""]) { $1 }
    #expect(rule(["received": "no"], placeless) == .register)
    #expect(rule(["received": "yes", "rows_declared": "3"], placed) == .unread)
    #expect(rule(["received": "yes"], placed) == .register)
    #expect(rule(["received": "yes"], placeless) == .unread)
  }
}
