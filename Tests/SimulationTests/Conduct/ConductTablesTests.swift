import Testing

@testable import Simulation

@Suite struct ConductTablesTests {
  private let records: ConductRecords
  private var delivery: Delivery { records.delivery }

  init() throws {
    records = try ConductRecords.sample.get()
  }

  @Test func everyOfficerOfACaseIsListedForItsYear() throws {
    let listed = Set(
      try delivery.table("officers.csv").map { "\($0["执法证号"] ?? "") \($0["年度"] ?? "")" })
    let missing = records.cases.filter { row in
      guard let day = ConductRecords.day("处罚决定日期", row) else { return false }
      return ConductRecords.officers(row).contains { !listed.contains("\($0) \(day.civil.year)") }
    }
    #expect(missing.isEmpty && listed.count > 3_000)
  }

  @Test func officersAndUnitsAgree() throws {
    let officers = try delivery.table("officers.csv").filter { $0["年度"] == "2024" }
    for unit in try delivery.table("units.csv") where unit["撤销日期"] == "" {
      let own = officers.filter { $0["执法主体代码"] == unit["unit_code"] }
      #expect(String(own.count { $0["岗位"] == "执法" }) == unit["执法人员数"])
      #expect(String(own.count { $0["岗位"] == "法制审核" }) == unit["法制审核人员数"])
      let hasNone = unit["法制审核人员数"] == "0"
      #expect(hasNone == (unit["unit_code"] == ConductPlan.noReviewerUnit))
      let isNew = unit["负责人有无执法经验"] == "否"
      #expect(isNew == (unit["unit_code"] == ConductPlan.inexperiencedUnit))
    }
  }

  @Test func trainingAndSecondmentAreThoseOfTheTruth() throws {
    let officers = try delivery.table("officers.csv")
    let few = officers.filter { (Int($0["培训学时"] ?? "") ?? 0) < 60 }
    #expect(few.map { $0["执法主体代码"] } == Array(repeating: ConductPlan.untrainedUnit, count: 5))
    let exact = officers.filter { $0["培训学时"] == "60" }
    #expect(Set(exact.map { $0["执法主体代码"] }) == [ConductPlan.justTrainedUnit])
    #expect(exact.count == records.count("innocent_training"))
    let away = officers.filter { $0["借调"] == "是" }
    #expect(away.map { $0["执法主体代码"] } == [ConductPlan.secondedUnit, ConductPlan.secondedUnit])
  }

  @Test func officersOfCasesAreAsPlanted() throws {
    let ordinary = records.decided().filter { $0["办案程序"] == "普通程序" }
    let alone = ordinary.filter { ConductRecords.officers($0).count == 1 }
    #expect(
      alone.map { $0["执法主体代码"] } == Array(repeating: ConductPlan.oneOfficerUnit, count: 6))
    var ends: [String: String] = [:]
    for row in try delivery.table("officers.csv") {
      ends[row["执法证号"] ?? ""] = row["执法证有效期"]
    }
    var expired: [String: Int] = [:]
    for row in records.decided() {
      let day = ConductRecords.day("处罚决定日期", row)?.text ?? ""
      for officer in ConductRecords.officers(row) {
        if let end = ends[officer], !end.isEmpty, end < day { expired[officer, default: 0] += 1 }
      }
    }
    #expect(expired.count == 1 && expired.values.first == ConductPlan.expiredCases)
    #expect(expired.keys.first?.hasPrefix(ConductPlan.expiredUnit) == true)
  }

  @Test func twoOfficersHandleAUnitForFourMonths() {
    var loads: [[String]: Int] = [:]
    for row in records.decided() {
      let month = Delivery.month(of: row)
      for officer in ConductRecords.officers(row) { loads[[officer, month], default: 0] += 1 }
    }
    let heavy = loads.filter { $0.value > 10 }.keys
    let unit = ConductPlan.workloadUnit
    #expect(Set(heavy.map { $0[0] }) == [unit + "-01", unit + "-02"])
    #expect(Set(heavy.map { $0[1] }) == ["2024-03", "2024-04", "2024-05", "2024-06"])
  }

  @Test func yearlyTotalsAreThoseOfTheCasesButForOne() throws {
    var successors: [String: String] = [:]
    for unit in try delivery.table("units.csv") {
      let successor = unit["承继单位代码"] ?? ""
      successors[unit["unit_code"] ?? ""] = successor.isEmpty ? unit["unit_code"] : successor
    }
    var counts: [[String]: Int] = [:]
    for row in records.cases
    where row["处理结果"] == "予以处罚"
      && ConductRecords.day("处罚决定日期", row)?.civil.year == ConductPlan.totalsYear
    {
      let kinds = row["处罚种类"] ?? ""
      let heaviest = ["没收违法所得", "罚款", "警告"].first { kinds.contains($0) } ?? ""
      counts[[successors[row["执法主体代码"] ?? ""] ?? "", heaviest], default: 0] += 1
    }
    let totals = try delivery.table("annual_totals.csv")
    let wrong = totals.filter { row in
      let key = [row["执法主体代码"] ?? "", row["处罚种类"] ?? ""]
      return Int(row["宗数"] ?? "") != counts[key] ?? 0
    }
    #expect(wrong.map { $0["执法主体代码"] } == [ConductPlan.wrongTotalUnit])
    let stated = totals.compactMap { Int($0["宗数"] ?? "") }.reduce(0, +)
    #expect(stated == counts.values.reduce(0, +) + ConductPlan.wrongTotalSurplus)
  }

  @Test func onlyOneUnitAnswersLate() throws {
    let terms = ["举报": 15, "投诉": 7]
    let late = try delivery.events("complaints").filter { row in
      guard let received = ConductRecords.day("received_date", row), received.civil.year == 2024,
        let term = terms[row["kind"] ?? ""]
      else { return false }
      let answered = ConductRecords.day("outcome_date", row) ?? Day(2024, 12, 31)
      return Holidays.workingDays(after: received, through: answered) > term
    }
    #expect(late.count == records.count("answered_late") && late.count > 20)
    #expect(Set(late.map { $0["unit_code"] }) == [ConductPlan.lateAnswerUnit])
  }

  @Test func followupsAreOfFindingsAndOneIsUnanswered() throws {
    let rows = try delivery.table("followups.csv")
    #expect(Set(rows.map { $0["环节"] }) == ["已询问", "已答复", "已销号", "合格", "不合格"])
    let own = rows.filter { $0["问题编号"] == ConductPlan.unansweredFlag }
    #expect(own.map { $0["日期"] } == ["2024-10-15"])
  }
}
