import Contracts
import Testing

@testable import Indicators

/// What Z05 says of domains and their items.
@Suite struct ComplaintsWithoutCaseTests {
  private func complained(_ level: CellLevel, _ number: Int) -> Cell {
    var cell = ExampleWorld.silentCell(level)
    (cell.domain, cell.complaints) = ("D", number)
    if level == .unitDomain { cell.itemCode = "" }
    return cell
  }

  @Test func itemsOfAFlaggedDomainAreNotListedAgain() {
    let both = ComplaintsWithoutCase.result(
      of: ExampleWorld.with([complained(.unitDomain, 24), complained(.unitItem, 24)]),
      IndicatorSettings())
    #expect(both.flags.map(\.itemCode) == [""] && both.outcomes == [.flagged: 1])
  }

  @Test func complaintsOfOneComplainantAreOne() {
    let counted = [(30, 4), (30, 9), (30, 10)].map { all, complainants in
      var cell = complained(.unitItem, all)
      cell.complaintsRepeated = all - complainants
      return ComplaintsWithoutCase.result(of: ExampleWorld.with([cell]), IndicatorSettings())
    }
    #expect(counted.map { $0.flags.map(\.severity) } == [[], [.notice], [.warning]])
    #expect(counted.map { $0.flags.map(\.effect) } == [[], [9], [10]])
    #expect(
      counted[1].flags[0].reason.chinese.contains("30件举报（同一举报人的计一件，为9件；登记的办理结果"))
  }

  @Test func fiveComplaintsAreEnoughAndNoneAreNoQuestion() {
    let cells = [complained(.unitDomain, 4), complained(.unitItem, 5)]
    let result = ComplaintsWithoutCase.result(of: ExampleWorld.with(cells), IndicatorSettings())
    #expect(result.flags.map(\.itemCode) == ["I"])
    let none = ComplaintsWithoutCase.result(
      of: ExampleWorld.with([complained(.unitDomain, 0)]), IndicatorSettings())
    #expect(none.outcomes.isEmpty && none.flags.isEmpty)
  }
}
