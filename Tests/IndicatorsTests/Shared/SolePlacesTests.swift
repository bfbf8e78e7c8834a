import Contracts
import Testing

@testable import Indicators

/// A column of places that one code fills.
@Suite struct SolePlacesTests {
  private func month(_ month: Int) -> Month { Month(year: 2024, month: month) }

  /// Twelve units with parties from elsewhere in each month; those that fill in a code have no others.
  private func world(
    outside: Int = 2, of all: Int = 10, filling code: String = "", from first: Int = 1,
    _ isFilling: (Int) -> Bool = { _ in false }
  ) -> Observation {
    var observation = PatternExample.units([])
    for (index, unit) in PatternExample.codes(12).enumerated() {
      observation.units.append(
        UnitFact(
          code: unit, level: "county", kind: "", parentCode: "", districtCode: "32010\(index % 3)",
          countyCode: "32010\(index % 3 + 1)"))
      for month in 1...12 {
        let isFilled = isFilling(index) && month >= first
        let share = isFilled ? (code.hasPrefix("3201") ? 0 : all) : outside + (index + month) % 2
        for (place, cases) in [("outside", share), ("local", all - share)] where cases > 0 {
          var outcome = PatternExample.outcome(unit, month: month, fineInYuan: 1_000, cases: cases)
          outcome.party.locality = place
          outcome.solePlace = isFilled ? code : ""
          observation.patterns.outcomes.append(outcome)
        }
      }
    }
    return observation
  }

  private func flags(_ observation: Observation) async -> [String] {
    await IndicatorCatalogue.results(of: observation, IndicatorSettings()).flatMap(\.flags)
      .filter { $0.indicator != "Q04" }.map { "\($0.indicator)/\($0.unitCode)" }
  }

  @Test func ofElsewhereIsNoMoneyFromElsewhere() async throws {
    let world = world(filling: "330102") { $0 == 3 }
    let alone = OutOfAreaParties.result(of: world, IndicatorSettings())
    #expect(alone.flags.map(\.unitCode) == ["U03"])
    #expect(await flags(world) == [])
    let doubt = try #require(SolePlaces.doubts(of: world).first)
    #expect(doubt.kind == .places && doubt.place == "330102" && doubt.cases == 120)
    let rest = OutOfAreaParties.result(
      of: world.leavingOut(SolePlaces.doubts(of: world)), IndicatorSettings())
    #expect(rest.outcomes == [.passed: 11, .notComputable: 1])
  }

  // Without them the level has no parties from elsewhere, and two of a hundred are many.
  @Test func ofTheCityItselfIsNoReference() async {
    let world = world(filling: "320100") { $0 % 2 == 0 }
    #expect(
      SolePlaces.doubts(of: world).map(\.unitCode) == ["U00", "U02", "U04", "U06", "U08", "U10"])
    #expect(await flags(world) == [])
  }

  @Test func isFoundFromTheMonthOnInWhichItBegan() {
    let world = world(filling: "330102", from: 8) { $0 == 3 }
    #expect(SolePlaces.doubts(of: world).map(\.months) == [month(8)...month(12)])
  }

  // Months without a party from elsewhere, beside others that have some, are nothing unusual.
  @Test func ofTheCityItselfHoldsForTheWholeWindowAlone() {
    #expect(SolePlaces.doubts(of: world(filling: "320100", from: 3) { $0 == 3 }).isEmpty)
  }

  @Test func ofACityWithoutCountiesIsItsOnlyCode() {
    var world = world(filling: "320100") { _ in true }
    world.units = world.units.map { unit in
      UnitFact(
        code: unit.code, level: unit.level, kind: "", parentCode: "", districtCode: "320100",
        countyCode: "320100")
    }
    #expect(SolePlaces.doubts(of: world).isEmpty)
  }

  @Test func isNotSuspectedOfFewCases() {
    let few = world(outside: 0, of: 2, filling: "330102") { $0 == 3 }
    #expect(SolePlaces.doubts(of: few).isEmpty)
  }

  // Who fines parties from many places alone is the very subject of the indicator.
  @Test func isNotThatOfPartiesFromManyPlaces() {
    var world = world(filling: "330102") { $0 == 3 }
    for index in world.patterns.outcomes.indices { world.patterns.outcomes[index].solePlace = "" }
    #expect(SolePlaces.doubts(of: world).isEmpty)
  }

  // Thirty cases of one code are no answer, twenty-nine may be.
  @Test(arguments: [(5, [30]), (4, [])])
  func isFoundFromThirtyCases(_ last: Int, _ found: [Int]) {
    var world = world(filling: "330102") { $0 == 3 }
    world.patterns.outcomes.removeAll { $0.unitCode == "U03" }
    for number in 1...6 {
      var outcome = PatternExample.outcome(
        "U03", month: number, fineInYuan: 1_000, cases: number < 6 ? 5 : last)
      (outcome.party.locality, outcome.solePlace) = ("outside", "330102")
      world.patterns.outcomes.append(outcome)
    }
    #expect(SolePlaces.doubts(of: world).map(\.cases) == found)
  }
}
