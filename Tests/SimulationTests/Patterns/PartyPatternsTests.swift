import Testing

@testable import Simulation

@Suite struct PartyPatternsTests {
  private let delivery: Delivery
  private let cases: [ExportedCase]

  init() throws {
    delivery = try Delivery.sample.get()
    cases = try Delivery.lastVersions.get().filter(\.isInWindow)
  }

  @Test func mostPartiesAreLocalAndEveryEnterpriseHasAnOwner() throws {
    let visitors = try Delivery.lastVersions.get()
    #expect((0.01...0.04).contains(share(of: visitors) { $0.region.isEmpty }))
    #expect((0.09...0.16).contains(share(of: visitors) { $0.isOutsider }))
    #expect(
      visitors.allSatisfy { $0.isOutsider || $0.region.isEmpty || $0.region.hasPrefix("9701") })
    #expect(visitors.allSatisfy { ($0.kind == "企业") != $0.ownership.isEmpty })
  }

  @Test func oneUnitHasManyPartiesFromElsewhere() throws {
    let truth = try #require(delivery.truths("outside_parties").first)
    let known = cases.filter { !$0.region.isEmpty }
    for (cell, own) in Dictionary(grouping: known, by: { [$0.unit, $0.domain] })
    where own.count >= 60 {
      let share = share(of: own, where: \.isOutsider)
      let isPlanted = cell == [truth["unit_code"] ?? "", truth["domain"] ?? ""]
      #expect(isPlanted ? (0.42...0.48).contains(share) : share < 0.25, "\(cell): \(share)")
    }
  }

  @Test func oneHouseholdIsPunishedFourTimesAndNobodyElseThrice() throws {
    let truth = try #require(delivery.truths("repeated_party").first)
    let punished = cases.filter { $0.disposition == "予以处罚" }
    let often = Dictionary(grouping: punished) { [$0.unit, $0.item, $0.party] }
      .filter { $0.value.count >= 3 }
    #expect(often.keys.map { [$0[0], $0[1]] } == [[truth["unit_code"], truth["item_code"]]])
    #expect(often.values.map(\.count) == [PatternPlan.repeatCases])
    #expect(often.values.first?.first?.kind == "个体工商户")
  }

  @Test func chainHasOneCaseInEachOfItsUnits() throws {
    let truth = try #require(delivery.truths("innocent_chain").first)
    let note = try #require(truth["note"])
    let chains = Dictionary(grouping: cases) { [$0.item, $0.party] }.values.filter { own in
      own.count == PatternPlan.chainUnits.count
        && Set(own.map(\.unit)) == Set(PatternPlan.chainUnits)
    }
    #expect(chains.first?.first?.item == truth["item_code"])
    #expect(chains.count == 1 && PatternPlan.chainUnits.allSatisfy { note.contains($0) })
  }

  @Test func enterprisesAreSparedInOneDomain() throws {
    let truth = try #require(delivery.truths("party_group").first)
    let own = cases.filter {
      $0.unit == truth["unit_code"] && $0.domain == truth["domain"]
        && ["予以处罚", "不予行政处罚", "责令改正"].contains($0.disposition)
    }
    #expect(own.count >= 120)
    let firms = share(of: own.filter { $0.kind == "企业" }) { $0.amount > 0 }
    let others = share(of: own.filter { $0.kind != "企业" }) { $0.amount > 0 }
    let ratio = others / (1 - others) / (firms / (1 - firms))
    #expect((4...9).contains(ratio), "odds ratio \(ratio)")
  }

  @Test func whoeverWasVisitedIsRegistered() throws {
    let register = try delivery.table("register.csv")
    let visits = try delivery.events("inspections")
    let registered = Set(register.compactMap { $0["监管对象代码"] })
    #expect(visits.allSatisfy { registered.contains($0["party_id"] ?? "") })
    #expect(Set(visits.compactMap { $0["party_region"]?.prefix(2) }) == ["", "97", "98"])
  }

  @Test func oneRiskClassOfADistrictIsNeverVisited() throws {
    let truth = try #require(delivery.truths("never_visited").first)
    let visits = try delivery.events("inspections")
    let seen = Set(visits.map { [$0["party_id"], $0["domain"]] })
    let old = try delivery.table("register.csv").filter {
      $0["风险等级"] == "高" && ($0["纳入日期"] ?? "") < "2022"
    }
    let classes = Dictionary(grouping: old) { [$0["行政区划代码"], $0["执法领域"]] }
    for (place, parties) in classes where parties.count >= 20 {
      let share = share(of: parties) { seen.contains([$0["监管对象代码"], $0["执法领域"]]) }
      let isPlanted = place == [truth["district_code"], truth["domain"]]
      #expect(isPlanted ? share == 0 && parties.count == 36 : share > 0.8, "\(place): \(share)")
    }
  }
}
