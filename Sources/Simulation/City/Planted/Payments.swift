import Statistics

/// Says of decided cases with money how much of it the exports call paid.
struct Payments {
  let model: RateModel
  private var random: RandomSource

  private static let blankShare = 0.06
  private static let unpaidShare = 0.03
  private static let partialShare = 0.05

  init(model: RateModel, seed: UInt64) {
    self.model = model
    random = RandomSource(seed: seed, purpose: "payments")
  }

  mutating func settle(_ cases: inout [SimulatedCase]) {
    for position in cases.indices where cases[position].amountInYuan > 0 {
      let due = cases[position].amountInYuan
      let isOwed = isOwed(cases[position])
      let fate = random.uniform()
      let owed = isOwed ? PatternPlan.unpaidShare : Self.unpaidShare
      switch fate {
      case ..<Self.blankShare: cases[position].paidInYuan = nil
      case ..<(Self.blankShare + owed): cases[position].paidInYuan = 0
      case ..<(Self.blankShare + owed + Self.partialShare):
        cases[position].paidInYuan = due * random.integer(in: 3...7) / 10
      default: cases[position].paidInYuan = due
      }
    }
  }

  private func isOwed(_ candidate: SimulatedCase) -> Bool {
    model.units[candidate.unit].code == PatternPlan.unpaidUnit
      && candidate.decided.month <= PatternPlan.lastUnpaidMonth
  }
}

extension SimulatedCase {
  /// Fine and confiscation as decided at last.
  var amountInYuan: Int { (amendment?.fineInYuan ?? fineInYuan ?? 0) + (confiscatedInYuan ?? 0) }
}
