import Testing

@testable import Simulation

@Suite struct ProcedurePatternsTests {
  private let records: ConductRecords

  init() throws {
    records = try ConductRecords.sample.get()
  }

  @Test(arguments: [
    ("late_cases", 12), ("innocent_term_last_day", 3), ("innocent_excluded_days", 1),
    ("act_too_old", 3), ("innocent_anniversary", 1), ("innocent_leap_day", 1),
    ("published_late", 21), ("innocent_holiday_publication", 3), ("review_not_ticked", 2),
    ("review_after", 4), ("review_same_day", 3), ("review_missing", 5),
    ("hearing_not_informed", 4), ("not_transferred", 3), ("overturned", 8),
    ("innocent_upheld", 12), ("self_corrected", 6), ("corrected_by_others", 1),
    ("one_officer", 6), ("auxiliaries_only", 3), ("summary_over_limit", 4),
    ("first_offence_again", 2), ("innocent_first_offence", 1), ("judicial_referral", 4),
    ("judicial_referral_not_filed", 1),
  ])
  func truthNamesEachCaseOfItsUnit(_ kind: String, _ count: Int) {
    let cases = records.planted(kind)
    #expect(records.count(kind) == count && cases.count == count)
    #expect(cases.allSatisfy { $0["执法主体代码"] == records.truth(kind)["unit_code"] })
  }

  @Test func termsAreOverrunAndKeptToTheDay() {
    #expect(records.planted("late_cases").compactMap(ConductRecords.term).sorted().first == 91)
    let punctual = records.decided(ConductPlan.punctualUnit).compactMap(ConductRecords.term)
    #expect(punctual.max() == 90 && punctual.count { $0 == 90 } == 3)
    let spared = records.planted("innocent_excluded_days")
    #expect(spared.map { $0["扣除天数"] } == ["15"])
    #expect(spared.compactMap(ConductRecords.term) == [85])
    // Nobody leaves out more days than a case took.
    #expect(records.cases.compactMap(ConductRecords.term).allSatisfy { $0 >= 0 })
  }

  @Test func actsAreFoundInTimeButForThree() {
    let late = records.cases.filter { row in
      guard let ended = ConductRecords.day("违法行为终了日期", row),
        let found = ConductRecords.day("发现日期", row)
      else { return false }
      let parts = ended.civil
      let isLeapDay = parts.month == 2 && parts.day == 29
      return found > Day(parts.year + 2, parts.month, isLeapDay ? 28 : parts.day)
    }
    #expect(late.count == 3)
    #expect(late.allSatisfy { $0["执法主体代码"] == ConductPlan.oldActUnit })
    let blank = records.cases.count { $0["违法行为终了日期"] == "" }
    #expect(blank * 50 > records.cases.count && blank * 20 < records.cases.count)
  }

  @Test func oneUnitPublishesLate() {
    let due = records.punished().filter { $0["应否公示"] == "是" }
    var late: [String] = []
    var waiting = 0
    for row in due {
      guard let decided = ConductRecords.day("处罚决定日期", row) else { continue }
      let published = ConductRecords.day("公示日期", row)
      let days = Holidays.workingDays(after: decided, through: published ?? Day(2024, 12, 31))
      if days > 7 { late.append(row["执法主体代码"] ?? "") }
      waiting += published == nil ? 1 : 0
    }
    #expect(late.count == 21 && Set(late) == [ConductPlan.publicationUnit])
    #expect(due.count > 1_700 && (10...60).contains(waiting))
    let spared = records.planted("innocent_holiday_publication")
    #expect(spared.allSatisfy { ConductRecords.day("公示日期", $0) == Day(2024, 10, 15) })
  }

  @Test func reviewsAreMissingOrLateAtOneUnit() {
    var found: [String: Int] = [:]
    for row in records.punished() {
      let isDue =
        row["是否重大执法决定"] == "是" || ConductRecords.amount(row) >= ReviewRule.reviewThreshold
        || row["听证"] == "已举行" || (row["处罚种类"] ?? "").contains("许可")
      guard isDue else { continue }
      let timing = ConductRecords.review(row)
      if timing != "before" { found[(row["执法主体代码"] ?? "") + " " + timing, default: 0] += 1 }
    }
    let unit = ConductPlan.reviewUnit
    #expect(found == [unit + " after": 4, unit + " same": 3, unit + " none": 7])
    let unticked = records.planted("review_not_ticked")
    #expect(unticked.allSatisfy { $0["是否重大执法决定"] == "否" })
    #expect(unticked.allSatisfy { ConductRecords.amount($0) >= ReviewRule.reviewThreshold })
  }

  @Test func hearingsAndTransfersAreOwedByOneUnitEach() {
    let owed = records.punished().filter {
      ConductRecords.amount($0) >= ReviewRule.hearingThreshold
        && !["已举行", "告知未申请"].contains($0["听证"])
    }
    #expect(owed.map { $0["执法主体代码"] } == Array(repeating: ConductPlan.hearingUnit, count: 4))
    let kept = records.decided().filter { $0["是否涉嫌犯罪"] == "是" && $0["是否移送司法机关"] == "否" }
    #expect(kept.map { $0["执法主体代码"] } == Array(repeating: ConductPlan.justiceUnit, count: 3))
  }

  @Test func oneUnitLosesEightOfTwenty() {
    let lost = ["变更", "撤销", "确认违法"]
    var concluded: [String: (all: Int, lost: Int)] = [:]
    for row in records.punished() {
      let results = [row["复议结果"] ?? "", row["诉讼结果"] ?? ""]
      guard results.contains(where: { !["", "无"].contains($0) }) else { continue }
      concluded[row["执法主体代码"] ?? "", default: (0, 0)].all += 1
      if results.contains(where: lost.contains) {
        concluded[row["执法主体代码"] ?? "", default: (0, 0)].lost += 1
      }
    }
    let own = concluded[ConductPlan.overturnedUnit]
    #expect(own?.all == 20 && own?.lost == 8)
    let others = concluded.filter { $0.key != ConductPlan.overturnedUnit }.values
    #expect(others.allSatisfy { $0.all <= 5 && $0.lost <= 1 })
    let corrected = records.punished(ConductPlan.selfCorrectingUnit)
    #expect(corrected.count { $0["自我纠正"] == "是" } == 6)
    #expect(concluded[ConductPlan.selfCorrectingUnit]?.lost == 1)
  }

  @Test func summaryFinesKeepTheirLimitButForFour() {
    let over = records.punished().map(ExportedCase.init).filter { own in
      own.isSummary && (own.fine ?? 0) > (own.kind == "个人" ? 200 : 3_000)
    }
    #expect(over.map(\.unit) == Array(repeating: ConductPlan.summaryUnit, count: 4))
    #expect(over.allSatisfy { $0.fine == 500 && $0.kind == "个人" })
    let limits = records.delivery.truths("innocent_summary_limit")
    #expect(limits.allSatisfy { (Int($0["records"] ?? "") ?? 0) > 20 })
  }

  @Test func firstOffencesAreFirstButForTwo() {
    var again: [String] = []
    for row in records.decided() where row["不予处罚理由"] == "首违" {
      let decided = ConductRecords.day("处罚决定日期", row) ?? Day(2024, 1, 1)
      let earlier = records.cases.contains { other in
        other["证件号码"] == row["证件号码"] && other["执法事项编码"] == row["执法事项编码"]
          && other["处理结果"] == "予以处罚"
          && (ConductRecords.day("处罚决定日期", other) ?? decided) < decided
      }
      if earlier { again.append(row["执法主体代码"] ?? "") }
    }
    #expect(again == Array(repeating: ConductPlan.firstOffenceUnit, count: 2))
  }

  @Test func justiceSentFiveCasesBackAndOneWasNotFiled() {
    let back = records.decided().filter { $0["案件来源"] == "司法机关移送" }
    #expect(back.count == 5)
    #expect(back.allSatisfy { $0["执法主体代码"] == ConductPlan.judicialUnit })
    let closed = back.filter { $0["立案日期"] == "" }
    #expect(closed.map { $0["处理结果"] } == ["不予立案"])
  }
}
