import Contracts
import Testing

@testable import Ingestion

@Suite struct IdentityMergeTests {
  private static let march = export([CaseRow(fine: "100")], asOf: "2024-03-31", order: 1)
  private static let april = export([CaseRow(fine: "900")], asOf: "2024-04-30", order: 2)

  private static func outcome(
    accepted: Int = 0, duplicate: Int = 0, superseded: Int = 0, late: Int = 0, corrections: Int = 0,
    conflicts: [Int: Int] = [:]
  ) -> FileOutcome {
    var outcome = FileOutcome()
    outcome.accepted = accepted
    outcome.duplicate = duplicate
    outcome.superseded = superseded
    outcome.late = late
    outcome.corrections = corrections
    outcome.conflicts = conflicts.count
    outcome.conflictLines = conflicts
    return outcome
  }

  @Test func aLaterExportCorrects() {
    var merge = freshMerge()
    merge.add(Self.march)
    merge.add(Self.april)
    #expect(merge.changes.map(\.version.cells) == [CaseRow(fine: "900").cells])
    #expect(merge.history.map(\.reason) == [.corrected])
    #expect(merge.history.map(\.version.cells) == [CaseRow(fine: "100").cells])
    #expect(merge.outcomes[0] == Self.outcome(superseded: 1))
    #expect(merge.outcomes[1] == Self.outcome(accepted: 1, corrections: 1))
  }

  @Test func anOlderExportThatArrivesLateEndsInTheSameState() {
    var inOrder = freshMerge()
    inOrder.add(Self.march)
    inOrder.add(Self.april)
    var late = freshMerge()
    late.add(Self.april)
    late.add(Self.march)
    #expect(late.changes == inOrder.changes)
    #expect(late.history.map(\.reason) == [.late])
    #expect(late.outcomes[0] == Self.outcome(accepted: 1))
    #expect(late.outcomes[1] == Self.outcome(superseded: 1, late: 1))
  }

  @Test func aCorrectionOfTheArchiveNamesTheMonthThatItReplaces() {
    var first = freshMerge()
    first.add(Self.march)
    let archived = known(first)
    var second = IdentityMerge(table: .cases, archived: archived)
    second.add(export([CaseRow(date: "2024-04-02")], asOf: "2024-04-30", order: 2))
    #expect(second.changes.map(\.replacedMonth) == ["2024-03"])
    #expect(second.changes.map(\.version.month) == ["2024-04"])
    #expect(second.changes.map(\.isSameContent) == [false])
    #expect(second.outcomes == [Self.outcome(accepted: 1, corrections: 1)])
    #expect(second.history.isEmpty)
  }

  @Test func theSameContentLaterOnlyMovesTheOrigin() {
    var first = freshMerge()
    first.add(Self.march)
    var second = IdentityMerge(table: .cases, archived: known(first))
    second.add(export([CaseRow(fine: "100")], asOf: "2024-05-31", order: 2))
    #expect(second.outcomes == [Self.outcome(duplicate: 1)])
    #expect(second.changes.map(\.isSameContent) == [true])
    #expect(second.changes.map(\.version.origin.asOf) == ["2024-05-31"])
    var third = IdentityMerge(table: .cases, archived: known(second))
    third.add(export([CaseRow(fine: "900")], asOf: "2024-04-30", order: 3))
    #expect(third.changes.isEmpty)
    #expect(third.history.map(\.reason) == [.late])
  }

  @Test func theSameContentEarlierChangesNothing() {
    var first = freshMerge()
    first.add(Self.april)
    var second = IdentityMerge(table: .cases, archived: known(first))
    second.add(export([CaseRow(fine: "900")], asOf: "2024-03-31", order: 2))
    #expect(second.outcomes == [Self.outcome(duplicate: 1)])
    #expect(second.changes.isEmpty)
  }

  @Test(arguments: ["2024-03-31", ""])
  func ofTwoExportsOfOneDateTheLaterArrivalWins(_ asOf: String) {
    var merge = freshMerge()
    merge.add(export([CaseRow(fine: "1")], asOf: asOf, order: 9))
    merge.add(export([CaseRow(fine: "2")], asOf: asOf, order: 10))
    #expect(merge.changes.map(\.version.cells) == [CaseRow(fine: "2").cells])
    var other = freshMerge()
    other.add(export([CaseRow(fine: "2")], asOf: asOf, order: 10))
    other.add(export([CaseRow(fine: "1")], asOf: asOf, order: 9))
    #expect(other.changes.map(\.version.cells) == [CaseRow(fine: "2").cells])
  }

  @Test func aConflictIsKeptInTheHistory() {
    var merge = freshMerge()
    merge.add(
      export([CaseRow(fine: "1"), CaseRow(fine: "2"), CaseRow(fine: "2")], asOf: "", order: 1))
    #expect(
      merge.outcomes == [
        Self.outcome(accepted: 1, duplicate: 1, superseded: 1, conflicts: [2: 3])
      ])
    #expect(merge.history.map(\.reason) == [.conflict])
  }

  @Test func aConfirmedRowThatIsCorrectedLeavesTheExportThatBroughtIt() {
    var merge = freshMerge()
    merge.add(Self.march)
    merge.add(export([CaseRow(fine: "100")], asOf: "2024-04-30", order: 2))
    merge.add(export([CaseRow(fine: "900")], asOf: "2024-05-31", order: 3))
    #expect(
      merge.outcomes == [
        Self.outcome(superseded: 1), Self.outcome(duplicate: 1),
        Self.outcome(accepted: 1, corrections: 1),
      ])
  }

  private static func changes(_ change: (inout MonthChanges) -> Void) -> MonthChanges {
    var changes = MonthChanges()
    change(&changes)
    return changes
  }

  private static func march(_ changes: MonthChanges) -> [UnitMonthKey: MonthChanges] {
    [UnitMonthKey(unitCode: "DW1", month: "2024-03"): changes]
  }

  @Test func aMonthKnowsWhatEachExportChanged() {
    var merge = freshMerge()
    merge.add(Self.march)
    merge.add(Self.april)
    #expect(merge.monthChanges[0] == Self.march(Self.changes { $0.added = 1 }))
    #expect(merge.monthChanges[1] == Self.march(Self.changes { $0.replaced = 1 }))
  }

  // Rows that a cumulative export repeats, or that an older one states, are no change.
  @Test func whatIsStatedAgainOrArrivesLateChangesNothing() {
    var merge = freshMerge()
    merge.add(Self.april)
    merge.add(export([CaseRow(fine: "900")], asOf: "2024-05-31", order: 3))
    merge.add(Self.march)
    #expect(merge.monthChanges.dropFirst() == [[:], [:]])
  }

  @Test func aCaseThatMovesIsWithdrawnFromOneMonthAndAddedToTheOther() {
    var merge = freshMerge()
    merge.add(Self.march)
    merge.add(export([CaseRow(date: "2024-02-09")], asOf: "2024-04-30", order: 2))
    var expected = Self.march(Self.changes { $0.withdrawn = 1 })
    expected[UnitMonthKey(unitCode: "DW1", month: "2024-02")] = Self.changes { $0.added = 1 }
    #expect(merge.monthChanges[1] == expected)
  }

  @Test func aPendingCaseThatIsDecidedIsNoRevision() {
    let pending = CaseRow(date: "", filed: "2024-03-20")
    var first = freshMerge()
    first.add(export([pending], asOf: "2024-03-31", order: 1))
    var merge = IdentityMerge(table: .cases, archived: known(first))
    merge.add(
      export([CaseRow(date: "2024-04-02", filed: "2024-03-20")], asOf: "2024-04-30", order: 2))
    var expected = Self.march(Self.changes { $0.decided = 1 })
    expected[UnitMonthKey(unitCode: "DW1", month: "2024-04")] = Self.changes { $0.added = 1 }
    #expect(merge.monthChanges[0] == expected)
  }

  // Filed and decided in one month: only the old version tells that it was decided before.
  @Test func aDecisionThatGetsAnotherDateIsAMove() {
    let old = CaseRow(date: "2024-03-25", filed: "2024-03-20")
    let new = export(
      [CaseRow(date: "2024-04-02", filed: "2024-03-20")], asOf: "2024-04-30", order: 2)
    var together = freshMerge()
    together.add(export([old], asOf: "2024-03-31", order: 1))
    together.add(new)
    var first = freshMerge()
    first.add(export([old], asOf: "2024-03-31", order: 1))
    var apart = IdentityMerge(table: .cases, archived: known(first))
    apart.add(new)
    #expect(together.presumedDecisions.isEmpty)
    #expect(apart.presumedDecisions.map(\.left.month) == ["2024-03"])
    for presumed in apart.presumedDecisions { apart.withdraw(presumed) }
    #expect(apart.monthChanges[0] == together.monthChanges[1])
    let left = UnitMonthKey(unitCode: "DW1", month: "2024-03")
    #expect(apart.monthChanges[0][left] == Self.changes { $0.withdrawn = 1 })
  }

  @Test func changesAreSortedByIdentity() {
    var merge = freshMerge()
    let numbers = ["9", "10", "2", "1", "A"]
    merge.add(export(numbers.map { CaseRow(number: $0) }, asOf: "", order: 1))
    #expect(merge.changes.map(\.version.identity) == numbers.sorted().map { "DW1\u{1F}\($0)" })
  }
}
