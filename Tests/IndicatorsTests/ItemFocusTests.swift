import Contracts
import Statistics
import Testing

@testable import Indicators

/// What S02 says of mixes of items.
@Suite struct ItemFocusTests {
  private func result(_ observation: Observation) async -> IndicatorResult {
    await ItemFocus.result(of: observation, IndicatorSettings())
  }

  /// Two domains of twenty units and twenty items each; units vary about the domain's mix.
  ///
  /// The planted units have `factor` times as many cases on a third of the items.
  private func world(planted: Set<Int>, factor: Double = 5, seed: UInt64) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(40))
    var random = RandomSource(seed: seed, purpose: "mixes")
    let mixes = (0..<2).map { _ in random.dirichlet(count: 20, shape: 0.5) }
    for (position, unit) in observation.units.enumerated() {
      let domain = position % 2
      var shares = mixes[domain].map { $0 * random.gamma(shape: max(60 * $0, 1e-3)) }
      if planted.contains(position) {
        for item in stride(from: position % 3, to: 20, by: 3) { shares[item] *= factor }
      }
      let cases = 100 + random.integer(below: 400)
      for (item, count) in random.multinomial(trials: cases, shares: shares).enumerated()
      where count > 0 {
        var outcome = PatternExample.outcome(unit.code, cases: count)
        (outcome.domain, outcome.itemCode) = ("D\(domain)", "D\(domain)I\(item)")
        observation.patterns.outcomes.append(outcome)
      }
    }
    return observation
  }

  @Test(arguments: [1, 2] as [UInt64])
  func legitimateSpreadIsNotFlagged(_ seed: UInt64) async {
    let result = await result(world(planted: [], seed: seed))
    #expect(result.flags.isEmpty)
    #expect(result.outcomes == [.passed: 40])
  }

  @Test func plantedMixesAreFoundAndOthersAreNot() async {
    let planted: Set = [4, 18, 35]
    let codes = Set(planted.map { PatternExample.codes(40)[$0] })
    let flagged = Set(
      await result(world(planted: planted, factor: 12, seed: 4)).flags.map(\.unitCode))
    #expect(flagged.isSubset(of: codes))
    #expect(flagged.count >= 2)
  }

  // A peer group of five is the smallest; at q 0.10 two of twenty null worlds may have a flag,
  // and by chance three.
  @Test func fewPeersMakeNoMoreFlagsThanTheLevelAllows() async {
    var worlds = 0
    for seed in 1...20 as ClosedRange<UInt64> {
      let world = ItemFocusExamples.world(units: 5, cases: 60, spread: 15, seed: seed)
      worlds += await result(world).flags.isEmpty ? 0 : 1
    }
    #expect(worlds <= 3)
  }

  @Test func nothingAtAllIsNotComputable() async {
    let empty = await result(PatternExample.units(["U"]))
    #expect(!empty.coverage.isComputed && empty.coverage.missing == ["cases"])
    var blank = PatternExample.units(["U"])
    blank.patterns.outcomes = [PatternExample.outcome("U", cases: 50)]
    blank.patterns.outcomes[0].itemCode = ""
    #expect(await result(blank).coverage.missing == ["cases.item_code"])
  }

  @Test func oneUnitOrOneItemIsNotApplicable() async {
    #expect(await result(ItemFocusExamples.world(units: 1)).outcomes == [.notApplicable: 1])
    var single = ItemFocusExamples.world(units: 6)
    for index in single.patterns.outcomes.indices { single.patterns.outcomes[index].itemCode = "I" }
    #expect(await result(single).outcomes == [.notApplicable: 6])
  }

  // A list of powers makes no cell of what a unit never held: it is known by what the unit holds.
  @Test func aPowerThatWasNeverHeldIsNotAvoided() async {
    var observation = ItemFocusExamples.world { unit, mix in
      unit < 2 ? [0] + mix.dropFirst() : mix
    }
    #expect(await !result(observation).flags.isEmpty)
    for (position, unit) in observation.units.enumerated() {
      for item in observation.items(from: position < 2 ? 1 : 0) {
        var cell = Cell(level: .unitItem, domain: "D", state: .zeroOpen)
        (cell.unitCode, cell.itemCode) = (unit.code, item)
        observation.cells.append(cell)
      }
    }
    #expect(await result(observation).flags.isEmpty)
  }

  /// The world with a list of powers: each unit holds I0 for so many months, and the rest all year.
  private func listed(_ world: Observation, months: [Int]) -> Observation {
    var observation = world
    for (unit, months) in zip(world.units, months) {
      for item in world.items(from: 0) {
        var cell = Cell(level: .unitItem, domain: "D", state: .zeroOpen)
        (cell.unitCode, cell.itemCode, cell.monthsEmpowered) = (unit.code, item, 12)
        if item == "I0" {
          cell.monthsEmpowered = months
          if months == 0 { cell.state = .notEmpowered }
        }
        observation.cells.append(cell)
      }
    }
    return observation
  }

  // Cases of two months beside those of twelve are fewer, whoever avoids the item.
  @Test func aPowerThatCameLateIsNotAvoided() async {
    let world = ItemFocusExamples.world { unit, mix in unit < 2 ? [0] + mix.dropFirst() : mix }
    let whole = [Int](repeating: 12, count: 12)
    #expect(await !result(listed(world, months: whole)).flags.isEmpty)
    let late = await result(listed(world, months: [2, 2] + whole.dropFirst(2)))
    #expect(late.flags.isEmpty && late.outcomes[.notApplicable] == 2)
  }

  @Test func powersHeldAsLongAreCompared() {
    let world = listed(ItemFocusExamples.world(units: 6), months: [12, 12, 5, 5, 3, 0])
    let mixes = ItemMixes(world)
    let groups = mixes.cases.keys.flatMap { mixes.groups(of: world.units.map(\.code), in: $0) }
    #expect(Set(groups) == [["U00", "U01"], ["U02", "U03"], ["U04"], ["U05"]])
  }

  // Two of twelve months are a sixth, which may be missing.
  @Test(arguments: [2, 3])
  func unitsThatDidNotDeliverAreNotComputable(_ months: Int) async {
    var observation = ItemFocusExamples.world()
    observation.unitMonths = (1...months).map { number in
      UnitMonth(
        unitCode: "U00", month: Month(year: 2024, month: number), isSent: false, rule: .register,
        cases: 0)
    }
    let unsent = months > 2 ? 1 : 0
    let outcomes = await result(observation).outcomes
    #expect(outcomes[.notComputable, default: 0] == unsent)
    #expect(outcomes[.passed] == 12 - unsent)
  }

  @Test func theSameWorldInAnotherOrderSaysTheSame() async {
    var observation = ItemFocusExamples.world(spread: 12)
    let first = await result(observation)
    observation.patterns.outcomes.reverse()
    let second = await result(observation)
    #expect(first.tables == second.tables && first.flags == second.flags)
  }

  // Peers: 40 of 100 cases on I0 each; the unit has 40 - 30 = 10 of 100 there, 90 on I1.
  @Test func theDistanceIsTheShareThatWouldHaveToMove() async throws {
    var observation = PatternExample.units(PatternExample.codes(6))
    for unit in observation.units {
      let first = unit.code == "U00" ? 10 : 40
      for (item, count) in [("I0", first), ("I1", 100 - first)] {
        var outcome = PatternExample.outcome(unit.code, cases: count)
        outcome.itemCode = item
        observation.patterns.outcomes.append(outcome)
      }
    }
    let flag = try #require(await result(observation).flags.first)
    // Half a case of the whole group's mix is added to the peers': (200 + 0.5 * 210 / 600
    // + 0.0005) / (500 + 0.5 + 0.001) - 0.10, by hand.
    #expect(abs((flag.effect ?? 0) - 0.29995) < 1e-4)
    #expect(flag.observed == 100)
    #expect(flag.reason.chinese.contains("30.0%") && flag.reason.chinese.contains("请核实"))
  }

  @Test func theLeastDistanceItselfIsFlagged() async throws {
    let world = ItemFocus.examples[0].observation
    let distance = try #require(await result(world).flags.first?.effect)
    for (least, flags) in [(distance, 1), (distance.nextUp, 0)] {
      let settings = IndicatorSettings(["S02": ["distance": least]])
      #expect(await ItemFocus.result(of: world, settings).flags.count == flags)
    }
  }

  // Whatever its chance and its distance, a mix within those of units of its size is none to ask for.
  @Test func onlyMixesBeyondThoseOfTheirSizeAreFlagged() async {
    let settings = IndicatorSettings(["S02": ["distance": 0, "q": 1]])
    let points = await ItemFocus.result(of: ItemFocus.examples[0].observation, settings).points
    #expect(points.allSatisfy { $0.isFlagged == (($0.y ?? 0) > ($0.upper ?? 1)) })
    #expect(Set(points.map(\.isFlagged)) == [true, false])
  }
}

extension Observation {
  /// Items of the outcomes, from the one of some number on.
  fileprivate func items(from first: Int) -> [String] {
    Set(patterns.outcomes.map(\.itemCode)).sorted().filter { $0 >= "I\(first)" }
  }
}
