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
      .note(on: flag, unit: flag.unitCode, district: "") != nil
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
}
