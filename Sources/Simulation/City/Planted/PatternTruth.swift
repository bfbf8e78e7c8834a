/// The selective and profit-driven facts, and their look-alikes, as rows of the truth table.
///
/// Kinds of facts without fault begin with `innocent`.
struct PatternTruth {
  let model: RateModel
  let parties: [Party]
  let cases: [SimulatedCase]
  let last: Month

  var planted: [PlantedTruth] { timing + owners + amounts + tables }

  private var timing: [PlantedTruth] {
    let item = TimingPatterns.burstItem(of: cases, in: model)
    var burst = truth(
      "burst", unit: PatternPlan.burstUnit, domain: "市场监管",
      note: "half of the year's cases in \(PatternPlan.burstMonth.text), 3 after it")
    burst.itemCode = item.map { model.items[$0].code } ?? ""
    var campaign = truth(
      "innocent_campaign", domain: PatternPlan.campaignDomain,
      note: "all units have three times their usual cases")
    campaign.from = PatternPlan.campaignMonth.text
    campaign.through = campaign.from
    return [
      truth(
        "period_end_rush", unit: PatternPlan.rushUnit, domain: "市场监管",
        note: "60 % decided in the last 5 working days of the month"), burst, campaign,
    ]
  }

  private var owners: [PlantedTruth] {
    var often = truth(
      "repeated_party", unit: PatternPlan.repeatUnit, domain: "交通运输",
      note: "one household punished 4 times on one item")
    often.itemCode = item(
      of: PartyPatterns.repeated(of: parties), in: [PatternPlan.repeatUnit])
    var chain = truth(
      "innocent_chain", domain: "市场监管",
      note: "one code, a case in each of " + PatternPlan.chainUnits.joined(separator: "; "))
    chain.itemCode = item(of: PartyPatterns.chain(of: parties), in: PatternPlan.chainUnits)
    return [
      truth(
        "outside_parties", unit: PatternPlan.outsideUnit, domain: PatternPlan.outsideDomain,
        note: "45 % of the parties are registered elsewhere"),
      often, chain,
      truth(
        "party_group", unit: PatternPlan.groupUnit, domain: PatternPlan.groupDomain,
        note: "enterprises are warned, others fined: odds ratio about 6"),
    ]
  }

  private var amounts: [PlantedTruth] {
    var unpaid = truth(
      "unpaid", unit: PatternPlan.unpaidUnit,
      note: "three quarters of the decisions are unpaid")
    (unpaid.from, unpaid.through) = (Plan.start.text, PatternPlan.lastUnpaidMonth.text)
    return [
      lasting(
        "bunching", PatternPlan.bunchingUnit,
        note: "fines of 20,000 to 32,000 yuan become 19,500 to 19,900"),
      lasting("innocent_habit", PatternPlan.habitUnit, note: "all fines end in 800"),
      truth(
        "price_rise", unit: PatternPlan.priceUnit,
        note: "fines times 1.6 on the same items"),
      truth(
        "innocent_single_case", unit: PatternPlan.singleCaseUnit, domain: "市场监管",
        note: "one confiscation of 1,880,000 yuan"),
      truth(
        "lenient_mislabelled", unit: PatternPlan.lenientUnit,
        note: "12 lenient fines above half of the band"), unpaid,
    ]
  }

  private var tables: [PlantedTruth] {
    var register = lasting("never_visited", "", note: "risk class 高, 36 parties")
    register.districtCode = PatternPlan.neverVisitedDistrict
    register.domain = PatternPlan.neverVisitedDomain
    register.file = "register.csv"
    var target = truth(
      "revenue_target", unit: PatternPlan.targetUnit, note: "200,000 yuan")
    target.file = "finances.csv"
    var dependence = truth(
      "fiscal_dependence", unit: PatternPlan.dependentUnit,
      note: "the tax of its place fell to a third, the fines did not")
    dependence.file = "finances.csv"
    return [register, target, dependence]
  }

  /// The code of the item on which some units met a party most often in the window.
  private func item(of party: Int?, in units: [String]) -> String {
    var counts = Array(repeating: 0, count: model.items.count)
    for own in cases where own.party == party {
      if units.contains(where: { model.isInWindow(own, of: $0) }) { counts[own.item] += 1 }
    }
    let item = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) }
    return item.map { model.items[$0].code } ?? ""
  }

  private func lasting(_ kind: String, _ code: String, note: String) -> PlantedTruth {
    var fact = truth(kind, unit: code, note: note)
    (fact.from, fact.through) = (Plan.start.text, last.text)
    return fact
  }

  private func truth(
    _ kind: String, unit code: String = "", domain: String = "", note: String
  ) -> PlantedTruth {
    PlantedTruth(
      kind: kind, unitCode: code, districtCode: unit(code)?.districtCode ?? "", domain: domain,
      from: PatternPlan.window.lowerBound.text, through: PatternPlan.window.upperBound.text,
      note: note)
  }

  private func unit(_ code: String) -> EnforcementUnit? { model.units.first { $0.code == code } }
}
