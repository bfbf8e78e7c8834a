import Contracts
import Statistics
import Testing

@testable import Indicators

/// What S01 says of cells beside their peers.
@Suite struct PeerStandardisedRatioTests {
  private func observation(
    _ cases: [Int], parties: [Int?], _ change: (Int, inout Cell) -> Void = { _, _ in }
  ) -> Observation {
    let codes = PatternExample.codes(cases.count)
    var observation = PatternExample.units(codes)
    observation.cells = codes.enumerated().map { index, unit in
      var cell = Cell(level: .unitDomain, domain: "D", state: .active)
      cell.unitCode = unit
      (cell.monthsEmpowered, cell.monthsSent) = (12, 12)
      cell.cases = cases[index]
      cell.regulatedParties = parties[index]
      change(index, &cell)
      return cell
    }
    return observation
  }

  private func result(_ observation: Observation) -> IndicatorResult {
    PeerStandardisedRatio.result(of: observation, IndicatorSettings())
  }

  private let ordinary = (0..<12).map { 36 + $0 % 9 }
  private let hundred = [Int?](repeating: 100, count: 12)

  @Test func agreesWithPython() throws {
    let cases = [240] + ordinary.dropFirst()
    let flag = try #require(result(observation(cases, parties: hundred)).flags.first)
    // o = np.array([240] + [36 + i % 9 for i in range(1, 12)]); E = (o.sum() - o) / 11;
    // est, se = np.sqrt(o / E), 1 / (2 * np.sqrt(E)), or np.log(o / E), 1 / np.sqrt(E);
    // c = np.median(est); z = (est - c) / se; a = stats.norm.isf(.1);
    // phi = (np.clip(z, *np.quantile(z, [.1, .9])) ** 2).mean() / (.8 - 2 * a * stats.norm.pdf(a) + .2 * a * a);
    // tau2 by moments; 2 * stats.t.sf(abs(est - c) / np.sqrt(se ** 2 + tau2), .6 * 11), norm.sf if tau2 = 0;
    // the larger of both scales; stats.false_discovery_control
    #expect(abs((flag.effect ?? 0) - 6.068965517241379) < 1e-12)
    #expect(abs((flag.expected ?? 0) - 39.54545454545455) < 1e-11)
    #expect(abs((flag.pValue ?? 1) / 6.632440204325326e-43 - 1) < 1e-6)
    #expect(abs((flag.qValue ?? 1) / 7.958928245190391e-42 - 1) < 1e-6)
    #expect(flag.category == "high")
  }

  // Of five items alike the first was given one, and does as much there as every other unit.
  @Test func whoHoldsOneItemIsNotMeasuredByTheOthers() throws {
    let items = ["1", "2", "3", "4", "5"]
    var seen = observation([8] + ordinary.dropFirst(), parties: hundred)
    for cell in seen.cells {
      for item in items where item == "5" || cell.unitCode != seen.cells[0].unitCode {
        var own = cell
        (own.level, own.itemCode) = (.unitItem, item)
        own.history.observed = [0...11]
        own.history.cases = [MonthCount(month: 0, count: 8)]
        seen.cells.append(own)
      }
    }
    for index in seen.cells.indices where seen.cells[index].level == .unitDomain {
      seen.cells[index].history.observed = [0...11]
    }
    seen.cells.sort(by: Cell.precedes)
    #expect(result(seen).flags.isEmpty)
    let all = seen.cells.filter { $0.level == .unitDomain }
    seen.cells = all
    #expect(result(seen).flags.map(\.unitCode) == [all[0].unitCode])
  }

  @Test func isNotComputableWithoutParties() {
    let result = result(
      observation(ordinary, parties: [Int?](repeating: nil, count: 12)))
    #expect(!result.coverage.isComputed)
    #expect(result.coverage.missing == ["exposure"])
  }

  @Test func sortsCellsThatCannotBeCompared() {
    let seen = observation(
      [0, 40, 40] + ordinary.dropFirst(3), parties: [100, nil, 0] + hundred.dropFirst(3)
    ) { index, cell in
      if index == 3 { cell.monthsSent = 5 }
      if index == 4 { cell.state = .notEmpowered }
    }
    let outcomes = result(seen).outcomes
    #expect(outcomes == [.notApplicable: 3, .notComputable: 2, .passed: 7])
  }

  @Test func fourUnitsAreTooFew() {
    let result = result(observation([200, 10, 10, 10], parties: [100, 100, 100, 100]))
    #expect(result.outcomes == [.notApplicable: 4])
    #expect(result.tables.allSatisfy { $0.rows.isEmpty })
  }

  @Test func monthsThatDidNotComeShrinkTheExpectation() throws {
    let seen = observation(ordinary, parties: hundred) { index, cell in
      if index == 0 { cell.monthsSent = 10 }
    }
    let point = try #require(result(seen).points.first)
    // 100 * 10 * (sum(36 + i % 9 for i in 1..11) = 435) / (11 * 100 * 12)
    #expect(point.x == "32.95")
  }

  @Test func onlyMonthsThatCameHoldCasesAndPartiesOfTheirTime() throws {
    let seen = observation(ordinary, parties: hundred) { index, cell in
      guard index == 0 else { return }
      (cell.monthsSent, cell.cases, cell.casesUnobserved) = (10, 50, 14)
      // Two months of 40 parties before there were 100.
      cell.partyMonths = 880
    }
    let told = result(seen)
    // 880 * 435 / (11 * 100 * 12), and 50 - 14 cases over it.
    #expect(
      told.points.first?.x == "29.00" && abs((told.points.first?.y ?? 0) - 36 / 29.0) < 1e-6)
    let row = try #require(told.tables.first?.rows.first).map(\.chinese)
    #expect(row[2...6] == ["88", "10", "100.0%", "36", "29.0"])
    let none = observation(ordinary, parties: hundred) { index, cell in
      if index == 0 { cell.casesUnobserved = cell.cases }
    }
    #expect(result(none).outcomes == [.notApplicable: 1, .passed: 11])
  }

  @Test func theSentenceTellsWhatTheExpectationFollowsFrom() throws {
    var seen = observation([240] + ordinary.dropFirst(), parties: hundred) { index, cell in
      if index == 0 { (cell.cases, cell.casesUnobserved, cell.partyMonths) = (243, 3, 1_180) }
    }
    var flag = try #require(result(seen).flags.first)
    #expect(flag.reason.chinese.contains("实际240件"))
    #expect(flag.reason.chinese.contains("（监管对象月均98个，已报送12个月；未报送或无职权月份的3件不计）"))
    seen.cells[0].partyMonths = nil
    seen.cells[0].casesUnobserved = 0
    flag = try #require(result(seen).flags.first)
    #expect(flag.reason.chinese.contains("（监管对象100个，已报送12个月）"))
  }

  @Test func comparesNoUnitsOfDifferentLevels() {
    var seen = observation([240] + ordinary.dropFirst(), parties: hundred)
    seen.units = seen.units.map { unit in
      UnitFact(
        code: unit.code, level: unit.code == "U00" ? "town" : "county", kind: "",
        parentCode: "", districtCode: "")
    }
    let result = result(seen)
    #expect(result.flags.isEmpty)
    #expect(result.outcomes == [.notApplicable: 1, .passed: 11])
  }

  @Test func saysNothingOfNoCells() {
    #expect(!result(PatternExample.units([])).coverage.isComputed)
  }

  // Rates that spread with 0.3 on the log scale; nobody is unlike the others.
  @Test func ordinarySpreadFlagsHardlyAnyone() {
    var flags = 0
    for seed in 0..<20 {
      var random = RandomSource(seed: UInt64(seed), purpose: "ratio null world")
      let parties = (0..<40).map { _ in 50 + random.integer(below: 200) }
      let cases = parties.map { number in
        random.poisson(mean: 0.2 * Double(number) * random.logNormal(spread: 0.3))
      }
      flags += result(observation(cases, parties: parties)).flags.count
    }
    #expect(flags <= 2)
  }

  private static let unanswered: [(@Sendable (inout Cell) -> Void, SubjectOutcome)] = [
    ({ $0.state = .notEmpowered }, .notApplicable), ({ $0.monthsEmpowered = 0 }, .notApplicable),
    ({ $0.regulatedParties = nil }, .notComputable), ({ $0.lacksParties = true }, .notComputable),
    ({ $0.regulatedParties = 0 }, .notApplicable),
    ({ $0.state = .notSent }, .notComputable), ({ $0.monthsSent = 0 }, .notComputable),
    ({ $0.monthsSent = 5 }, .notComputable), ({ $0.cases = 0 }, .notApplicable),
  ]

  @Test(arguments: unanswered.indices)
  func whatCannotBeComparedHasItsOutcome(_ place: Int) {
    let (change, outcome) = Self.unanswered[place]
    var world = PeerStandardisedRatio.examples[2].observation
    change(&world.cells[11])
    let result = PeerStandardisedRatio.result(of: world, IndicatorSettings())
    #expect(result.outcomes == [.passed: 11, outcome: 1] && result.flags.isEmpty)
  }

  // What one lacks of the months that its peers have may be the season.
  @Test(
    arguments: [
      (12, 10, 12, nil), (12, 9, 12, .notComputable), (10, 10, 12, nil), (9, 9, 12, .notApplicable),
      (9, 9, 9, nil), (6, 6, 6, nil), (12, 6, 6, .notComputable), (12, 12, 6, .notApplicable),
      // Held all year, where the others hold it for ten months, and one month did not come.
      (12, 11, 10, .notApplicable), (11, 9, 12, nil),
    ] as [(Int, Int, Int, SubjectOutcome?)])
  func aSixthOfTheMonthsMayLack(
    _ held: Int, _ sent: Int, _ peers: Int, _ outcome: SubjectOutcome?
  ) {
    var world = PeerStandardisedRatio.examples[2].observation
    for index in world.cells.indices {
      (world.cells[index].monthsEmpowered, world.cells[index].monthsSent) = (peers, peers)
    }
    (world.cells[11].monthsEmpowered, world.cells[11].monthsSent) = (held, sent)
    world.cells[11].cases = 36
    let result = PeerStandardisedRatio.result(of: world, IndicatorSettings())
    #expect(result.outcomes == (outcome.map { [.passed: 11, $0: 1] } ?? [.passed: 12]))
  }

  // Far from 1 alone, or from the middle of its level alone, a ratio says nothing of its unit.
  @Test(
    arguments: [
      // 6.07 times the others' rate, 8.9 times the middle one; 13.2 and 14.6 times below.
      (240, 100, 100, 6.0, ["high"]), (240, 100, 100, 6.1, []), (3, 100, 100, 13.1, ["low"]),
      (3, 100, 100, 13.3, []),
      // A large unit of a low rate makes 33 times of the others', and 7.6 of the middle one.
      (240, 100, 10_000, 7.5, ["high"]), (240, 100, 10_000, 7.7, []),
    ] as [(Int, Int, Int, Double, [String])])
  func isFarFromOneAndFromTheMiddle(
    _ cases: Int, _ parties: Int, _ large: Int, _ least: Double, _ categories: [String]
  ) {
    let numbers = [cases] + ordinary.dropFirst().dropLast() + [large == 100 ? ordinary[11] : 400]
    let seen = observation(numbers, parties: [parties] + hundred.dropFirst().dropLast() + [large])
    let settings = IndicatorSettings(["S01": ["ratio": least]])
    let flags = PeerStandardisedRatio.result(of: seen, settings).flags
    #expect(flags.filter { $0.unitCode == "U00" }.map(\.category) == categories)
  }

  // Three expected cases are enough, two are not, and five units must have them.
  @Test func fiveUnitsOfThreeExpectedCasesAreCompared() {
    let outcomes = { (cases: [Int], parties: [Int?]) in
      self.result(self.observation(cases, parties: parties)).outcomes
    }
    let five = [Int?](repeating: 100, count: 5)
    #expect(outcomes([3, 3, 3, 3, 3], five) == [.passed: 5])
    #expect(outcomes([2, 2, 2, 2, 2], five) == [.notApplicable: 5])
    #expect(outcomes([40, 40, 40, 40, 1], five.dropLast() + [5]) == [.notApplicable: 5])
    #expect(outcomes([40, 40, 40, 40, 40, 1], five + [5]) == [.passed: 5, .notApplicable: 1])
  }
}
