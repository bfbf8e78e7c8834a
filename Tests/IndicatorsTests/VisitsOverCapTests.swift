import Contracts
import Testing

@testable import Indicators

/// What D01 says of visits and caps.
@Suite struct VisitsOverCapTests {
  private func world(
    _ frequency: [(key: [String], parties: Int)], over: [(key: [String], sums: [Int])] = [],
    visits: [VisitExample.Visits] = [.init(visits: 400)]
  ) -> Observation {
    var observation = VisitExample.world(visits)
    observation.tables.formUnion(["register", "caps"])
    for (key, parties) in frequency { observation.legality.visitFrequency.add(key, [parties]) }
    for (key, sums) in over {
      observation.legality.visitsOverCap.add(key, sums.count > 2 ? sums : sums + [sums[0], 0])
    }
    return observation
  }

  private func result(_ observation: Observation) -> IndicatorResult {
    VisitsOverCap.result(of: observation, IndicatorSettings())
  }

  private let high = [
    (key: ["1", "D", "高", "4", "0"], parties: 10), (key: ["1", "D", "高", "4", "4"], parties: 60),
    (key: ["2", "D", "高", "4", "5"], parties: 20), (key: ["2", "D", "高", "4", "9"], parties: 10),
  ]

  @Test(arguments: [
    ([25, 9, 0, 0], Severity.notice), ([25, 9, 19, 0], .notice), ([25, 9, 20, 0], .warning),
  ])
  func whatOthersUsedUpOrWhatMayBeComplaintLedIsANotice(_ sums: [Int], _ severity: Severity) {
    let found = result(world(high, over: [(["U", "D", "高", "4"], sums)])).flags
    #expect(found.map(\.severity) == [severity])
  }

  @Test func theCapItselfIsWithin() throws {
    let use = try #require(CapUse.all(world(high).legality.visitFrequency).first)
    // Python: numpy.median([0] * 10 + [4] * 60 + [5] * 20 + [9] * 10)
    #expect(use.all == 100 && use.overCap == 30 && use.median == 4 && use.most == 9)
  }

  @Test(arguments: [
    ("0", "0", 0), ("0", "1", 7), ("1", "1", 0), ("1", "2", 7), ("12", "12", 0), ("12", "13", 7),
  ])
  func oneVisitMoreIsOver(cap: String, visits: String, over: Int) throws {
    let observation = world([(["1", "D", "高", cap, visits], 7)])
    let use = try #require(CapUse.all(observation.legality.visitFrequency).first)
    #expect(use.overCap == over)
  }

  @Test func aGroupWithoutCapIsNotApplicable() {
    let rows = result(world(high + [(key: ["1", "D", "低", "", "30"], parties: 50)])).tables[1].rows
    #expect(
      rows.map { $0.map(\.chinese) } == [
        ["D", "高", "4", "100", "4", "9", "30", "30.0%", "21.9%–39.6%"],
        ["D", "低", "未设", "50", "30", "30", "不适用", "", ""],
      ])
  }

  @Test func fewPartiesAndWhatGivesThemAwayAreHidden() {
    let few = [
      (key: ["1", "D", "高", "4", "4"], parties: 96), (key: ["1", "D", "高", "4", "5"], parties: 4),
      (key: ["1", "D", "低", "1", "2"], parties: 3),
    ]
    let result = result(
      world(few, over: [(["U", "D", "高", "4"], [4, 4]), (["V", "D", "高", "4"], [19, 9])]))
    #expect(
      result.tables[0].rows.map { $0.map(\.chinese) } == [
        ["U", "D", "高", "4", "<10", "<10", "400"], ["V", "D", "高", "4", "19", "<10", "0"],
      ])
    #expect(
      result.tables[1].rows.map { $0.map(\.chinese) } == [
        // One party of a class would follow from the records of the register: no such class is listed.
        ["D", "高", "4", "100", "4", "—", "<10", "", ""]
      ])
    #expect(result.flags.map(\.observed) == [nil, 19])
    #expect(result.headline.chinese.contains("至少20次"))
  }

  @Test(arguments: [(4, true), (5, false)])
  func aClassOfFewPartiesIsInNoTableAndItsFlagTellsNoNumber(parties: Int, isHidden: Bool) throws {
    let classes = high + [(key: ["1", "D", "低", "1", "30"], parties: parties)]
    let result = result(world(classes, over: [(["U", "D", "低", "1"], [116, parties])]))
    let flag = try #require(result.flags.first)
    #expect(result.tables[0].rows.isEmpty == isHidden)
    #expect(flag.observed == (isHidden ? nil : 116))
    #expect(flag.severity == (isHidden ? .notice : .warning))
    #expect(flag.reason.chinese.contains("116") != isHidden)
    #expect(flag.reason.english.contains("116") != isHidden)
    #expect(result.headline.chinese.contains(isHidden ? "至少1次" : "116次"))
  }

  @Test func whereTheRegisterNamesNoDomainVisitsOfEveryDomainAreTheUnitsOwn() {
    let observation = world(
      [(["1", "", "高", "4", "9"], 60)], over: [(["U", "", "高", "4"], [60, 30])],
      visits: [.init(visits: 100), .init(domain: "E", visits: 20)])
    #expect(result(observation).tables[0].rows[0].last?.chinese == "120")
  }

  @Test func unitsPassWhereTheyVisitedADomainWithACap() {
    let visits: [VisitExample.Visits] = [
      .init(visits: 100), .init(unit: "V", visits: 50), .init(unit: "W", domain: "E", visits: 70),
      .init(unit: "X", mode: "complaint", visits: 70),
      .init(unit: "Y", month: ExampleWorld.month - 12, visits: 70),
    ]
    let over = [(key: ["U", "D", "高", "4"], sums: [60, 30])]
    var observation = world(high, over: over, visits: visits)
    observation.units = ["U", "V", "W", "X", "Y"].map {
      UnitFact(code: $0, level: "county", kind: "", parentCode: "", districtCode: "")
    }
    let result = result(observation)
    #expect(result.outcomes == [.flagged: 1, .passed: 1, .notApplicable: 3])
    #expect(result.flags.map(\.severity) == [.warning])
    #expect(result.flags.map(\.from) == [Month(year: 2024, month: 1)])
  }

  @Test(arguments: ["inspections", "register", "caps"])
  func aMissingTableIsNamed(table: String) {
    var observation = world(high)
    observation.tables.remove(table)
    #expect(result(observation).coverage == Coverage(isComputed: false, missing: [table]))
  }

  @Test func whatElseIsMissingIsNamed() {
    let visited = [(key: ["1", "D", "高", "4", "0"], parties: 100)]
    #expect(result(world(visited)).coverage.missing == ["inspections.party_id"])
    #expect(result(world([])).coverage.missing == ["register"])
    #expect(result(world([(["1", "D", "高", "", "3"], 9)])).coverage.missing == ["caps"])
    #expect(
      result(world([(["1", "D", "", "", "3"], 9)])).coverage.missing == ["register.risk_class"])
    let elsewhere = world(visited, visits: [.init(domain: "E", visits: 9)])
    #expect(result(elsewhere).coverage == Coverage(isComputed: false, missing: []))
  }
}
