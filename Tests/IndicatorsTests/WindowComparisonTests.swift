import Contracts
import Testing

@testable import Indicators

/// What the window lets one expect of cells that acted in it or settled.
@Suite struct WindowComparisonTests {
  // Eight units of six items with a case every so many months; the first cell is the one in question.
  private func first(
    observed: [ClosedRange<Int32>]? = nil, settled: [Int32] = [], every: [Int] = [1],
    heaps: Int32 = 1,
    _ change: (inout Observation) -> Void = { _ in }, cases: (Int) -> Int32
  ) async -> WindowAssessment? {
    var world = SilentWorld()
    for unit in 0..<8 {
      for item in 0..<6 {
        let isFirst = unit + item == 0
        world.add(unit, item, observed: isFirst ? observed : nil, settled: isFirst ? settled : []) {
          isFirst
            ? cases($0) : ($0 + unit) % every[(unit + 2 * item) % every.count] == 0 ? heaps : 0
        }
      }
    }
    var observation = world.observation()
    change(&observation)
    let findings = await SilenceModel.findings(of: observation, IndicatorSettings())
    return findings.active.first {
      let cell = observation.cells[$0.cell]
      return cell.unitCode == "U100" && [cell.domain, cell.itemCode].contains("I100")
    }
  }

  @Test func whoKeepsThePaceOfItsPeersIsExpectedToKeepIt() async throws {
    let cell = try #require(await first { _ in 1 })
    #expect(cell.observed == 12 && abs(cell.expected - 12) < 0.1)
  }

  // Four cases every four months and one every month are as many, but a year of heaps may well be poor.
  @Test func whereCasesComeInHeapsAYearSaysLess() async throws {
    let even = try #require(await first { _ in 1 })
    let heaped = try #require(await first(every: [4], heaps: 4) { $0 % 4 == 0 ? 4 : 0 })
    #expect(heaped.observed == 12 && abs(heaped.expected - even.expected) < 1)
    // Heaps of four that come by chance: 12 + 12² ÷ size is four times 12 at least.
    #expect(heaped.size < 4 && even.size > 4)
  }

  @Test(arguments: [(Int32(30), 6), (31, nil)])
  func sixObservedMonthsOfTheWindowAreCompared(_ from: Int32, _ observed: Int?) async {
    let cell = await first(observed: [0...23, from...35]) { _ in 1 }
    #expect(cell?.observed == observed)
    #expect(cell.map { abs($0.expected - 6) < 0.1 } ?? true)
  }

  // The one case ended the activity that is asked for: it raises no expectation.
  @Test func oneCaseOfOldSaysNoMoreThanNone() async throws {
    let never = try #require(await first(settled: [30], every: [1, 3, 9, 18]) { _ in 0 })
    let once = try #require(await first(settled: [30], every: [1, 3, 9, 18]) { $0 == 0 ? 1 : 0 })
    #expect(never.observed == 0 && once.observed == 0)
    #expect(once.expected < never.expected && once.expected > never.expected / 2)
  }

  // Of twenty-four cases before the window, so many were of an item that is no longer held.
  @Test(arguments: [(Int32(0), true), (12, true), (13, false)])
  func aRecordOfWhatIsHeldNoMoreIsNotCompared(_ lost: Int32, _ isCompared: Bool) async {
    let cell = await first(
      settled: [30], { domains(&$0, lost: lost) }, cases: { $0 < 24 ? 1 : 0 })
    #expect((cell != nil) == isCompared)
  }

  // The peers' cases are of either item alike, and the first has lost one of them before the window.
  @Test func whatIsHeldNoMoreIsNotExpected() async throws {
    let whole = try #require(await first({ halves(&$0, until: 35) }, cases: { _ in 1 }))
    let half = try #require(await first({ halves(&$0, until: 23) }, cases: { _ in 1 }))
    #expect(abs(half.expected / whole.expected - 0.5) < 0.05)
  }

  // Items as domains of two items, of which each bears every other case; the first holds one no longer.
  private func halves(_ observation: inout Observation, until last: Int32) {
    domains(&observation, lost: 0)
    observation.cells.removeAll { $0.level == .unitItem }
    let items = observation.cells.flatMap { cell in
      ["X", "Y"].enumerated().map { place, item in
        var own = cell
        (own.level, own.itemCode) = (.unitItem, item)
        own.history.cases = cell.history.cases.filter { Int($0.month) % 2 == place }
        let isFirst = cell.unitCode == "U100" && cell.domain == "I100"
        if isFirst, item == "X" { own.history.observed = [0...last] }
        return own
      }
    }
    observation.cells = (observation.cells + items).sorted(by: Cell.precedes)
  }

  // A case in the window shows that the domain is still acted on.
  @Test func whoActedInTheWindowIsHeldToItsWholeRecord() async throws {
    let whole = try #require(await first({ domains(&$0, lost: 0) }, cases: { _ in 1 }))
    let cell = try #require(await first({ domains(&$0, lost: 30) }, cases: { _ in 1 }))
    #expect(cell == whole)
  }

  // Items as domains; the first held another item that bore some of its cases.
  private func domains(_ observation: inout Observation, lost: Int32) {
    for index in observation.cells.indices {
      observation.cells[index].level = .unitDomain
      observation.cells[index].domain = observation.cells[index].itemCode
      observation.cells[index].itemCode = ""
    }
    var item = Cell(level: .unitItem, domain: "I100", state: .notEmpowered)
    (item.unitCode, item.itemCode) = ("U100", "X")
    item.history.cases = lost > 0 ? [MonthCount(month: 0, count: lost)] : []
    observation.cells = (observation.cells + [item]).sorted(by: Cell.precedes)
  }
}
