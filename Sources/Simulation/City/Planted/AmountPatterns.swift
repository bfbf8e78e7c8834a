import Statistics

/// Changes fines: wider bands for all, then one planted habit for each of a few units.
struct AmountPatterns {
  let model: RateModel
  let parties: [Party]
  private(set) var cases: [SimulatedCase]
  private let seed: UInt64

  /// Limits of the position in a widened band, by grade; lenient fines stay in its lower third.
  private static let places = ["较轻": 0.08...0.28, "一般": 0.28...0.66, "较重": 0.66...0.98]

  /// `model` knows the widened bands.
  init(model: RateModel, parties: [Party], cases: [SimulatedCase], seed: UInt64) {
    self.model = model
    self.parties = parties
    self.cases = cases
    self.seed = seed
  }

  mutating func plant() {
    widenBands()
    spareEnterprises()
    raisePrices()
    endAmounts()
    bunch()
    plantSingleCase()
    markLenient()
    reviewAgain()
  }

  // A fine that a later export corrects stays as it was planted.
  private func isFined(_ candidate: SimulatedCase) -> Bool {
    candidate.fineInYuan != nil && candidate.amendment == nil && !candidate.isSummary
  }

  private func fined(by unit: String) -> [Int] {
    cases.indices.filter { model.units[cases[$0].unit].code == unit && isFined(cases[$0]) }
  }

  private func finedInWindow(by unit: String) -> [Int] {
    fined(by: unit).filter { model.isInWindow(cases[$0], of: unit) }
  }

  private mutating func widenBands() {
    var random = RandomSource(seed: seed, purpose: "widened bands")
    let widened = PatternPlan.widenedItems(of: model.items)
    for position in cases.indices where widened.contains(cases[position].item) {
      guard isFined(cases[position]), let places = Self.places[cases[position].grade] else {
        continue
      }
      let item = model.items[cases[position].item]
      let width = places.upperBound - places.lowerBound
      let place = places.lowerBound + width * random.uniform()
      let fine = Double(item.fineMinimum) + place * Double(item.fineMaximum - item.fineMinimum)
      cases[position].fineInYuan = max(item.fineMinimum, Int(fine) / 500 * 500)
    }
  }

  private mutating func spareEnterprises() {
    var random = RandomSource(seed: seed, purpose: "pattern group")
    let domain = Domain.position(of: PatternPlan.groupDomain)
    let candidates = cases.indices.filter {
      model.isInWindow(cases[$0], of: PatternPlan.groupUnit)
        && model.items[cases[$0].item].domain == domain && cases[$0].fineInYuan != nil
        && cases[$0].amendment == nil && parties[cases[$0].party].kind == .enterprise
    }
    let spared = Int((PatternPlan.sparedShare * Double(candidates.count)).rounded())
    for position in random.shuffled(candidates).prefix(spared) {
      cases[position].fineInYuan = nil
      cases[position].confiscatedInYuan = nil
      cases[position].penalties = "警告"
    }
  }

  private mutating func raisePrices() {
    for position in finedInWindow(by: PatternPlan.priceUnit) {
      let item = model.items[cases[position].item]
      guard let fine = cases[position].fineInYuan else { continue }
      let span = Double(item.fineMaximum - item.fineMinimum)
      let limits = PatternPlan.highestRaisedPosition
      let limit = cases[position].leniency == "从轻" ? limits.lenient : limits.other
      let highest = item.fineMinimum + Int(span * limit) / 50 * 50
      let raised = Int(Double(fine) * PatternPlan.priceFactor) / 50 * 50
      cases[position].fineInYuan = max(fine, min(raised, highest))
    }
  }

  // The habit is as strong away from any threshold as it is below one.
  private mutating func endAmounts() {
    for position in fined(by: PatternPlan.habitUnit) {
      guard let fine = cases[position].fineInYuan, fine >= 1_000 else { continue }
      let item = model.items[cases[position].item]
      let ended = fine / 1_000 * 1_000 + PatternPlan.habitEnding
      let fitting = [ended, ended - 1_000, ended + 1_000].first {
        (item.fineMinimum...item.fineMaximum).contains($0)
      }
      cases[position].fineInYuan = fitting ?? fine
    }
  }

  private mutating func bunch() {
    var random = RandomSource(seed: seed, purpose: "pattern bunching")
    for position in fined(by: PatternPlan.bunchingUnit) {
      guard let fine = cases[position].fineInYuan, PatternPlan.bunchedFines.contains(fine) else {
        continue
      }
      cases[position].fineInYuan = random.element(of: PatternPlan.bunchedAmounts)
    }
  }

  private mutating func plantSingleCase() {
    let own = finedInWindow(by: PatternPlan.singleCaseUnit)
    guard let position = own.first(where: { cases[$0].confiscatedInYuan == nil }) else { return }
    cases[position].confiscatedInYuan = PatternPlan.singleConfiscation
    cases[position].penalties += "；没收违法所得"
  }

  private mutating func markLenient() {
    let high = finedInWindow(by: PatternPlan.lenientUnit).filter { position in
      let item = model.items[cases[position].item]
      let middle = (item.fineMinimum + item.fineMaximum) / 2
      return (cases[position].fineInYuan ?? 0) > middle
    }
    for position in high.prefix(PatternPlan.lenientCases) { cases[position].leniency = "从轻" }
  }

  // Hearing and legal review follow the fine that was imposed in the end.
  private mutating func reviewAgain() {
    var random = RandomSource(seed: seed, purpose: "pattern reviews")
    for position in cases.indices where cases[position].disposition == .punished {
      guard cases[position].amendment == nil else { continue }
      let fine = cases[position].fineInYuan ?? 0
      if fine >= ReviewRule.reviewThreshold, cases[position].reviewDate == nil {
        cases[position].reviewDate = max(cases[position].filed, cases[position].decided - 1)
      }
      let isHeard = cases[position].hearing != "不适用"
      if isHeard != (fine >= ReviewRule.hearingThreshold) {
        cases[position].hearing = isHeard ? "不适用" : random.chance(0.2) ? "已举行" : "告知未申请"
      }
    }
  }
}
