import Testing

@testable import Simulation

@Suite struct TimingPatternsTests {
  private let delivery: Delivery
  private let cases: [ExportedCase]

  init() throws {
    delivery = try Delivery.sample.get()
    cases = try Delivery.lastVersions.get().filter { $0.isInWindow && !$0.decided.isEmpty }
  }

  @Test func oneUnitDecidesInTheLastWorkingDaysOfMonths() throws {
    let rush = try #require(delivery.truths("period_end_rush").first?["unit_code"])
    let off = Set(
      try delivery.table("holidays.csv").filter { $0["working"] == "no" }.map { $0["date"] })
    var late: Set<String> = []
    for month in Month.months(from: Month(2024, 1), through: Month(2024, 12)) {
      let days = (month.firstDay.number...month.lastDay.number).map { Day(number: $0).text }
      late.formUnion(days.filter { !off.contains($0) }.suffix(5))
    }
    for (unit, own) in Dictionary(grouping: cases, by: \.unit) where own.count >= 60 {
      let share = share(of: own) { late.contains($0.decided) }
      #expect(unit == rush ? (0.57...0.63).contains(share) : share < 0.35, "\(unit): \(share)")
    }
  }

  @Test func rushedCasesKeepTheirCourse() throws {
    for found in try Delivery.lastVersions.get() where found.isSummary && !found.decided.isEmpty {
      #expect(found.decided.hasPrefix(found.month))
    }
    // What was not filed has no day of filing.
    let filed = delivery.cases.allSatisfy { row in
      let (filed, decided) = (day("立案日期", row), day("处罚决定日期", row))
      return decided.isEmpty || row["处理结果"] == "不予立案"
        || (filed <= decided && day("发现日期", row) <= filed)
    }
    #expect(filed)
  }

  @Test func burstIsHalfOfAYearAndLittleFollows() throws {
    let truth = try #require(delivery.truths("burst").first)
    let own = cases.filter { $0.unit == truth["unit_code"] && $0.item == truth["item_code"] }
    #expect(own.count >= 30)
    #expect((0.45...0.55).contains(share(of: own) { $0.month == "2024-07" }))
    #expect(own.count { $0.month > "2024-07" } <= 5)
  }

  @Test func campaignIsOfAllUnitsOfTheDomain() throws {
    let truth = try #require(delivery.truths("innocent_campaign").first)
    let own = cases.filter { $0.domain == truth["domain"] }
    let units = Dictionary(grouping: own, by: \.unit).filter { $0.value.count >= 30 }
    #expect(units.count >= 4)
    for (unit, decided) in units {
      let share = share(of: decided) { $0.month == truth["from"] }
      #expect((0.21...0.29).contains(share), "\(unit): \(share)")
    }
  }

  private func day(_ name: String, _ row: [String: String]) -> String {
    let parts = (row[name] ?? "").split { !$0.isNumber }.compactMap { Int(Money.ascii(String($0))) }
    return parts.count >= 3 ? Day(parts[0], parts[1], parts[2]).text : ""
  }
}
