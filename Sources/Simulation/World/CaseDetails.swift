import Statistics

/// Fills in what a case of a cell looks like.
struct CaseDetails {
  var model: RateModel
  var parties: [Party]

  private static let outcomes: [(disposition: Disposition, weight: Double)] = [
    (.punished, 0.79), (.exempted, 0.065), (.corrected, 0.06), (.notEstablished, 0.025),
    (.withdrawn, 0.02), (.terminated, 0.015), (.transferredCriminal, 0.012),
    (.transferredOther, 0.013),
  ]
  private static let sources: [(word: String, weight: Double)] = [
    ("日常检查", 0.26), ("双随机抽查", 0.16), ("专项检查", 0.1), ("投诉", 0.1), ("举报", 0.09),
    ("上级交办", 0.07), ("部门移送", 0.05), ("非现场", 0.12), ("其他", 0.05),
  ]
  private static let highestSummaryFine = (individual: 200, organisation: 3_000)

  func drawnCase(
    _ cell: RateCell, decidedIn month: Month, random: inout RandomSource
  ) -> SimulatedCase {
    let item = model.items[cell.item]
    let party = drawnParty(random: &random)
    let limit =
      parties[party].kind == .individual
      ? Self.highestSummaryFine.individual : Self.highestSummaryFine.organisation
    let isSummary =
      item.fineMinimum <= limit && random.chance(Domain.all[item.domain].summaryShare)
    let decided = workingDay(in: month, notBefore: cell.openFrom, random: &random)
    let duration = isSummary ? 0 : 6 + min(140, Int(34 * random.gamma(shape: 2)))
    let delay = isSummary ? 0 : random.integer(in: 0...12)
    let filed = max(cell.openFrom, decided - duration)
    var drawn = SimulatedCase(
      unit: cell.unit, item: cell.item, party: party, isSummary: isSummary,
      found: max(cell.openFrom, filed - delay), filed: filed, decided: decided,
      disposition: disposition(cell, month: month, isSummary: isSummary, random: &random),
      source: Self.sources[random.position(weights: Self.sources.map(\.weight))].word,
      officers: officers(of: model.units[cell.unit], random: &random))
    if drawn.source.hasSuffix("查") && drawn.found < Plan.start.firstDay {
      drawn.source = "上级交办"
    }
    if !isSummary && random.chance(0.05) { drawn.excludedDays = random.integer(in: 5...30) }
    addOutcome(to: &drawn, item: item, limit: limit, random: &random)
    return drawn
  }

  // A few parties come back often, the rest seldom.
  private func drawnParty(random: inout RandomSource) -> Int {
    let share = random.uniform()
    return min(parties.count - 1, Int(share * share * Double(parties.count)))
  }

  private func workingDay(
    in month: Month, notBefore: Day, random: inout RandomSource
  ) -> Day {
    let first = max(month.firstDay, notBefore)
    var day = first + random.integer(in: 0...(month.lastDay.number - first.number))
    while day.isWeekend && day > first { day = day - 1 }
    return day
  }

  private func disposition(
    _ cell: RateCell, month: Month, isSummary: Bool, random: inout RandomSource
  ) -> Disposition {
    if let from = cell.handledOnlyFrom, month >= from {
      return random.chance(0.5) ? .exempted : .corrected
    }
    let drawn = random.position(weights: Self.outcomes.map(\.weight))
    return isSummary ? .punished : Self.outcomes[drawn].disposition
  }

  private func officers(
    of unit: EnforcementUnit, random: inout RandomSource
  ) -> (Int, Int) {
    let first = random.integer(in: 1...unit.officers)
    return (first, first % unit.officers + 1)
  }

  private func addOutcome(
    to drawn: inout SimulatedCase, item: CatalogueItem, limit: Int, random: inout RandomSource
  ) {
    switch drawn.disposition {
    case .exempted:
      drawn.exemptGround = random.element(of: ["轻微并及时改正", "首违", "无主观过错"])
      drawn.leniency = "不予处罚"
    case .punished:
      addPenalty(to: &drawn, item: item, limit: limit, random: &random)
    default: break
    }
    let fine = drawn.fineInYuan ?? 0
    drawn.hearing =
      fine >= ReviewRule.hearingThreshold
      ? (random.chance(0.2) ? "已举行" : "告知未申请") : "不适用"
    let needsReview = fine >= ReviewRule.reviewThreshold
    if needsReview || (!drawn.isSummary && random.chance(0.3)) {
      drawn.reviewDate = max(drawn.filed, drawn.decided - random.integer(in: 1...5))
    }
  }

  private func addPenalty(
    to drawn: inout SimulatedCase, item: CatalogueItem, limit: Int, random: inout RandomSource
  ) {
    let grade = random.position(weights: [0.34, 0.46, 0.2])
    drawn.grade = ["较轻", "一般", "较重"][grade]
    drawn.leniency = ["从轻", "一般", "从重"][grade]
    if random.chance(0.08) {
      drawn.penalties = "警告"
      return
    }
    let span = Double(item.fineMaximum - item.fineMinimum)
    let place = (Double(grade) + random.uniform()) / 3
    let step = item.fineMaximum <= 2_000 ? 50.0 : 100.0
    let fine = item.fineMinimum + Int((span * place * place / step).rounded() * step)
    drawn.fineInYuan = drawn.isSummary ? min(fine, limit) : fine
    drawn.penalties = random.chance(0.15) ? "警告；罚款" : "罚款"
    if !drawn.isSummary && random.chance(0.07) {
      drawn.penalties += "；没收违法所得"
      drawn.confiscatedInYuan = 50 * random.integer(in: 2...80)
    }
  }
}

/// From which fine on a case needs a hearing notice and a legal review, in whole yuan.
enum ReviewRule {
  static let hearingThreshold = 20_000
  static let reviewThreshold = 50_000
}
