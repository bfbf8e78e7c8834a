import Contracts
import Testing

@testable import Indicators

@Suite struct StoppedDomainTests {
  // Silent units in domain D, and three domains in which somebody acts.
  private func world(_ records: [OwnRecord?]) -> (Observation, SilenceFindings) {
    var observation = ExampleWorld.with([])
    var silence = SilenceFindings()
    for (number, record) in records.enumerated() {
      var cell = ExampleWorld.silentCell(months: 20 + number)
      cell.unitCode = "U\(number)"
      observation.cells.append(cell)
      var assessment = CellAssessment(
        cell: number, monthsSilent: 20 + number, expected: 0, expectedByPeers: 0,
        spell: SpellNumbers(size: 1, earlier: 0, before: 0, since: 0, chance: 1),
        posterior: StatePosterior(normal: 1, stopped: 0, never: 0, structural: 0),
        verdict: .itemEnded)
      assessment.ownRecord = record
      silence.silent.append(assessment)
    }
    for number in 0..<3 {
      var cell = ExampleWorld.silentCell(state: .active, months: 0)
      cell.domain = "E\(number)"
      observation.cells.append(cell)
    }
    return (observation, silence)
  }

  @Test func addsWhatTheRecordsLetOneExpect() throws {
    let (observation, silence) = world([
      OwnRecord(cases: 24, expected: 20, chance: 0.001),
      OwnRecord(cases: 6, expected: 5, chance: 0.02), nil,
    ])
    let found = StoppedDomain.all(in: observation, silence)
    let domain = try #require(found.first)
    #expect(found.count == 1 && domain.domain == "D" && domain.holders == 3)
    #expect(domain.cases == 30 && domain.expected == 25 && domain.chance == 0.001)
    // The latest to stop was silent for 20 months; one of four domains: 0.001 × 4.
    #expect(domain.monthsSilent == 20 && domain.from == ExampleWorld.month - 19)
    #expect(domain.adjusted == 0.004)
  }

  @Test func saysNothingOfADomainThatNeverHadACase() {
    let (observation, silence) = world([nil, nil])
    #expect(StoppedDomain.all(in: observation, silence).isEmpty)
  }
}
