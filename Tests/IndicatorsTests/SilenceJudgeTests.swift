import Contracts
import Testing

@testable import Indicators

/// From which silence, and from which traces, a cell is tested.
@Suite struct SilenceJudgeTests {
  private func silent(_ world: SilentWorld) async throws -> (CellAssessment, SilenceFindings) {
    let (observation, findings) = (world.observation(), await world.findings())
    let found = findings.silent.first {
      observation.cells[$0.cell].unitCode == "U100" && observation.cells[$0.cell].itemCode == "I100"
    }
    return (try #require(found), findings)
  }

  // Ten units with eight items and a case a month; the first stopped with one of them.
  private func city(observed: [ClosedRange<Int32>]? = nil, stop: Int) -> SilentWorld {
    var world = SilentWorld()
    for unit in 0..<10 {
      for item in 0..<8 {
        let isFirst = unit == 0 && item == 0
        world.add(unit, item, observed: isFirst ? observed : nil, parties: 10) {
          isFirst && $0 >= stop ? 0 : 1
        }
      }
    }
    return world
  }

  @Test(arguments: [
    (Int32(24), SilenceVerdict.gradeA, 12), (25, .tooShort, 11),
  ])
  func twelveDeliveredMonthsAreNeeded(
    _ from: Int32, _ verdict: SilenceVerdict, _ months: Int
  ) async throws {
    let (cell, findings) = try await silent(city(observed: [0...20, from...35], stop: 21))
    #expect(cell.verdict == verdict && cell.monthsSilent == months)
    // With longer silences asked for, the only flag goes.
    let effects = findings.sensitivity.filter { $0.setting == "months" && $0.value > 12 }
    #expect(!effects.isEmpty)
    #expect(effects.allSatisfy { $0.flagged == 0 && $0.removed == (months == 12 ? 1 : 0) })
  }

  @Test func theMonthOfTheStopIsGiven() async throws {
    let (cell, _) = try await silent(city(stop: 24))
    #expect(cell.change?.month == SilentWorld.lastMonth - 11)
  }

  // A case a year everywhere: silence alone says nothing, five findings since the last case do.
  @Test(arguments: [
    ([Int32](), true), ([13, 14, 15, 16], true), ([12, 14, 15, 16, 17], true),
    ([13, 14, 15, 16, 17], false),
  ])
  func aSmallCellIsTestedFromFiveTraces(_ findings: [Int32], _ isTooSmall: Bool) async throws {
    var world = SilentWorld()
    for unit in 0..<10 {
      for item in 0..<8 {
        let isFirst = unit == 0 && item == 0
        world.add(unit, item, parties: 10, findings: isFirst ? findings : []) {
          $0 % 12 == (isFirst ? 0 : (unit + item) % 12) && !(isFirst && $0 > 12) ? 1 : 0
        }
      }
    }
    let (cell, _) = try await silent(world)
    #expect(cell.findings == findings.count { $0 > 12 })
    #expect((cell.verdict == .tooFewExpected) == isTooSmall, "\(cell.verdict)")
    #expect((cell.qValue == nil) == isTooSmall)
  }

  // The list ends where its mean chance reaches the level, and only sure cells are of grade A.
  @Test func theListEndsAtItsLevelAndGradeAIsSure() async {
    var world = SilentWorld()
    let every = [1, 1, 1, 2, 3, 3, 4, 4]
    for unit in 0..<10 {
      for item in 0..<8 {
        world.add(unit, item, parties: 10) { month in
          unit == 0 && month >= 20 || (month + unit) % every[item] > 0 ? 0 : 1
        }
      }
      for item in 8..<20 { world.add(unit, item, parties: 10) { _ in 1 } }
    }
    let tested = await world.findings().silent.filter { $0.qValue != nil }
    for cell in tested { #expect(cell.verdict.isFlagged == ((cell.qValue ?? 1) <= 0.1)) }
    let flagged = tested.filter(\.verdict.isFlagged)
    for cell in flagged {
      #expect((cell.verdict == .gradeA) == (cell.posterior.inaction >= 0.9))
    }
    #expect(Set(flagged.map(\.verdict)) == [.gradeA, .gradeB])
    #expect(tested.contains { $0.verdict == .withinChance })
  }

  // Items as domains, of which this much of the record belongs to an item no longer held.
  @Test(arguments: [(Int32(11), SilenceVerdict.gradeA), (13, .verifyPower)])
  func aRecordOfWhatIsHeldNoMoreAccusesNobody(
    _ lost: Int32, _ verdict: SilenceVerdict
  ) async {
    var observation = city(stop: 24).observation()
    for index in observation.cells.indices {
      observation.cells[index].level = .unitDomain
      observation.cells[index].domain = observation.cells[index].itemCode
      observation.cells[index].itemCode = ""
    }
    var item = Cell(level: .unitItem, domain: "I100", state: .notEmpowered)
    (item.unitCode, item.itemCode) = ("U100", "X")
    item.history.cases = [MonthCount(month: 0, count: lost)]
    observation.cells = (observation.cells + [item]).sorted(by: Cell.precedes)
    let findings = await SilenceModel.findings(of: observation, IndicatorSettings())
    let found = findings.silent.filter { observation.cells[$0.cell].level == .unitDomain }
    #expect(found.map(\.verdict) == [verdict])
  }

  // Places are judged where several units share a power; otherwise they repeat that unit's cell.
  @Test(arguments: [
    (2, CellState.zeroOpen, [SilenceVerdict.gradeA]), (1, .zeroOpen, [.judgedAtUnit]),
    (2, .exposureUnknown, [.verifyExposure]), (1, .exposureUnknown, [.judgedAtUnit]),
  ])
  func aPlaceIsJudgedWhereUnitsShareItsPower(
    _ holders: Int, _ state: CellState, _ verdicts: [SilenceVerdict]
  ) async {
    var observation = city(stop: 24).observation()
    for index in observation.cells.indices {
      let isFirst = observation.cells[index].state == .zeroOpen
      observation.cells[index].level = .districtItem
      observation.cells[index].districtCode = observation.cells[index].unitCode
      observation.cells[index].unitCode = ""
      observation.cells[index].holders = isFirst ? holders : 2
      if isFirst { observation.cells[index].state = state }
    }
    observation.cells.sort(by: Cell.precedes)
    let findings = await SilenceModel.findings(of: observation, IndicatorSettings())
    #expect(findings.silent.map(\.verdict) == verdicts)
  }

  // Where one unit holds every power, its cells say what there is to say.
  @Test func placesThatOnlyRepeatUnitsAreNotJudged() async {
    var observation = city(stop: 24).observation()
    for index in observation.cells.indices {
      observation.cells[index].level = .districtItem
      observation.cells[index].districtCode = observation.cells[index].unitCode
      observation.cells[index].unitCode = ""
      observation.cells[index].holders = 1
    }
    let findings = await SilenceModel.findings(of: observation, IndicatorSettings())
    #expect(findings == SilenceFindings())
  }
}
