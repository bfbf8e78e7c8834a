import Contracts
import Testing

@testable import Counting

/// How officers whom a case names stand in lists of several units and years.
@Suite struct OfficerBookTests {
  // A and B became M in July 2024; W is another unit.
  private func unlisted(
    _ officer: String, unit: String = "M", on day: String = "2024-10-01",
    _ lists: [(officer: String, unit: String, year: String)]
  ) -> Int? {
    let units = UnitBook(
      archived(
        .units,
        [
          ["unit_code": "A", "active_to": "2024-06-30", "successor_code": "M"],
          ["unit_code": "B", "active_to": "2024-06-30", "successor_code": "M"],
          ["unit_code": "M", "active_from": "2024-07-01"], ["unit_code": "W"],
        ]), districts: DistrictBook(archived(.districts, [])), observed: .unitNames)
    let book = OfficerBook(
      archived(
        .officers,
        lists.map {
          ["officer": $0.officer, "unit_code": $0.unit, "year": $0.year, "role": "enforcement"]
        }),
      units: units)
    return CalendarDate(day).flatMap { book.standing(of: [officer], unit: unit, on: $0)?.unlisted }
  }

  @Test func anOfficerOfTheListOfTheYearIsListed() {
    #expect(unlisted("a", [("a", "A", "2024")]) == 0)
    #expect(unlisted("x", [("a", "A", "2024")]) == 1)
    #expect(unlisted("x", unit: "W", [("a", "A", "2024")]) == nil)
  }

  // The list of B for 2024 never came; that of A did.
  @Test func theLatestListOfEachMergedUnitAnswers() {
    let lists = [("a", "A", "2024"), ("b", "B", "2023")]
    #expect(unlisted("b", lists) == 0)
    #expect(unlisted("b", on: "2022-10-01", lists) == nil)
  }

  @Test func anOfficerWhomALaterListLeavesOutIsUnlisted() {
    #expect(unlisted("a", [("a", "A", "2023"), ("c", "A", "2024")]) == 1)
    #expect(unlisted("a", [("a", "A", "2023"), ("c", "M", "2024")]) == 0)
  }

  // The heir's list of the year after the merger names everyone.
  @Test func theLastListOfAMergedUnitEndsWithTheListsOfItsHeir() {
    let lists = [("a", "A", "2023"), ("c", "M", "2024")]
    #expect(unlisted("a", on: "2025-10-01", lists) == 0)
    #expect(unlisted("a", on: "2025-10-01", lists + [("c", "M", "2025")]) == 1)
  }

  @Test func anOldListOfAnotherUnitSaysNothing() {
    let lists = [("a", "A", "2024"), ("w", "W", "2022")]
    #expect(unlisted("w", lists) == 1)
  }

  // A joint case: the list of W is older than that of the unit of the case.
  @Test func anOfficerOfAnotherUnitIsInThatUnitsLatestList() {
    let lists = [("a", "A", "2024"), ("w", "W", "2023")]
    #expect(unlisted("w", lists) == 0)
    #expect(unlisted("w", lists + [("v", "W", "2024")]) == 1)
  }
}
