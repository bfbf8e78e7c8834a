import Contracts
import Statistics
import Testing

@testable import Indicators

/// When a silence is told against the cell's own record.
@Suite struct SpellEvidenceTests {
  private func told(before: Int, months: Int, cases: Double, last: Double = 1) -> OwnRecord? {
    SpellEvidence(
      months: [Double](repeating: 1, count: months), cases: cases, lastMonthCases: last,
      silentFrom: before, size: 1, clumping: Clumping(kappa: 1_000)
    ).ownRecord
  }

  @Test(arguments: [(12, 24, true), (11, 24, false), (12, 23, false)])
  func aYearOfTwoMustLieBeforeTheSilence(_ before: Int, _ months: Int, _ isTold: Bool) {
    #expect((told(before: before, months: months, cases: 6) != nil) == isTold)
  }

  // The last case ended the activity; the one before it is a record.
  @Test func aRecordIsOfTwoCases() {
    #expect(told(before: 12, months: 24, cases: 2) != nil)
    #expect(told(before: 12, months: 24, cases: 1) == nil)
  }

  @Test func theOwnPaceIsThatOfTheCasesBeforeTheLast() throws {
    let record = try #require(told(before: 12, months: 36, cases: 7))
    // Six in a year, two years of silence; Jeffreys: (12 / (12 + 24)) ** 6.5, less what gathers.
    #expect(record.cases == 7 && abs(record.expected - 12) < 1e-12)
    #expect(abs(record.chance / 0.0007912 - 1) < 0.01)
  }
}
