import Testing

@testable import Simulation

@Suite struct VisitPatternsTests {
  private let records: ConductRecords
  private let visits: [[String: String]]
  private let register: [[String: String]]

  init() throws {
    records = try ConductRecords.sample.get()
    visits = try records.delivery.events("inspections").filter { ($0["date"] ?? "") >= "2024" }
    register = try records.delivery.table("register.csv")
  }

  @Test func sixPartiesAreVisitedBeyondTheirCap() {
    let caps = Dictionary(uniqueKeysWithValues: ConductPlan.caps.map { ($0.risk, $0.visits) })
    var days: [[String?]: Set<String>] = [:]
    for visit in visits where visit["mode"] != "投诉核查" {
      days[[visit["party_id"], visit["domain"]], default: []].insert(visit["date"] ?? "")
    }
    let over = register.filter { row in
      let count = days[[row["监管对象代码"], row["执法领域"]]]?.count ?? 0
      return count > caps[row["风险等级"] ?? ""] ?? 0
    }
    #expect(over.count == records.count("over_cap"))
    let parties = Set(over.map { $0["监管对象代码"] })
    let units = Set(visits.filter { parties.contains($0["party_id"]) }.map { $0["unit_code"] })
    #expect(units == [ConductPlan.overCapUnit])
  }

  @Test func partyOfComplaintsAndPartyOfJointVisitsKeepTheirCap() {
    let often = Dictionary(grouping: visits) { $0["party_id"] ?? "" }.values
    let led = often.filter { $0.count == 12 && $0.allSatisfy { $0["mode"] == "投诉核查" } }
    #expect(led.count == 1)
    let joint = often.filter { own in
      own.count == records.count("innocent_joint_visits")
        && own.allSatisfy { $0["mode"] == "联合" }
        && Set(own.map { $0["unit_code"] }) == [ConductPlan.overCapUnit, ConductPlan.jointUnit]
    }
    #expect(joint.count == 1)
  }

  @Test func twoUnitsFollowEachOtherWithinAMonth() {
    let (first, second) = ConductPlan.repeatUnits
    var distances: [Int] = []
    for own in Dictionary(grouping: visits, by: { $0["party_id"] ?? "" }).values {
      let before = own.filter { $0["unit_code"] == first && $0["mode"] == "日常" }
      let after = own.filter { $0["unit_code"] == second && $0["mode"] == "日常" }
      for visit in before {
        guard let start = ConductRecords.day("date", visit) else { continue }
        distances += after.compactMap { ConductRecords.day("date", $0) }
          .map { $0.number - start.number }.filter { (0...31).contains($0) }
      }
    }
    #expect(distances.sorted() == ConductPlan.repeatDays + [31])
  }

  @Test func oneUnitFindsNothingInTwoHundredVisits() {
    let byUnit = Dictionary(grouping: visits) { $0["unit_code"] ?? "" }
    for (unit, own) in byUnit where own.count >= 20 {
      let isClean = own.allSatisfy { $0["result"] == "未发现问题" }
      #expect(isClean == (unit == ConductPlan.cleanUnit), "\(unit)")
    }
    #expect(byUnit[ConductPlan.cleanUnit]?.count == records.count("no_problem_found"))
    #expect(records.count("no_problem_found") >= 200)
  }

  @Test func oneUnitPublishesNoRandomResult() {
    let random = visits.filter { $0["mode"] == "双随机" }
    for (unit, own) in Dictionary(grouping: random, by: { $0["unit_code"] ?? "" })
    where own.count >= 20 {
      let published = share(of: own) { $0["result_published_date"] != "" }
      #expect(unit == ConductPlan.unpublishedUnit ? published == 0 : published > 0.75, "\(unit)")
    }
  }

  @Test func addedVisitsLeaveTheRegisterAlone() throws {
    let added = visits.filter(isAdded)
    let registered = Set(register.map { $0["监管对象代码"] })
    #expect(added.count > 300 && added.allSatisfy { registered.contains($0["party_id"]) })
    let numbers = visits.map { $0["inspection_id"] }
    #expect(Set(numbers).count == numbers.count)
  }

  private func isAdded(_ visit: [String: String]) -> Bool {
    (visit["inspection_id"] ?? "").suffix(6).hasPrefix("9")
  }
}
