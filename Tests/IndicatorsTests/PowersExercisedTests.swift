import Contracts
import Testing

@testable import Indicators

/// What Z01 counts as an item in force, and as one more that may be in use.
@Suite struct PowersExercisedTests {
  private func numbers(_ change: (inout Observation) -> Void) -> String {
    var world = PowersExercised.exampleWorld
    change(&world)
    return PowersExercised.result(of: world, IndicatorSettings()).headline.english
  }

  @Test func aPowerThatIsGoneOrWasNeverHeldIsNoUnusedItem() {
    #expect(numbers { _ in }.hasPrefix("1 of 2 "))
    #expect(numbers { $0.cells[0].state = .notEmpowered }.hasPrefix("1 of 1 "))
    #expect(numbers { $0.cells[0].monthsEmpowered = 0 }.hasPrefix("1 of 1 "))
    #expect(numbers { $0.cells[0].monthsEmpowered = 1 }.hasPrefix("1 of 2 "))
  }

  @Test func aShareOfFewItemsIsNotTold() {
    let headline = { (least: Double) in
      PowersExercised.result(
        of: PowersExercised.exampleWorld, IndicatorSettings(["Z01": ["fewest_items": least]])
      ).headline
    }
    #expect(headline(2).chinese.contains("，履行率50.0%；"))
    #expect(headline(2).english.contains("penalty only: 50.0%; "))
    #expect(headline(3).chinese.contains("仅有处置无处罚的0个；"))
    #expect(headline(3).english.contains("penalty only; "))
  }

  @Test func onlyUnmatchedCasesOfTheWindowMayBeOneMoreItem() {
    let settings = IndicatorSettings(["Z01": ["fewest_items": 1]])
    let rows = { (month: Month?) in
      var world = PowersExercised.exampleWorld
      if let month {
        world.unmatched.add([month.description, "U", "D", "X", "", "item_unknown"], [3, 3])
      }
      return PowersExercised.result(of: world, settings).tables[0].rows
    }
    let first = PowersExercised.exampleWorld.windowStart
    #expect(rows(first) != rows(nil))
    #expect(rows(first - 1) == rows(nil))
  }
}
