import Contracts
import Testing

@testable import Indicators

/// What L08 says of fines on the spot; amounts in fen.
@Suite struct SummaryProcedureOverrunTests {
  // A party of no stated type is judged only where both limits say the same.
  @Test(
    arguments: [
      ("individual", "20000", SubjectOutcome.passed), ("individual", "20001", .flagged),
      ("enterprise", "300000", .passed), ("enterprise", "300001", .flagged),
      ("", "20000", .passed), ("", "20001", .notComputable), ("", "300000", .notComputable),
      ("", "300001", .flagged), ("", "", .notApplicable),
    ] as [(String, String, SubjectOutcome)])
  func aBlankPartyLeavesOpenWhatLiesBetweenTheLimits(
    _ party: String, _ fine: String, _ outcome: SubjectOutcome
  ) {
    var world = ProcedureExample.world(.summary, [([party, fine], 1)])
    // Another unit is judged, so that something is computed.
    world.legality.add(
      ProcedureCount(
        month: world.month, unitCode: "V", domain: "D", facts: ["individual", "1"], cases: 1),
      to: .summary)
    let result = SummaryProcedureOverrun.result(of: world, IndicatorSettings())
    #expect(result.flags.map(\.unitCode) == (outcome == .flagged ? ["U"] : []))
    #expect((result.outcomes[.notComputable] ?? 0) == (outcome == .notComputable ? 1 : 0))
    #expect(result.outcomes[.passed] == (outcome == .passed ? 2 : 1))
  }
}
