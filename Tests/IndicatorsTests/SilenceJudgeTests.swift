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
  private func city(
    observed: [ClosedRange<Int32>]? = nil, stop: Int, findings: [Int32] = []
  ) -> SilentWorld {
    var world = SilentWorld()
    for unit in 0..<10 {
      for item in 0..<8 {
        let isFirst = unit == 0 && item == 0
        world.add(
          unit, item, observed: isFirst ? observed : nil, parties: 10,
          findings: isFirst ? findings : []
        ) { isFirst && $0 >= stop ? 0 : 1 }
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

  private func ofDomains(_ world: SilentWorld) -> Observation {
    var observation = world.observation()
    for index in observation.cells.indices {
      observation.cells[index].level = .unitDomain
      observation.cells[index].domain = observation.cells[index].itemCode
      observation.cells[index].itemCode = ""
    }
    return observation
  }

  // Items as domains, of which this much of the record belongs to an item no longer held.
  @Test(arguments: [(Int32(12), SilenceVerdict.gradeA), (13, .verifyPower)])
  func aRecordOfWhatIsHeldNoMoreAccusesNobody(
    _ lost: Int32, _ verdict: SilenceVerdict
  ) async {
    var observation = ofDomains(city(stop: 24))
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

  // Thirty-six cases are due where there never was one: there may be nothing to enforce on.
  @Test(arguments: [([Int32](), SilenceVerdict.verifyExposure), ([30], .gradeA)])
  func aCellThatNothingEverShowedIsAskedForItsExposure(
    _ findings: [Int32], _ verdict: SilenceVerdict
  ) async throws {
    #expect(try await silent(city(stop: 0, findings: findings)).0.verdict == verdict)
  }

  // Where nobody has a case of an item there is no rate to compare with, but five findings ask for one.
  @Test(arguments: [([Int32](25...28), true), ([Int32](25...29), false)])
  func fiveTracesNeedNoBaseRate(_ findings: [Int32], _ isBaseless: Bool) async throws {
    var world = city(stop: 36)
    for unit in 0..<10 {
      world.add(unit, 9, group: "H", parties: 10, findings: unit == 0 ? findings : []) { _ in 0 }
    }
    let cells = world.observation().cells
    let found = await world.findings().silent.first {
      cells[$0.cell].unitCode + cells[$0.cell].itemCode == "U100I109"
    }
    #expect((try #require(found).verdict == .noBaseRate) == isBaseless)
  }

  // Nine units stopped with two items each; of another cell two cases are due, and nothing or four
  // findings show that there is something to enforce on.
  @Test(arguments: [([Int32](), 0), ([25, 28, 31, 34], 1)])
  func otherSettingsAddCellsWithATraceAlone(_ findings: [Int32], _ added: Int) async throws {
    var world = SilentWorld()
    for unit in 0..<10 {
      for item in 0..<8 {
        let isSmall = unit == 0 && item == 0
        world.add(
          unit, item, observed: isSmall ? [24...35] : nil, parties: 10,
          findings: isSmall ? findings : []
        ) { month in
          if item == 0 { return isSmall || (month + unit) % 6 > 0 ? 0 : 1 }
          let isStop = [unit % 7, (unit + 3) % 7].contains(item - 1) && unit > 0
          return isStop && month >= 20 ? 0 : 1
        }
      }
    }
    let (cell, all) = try await silent(world)
    #expect(cell.verdict == .tooFewExpected && (1.5..<3).contains(cell.expected))
    let effects = all.sensitivity.filter { $0.setting == "fewest_expected" }
    #expect(effects.map(\.value) == [1.5, 6])
    #expect(effects.map(\.flagged) == [18 + added, 18])
    #expect(effects.map(\.added) == [added, 0] && effects.map(\.removed) == [0, 0])
  }

  // The first unit stopped with one of two groups of items; its inspections of that group ended as
  // well, as where the power moved, or went on.
  @Test(arguments: [(20, SilenceVerdict.verifyPower), (36, .gradeB)])
  func aGroupThatStoppedAsOneIsNeverSure(_ end: Int, _ verdict: SilenceVerdict) async {
    var world = SilentWorld()
    for unit in 0..<10 {
      for item in 0..<8 {
        let isStopped = unit == 0 && item < 4
        let findings = (0..<36).filter { ($0 + item) % 2 == 0 && !(isStopped && $0 >= end) }
        world.add(
          unit, item, group: item < 4 ? "G" : "H", parties: 10, findings: findings.map(Int32.init)
        ) { isStopped && $0 >= 20 ? 0 : 1 }
      }
    }
    let silent = await world.findings().silent
    #expect(silent.map(\.verdict) == [SilenceVerdict](repeating: verdict, count: 4))
    #expect(silent.allSatisfy { $0.isGroupStop == (verdict == .gradeB) })
  }

  // Who was the last of its domain to act has nobody beside it who shows that the domain goes on.
  @Test func theLastOfADomainIsNeverSure() async {
    var world = city(stop: 24)
    world.add(0, 9, group: "H", parties: 10) { $0 < 24 ? 2 : 0 }
    let observation = ofDomains(world)
    let findings = await SilenceModel.findings(of: observation, IndicatorSettings())
    #expect(findings.silent.map { observation.cells[$0.cell].domain } == ["I100", "I109"])
    #expect(findings.silent.map(\.verdict) == [.gradeA, .gradeB])
    #expect(findings.silent.allSatisfy { $0.posterior.inaction >= 0.9 })
  }
}
