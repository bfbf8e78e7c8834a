import Contracts
import Testing

@testable import Indicators

@Suite struct AnnualTotalsTests {
  @Test(arguments: [
    ("detention;fine", "detention", "detention"),
    ("confiscation;fine", "confiscation", "confiscation"),
    ("licence_revoked;suspended_operation", "licence_revoked", "suspended_operation"),
    ("barred;licence_revoked", "licence_revoked", "barred"), ("barred;closed", "closed", "barred"),
    ("closed;suspended_operation", "closed", "closed"),
    ("restricted_operation;suspended_operation", "suspended_operation", "suspended_operation"),
    ("grade_lowered;licence_suspended", "grade_lowered", "grade_lowered"),
    ("licence_suspended;restricted_operation", "restricted_operation", "restricted_operation"),
    ("fine;other", "fine", "fine"), ("other;warning", "warning", "warning"),
    ("criticism;warning", "criticism", "criticism"), ("other", "other", "other"), ("", "", ""),
  ])
  func aDecisionCountsAtItsHeaviestKind(_ types: String, _ first: String, _ second: String) {
    #expect(PenaltyOrder.ofStatistics.heaviest(of: types) == first)
    #expect(PenaltyOrder.ofStatute.heaviest(of: types) == second)
  }

  @Test func bothOrdersHoldEveryKindOfPenalty() {
    for order in PenaltyOrder.allCases {
      for word in order.words { #expect(PenaltyClass(word) == .kinds([word])) }
      #expect(Set(order.words).count == 14)
      #expect(!order.inWords.chinese.contains("_"))
    }
  }

  @Test(arguments: [
    ("合计", PenaltyClass.all), ("合计（宗）", .all), ("total", .all), ("罚款", .kinds(["fine"])),
    ("罚款(件)", .kinds(["fine"])), ("警告、通报批评", .kinds(["criticism", "warning"])),
    ("没收违法所得、没收非法财物", .kinds(["confiscation"])),
    ("暂扣许可证、执照", .kinds(["licence_suspended"])),
    (
      "暂扣许可证件、降低资质等级、吊销许可证件",
      .kinds(["grade_lowered", "licence_revoked", "licence_suspended", "licence_unsplit"])
    ),
    (
      "限制开展生产经营活动、责令停产停业、责令关闭、限制从业",
      .kinds(["barred", "closed", "restricted_operation", "suspended_operation"])
    ),
    ("其他行政处罚", .kinds(["other"])), ("罚款、某某", .unknown), ("许可数量", .unknown), ("", .unknown),
  ])
  func classesAreReadAsTheTablesWriteThem(_ text: String, _ meaning: PenaltyClass) {
    #expect(PenaltyClass(text) == meaning)
  }

  private func outcomes(
    _ observation: Observation, _ values: [String: Double] = [:]
  ) -> [SubjectOutcome: Int] {
    AnnualTotalsReconciled.result(of: observation, IndicatorSettings(["Q05": values])).outcomes
  }

  @Test func everyExampleHasItsOutcome() {
    let found = AnnualTotalsReconciled.examples.map { outcomes($0.observation) }
    let expected: [[SubjectOutcome: Int]] = [
      [.flagged: 1], [.passed: 1], [.passed: 1], [.passed: 1], [.notComputable: 1],
      [.flagged: 1], [.passed: 1], [.notComputable: 1], [.notApplicable: 1],
    ]
    #expect(found == expected)
  }

  @Test func theOtherOrderMovesACaseAndIsNamed() throws {
    let world = AnnualTotalsReconciled.world(
      [("吊销许可证件", 0), ("责令停产停业", 1)], [("licence_revoked;suspended_operation", 1)])
    #expect(outcomes(world) == [.flagged: 1])
    #expect(outcomes(world, ["order": 2]) == [.passed: 1])
    let result = AnnualTotalsReconciled.result(of: world, IndicatorSettings())
    #expect(try #require(result.flags.first).reason.chinese.contains("按另一次序则没有不一致"))
    #expect(result.tables[0].title.chinese.contains("轻重次序1：行政拘留＞吊销许可证件"))
    let other = AnnualTotalsReconciled.result(
      of: world, IndicatorSettings(["Q05": ["order": 2]]))
    #expect(other.tables[0].title.chinese.contains("轻重次序2：行政拘留＞限制从业＞责令关闭"))
  }

  // The first place to look where the yearly table has more.
  @Test func recordsThatWereRejectedAreNamed() throws {
    var world = AnnualTotalsReconciled.world([("罚款", 5)], [("fine", 3)])
    let reason = { (world: Observation) throws in
      try #require(AnnualTotalsReconciled.result(of: world, IndicatorSettings()).flags.first).reason
    }
    let flag = try #require(
      AnnualTotalsReconciled.result(of: world, IndicatorSettings()).flags.first)
    let year = flag.from.year
    #expect(!(try reason(world)).chinese.contains("退回"))
    for (month, unit) in [
      ("\(year)-03", flag.unitCode), ("\(year)-07", flag.unitCode),
      ("\(year - 1)-07", flag.unitCode), ("\(year)-03", "other"),
    ] {
      world.unreadCases.add([month, unit, "", "", "", ""], [1])
    }
    #expect(try reason(world).chinese.hasSuffix("另有该年案件记录2条被退回、未能读入，不在其中。"))
    #expect(
      try reason(world).english.hasSuffix(
        " 2 case records of that year were rejected and are not counted."))
  }

  @Test func aDifferenceBelowTheSettingIsTolerated() {
    let world = AnnualTotalsReconciled.world([("罚款", 5)], [("fine", 3)])
    #expect(outcomes(world, ["cases": 2]) == [.flagged: 1])
    #expect(outcomes(world, ["cases": 3]) == [.passed: 1])
  }

  // 3 with a class, 1 without: 3 is certain, 4 possible, 2 and 5 are not.
  @Test(arguments: [(2, true), (3, false), (4, false), (5, true)])
  func decisionsWithoutAClassMayFillAGap(_ published: Int, _ differs: Bool) {
    let world = AnnualTotalsReconciled.world([("罚款", published)], [("fine", 3), ("", 1)])
    #expect(outcomes(world) == [differs ? .flagged : .notComputable: 1])
  }

  @Test func anUnsplitLicenceMayStandUnderEither() {
    let unsplit = [("licence_unsplit", 1)]
    let apart = AnnualTotalsReconciled.world(
      [("暂扣许可证件", 1), ("吊销许可证件", 0), ("合计", 1)], unsplit)
    #expect(outcomes(apart) == [.passed: 1])
    let together = AnnualTotalsReconciled.world([("暂扣许可证件、降低资质等级、吊销许可证件", 0)], unsplit)
    #expect(outcomes(together) == [.flagged: 1])
  }

  @Test func keptYearsBeginWithTheFirstWholeOne() {
    var world = AnnualTotalsReconciled.world([("合计", 9)], [], year: 2021)
    world.firstMonth = Month(year: 2018, month: 1)
    #expect(outcomes(world) == [.flagged: 1])
    // 48 months up to January 2025 begin with February 2021.
    world.month = Month(year: 2025, month: 1)
    #expect(outcomes(world) == [.notComputable: 1])
  }

  @Test func aYearIsOverWithItsDecember() {
    var world = AnnualTotalsReconciled.world([("合计", 9)], [], year: 2024)
    #expect(outcomes(world) == [.flagged: 1])
    world.month = Month(year: 2024, month: 11)
    #expect(outcomes(world) == [.notApplicable: 1])
  }

  @Test func whatCannotBeComparedSaysWhatIsMissing() {
    let none = AnnualTotalsReconciled.result(of: ExampleWorld.empty(), IndicatorSettings())
    #expect(!none.coverage.isComputed && none.coverage.missing == ["annual_totals"])
    let unread = AnnualTotalsReconciled.world([("许可数量", 4)], [("fine", 3)])
    let result = AnnualTotalsReconciled.result(of: unread, IndicatorSettings())
    #expect(!result.coverage.isComputed && result.coverage.missing == ["annual_totals.class"])
    var stranger = AnnualTotalsReconciled.world([("合计", 4)], [])
    stranger.unitMonths = []
    stranger.units = [
      UnitFact(code: "V", level: "", kind: "", parentCode: "", districtCode: "")
    ]
    let outside = AnnualTotalsReconciled.result(of: stranger, IndicatorSettings())
    #expect(outside.outcomes == [.notComputable: 1] && outside.coverage.missing == ["units"])
  }

  @Test func amountsAreListedAndNeverFlagged() {
    var world = AnnualTotalsReconciled.world([], [("fine", 3)])
    world.legality.annualTotals.add(["U", "2023", "罚款"], [3, 250_050, 1])
    let result = AnnualTotalsReconciled.result(of: world, IndicatorSettings())
    #expect(result.flags.isEmpty)
    #expect(
      result.tables[0].rows.map { $0.map(\.chinese) } == [
        ["U", "2023", "罚款", "3", "3", "0", "2500.50", "3000.00", "-499.50", "件数一致"]
      ])
  }
}
