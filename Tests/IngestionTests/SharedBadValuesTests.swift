import Contracts
import Testing

@testable import Ingestion

/// The catalogue of bad values, where a copy of it is at hand.
@Suite(.enabled(if: SharedFolder.path != nil)) struct SharedBadValuesTests {
  @Test func datesComeOutAsCatalogued() throws {
    let rule = DateRule(lastDay: CalendarDate("2024-04-30"))
    let values = try SharedFolder.values("C01-dates.expected.tsv")
    #expect(values.count == 32)
    for (input, expected) in values {
      switch dateOutcome(rule, input) {
      case .some(let outcome) where CalendarDate(outcome) != nil:
        let isOpen = expected.hasPrefix("ok") && !expected.hasPrefix("ok 2")
        #expect(isOpen || expected.hasPrefix("ok \(outcome)"), "\(input): \(outcome)")
      case .some(let code): #expect(expected.contains(code), "\(input): \(code)")
      case nil: #expect(expected.hasPrefix("DATE-EMPTY"), "\(input)")
      }
    }
  }

  @Test func amountsComeOutAsCatalogued() throws {
    let values = try SharedFolder.values("C02-amounts.expected.tsv")
    #expect(values.count == 44)
    for (input, expected) in values {
      switch moneyOutcome(MoneyRule(), input) {
      case .some(let outcome) where Int(outcome) != nil:
        let isLargest = outcome == String(Int.max) && expected.hasPrefix("Int64 max in fen: ok")
        #expect(isLargest || expected.hasPrefix("\(outcome) fen"), "\(input): \(outcome)")
      case .some(let code): #expect(expected.contains(code), "\(input): \(code)")
      case nil: #expect(expected.hasPrefix("AMT-EMPTY"), "\(input)")
      }
    }
  }

  @Test func identifiersComeOutAsCatalogued() throws {
    let values = try SharedFolder.values("C03-ids.expected.tsv")
    #expect(values.count == 18)
    for (input, expected) in values {
      switch PartyIdentifier(input) {
      case .usable(_, nil): #expect(expected.hasPrefix("ok"), "\(input)")
      case .usable(_, .some(let code)), .unusable(let code):
        #expect(expected.hasPrefix(code), "\(input): \(code)")
      }
    }
  }
}
