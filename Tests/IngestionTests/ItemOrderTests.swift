import Contracts
import Testing

@testable import Ingestion

/// Regression: a later export that listed the rows of a case in another order moved the case.
@Suite struct ItemOrderTests {
  private static let rows = [CaseRow(item: "A"), CaseRow(item: "B")]
  private static let march = export(rows, asOf: "2024-03-31", order: 1)
  private static let april = export(rows.reversed(), asOf: "2024-04-30", order: 2)

  @Test func aLaterExportInAnotherOrderKeepsThePrimaryItem() throws {
    var merge = freshMerge()
    merge.add(Self.march)
    merge.add(Self.april)
    let version = try #require(merge.changes.first?.version)
    #expect(merge.changes.count == 1)
    #expect(version.cells == CaseRow(item: "A").cells)
    #expect(version.extraRows == [CaseRow(item: "B").cells])
    #expect(version.origin.asOf == "2024-04-30")
    #expect(merge.outcomes.map(\.duplicate) == [0, 2])
    #expect(merge.history.isEmpty)
  }

  @Test func againstTheArchiveAnotherOrderIsTheSameContent() {
    var first = freshMerge()
    first.add(Self.march)
    var second = IdentityMerge(table: .cases, archived: known(first))
    second.add(Self.april)
    #expect(second.changes.map(\.isSameContent) == [true])
    #expect(second.changes.map(\.version.origin.asOf) == ["2024-04-30"])
  }
}
