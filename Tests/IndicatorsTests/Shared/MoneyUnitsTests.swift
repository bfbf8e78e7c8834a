import Contracts
import Testing

@testable import Indicators

/// Amounts that cannot be in the unit of money of their header.
@Suite struct MoneyUnitsTests {
  private func month(_ month: Int) -> Month { Month(year: 2024, month: month) }

  private func accusations(_ observation: Observation) async -> [String] {
    await IndicatorCatalogue.results(of: observation, IndicatorSettings()).flatMap(\.flags)
      .filter { $0.severity != .notice || $0.indicator != "Q04" }
      .map { "\($0.indicator)/\($0.unitCode)/\($0.category)" }
  }

  // Alone S04 says that its fines are a 10,000th of others, or with fen 100 times them.
  @Test(arguments: [0.0001, 100])
  func accuseNobody(_ factor: Double) async throws {
    let world = MoneyExample.world { $0 == 3 ? factor : 1 }
    #expect(UnequalFines.result(of: world, IndicatorSettings()).flags.map(\.unitCode) == ["U03"])
    #expect(await accusations(world) == [])
    let doubt = try #require(MoneyUnits.doubts(of: world).first)
    #expect(MoneyUnits.doubts(of: world).count == 1)
    #expect(doubt.kind == .amounts && doubt.unitCode == "U03" && doubt.cases == 60)
    #expect(abs(try #require(doubt.ratio) / factor - 1) < 0.1)
    #expect(doubt.months.upperBound == world.month)
  }

  @Test func areFoundFromTheMonthOnInWhichTheyBegan() {
    let world = MoneyExample.world(from: 9) { $0 == 3 ? 0.0001 : 1 }
    let doubts = MoneyUnits.doubts(of: world)
    #expect(doubts.map(\.months) == [month(9)...world.month] && doubts.map(\.cases) == [30])
    let fines = world.leavingOut(doubts).patterns.outcomes.filter { $0.unitCode == "U03" }
    #expect(fines.allSatisfy { ($0.fineFen == nil) == ($0.month >= month(9)) })
  }

  // One of two offices that became one wrote 10,000 yuan: four in ten cases up to August.
  @Test func ofPartOfTheCasesPutTheirMonthsInDoubt() {
    var world = MoneyExample.world { _ in 1 }
    for index in world.patterns.outcomes.indices where index % 5 < 2 {
      let outcome = world.patterns.outcomes[index]
      guard outcome.unitCode == "U03", outcome.month <= month(8) else { continue }
      world.patterns.outcomes[index].fineFen = (outcome.fineFen ?? 0) / 10_000
    }
    let doubts = MoneyUnits.doubts(of: world)
    #expect(doubts.map(\.months) == [month(6)...month(8)] && doubts.map(\.isPart) == [true])
    #expect(doubts.map(\.cases) == [12])
    let few = world.patterns.outcomes.firstIndex { $0.fineFen ?? 0 < 100 } ?? 0
    world.patterns.outcomes[few].cases = 1
    world.patterns.outcomes[few + 1].cases = 1
    #expect(MoneyUnits.doubts(of: world).map(\.cases) == [10])
    world.patterns.outcomes.remove(at: few)
    #expect(MoneyUnits.doubts(of: world).isEmpty)
  }

  @Test func areNotSuspectedWhereFinesDifferTwentyfold() {
    #expect(MoneyUnits.doubts(of: MoneyExample.world { [1, 20, 0.05][$0 % 3] }).isEmpty)
  }

  @Test func areNotSuspectedOfNineCases() {
    var world = MoneyExample.world { $0 == 3 ? 0.0001 : 1 }
    world.patterns.outcomes.removeAll { $0.unitCode == "U03" }
    var outcome = PatternExample.outcome("U03", cases: 9)
    outcome.fineFen = 10
    world.patterns.outcomes.append(outcome)
    #expect(MoneyUnits.doubts(of: world).isEmpty)
    world.patterns.outcomes[world.patterns.outcomes.count - 1].cases = 10
    #expect(MoneyUnits.doubts(of: world).map(\.unitCode) == ["U03"])
  }

  private func band(_ least: Int, _ most: Int) -> FineBand {
    var band = FineBand(itemCode: "I")
    (band.least, band.most) = (least, most)
    return band
  }

  // Eight of twelve are wrong: by the others alone the four right ones would be.
  @Test func ofMostUnitsAreToldByTheCatalogue() async {
    var world = MoneyExample.world { $0 < 8 ? 0.0001 : 1 }
    world.patterns.bands = [band(20_000, 500_000)]
    let doubts = MoneyUnits.doubts(of: world)
    #expect(doubts.map(\.unitCode) == PatternExample.codes(8))
    #expect(await accusations(world) == [])
  }

  @Test func areThoseOfTheCatalogueWhereItsBandSuitsNobody() {
    var world = MoneyExample.world { _ in 1 }
    world.patterns.bands = [band(2, 50)]
    #expect(MoneyUnits.doubts(of: world).isEmpty)
  }

  @Test func ofTheOnlyUnitOfAnItemAreToldByItsBand() {
    var world = MoneyExample.world { _ in 0.0001 }
    world.patterns.outcomes.removeAll { $0.unitCode != "U03" }
    #expect(MoneyUnits.doubts(of: world).isEmpty)
    world.patterns.bands = [band(20_000, 500_000)]
    #expect(MoneyUnits.doubts(of: world).map(\.unitCode) == ["U03"])
  }

  @Test func ofMultiplesHaveNoUsualSize() {
    var world = MoneyExample.world { $0 == 3 ? 0.0001 : 1 }
    world.patterns.bands = [FineBand(itemCode: "I", isMultiple: true)]
    #expect(MoneyUnits.doubts(of: world).isEmpty)
  }

  @Test func ofPaymentsAloneLeaveThePaymentsOut() async {
    var world = MoneyExample.world { _ in 1 }
    for index in world.patterns.outcomes.indices {
      let outcome = world.patterns.outcomes[index]
      let paid = outcome.amountFen * outcome.cases
      world.patterns.outcomes[index].paidCases = outcome.cases
      world.patterns.outcomes[index].paidFen = outcome.unitCode == "U03" ? paid / 10_000 : paid
    }
    #expect(MoneyUnits.doubts(of: world).map(\.kind) == [.paid])
    #expect(await accusations(world) == [])
    let rest = world.leavingOut(MoneyUnits.doubts(of: world)).patterns.outcomes
    #expect(rest.allSatisfy { $0.fineFen != nil && ($0.paidCases == 0) == ($0.unitCode == "U03") })
  }

  // Fen under yuan lift every fine over the limits of procedure.
  @Test func makeNoCaseMajorNorOverALimit() async {
    var world = MoneyExample.world { $0 == 3 ? 100 : 1 }
    let facts: [ProcedureQuestion: [String]] = [
      .summary: ["enterprise", "9000000"], .review: ["no", "amount", "none"],
      .hearing: ["amount", "not_informed"], .collective: ["no", "amount", "no"],
      .transfer: ["no", "no", "9000000"],
    ]
    for (question, facts) in facts {
      world.legality.add(
        ProcedureCount(month: month(8), unitCode: "U03", facts: facts, cases: 60), to: question)
    }
    let legality = { (flags: [String]) in flags.filter { $0.hasPrefix("L") } }
    #expect(legality(await accusations(world)) == [])
    let rest = world.leavingOut(MoneyUnits.doubts(of: world))
    #expect(rest.procedures(.transfer).map(\.facts) == [["no", "no", ""]])
    #expect(rest.procedures(.summary).isEmpty && rest.procedures(.review).isEmpty)
  }

  @Test func leaveTheUnitOutOfTheGrowthOfFines() {
    let doubted = MoneyExample.world { $0 == 3 ? 0.0001 : 1 }
    let world = doubted.leavingOut(MoneyUnits.doubts(of: doubted))
    let gaps = MissingMonths(world, in: world.windowMonths, ofFines: true)
    #expect(!gaps.isComplete("U03") && gaps.isComplete("U04"))
    #expect(gaps.outcomeOfLittle("U03") == .notComputable)
  }
}
