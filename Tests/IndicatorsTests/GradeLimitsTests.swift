import Contracts
import Testing

@testable import Indicators

/// What keeps a cell from grade A although the model is sure.
@Suite struct GradeLimitsTests {
  // Ten units with eight items of a sector; the first stopped with one of them after two years.
  private func observation() -> Observation {
    var world = SilentWorld()
    for unit in 0..<10 {
      for item in 0..<8 {
        world.add(unit, item, parties: 10) { unit == 0 && item == 0 && $0 >= 20 ? 0 : 1 }
      }
    }
    var observation = world.observation()
    observation.units = Set(observation.cells.map(\.unitCode)).sorted().map {
      UnitFact(
        code: $0, level: "county", kind: "", parentCode: "", districtCode: "D", countyCode: "D")
    }
    return observation
  }

  private func visit(_ observation: inout Observation, _ units: some Sequence<String>) {
    for unit in units {
      var visit = VisitOutcome(
        month: observation.month, unitCode: unit, domain: "G", itemCode: "")
      visit.known = 1
      observation.patterns.visits.append(visit)
    }
  }

  private func verdict(_ observation: Observation) async -> SilenceVerdict? {
    let findings = await SilenceModel.findings(of: observation, IndicatorSettings())
    return findings.silent.first { observation.cells[$0.cell].unitCode == "U100" }?.verdict
  }

  @Test func aCityInWhichNobodySendsInspectionsIsJudgedAsItIs() async {
    #expect(await verdict(observation()) == .gradeA)
  }

  @Test(arguments: [4, 5])
  func aUnitWithoutInspectionsIsNotSureWhereHalfOfItsLikeSendThem(_ sending: Int) async {
    var observation = observation()
    // Five of nine others are more than half, four are less.
    visit(&observation, observation.units.map(\.code).suffix(sending))
    #expect(await verdict(observation) == (sending == 5 ? .gradeB : .gradeA))
  }

  @Test func aUnitThatSentInspectionsStaysSure() async {
    var observation = observation()
    visit(&observation, observation.units.map(\.code))
    #expect(await verdict(observation) == .gradeA)
  }

  @Test func powersThatNobodyListedAreNeverSure() async throws {
    var observation = observation()
    observation.tables.remove("authority")
    #expect(await verdict(observation) == .gradeB)
    observation.silence = await SilenceModel.findings(of: observation, IndicatorSettings())
    let result = ZeroDespiteExposure.result(of: observation, IndicatorSettings())
    let flag = try #require(result.flags.first)
    #expect(flag.severity == .warning)
    #expect(flag.reason.chinese.contains("没有职权清单"))
    #expect(flag.reason.english.contains("inferred"))
  }

  @Test func aPlaceIsNotSureWhereOneOfItsHoldersSentNoInspections() {
    var observation = observation()
    visit(&observation, observation.units.map(\.code).dropFirst())
    var place = Cell(level: .districtItem, domain: "G", state: .zeroOpen)
    (place.districtCode, place.itemCode) = ("D", "I100")
    place.silentFrom = observation.month - 11
    let cells = observation.cells(of: .unitItem)
    #expect(GradeLimits(observation).unseen(place, among: cells) == ["U100"])
    place.districtCode = "E"
    #expect(GradeLimits(observation).unseen(place, among: cells).isEmpty)
  }
}
