import Contracts
import Testing

@testable import Indicators

@Suite struct UnknownLevelsTests {
  // Every example with a flag of an indicator that compares within levels, its levels unstated.
  private static func results() async -> [(before: IndicatorResult, told: IndicatorResult)] {
    var results: [(IndicatorResult, IndicatorResult)] = []
    for indicator in IndicatorCatalogue.all where UnknownLevels.matter(to: indicator.page) {
      for example in indicator.examples where !example.flagged.isEmpty {
        var observation = example.observation
        observation.units = observation.units.map(Self.withoutLevel)
        guard UnknownLevels.hold(in: observation) else { continue }
        let result = await indicator.result(of: observation, IndicatorSettings())
        results.append((result, UnknownLevels.told(result)))
      }
    }
    return results
  }

  private static func withoutLevel(_ unit: UnitFact) -> UnitFact {
    UnitFact(
      code: unit.code, level: "", kind: unit.kind, parentCode: unit.parentCode,
      districtCode: unit.districtCode, countyCode: unit.countyCode)
  }

  private static func phrases(_ result: IndicatorResult) -> [Phrase] {
    [result.headline] + result.flags.map(\.reason)
      + result.tables.flatMap { [$0.title] + $0.columns }
  }

  private static func saysLevel(_ phrase: Phrase) -> Bool {
    let words = ["its level", "the level", "their level", "same level"]
    return phrase.chinese.contains("同级") || phrase.chinese.contains("同层级")
      || words.contains { phrase.english.contains($0) }
  }

  @Test func noSentenceSaysThatUnitsAreOfOneLevel() async {
    let results = await Self.results()
    let codes = Set(
      results.filter { Self.phrases($0.before).contains(where: Self.saysLevel) }
        .map(\.before.code))
    #expect(codes.isSuperset(of: ["L13", "S02", "S04", "P06"]))
    #expect(UnknownLevels.matter(to: UseOfLeniency.page))
    for (_, told) in results {
      let said = Self.phrases(told).filter(Self.saysLevel).map { "\($0.chinese) \($0.english)" }
      #expect(said.isEmpty, "\(told.code): \(said.first ?? "")")
      #expect(!told.coverage.isComputed || told.coverage.missing.contains("units.level"))
    }
  }

  // A city bureau fines more than its counties: beside them that was a warning.
  @Test func whatRestsOnUnknownLevelsIsANotice() async {
    var lowered: Set<String> = []
    for (before, told) in await Self.results() where told.coverage.isComputed {
      for (old, new) in zip(before.flags, told.flags) {
        let rests = Self.saysLevel(old.reason)
        #expect(new.severity == (rests ? .notice : old.severity), "\(old.reason.english)")
        #expect(new.reason.chinese.contains("没有层级") == rests)
        if rests, old.severity != .notice { lowered.insert(told.code) }
      }
    }
    #expect(lowered.isSuperset(of: ["S02", "S04", "P06"]))
  }

  @Test func aReportSaysItWhereNoUnitStatesItsLevelAndNotWhereOneDoes() async {
    let example = UnequalFines.examples.first { !$0.flagged.isEmpty }
    guard var observation = example?.observation else { return }
    let units = observation.units
    for missing in [true, false] {
      observation.units = missing ? units.map(Self.withoutLevel) : units
      let results = await IndicatorCatalogue.results(of: observation, IndicatorSettings())
      let own = results.first { $0.code == "S04" }
      #expect(own?.coverage.missing.contains("units.level") == missing)
      #expect(own?.flags.contains { $0.reason.chinese.contains("全市同类") } == missing)
    }
  }
}
