import Contracts
import Testing

@testable import Indicators

/// The musts of the decision on staff: C03, C04, C06, C07.
@Suite struct StaffRulesTests {
  private typealias Officers = StaffExample.Officers
  private let settings = IndicatorSettings()

  @Test(
    arguments: [
      (0, 12, LegalReviewers.Judgement.absent), (0, nil, .absent), (1, nil, .enough),
      (1, 20, .enough), (1, 21, .few(needed: 2)), (2, 40, .enough), (2, 41, .few(needed: 3)),
      (1, 0, .enough), (5, 100, .enough), (5, 101, .few(needed: 6)),
    ] as [(Int, Int?, LegalReviewers.Judgement)])
  func reviewersAreOneAtLeastAndAShareOfOfficers(
    _ reviewers: Int, _ officers: Int?, _ expected: LegalReviewers.Judgement
  ) {
    #expect(
      LegalReviewers.judgement(reviewers: reviewers, officers: officers, least: 1, percent: 5)
        == expected)
  }

  private func reviewers(_ officers: [Officers], _ staff: [[String]]) -> LegalReviewers.Count? {
    LegalReviewers.count(
      of: "U", StaffRecord(StaffExample.world(officers, staff: staff)), year: 2024)
  }

  @Test func theListComesBeforeTheUnitsTable() {
    let count = reviewers(
      [Officers(number: 10), Officers(role: "legal_review", number: 2)], [["U", "15", "1", ""]])
    #expect(
      count
        == LegalReviewers.Count(
          source: .list(2024), reviewers: 2, officers: 10, listed: 2, stated: 1))
    #expect(count?.differs == true)
  }

  @Test func theUnitsTableComesBeforeAnEarlierList() {
    let earlier = [
      Officers(year: 2023, number: 10), Officers(year: 2023, role: "legal_review", number: 2),
    ]
    #expect(reviewers(earlier, [["U", "15", "1", ""]])?.source == .units)
    #expect(reviewers(earlier, [["U", "15", "", ""]])?.source == .list(2023))
  }

  @Test func listsThatRecordNoReviewerAnywhereSayNothing() {
    #expect(reviewers([Officers(number: 10)], []) == nil)
    #expect(reviewers([Officers(number: 10)], [["U", "", "0", ""]])?.reviewers == 0)
    let elsewhere = [Officers(number: 10), Officers(unit: "V", role: "legal_review")]
    #expect(reviewers(elsewhere, [])?.reviewers == 0)
    #expect(reviewers(elsewhere + [Officers(role: "")], []) == nil)
  }

  @Test func aListWithNoneBesideAUnitsTableWithOneIsANotice() throws {
    let world = StaffExample.world(
      [Officers(number: 10), Officers(unit: "V", role: "legal_review")],
      staff: [["U", "10", "1", ""]])
    let result = LegalReviewers.result(of: world, settings)
    let flag = try #require(result.flags.first)
    #expect(result.flags.count == 1 && flag.unitCode == "U" && flag.severity == .notice)
    #expect(flag.reason.chinese.contains("人员名录为0名，单位表为1名"))
    #expect(result.outcomes == [.flagged: 1, .passed: 1])
  }

  @Test func noneInEitherIsAWarningAndNothingIsNotComputable() {
    let none = LegalReviewers.result(
      of: StaffExample.world([], staff: [["U", "9", "0", ""]]), settings)
    #expect(none.flags.map(\.severity) == [.warning])
    let blank = LegalReviewers.result(
      of: StaffExample.world([], staff: [["U", "9", "", ""]]), settings)
    #expect(blank.coverage.missing == ["officers.role", "units.legal_reviewers"])
    #expect(blank.outcomes == [.notComputable: 1])
  }

  @Test func aUnitThatIsGoneIsAskedNothing() async {
    var world = StaffExample.world(
      units: [("T", "town"), ("U", "county"), ("V", "county")],
      [
        Officers(number: 9), Officers(role: "legal_review"),
        Officers(unit: "V", hours: 9, seconded: "yes", number: 12),
      ])
    world.units[0] = UnitFact(
      code: "T", level: "town", kind: "", parentCode: "", districtCode: "1", isStanding: false)
    world.units[2] = UnitFact(
      code: "V", level: "county", kind: "", parentCode: "", districtCode: "1", isStanding: false)
    for indicator: any Indicator.Type in [
      LegalReviewers.self, TrainingHours.self, Secondment.self,
    ] {
      let result = await indicator.result(of: world, settings)
      #expect(result.flags.isEmpty, "\(indicator.page.code)")
      #expect(result.outcomes == [.passed: 1], "\(indicator.page.code)")
    }
    world.legality.unitStaff.add(["U", "", "", ""], [1])
    #expect(HeadExperience.result(of: world, settings).outcomes == [.notApplicable: 1])
  }

  @Test func officersOfAUnitThatIsGoneAreOfTheYearBeforeAlone() {
    var world = OfficersAtBase.world(town: [2023: 20, 2024: 10], county: [2023: 20, 2024: 30])
    world.units[0] = UnitFact(
      code: "T", level: "town", kind: "", parentCode: "", districtCode: "1", countyCode: "1",
      isStanding: false)
    let result = OfficersAtBase.result(of: world, settings)
    #expect(
      result.tables[0].rows[0].map(\.chinese)[1...7] == ["20", "40", "50.0%", "", "30", "", ""])
    #expect(result.outcomes == [.notApplicable: 1])
  }

  @Test(arguments: [(1, 5), (2, 10), (6, 30), (11, 55), (12, 60)])
  func hoursAreDueByMonth(_ month: Int, _ hours: Int) {
    #expect(TrainingHours.due(60, by: month) == hours)
  }

  @Test(arguments: [(1, 4), (3, 10), (5, 17), (12, 40)])
  func hoursAreRoundedUp(_ month: Int, _ hours: Int) {
    #expect(TrainingHours.due(40, by: month) == hours)
  }

  @Test(arguments: [(1, 4), (4, 13), (8, 25), (12, 38)])
  func aYearMayAskForHalfAnHour(_ month: Int, _ hours: Int) {
    #expect(TrainingHours.due(37.5, by: month) == hours)
  }

  @Test(
    arguments: [
      ("enforcement", 59, RuleJudgement.broken("short")), ("enforcement", 60, .kept),
      ("enforcement", 0, .broken("short")), ("enforcement", nil, .unknown),
      ("legal_review", 59, .broken("short")), ("legal_review", 61, .kept),
      ("auxiliary", 0, .notApplicable), ("", 0, .unknown),
      ("auxiliary;enforcement", 0, .broken("short")), ("enforcement;legal_review", 60, .kept),
    ] as [(String, Int?, RuleJudgement)])
  func sixtyHoursAreEnough(_ role: String, _ hours: Int?, _ expected: RuleJudgement) {
    #expect(TrainingHours.judgement(roles: Self.roles(role), hours: hours, due: 60) == expected)
  }

  private static func roles(_ text: String) -> Set<Substring> { Set(text.split(separator: ";")) }

  private func training(
    _ officers: [Officers], month: Int = 12, proRata: Double = 1, listed: String = ""
  ) -> IndicatorResult {
    var world = StaffExample.world(officers)
    world.sources.append(
      SourceSummary(
        name: "officers.csv", table: "officers", sha256: "", asOf: listed, counts: [], notes: [:]))
    world.month = Month(year: 2024, month: month)
    return TrainingHours.result(of: world, IndicatorSettings(["C04": ["pro_rata": proRata]]))
  }

  private func texts(_ result: IndicatorResult) -> [String] {
    Array(result.tables[0].rows[0].map(\.chinese).dropFirst())
  }

  @Test(arguments: [
    ("2024-01-31", 5, 0), ("2024-01-31", 4, 1), ("2024-06-30", 29, 1), ("2024-12-31", 59, 1),
    ("", 59, 1), ("2025-02-28", 59, 1),
  ])
  func aListHoldsTheHoursUpToItsDay(_ listed: String, _ hours: Int, _ short: Int) throws {
    let result = training([Officers(hours: hours, number: 3)], listed: listed)
    #expect(result.flags.count == short)
    let isFull = !["2024-01-31", "2024-06-30"].contains(listed)
    let severity = isFull ? Severity.warning : .notice
    #expect(result.flags.allSatisfy { $0.severity == severity })
  }

  @Test func theYearBeforeIsShownInFull() {
    let officers = [
      Officers(hours: 29, number: 2), Officers(hours: 30, number: 30),
      Officers(hours: nil, number: 3), Officers(year: 2023, hours: 59, number: 4),
      Officers(year: 2023, number: 20),
    ]
    #expect(
      texts(training(officers, month: 6)) == ["2024", "30", "32", "2", "3", "6.3%", "24", "4"])
    #expect(training(officers, month: 6).flags.map(\.severity) == [.notice])
    // Without the share of the year the last full one is judged.
    #expect(
      texts(training(officers, month: 6, proRata: 0))
        == ["2023", "60", "24", "4", "0", "", "", ""])
    #expect(training(officers, month: 6, proRata: 0).flags.map(\.severity) == [.warning])
  }

  @Test func anEarlierListIsJudgedInFullAndNamed() {
    let result = training([Officers(year: 2023, hours: 59)], month: 6)
    #expect(texts(result).prefix(3) == ["2023", "60", "1"])
    #expect(result.flags.first?.reason.chinese.contains("2023年人员名录") == true)
  }

  @Test func whatIsBlankIsNotComputable() {
    let blank = training([Officers(hours: nil, number: 5)])
    #expect(blank.outcomes == [.notComputable: 1])
    #expect(blank.coverage == Coverage(isComputed: false, missing: ["officers.training_hours"]))
    #expect(training([Officers(role: "", hours: 9)]).coverage.missing == ["officers.role"])
    #expect(training([]).coverage.missing == ["officers"])
    let helpers = training([Officers(role: "auxiliary", hours: 0)])
    #expect(helpers.outcomes == [.notApplicable: 1])
  }

  @Test(arguments: [
    ("enforcement", "yes", RuleJudgement.broken("seconded")), ("enforcement", "no", .kept),
    ("enforcement", "", .unknown), ("legal_review", "yes", .notApplicable),
    ("auxiliary", "yes", .notApplicable), ("", "yes", .unknown),
    ("enforcement;legal_review", "yes", .broken("seconded")),
  ])
  func secondmentConcernsOfficersWhoEnforce(
    _ role: String, _ seconded: String, _ expected: RuleJudgement
  ) {
    #expect(Secondment.judgement(roles: Self.roles(role), seconded: seconded) == expected)
  }

  @Test func secondedOfficersAreCountedAgainstThoseOfWhomTheListSays() {
    let result = Secondment.result(
      of: StaffExample.world([
        Officers(number: 28), Officers(certificate: "expired", seconded: "yes", number: 3),
        Officers(seconded: "", number: 9),
      ]), settings)
    #expect(texts(result) == ["2024", "31", "3", "9", "9.7%"])
    #expect(result.flags.map(\.severity) == [.warning])
    #expect(result.flags.map(\.observed) == [3])
    let blank = Secondment.result(of: StaffExample.world([Officers(seconded: "")]), settings)
    #expect(blank.coverage == Coverage(isComputed: false, missing: ["officers.seconded"]))
  }

  @Test(arguments: [
    ("town", "no", SubjectOutcome.flagged), ("town", "yes", .passed), ("town", "", .notComputable),
    ("county", "no", .notApplicable), ("city", "", .notApplicable), ("", "no", .notComputable),
    ("", "", .notApplicable),
  ])
  func experienceIsAskedOfHeadsOfTowns(
    _ level: String, _ experience: String, _ expected: SubjectOutcome
  ) {
    #expect(HeadExperience.outcome(level: level, experience: experience) == expected)
  }

  @Test func headsOfWhomNothingIsSaidAreNotComputable() {
    let towns = [("T", "town"), ("U", "town")]
    let one = HeadExperience.result(
      of: StaffExample.world(units: towns, [], staff: [["T", "", "", "yes"]]), settings)
    #expect(one.outcomes == [.passed: 1, .notComputable: 1] && one.coverage.isComputed)
    var none = StaffExample.world(units: towns, [])
    #expect(HeadExperience.result(of: none, settings).coverage.missing == ["units.head_experience"])
    none.tables.remove("units")
    #expect(HeadExperience.result(of: none, settings).coverage.missing == ["units"])
  }

  // A level that is stated comes before the kind, which tells only where it is blank.
  @Test(
    arguments: [
      ("", "town", SubjectOutcome.flagged), ("", "bureau", .notApplicable),
      ("", "", .notComputable), ("county", "town", .notApplicable), ("town", "bureau", .flagged),
    ] as [(String, String, SubjectOutcome)])
  func theKindTellsATownWhereTheLevelIsBlank(
    _ level: String, _ kind: String, _ expected: SubjectOutcome
  ) {
    var world = StaffExample.world(
      units: [("U", level), ("T", "town")], [],
      staff: [["U", "", "", "no"], ["T", "", "", "yes"]])
    world.units[0] = UnitFact(
      code: "U", level: level, kind: kind, parentCode: "", districtCode: "1", countyCode: "1")
    let result = HeadExperience.result(of: world, settings)
    #expect(result.outcomes == [.passed: 1, expected: 1])
    #expect(result.coverage.missing == (expected == .notComputable ? ["units.level"] : []))
  }
}
