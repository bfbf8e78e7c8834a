import Contracts
import Testing

@testable import Stages

/// Which flags stand because what they rest on could not be checked.
@Suite struct UncheckedFlagsTests {
  private let month = Month(year: 2024, month: 12)

  private func flag(
    _ indicator: String, _ unit: String, _ category: String = "", to end: Month? = nil
  ) -> Contracts.Flag {
    var flag = Contracts.Flag(
      indicator, identifier: indicator + unit, severity: .warning, clause: 7, from: month - 11,
      to: end ?? month)
    (flag.unitCode, flag.category) = (unit, category)
    return flag
  }

  private func isNoted(_ flag: Contracts.Flag, beside doubt: Contracts.Flag) -> Bool {
    var quality = IndicatorResult("Q04")
    quality.flags = [doubt]
    let observation = Observation(month: month, firstMonth: month - 35, window: 12)
    return UncheckedFlags(observation, [quality])
      .note(on: flag) != nil
  }

  // Fines of U were flagged; then it wrote 10,000 yuan, its amounts were left out, and the flag was gone.
  @Test func anotherUnitOfMoneyClearsNobody() {
    let doubt = flag("Q04", "U", "amount_unit")
    #expect(isNoted(flag("S04", "U"), beside: doubt))
    #expect(!isNoted(flag("S04", "V"), beside: doubt))
    #expect(!isNoted(flag("S01", "U"), beside: doubt))
  }

  @Test func aDoubtOfOtherCellsOrOfLongAgoLeavesAFlagResolved() {
    #expect(!isNoted(flag("S04", "U"), beside: flag("Q04", "U", "paid_unit")))
    #expect(!isNoted(flag("S04", "U"), beside: flag("Q04", "U", "amount_unit", to: month - 12)))
    #expect(isNoted(flag("P06", "U"), beside: flag("Q04", "U", "party_region")))
  }

  // Flags of 2024-01 to 2024-12; columns are missing from a month on in the exports of a unit.
  private func isNoted(
    _ flag: Contracts.Flag, without columns: [String], of unit: String = "U", since start: Month
  ) -> Bool {
    var observation = Observation(month: month, firstMonth: month - 35, window: 12)
    for column in columns {
      let parts = column.split(separator: ".").map { String($0) }
      observation.columnGaps.add(
        [parts[0], unit, parts[1], start.description, month.description], [1])
    }
    return UncheckedFlags(observation, [IndicatorResult(flag.indicator)])
      .note(on: flag) != nil
  }

  // Units left out the column that a flag of theirs rested on, and it was told as resolved.
  @Test(arguments: [
    ("L01", "cases.filed_date"), ("L02", "cases.act_ended_date"), ("L02", "cases.found_date"),
    ("L04", "cases.fine"), ("L08", "cases.procedure"), ("L10", "cases.publish_due"),
    ("L18", "cases.source"), ("D07", "inspections.mode"), ("O01", "complaints.outcome"),
  ])
  func aDroppedColumnClearsNobody(_ indicator: String, _ column: String) {
    #expect(isNoted(flag(indicator, "U"), without: [column], since: month))
    #expect(isNoted(flag(indicator, "U"), without: [column], of: "*", since: month))
    #expect(!isNoted(flag(indicator, "V"), without: [column], since: month))
    #expect(!isNoted(flag(indicator, "U"), without: ["cases.doc_no"], since: month))
  }

  @Test func aFlagThatWasRaisedWithoutTheColumnIsResolved() {
    #expect(!isNoted(flag("L10", "U"), without: ["cases.publish_due"], since: month - 11))
    #expect(!isNoted(flag("L10", "U"), without: ["cases.publish_due"], since: month - 30))
  }

  // A party is named or numbered; the exports of most never did both.
  @Test func oneOfTwoColumnsIsEnough() {
    let (number, name) = ("inspections.party_id", "inspections.party_name")
    #expect(!isNoted(flag("D01", "U"), without: [number], since: month))
    #expect(isNoted(flag("D01", "U"), without: [number, name], since: month))
  }

  @Test func eitherUnitOfAPairClearsNobody() {
    let columns = ["inspections.party_id", "inspections.party_name"]
    let pair = flag("D02", "V", "U")
    #expect(isNoted(pair, without: columns, since: month))
    #expect(!isNoted(pair, without: columns, of: "W", since: month))
  }

  @Test func flagsOfOtherCategoriesDoNotRestOnTheColumn() {
    #expect(isNoted(flag("P08", "U", "unpaid"), without: ["cases.paid"], since: month))
    #expect(!isNoted(flag("P08", "U", "receipts"), without: ["cases.paid"], since: month))
  }
}
