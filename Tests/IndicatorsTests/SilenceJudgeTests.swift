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
}
