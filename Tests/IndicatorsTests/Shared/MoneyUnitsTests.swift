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

  // What is due for another reason than the amount, or on record, stays so whatever the amount.
  @Test func leaveTheRulesThatDoNotRestOnThem() {
    var world = MoneyExample.world { $0 == 3 ? 100 : 1 }
    let facts: [(ProcedureQuestion, [String])] = [
      (.review, ["yes", "amount", "none"]), (.review, ["no", "amount;penalty", "none"]),
      (.hearing, ["amount;penalty", "not_informed"]), (.hearing, ["penalty", "not_informed"]),
      (.collective, ["yes", "amount", "no"]), (.collective, ["no", "penalty", "no"]),
      (.transfer, ["yes", "no", "9000000"]), (.transfer, ["no", "yes", "9000000"]),
      (.publication, ["yes", "waiting", "30", ""]),
    ]
    for (question, facts) in facts {
      world.legality.add(
        ProcedureCount(month: month(8), unitCode: "U03", facts: facts, cases: 6), to: question)
    }
    let rest = world.leavingOut(MoneyUnits.doubts(of: world))
    for question in Set(facts.map(\.0)) {
      #expect(!world.procedures(question).isEmpty)
      #expect(rest.procedures(question) == world.procedures(question), "\(question)")
    }
  }

  @Test func ofOtherUnitsAndMonthsKeepTheirRules() {
    var world = MoneyExample.world(from: 9) { $0 == 3 ? 100 : 1 }
    for (unit, month) in [("U03", 8), ("U03", 9), ("U04", 9)] {
      world.legality.add(
        ProcedureCount(
          month: self.month(month), unitCode: unit, facts: ["amount", "not_informed"], cases: 6),
        to: .hearing)
    }
    let rest = world.leavingOut(MoneyUnits.doubts(of: world)).procedures(.hearing)
    #expect(rest.map(\.unitCode) == ["U03", "U04"] && rest.map(\.month) == [month(8), month(9)])
  }

  @Test func ofAllMonthsAreThoseOfTheWholeHistory() {
    let world = MoneyExample.world { $0 == 3 ? 0.0001 : 1 }
    #expect(MoneyUnits.doubts(of: world).map(\.months) == [world.firstMonth...world.month])
  }

  @Test(arguments: [(2, []), (3, ["U03"])])
  func areMeasuredByPeersWithThreeFines(_ cases: Int, _ units: [String]) {
    var world = MoneyExample.world { $0 == 3 ? 0.0001 : 1 }
    world.patterns.outcomes.removeAll { $0.unitCode != "U03" }
    world.patterns.outcomes.append(PatternExample.outcome("U04", fineInYuan: 1_000, cases: cases))
    #expect(MoneyUnits.doubts(of: world).map(\.unitCode) == units)
  }

  private func doubts(_ yuan: [String: Int], _ bands: [FineBand]) -> [ColumnDoubt] {
    var world = PatternExample.units(PatternExample.codes(12))
    for unit in yuan.keys.sorted() {
      world.patterns.outcomes.append(
        PatternExample.outcome(unit, fineInYuan: yuan[unit], cases: 20))
    }
    world.patterns.bands = bands
    return MoneyUnits.doubts(of: world)
  }

  private func doubted(_ yuan: [String: Int], _ bands: [FineBand]) -> [String] {
    doubts(yuan, bands).map(\.unitCode)
  }

  // The sentence says how far the fines lie from the nearer end of the band.
  @Test(arguments: [(150_000, 75.0), (10, 0.01)])
  func ofTheOnlyUnitAreToldAsAMultipleOfItsBand(_ yuan: Int, _ ratio: Double) throws {
    let doubt = try #require(doubts(["U03": yuan], [band(100_000, 200_000)]).first)
    #expect(abs(try #require(doubt.ratio) / ratio - 1) < 1e-9)
  }

  // A band from 1,000 to 2,000 yuan: fifty times beyond either end, and no less, is no fine in yuan.
  @Test func ofTheOnlyUnitAreFiftyTimesBeyondItsBand() {
    let (ends, open) = (band(100_000, 200_000), FineBand(itemCode: "I"))
    for (yuan, isDoubted) in [(101_000, true), (99_000, false), (19, true), (21, false)] {
      #expect(doubted(["U03": yuan], [ends]) == (isDoubted ? ["U03"] : []), "\(yuan) yuan")
    }
    var most = open
    most.most = 200_000
    #expect(doubted(["U03": 19], [most]) == [] && doubted(["U03": 101_000], [most]) == ["U03"])
    // In another period there was no limit: nothing is too much.
    #expect(doubted(["U03": 101_000], [ends, open]) == [])
    // Nor beyond the band of one period what another allowed.
    #expect(doubted(["U03": 101_000], [ends, band(1_000_000, 5_000_000)]) == [])
    #expect(doubted(["U03": 19], [ends, band(10_000, 50_000)]) == [])
  }

  // 7.0 times the most is, as a ratio, nearer to it than to fifty times it; 7.2 times is not.
  @Test(arguments: [(14_000, ["U03", "U04"]), (14_400, ["U04"])])
  func areMeasuredByPeersWhoseFinesSuitTheCatalogue(_ yuan: Int, _ units: [String]) {
    #expect(doubted(["U03": yuan / 60, "U04": yuan], [band(100_000, 200_000)]) == units)
  }

  // Payments of 0 and of warnings, which ask for none, are in no unit of money.
  @Test func areNotSuspectedWhereNothingWasPaidOrDue() {
    var world = MoneyExample.world { _ in 1 }
    for index in world.patterns.outcomes.indices
    where world.patterns.outcomes[index].unitCode == "U03" {
      world.patterns.outcomes[index].paidCases = 2
    }
    #expect(MoneyUnits.doubts(of: world).isEmpty)
    for index in world.patterns.outcomes.indices
    where world.patterns.outcomes[index].unitCode == "U03" {
      world.patterns.outcomes[index].fineFen = 0
      world.patterns.outcomes[index].paidFen = 20_000
    }
    #expect(MoneyUnits.doubts(of: world).isEmpty)
  }

  // Of 200 like cases two state what was paid, and all of it.
  @Test func ofPaymentsAreThoseOfTheCasesThatStateThem() {
    var world = MoneyExample.world { _ in 1 }
    for index in world.patterns.outcomes.indices {
      let outcome = world.patterns.outcomes[index]
      world.patterns.outcomes[index].cases = 200
      world.patterns.outcomes[index].paidCases = 2
      world.patterns.outcomes[index].paidFen = 2 * outcome.amountFen
    }
    #expect(MoneyUnits.doubts(of: world).isEmpty)
  }

  @Test func areNotSuspectedOfCasesThatNoItemMakesAlike() {
    var world = MoneyExample.world { $0 == 3 ? 0.0001 : 1 }
    for index in world.patterns.outcomes.indices { world.patterns.outcomes[index].itemCode = "" }
    #expect(MoneyUnits.doubts(of: world).isEmpty)
  }

  // Payments in yuan beside fines in 10,000 yuan: the fines are in doubt, not both.
  @Test func ofFinesPutNoPaymentsInDoubt() {
    var world = MoneyExample.world { _ in 1 }
    for index in world.patterns.outcomes.indices {
      let outcome = world.patterns.outcomes[index]
      world.patterns.outcomes[index].paidCases = outcome.cases
      world.patterns.outcomes[index].paidFen = outcome.amountFen * outcome.cases
      if outcome.unitCode == "U03" {
        world.patterns.outcomes[index].fineFen = (outcome.fineFen ?? 0) / 10_000
      }
    }
    #expect(MoneyUnits.doubts(of: world).map(\.kind) == [.amounts])
  }
}
