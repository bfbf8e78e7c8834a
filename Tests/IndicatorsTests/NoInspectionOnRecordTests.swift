import Contracts
import Testing

@testable import Indicators

/// What S09 says of the register and the inspections.
@Suite struct NoInspectionOnRecordTests {
  private func observation(_ rows: [([String], Int)], since months: Int = 40) -> Observation {
    var observation = PatternExample.units([])
    observation.tables.insert("register")
    for (key, parties) in rows { observation.patterns.registered.add(key, [parties]) }
    observation.patterns.visits = [
      VisitOutcome(month: observation.month - months, unitCode: "U", domain: "D", itemCode: "")
    ]
    return observation
  }

  private func result(_ rows: [([String], Int)], since months: Int = 40) -> IndicatorResult {
    NoInspectionOnRecord.result(of: observation(rows, since: months), IndicatorSettings())
  }

  private func district(_ name: String, _ unvisited: Int, of parties: Int) -> [([String], Int)] {
    [
      ([name, "D", "高", "48", ""], unvisited),
      ([name, "D", "高", "48", "35"], parties - unvisited),
    ]
  }

  @Test func twoDistrictsAreComparedByTheBinomialLaw() throws {
    let flag = try #require(
      result(district("A", 30, of: 100) + district("B", 10, of: 100)).flags.first)
    // Python: binom.sf(30, 100, 0.1) + 0.5 * binom.pmf(30, 100, 0.1)
    #expect(abs(try #require(flag.pValue) / 1.5249080435083326e-08 - 1) < 1e-9)
    #expect(flag.districtCode == "A" && flag.unitCode.isEmpty)
    #expect(flag.effect == 0.3)
  }

  @Test func aVisitBeforeTheMonthsIsNone() {
    let rows = [(["A", "D", "高", "40", "36"], 30), (["A", "D", "高", "40", "35"], 70)]
    let flags = result(rows + district("B", 10, of: 100)).flags
    #expect(flags.map(\.observed) == [30])
  }

  @Test func partiesWithGapsOrListedLatelyAreLeftOut() {
    let rows = [
      (["A", "D", "", "48", ""], 100), (["", "D", "高", "48", ""], 100),
      (["A", "D", "高", "", ""], 100), (["A", "D", "高", "35", ""], 100),
    ]
    let result = result(rows + district("A", 10, of: 100) + district("B", 10, of: 100))
    #expect(result.outcomes == [.passed: 2])
    #expect(result.headline.chinese.contains("另有300个对象信息不全、100个列入未满期"))
  }

  @Test func whatCannotBeComputedSaysWhy() {
    let rows = district("A", 60, of: 100)
    #expect(result(rows, since: 34).coverage.missing == ["history"])
    #expect(result(rows, since: 35).coverage.isComputed)
    #expect(result(district("A", 100, of: 100)).coverage.missing == ["inspections.party_id"])
    #expect(
      result([(["A", "D", "高", "", "3"], 100)]).coverage.missing == ["register.since"])
    var bare = observation(rows)
    bare.tables.remove("register")
    #expect(
      NoInspectionOnRecord.result(of: bare, IndicatorSettings()).coverage.missing == ["register"])
    bare = observation([])
    bare.patterns.visits = []
    #expect(!NoInspectionOnRecord.result(of: bare, IndicatorSettings()).coverage.isComputed)
  }

  @Test func oneDistrictAloneIsNotApplicable() {
    #expect(result(district("A", 60, of: 100)).outcomes == [.notApplicable: 1])
  }

  @Test func smallGroupsShowCountsAlone() {
    let result = result(district("A", 3, of: 29) + district("B", 10, of: 100))
    let row = result.tables[0].rows[0].map(\.chinese)
    #expect(row[3...6] == ["29", "<5", "", ""])
  }

  // Three of 100 and 10 of 100 elsewhere: the share of these would say three.
  @Test func whatRestsOnAHiddenNumberIsNotTold() throws {
    let result = result(
      district("A", 60, of: 100) + district("B", 3, of: 100) + district("C", 10, of: 100))
    let flag = try #require(result.flags.first)
    #expect(flag.observed == 60 && flag.expected == nil && flag.pValue == nil && flag.qValue == nil)
    // At most four of 100, and 10 of 100.
    #expect(flag.reason.chinese.contains("其他区县同类不超过7.0%（q不超过0.1）"))
    #expect(
      result.tables[0].rows.map { $0.suffix(2).map(\.chinese) } == [
        ["—", "—"], ["—", "—"], ["—", "—"],
      ])
  }

  @Test func aFewThatWereVisitedAreNotToldEither() throws {
    let result = result(district("A", 97, of: 100) + district("B", 10, of: 100))
    let flag = try #require(result.flags.first)
    #expect(flag.observed == nil && flag.effect == nil && !flag.reason.chinese.contains("97"))
    #expect(flag.reason.chinese.contains("有检查记录的不足5个，其余没有（共100个）；"))
    #expect(flag.reason.english.contains("fewer than five have an inspection on record"))
    #expect(result.tables[0].rows[0][4].chinese == "—")
    #expect(result.points.map(\.y) == [nil, 0.1])
  }

  @Test func aSmallGroupDoesNotFollowFromTheSumOfItsKind() {
    let result = result(
      district("A", 1, of: 3) + district("B", 10, of: 100) + district("C", 8, of: 50))
    let rows = result.tables[0].rows.map { $0.map(\.chinese) }
    #expect(rows[0][3...4] == ["<5", "<5"])
    #expect(rows[1][3...4] == ["100", "10"])
    #expect(rows[2].suffix(6) == ["—", "—", "—", "—", "—", "—"])
  }

  // Its one party would follow from the records of the register, and with it whether it was visited.
  @Test func aClassOfOnePartyInAllIsNotListed() {
    let one = [(["A", "D", "低", "48", ""], 1)]
    let result = result(district("A", 10, of: 100) + district("B", 10, of: 100) + one)
    #expect(result.tables[0].rows.map { $0[2].chinese } == ["高", "高"])
  }

  @Test func higherRiskVisitedLessIsListed() {
    let low = [(["A", "D", "低", "48", "1"], 90), (["A", "D", "低", "48", ""], 10)]
    let rows = result(district("A", 60, of: 100) + low).tables[1].rows
    #expect(rows.count == 1)
    #expect(rows[0][2].chinese == "高" && rows[0][6].chinese == "是")
  }

  // The city's own unit visits parties of every county; parties that are listed for no domain may be its own.
  @Test(arguments: [("C", "D"), ("A", ""), ("C", "")])
  func whoseInspectionsDidNotComeIsNotCompared(_ place: String, _ domain: String) {
    let rows = (district("A", 60, of: 100) + district("B", 10, of: 100)).map { key, parties in
      ([key[0], domain] + key[2...], parties)
    }
    var seen = observation(rows)
    let flagged = NoInspectionOnRecord.result(of: seen, IndicatorSettings()).flags
    #expect(flagged.map(\.districtCode) == ["A"])
    seen.districts = ["A", "B"].map {
      DistrictFact(code: $0, presentCode: $0, level: "county", parentCode: "C")
    }
    seen.units = [
      UnitFact(
        code: "V", level: "", kind: "", parentCode: "", districtCode: place, countyCode: place)
    ]
    var cell = Cell(level: .unitDomain, domain: "D", state: .active)
    (cell.unitCode, cell.monthsEmpowered) = ("V", 12)
    seen.cells = [cell]
    for past in 0..<7 { seen.unsentInspections.add(["V", (seen.month - past).description], [1]) }
    #expect(NoInspectionOnRecord.result(of: seen, IndicatorSettings()).flags.isEmpty)
  }

  // A unit of the city that never went to a county says nothing of it; without a list of powers it may have
  // looked for anything.
  @Test(arguments: [("B", "D", true), ("A", "D", false), ("A", "E", true), ("A", "", false)])
  func onlyPlacesWhereAUnitGoesAreLeftOut(
    _ visited: String, _ domain: String, _ isFlagged: Bool
  ) {
    var seen = observation(
      district("A", 60, of: 100) + district("B", 10, of: 100) + district("G", 11, of: 100))
    seen.districts = ["A", "B"].map {
      DistrictFact(code: $0, presentCode: $0, level: "county", parentCode: "C")
    }
    seen.units = [
      UnitFact(code: "V", level: "", kind: "", parentCode: "", districtCode: "C", countyCode: "C")
    ]
    var visit = VisitOutcome(month: seen.month - 39, unitCode: "V", domain: "D", itemCode: "")
    visit.districtCode = visited
    seen.patterns.visits.append(visit)
    if !domain.isEmpty {
      var cell = Cell(level: .unitDomain, domain: domain, state: .active)
      (cell.unitCode, cell.monthsEmpowered) = ("V", 12)
      seen.cells = [cell]
    }
    for past in 0..<7 { seen.unsentInspections.add(["V", (seen.month - past).description], [1]) }
    let flags = NoInspectionOnRecord.result(of: seen, IndicatorSettings()).flags
    #expect(flags.map(\.districtCode) == (isFlagged ? ["A"] : []))
  }
}
