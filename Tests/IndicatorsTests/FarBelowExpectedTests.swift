import Contracts
import Testing

@testable import Indicators

/// Z12 of cells that settle without a penalty and have no case.
@Suite struct FarBelowExpectedTests {
  // Eight units of six items with a case in most months; the first cell is the one in question.
  private func flags(
    _ add: (inout SilentWorld) -> Void
  ) async -> [Flag] {
    var world = SilentWorld()
    add(&world)
    for row in 0..<8 {
      for column in 0..<6 where row + column > 0 {
        world.add(row, column) { ($0 + row * 5 + column) % 3 == 0 ? 0 : Int32(1 + (row + $0) % 2) }
      }
    }
    var observation = world.observation()
    observation.silence = await world.findings()
    return FarBelowExpected.result(of: observation, IndicatorSettings()).flags
  }

  @Test func aStopIsNotHiddenByOneGuidanceAYear() async throws {
    let flags = await flags { world in
      world.add(0, 0, settled: [8, 30]) { $0 < 22 ? 2 : 0 }
    }
    let flag = try #require(flags.first)
    #expect(flags.count == 1 && flag.severity == .notice)
    #expect(flag.observed == 0)
    // About two a month before it stopped.
    #expect((16...26).contains(try #require(flag.expected)))
    #expect(flag.reason.chinese.contains("没有案件，只有处置1次"))
    #expect(flag.reason.english.contains("no case in 12 months, settled 1 without a penalty"))
  }

  @Test func oneCaseIsOne() throws {
    let example = try #require(FarBelowExpected.examples.first)
    let flag = try #require(
      FarBelowExpected.result(of: example.observation, IndicatorSettings()).flags.first)
    #expect(flag.reason.english.contains(": 1 case in 12 months, where"))
  }

  @Test func theRecordBeforeAStopOfYearsIsNotDiluted() async throws {
    let flags = await flags { world in
      world.add(0, 0, settled: [20, 30]) { $0 < 8 ? 3 : 0 }
    }
    #expect(try #require(flags.first?.expected) > 10)
  }

  @Test func whoNeverHadACaseIsJudgedByPeers() async throws {
    let flags = await flags { world in
      world.add(0, 0, settled: [3, 30]) { _ in 0 }
    }
    #expect(flags.count <= 1)
    #expect(flags.allSatisfy { $0.observed == 0 && ($0.expected ?? 0) > 5 })
  }

  @Test func casesClosedWithoutPenaltyAreCases() async {
    let flags = await flags { world in
      world.add(0, 0, isPenalised: false) { $0 % 3 == 0 ? 0 : 2 }
    }
    #expect(flags.isEmpty)
  }

  @Test func aShortPauseOfASmallCellIsWithinChance() async {
    let flags = await flags { world in
      world.add(0, 0, settled: [30]) { $0 % 12 == 3 && $0 < 24 ? 1 : 0 }
    }
    #expect(flags.isEmpty)
  }
}
