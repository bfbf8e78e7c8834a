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

  // The first unit, of this level, beside a town and these counties; a visit of each that sent any.
  private func isUnseen(
    _ level: String, counties: Int, sending: Int, towns: Int = 0, townsSending: Int = 0
  ) -> Bool {
    var observation = ExampleWorld.empty()
    func add(_ code: String, _ level: String) {
      observation.units.append(
        UnitFact(
          code: code, level: level, kind: "", parentCode: "", districtCode: "D", countyCode: "D"))
    }
    for number in 0..<towns { add("T\(number)", "town") }
    add("U", level)
    for number in 0..<counties { add("C\(number)", "county") }
    visit(&observation, (0..<sending).map { "C\($0)" } + (0..<townsSending).map { "T\($0)" })
    return !GradeLimits(observation).unseen(ExampleWorld.silentCell(), among: []).isEmpty
  }

  @Test func halfOfItsOwnLevelIsAskedFirst() {
    #expect(isUnseen("county", counties: 4, sending: 2, towns: 10))
    #expect(!isUnseen("county", counties: 4, sending: 1, towns: 10, townsSending: 10))
  }

  @Test func aUnitWithoutItsLikeIsComparedWithAll() {
    #expect(isUnseen("city", counties: 4, sending: 4, towns: 4))
    #expect(!isUnseen("city", counties: 4, sending: 3, towns: 4))
    #expect(!isUnseen("city", counties: 0, sending: 0))
  }

  @Test(arguments: [[0, 20], [20, 0]])
  func theLastInspectionCounts(_ monthsAgo: [Int]) {
    var observation = observation()
    for months in monthsAgo {
      var visit = VisitOutcome(
        month: observation.month - months, unitCode: "U100", domain: "G", itemCode: "")
      visit.known = 1
      observation.patterns.visits.append(visit)
    }
    #expect(!GradeLimits(observation).hasNoVisit("U100", since: observation.month - 11))
  }

  // Who holds another item, or the item no longer, hides nothing of this one.
  @Test func onlyHoldersOfThePowerAreNamed() {
    var observation = observation()
    visit(&observation, observation.units.map(\.code).dropFirst(4))
    var place = Cell(level: .districtItem, domain: "G", state: .zeroOpen)
    (place.districtCode, place.itemCode) = ("D", "I100")
    place.silentFrom = observation.month - 11
    let cells = observation.cells.indices.compactMap { index -> Cell? in
      var cell = observation.cells[index]
      guard cell.itemCode == "I100" else { return nil }
      switch cell.unitCode {
      case "U101": cell.itemCode = "I101"
      case "U102": cell.domain = "H"
      case "U103": cell.holders = 0
      default: break
      }
      return cell
    }
    #expect(GradeLimits(observation).unseen(place, among: cells[...]) == ["U100"])
  }
}
