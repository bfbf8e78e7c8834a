import Contracts
import Testing

@testable import Indicators

/// What L07 and C08 say of the officers named in decided cases.
@Suite struct TwoOfficersTests {
  typealias Cases = [(facts: [String], number: Int)]

  private func listed(_ cases: Cases, _ roles: [String] = ["enforcement"]) -> Observation {
    ProcedureExample.list(roles, in: ProcedureExample.world(.officers, cases))
  }

  @Test(
    arguments: [
      (nil, nil, nil, RuleJudgement.unknown),
      (0, nil, nil, .unknown),
      (1, 1, 0, .broken("fewer_than_two")),
      (2, nil, nil, .kept),
      (2, 0, 0, .kept),
      (2, 1, 1, .broken("uncertified")),
      (3, 0, 1, .broken("not_listed")),
      (2, 0, nil, .kept),
    ] as [(Int?, Int?, Int?, RuleJudgement)])
  func judgesNumberBeforeCertificate(
    named: Int?, uncertified: Int?, unlisted: Int?, expected: RuleJudgement
  ) {
    let found = TwoOfficers.judgement(
      named: named, uncertified: uncertified, unlisted: unlisted, fewest: 2)
    #expect(found == expected)
  }

  @Test func withoutAListTheNumberAloneIsJudged() {
    let result = TwoOfficers.result(
      of: ProcedureExample.world(.officers, [(["ordinary", "2", "", "", "", "", ""], 4)]),
      IndicatorSettings())
    #expect(result.coverage.isComputed && result.coverage.missing == ["officers"])
    #expect(result.tables[0].columns.map(\.chinese).contains("执法证已过期") == false)
    #expect(result.outcomes == [.passed: 1])
  }

  @Test func aListWithoutTheUnitSaysNothingOfItsOfficers() {
    var world = listed([(["ordinary", "2", "1", "0", "1", "0", "0"], 2)])
    world.legality.add(
      ProcedureCount(
        month: ExampleWorld.month, unitCode: "V",
        facts: ["ordinary", "2", "0", "0", "2", "0", "0"],
        cases: 9), to: .officers)
    let result = TwoOfficers.result(of: world, IndicatorSettings())
    #expect(result.outcomes == [.flagged: 1, .passed: 1])
    #expect(result.coverage.missing == ["officers"])
    let rows = result.tables[0].rows.map { $0.map(\.chinese) }
    #expect(rows[0] == ["U", "2", "2", "0", "0", "2", "", "", "0"])
    #expect(rows[1] == ["V", "9", "0", "0", "—", "—", "", "", "0"])
  }

  // Of thirty cases, so many name one officer.
  @Test(arguments: [(30, Severity.notice), (27, .notice), (26, .warning), (6, .warning)])
  func oneNameInNearlyEveryCaseIsAWayOfFillingTheColumn(
    _ single: Int, _ severity: Severity
  ) throws {
    let cases: Cases = [
      (["ordinary", "1", "1", "0", "0", "0", "0"], single),
      (["ordinary", "2", "2", "0", "0", "0", "0"], 30 - single),
    ]
    let flag = try #require(
      TwoOfficers.result(of: listed(cases.filter { $0.number > 0 }), IndicatorSettings()).flags
        .first)
    #expect(flag.severity == severity && flag.observed == single)
    #expect(flag.reason.chinese.contains("先核实登记口径") == (severity == .notice))
    #expect(flag.reason.english.contains("should be checked first") == (severity == .notice))
  }

  @Test func aPersonWhoIsNotListedIsTheWeakerFinding() throws {
    let weak = TwoOfficers.result(
      of: listed([(["ordinary", "2", "1", "0", "1", "0", "0"], 9)]), IndicatorSettings())
    let flag = try #require(weak.flags.first)
    #expect(flag.severity == .notice && flag.reason.chinese.contains("名录可能更新滞后"))
    let strong = TwoOfficers.result(
      of: listed([(["ordinary", "2", "1", "1", "0", "0", "0"], 3)]), IndicatorSettings())
    #expect(try #require(strong.flags.first).severity == .warning)
  }

  // Ten entries of five cases; of nine that is no way of filling the column yet.
  @Test(arguments: [(5, 0, true), (4, 0, false), (5, 1, false)])
  func aColumnThatNeverMatchesTheListHoldsNamesOrOtherNumbers(
    _ cases: Int, _ matching: Int, _ isOther: Bool
  ) {
    let all: Cases = [
      (["ordinary", "2", "0", "0", "2", "0", "0"], cases),
      (["ordinary", "2", "1", "0", "1", "0", "0"], matching),
    ]
    let result = TwoOfficers.result(
      of: listed(all.filter { $0.number > 0 }), IndicatorSettings())
    #expect(result.flags.isEmpty == isOther)
    #expect(result.headline.chinese.contains("姓名或其他编号") == isOther)
    #expect(result.headline.english.contains("names or other") == isOther)
    #expect((result.outcomes[.notComputable] == 1) == isOther)
  }

  // Their number is told all the same.
  @Test func tooFewNamesAreTooFewWhateverTheyAre() {
    let result = TwoOfficers.result(
      of: listed([
        (["ordinary", "2", "0", "0", "2", "0", "0"], 9),
        (["ordinary", "1", "0", "0", "1", "0", "0"], 3),
      ]), IndicatorSettings())
    #expect(result.flags.map(\.observed) == [3])
  }

  @Test func aDomainMayAllowOneOfficer() {
    let settings = IndicatorSettings(byDomain: ["L07": ["D": ["officers": 1]]])
    let world = listed([(["summary", "1", "1", "0", "0", "0", "0"], 9)])
    #expect(TwoOfficers.result(of: world, settings).flags.isEmpty)
    #expect(TwoOfficers.result(of: world, IndicatorSettings()).flags.count == 1)
  }

  @Test(
    arguments: [
      (nil, nil, nil, RuleJudgement.unknown),
      (2, nil, nil, .unknown),
      (2, 0, 2, .broken("auxiliaries_only")),
      (1, 0, 1, .broken("auxiliaries_only")),
      (2, 0, 1, .kept),
      (2, 1, 1, .unknown),
      (2, 2, 0, .unknown),
      (3, 1, 1, .kept),
    ] as [(Int?, Int?, Int?, RuleJudgement)])
  func onlyAuxiliariesAreNoOfficer(
    named: Int?, unknown: Int?, auxiliary: Int?, expected: RuleJudgement
  ) {
    let found = AuxiliariesOnly.judgement(named: named, auxiliary: auxiliary, unknown: unknown)
    #expect(found == expected)
  }

  @Test func auxiliariesNeedAListThatKnowsThem() {
    let cases: Cases = [(["ordinary", "2", "2", "0", "0", "0", "0"], 9)]
    let settings = IndicatorSettings()
    let bare = AuxiliariesOnly.result(
      of: ProcedureExample.world(.officers, cases), settings)
    #expect(bare.coverage.missing == ["officers"])
    let roleless = AuxiliariesOnly.result(of: listed(cases, [""]), settings)
    #expect(roleless.coverage.missing == ["officers.role"])
    let none = AuxiliariesOnly.result(of: listed(cases), settings)
    #expect(!none.coverage.isComputed && none.outcomes == [.notApplicable: 1])
    let known = AuxiliariesOnly.result(of: listed(cases, ["auxiliary", "enforcement"]), settings)
    #expect(known.outcomes == [.passed: 1])
  }

  @Test(arguments: [(10, Severity.notice), (9, .warning)])
  func tenCasesOfOneNameMakeAHabit(_ cases: Int, _ severity: Severity) {
    let result = TwoOfficers.result(
      of: listed([(["ordinary", "1", "1", "0", "0", "0", "0"], cases)]), IndicatorSettings())
    #expect(result.flags.map(\.severity) == [severity])
  }
}
