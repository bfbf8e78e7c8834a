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
      if let record { cell.history.cases = [MonthCount(month: 0, count: Int32(record.cases))] }
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

  // A holder whose silence is told by itself belongs to the numbers of the sentence all the same.
  @Test func countsEveryHolderWhateverItsVerdict() throws {
    var (observation, silence) = world([
      OwnRecord(cases: 24, expected: 20, chance: 0.001),
      OwnRecord(cases: 6, expected: 5, chance: 0.02),
    ])
    silence.silent[1].verdict = .gradeB
    observation.cells[1].monthsSilent = 15
    observation.cells[1].silentFrom = ExampleWorld.month - 14
    silence.silent[1].monthsSilent = 15
    let domain = try #require(StoppedDomain.all(in: observation, silence).first)
    #expect(domain.cases == 30 && domain.monthsSilent == 15)
    #expect(domain.from == ExampleWorld.month - 14 && domain.chance == 0.001)
  }

  @Test func saysWhoIsNotAmongTheSilent() throws {
    let record = OwnRecord(cases: 24, expected: 20, chance: 0.001)
    var (observation, silence) = world([record, record])
    for index in 0..<2 { observation.cells[index].state = .zeroExplained }
    for state in [CellState.notSent, .handled] {
      var cell = ExampleWorld.silentCell(state: state, months: 0)
      cell.unitCode = state.rawValue
      observation.cells.append(cell)
    }
    let domain = try #require(StoppedDomain.all(in: observation, silence).first)
    #expect((domain.explained, domain.unheard, domain.handled) == (2, 1, 1))
    let flag = domain.flag(ZeroCaseDomains.page, observation)
    #expect(flag.severity == .notice)
    #expect(flag.reason.chinese.contains("其中2个单位已作说明；另有1个单位只有无处罚的处置；另有1个单位未报送；"))
  }

  @Test func whatBoreTheCasesAndIsGoneAccusesNobody() throws {
    var (observation, silence) = world([OwnRecord(cases: 24, expected: 20, chance: 0.001)])
    silence.silent[0].verdict = .verifyPower
    #expect(StoppedDomain.all(in: observation, silence).isEmpty)
    // Three in four of the cases were of an item that is no longer held.
    var item = ExampleWorld.silentCell(.unitItem, state: .notEmpowered)
    item.unitCode = observation.cells[0].unitCode
    item.history.cases = [MonthCount(month: 0, count: 18)]
    observation.cells.append(item)
    let held = HeldCases(of: .unitDomain, observation.cells)
    #expect(held.share(of: observation.cells[0]) == 0.25)
    #expect(HeldCases(of: .unitItem, observation.cells).share(of: observation.cells[0]) == 1)
  }

  @Test func saysNothingOfADomainThatNeverHadACase() {
    let (observation, silence) = world([nil, nil])
    #expect(StoppedDomain.all(in: observation, silence).isEmpty)
  }

  // Of one that never had a case there is no stop to date.
  @Test func whoNeverHadACaseDoesNotDateTheStop() throws {
    var (observation, silence) = world([OwnRecord(cases: 24, expected: 20, chance: 0.001), nil])
    silence.silent[1].monthsSilent = 13
    observation.cells[1].silentFrom = ExampleWorld.month - 12
    let domain = try #require(StoppedDomain.all(in: observation, silence).first)
    #expect(domain.holders == 2 && domain.monthsSilent == 20)
    #expect(domain.from == ExampleWorld.month - 19)
  }

  @Test func oneExplanationOfTwoLeavesAWarning() throws {
    let record = OwnRecord(cases: 24, expected: 20, chance: 0.001)
    var (observation, silence) = world([record, record])
    observation.cells[0].state = .zeroExplained
    let domain = try #require(StoppedDomain.all(in: observation, silence).first)
    let flag = domain.flag(ZeroCaseDomains.page, observation)
    #expect(flag.severity == .warning)
    #expect(!flag.reason.chinese.contains("另有0个"))
  }

  // Cases of items that are still held, or of another place or level, are not lost.
  @Test func onlyWhatIsHeldNoMoreIsLost() {
    func cell(_ level: CellLevel, _ state: CellState, _ district: String, cases: Int32) -> Cell {
      var cell = ExampleWorld.silentCell(level, state: state)
      cell.districtCode = district
      if cases > 0 { cell.history.cases = [MonthCount(month: 0, count: cases)] }
      return cell
    }
    let own = cell(.districtDomain, .zeroOpen, "1", cases: 24)
    let others = [
      cell(.districtItem, .zeroOpen, "1", cases: 6), cell(.unitItem, .notEmpowered, "1", cases: 6),
      cell(.districtItem, .notEmpowered, "2", cases: 6),
    ]
    #expect(HeldCases(of: .districtDomain, others).share(of: own) == 1)
    let lost = others + [cell(.districtItem, .notEmpowered, "1", cases: 6)]
    #expect(HeldCases(of: .districtDomain, lost).share(of: own) == 0.75)
    let empty = cell(.districtDomain, .zeroOpen, "1", cases: 0)
    #expect(HeldCases(of: .districtDomain, lost).share(of: empty) == 1)
  }
}
