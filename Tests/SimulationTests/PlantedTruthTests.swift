import Testing

@testable import Simulation

@Suite struct PlantedTruthTests {
  private let delivery: Delivery

  init() throws {
    delivery = try Delivery.sample.get()
  }

  @Test func stoppedUnitIsBusyThenSilentWhileVisitsGoOn() throws {
    let truth = try #require(delivery.truths("stopped").first)
    let unit = try #require(truth["unit_code"])
    let before = delivery.cases(of: unit, in: "2022-01"..."2023-04")
    let byMonth = Dictionary(grouping: before, by: Delivery.month).mapValues(\.count)
    #expect(byMonth.count == 16 && byMonth.values.allSatisfy { $0 > 8 })
    #expect(delivery.cases(of: unit, in: "2023-05"..."2024-12").isEmpty)
    let problems = try delivery.events("inspections").filter {
      $0["unit_code"] == unit && ($0["date"] ?? "") >= "2023-05" && $0["result"] != "未发现问题"
    }
    // They announce filings, and no export ever shows a case.
    #expect(problems.count >= 5 && problems.allSatisfy { $0["result"] == "立案" })
    let feeds = try delivery.table("feeds.csv").filter { $0["unit_code"] == unit }
    #expect(feeds.count == 36 && feeds.allSatisfy { $0["received"] == "yes" })
  }

  @Test func complainedDomainNeverHasACaseInItsDistrict() throws {
    let domain = "文化旅游"
    let inDistrict = delivery.cases.filter {
      $0["执法领域"] == domain && ($0["行政区划代码"] ?? "").hasPrefix("970103")
    }
    #expect(inDistrict.isEmpty)
    #expect(delivery.cases.contains { $0["执法领域"] == domain && $0["行政区划代码"] == "970102" })
    let reports = try delivery.events("complaints").filter {
      $0["unit_code"] == "SM-ZHZF" && $0["domain"] == domain && $0["kind"] == "举报"
        && ($0["received_date"] ?? "") >= "2024"
    }
    #expect(reports.count >= 24)
    let exposed = try delivery.table("exposure.csv").filter {
      $0["district_code"] == "970103" && $0["domain"] == domain
    }
    #expect(
      exposed.count == 3 && exposed.allSatisfy { Int($0["regulated_parties"] ?? "") ?? 0 > 0 })
  }

  @Test func missingDeliveriesHaveNoRows() throws {
    let months = ["2024-08", "2024-09", "2024-10"]
    let no = try delivery.table("feeds.csv").filter { $0["received"] == "no" }
    #expect(no.map { $0["month"] } == months)
    #expect(no.allSatisfy { $0["unit_code"] == Plan.notSentUnit })
    let sent = delivery.cases.filter { row in
      row["执法主体代码"] == Plan.notSentUnit
        && months.contains { (row["file"] ?? "").contains($0) }
    }
    #expect(sent.isEmpty)
    #expect(!delivery.cases(of: Plan.notSentUnit, in: "2024-11"..."2024-12").isEmpty)
  }

  @Test func itemsKeepToTheirValidity() {
    let withdrawn = delivery.cases.filter { $0["执法事项编码"] == Plan.withdrawnItem }
    #expect(!withdrawn.isEmpty && withdrawn.allSatisfy { Delivery.month(of: $0) <= "2023-03" })
    let new = delivery.cases.filter { $0["执法事项编码"] == Plan.newItem }
    #expect((1...30).contains(new.count))
    #expect(new.allSatisfy { Delivery.month(of: $0) >= "2024-06" })
  }

  @Test func onlyTheDormantItemsAreUnused() throws {
    let used = Set(delivery.cases.compactMap { $0["执法事项编码"] })
    let unused = try delivery.table("catalogue.csv").compactMap { $0["事项编码"] }
      .filter { !used.contains($0) }
    #expect(unused == Plan.dormantItems.sorted { position(of: $0) < position(of: $1) })
    let events = try delivery.events("inspections") + delivery.events("complaints")
    #expect(!events.contains { Plan.dormantItems.contains($0["item_code"] ?? "") })
  }

  @Test func mergedDistrictsHandOverWithoutABreak() throws {
    for (code, months) in [("970111", "2022-01"..."2023-06"), ("970113", "2023-07"..."2024-12")] {
      let rows = delivery.cases.filter { $0["行政区划代码"] == code }
      let active = Set(rows.map(Delivery.month))
      #expect(active.count == 18 && active.allSatisfy { months.contains($0) })
    }
  }

  @Test func exposuresAreZeroOrUnknownWherePlanted() throws {
    let rows = try delivery.table("exposure.csv")
    let none = rows.filter { $0["district_code"] == Plan.noExposureDistrict }
    #expect(!none.isEmpty && none.allSatisfy { $0["regulated_parties"] == "0" })
    #expect(!rows.contains { $0["district_code"] == Plan.unknownExposureDistrict })
    #expect(delivery.cases(of: Plan.noExposureUnit, in: "2022-01"..."2024-12").isEmpty)
    let unknown = delivery.cases(of: Plan.unknownExposureUnit, in: "2022-01"..."2024-12")
    #expect(unknown.allSatisfy { $0["执法领域"] == Plan.unknownExposureActiveDomain })
    let powers = try delivery.table("authority.csv")
    for unit in [Plan.noExposureUnit, Plan.unknownExposureUnit] {
      #expect(powers.count { $0["unit_code"] == unit } >= 18)
    }
  }

  @Test func explainedZeroHasAnExplanationInForce() throws {
    let zero = delivery.cases(of: Plan.explainedUnit, in: "2022-01"..."2024-12")
    #expect(!zero.isEmpty && !zero.contains { $0["执法领域"] == Plan.explainedDomain })
    let explanations = try delivery.table("explanations.csv").filter {
      $0["unit_code"] == Plan.explainedUnit && $0["domain"] == Plan.explainedDomain
    }
    #expect(explanations.contains { ($0["expires"] ?? "") > "2024-12-31" })
  }

  @Test func handledDomainHasOutcomesButNoPenalties() {
    let recent = delivery.cases(of: Plan.handledUnit, in: "2024-01"..."2024-12")
      .filter { $0["执法领域"] == Plan.handledDomain }
    #expect(recent.count >= 10)
    #expect(recent.allSatisfy { ["不予行政处罚", "责令改正"].contains($0["处理结果"]) })
  }

  @Test func unauthorisedAndUnmatchedCasesAreThoseOfTheTruth() throws {
    let world = World(seed: Delivery.seed, months: 36)
    let outside = world.cases.filter { found in
      found.writtenItem == nil
        && !world.authorities.contains {
          $0.unit == found.unit && ($0.item ?? found.item) == found.item
            && $0.domain == world.items[found.item].domain && $0.validFrom <= found.filed
        }
    }
    #expect(outside.count == 3 && delivery.truths("unauthorised").count == 3)
    let known = Set(try delivery.table("catalogue.csv").compactMap { $0["事项编码"] })
    let unmatched = delivery.cases.filter { !known.contains($0["执法事项编码"] ?? "") }
    let cases = Set(unmatched.map { "\($0["执法主体代码"] ?? "")/\($0["案件编号"] ?? "")" })
    #expect(cases.count == 25 && delivery.truths("unmatched").count == 25)
  }

  private func position(of item: String) -> Int {
    (Domain.all.firstIndex { item.hasPrefix($0.prefix) } ?? 0) * 1_000
      + (Int(item.suffix(3)) ?? 0)
  }
}
