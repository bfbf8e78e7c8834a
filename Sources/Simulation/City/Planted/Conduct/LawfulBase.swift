import Statistics

/// Says of every case what later columns ask, lawfully, with an ordinary share of reviews.
struct LawfulBase {
  let model: RateModel

  private static let blankShare = 0.03
  private static let reviewedShare = 0.025
  private static let suedShare = 0.3
  private static let selfCorrectedShare = 0.006
  private static let outcomes: [(word: String, weight: Double)] = [
    ("维持", 0.82), ("撤回", 0.08), ("调解", 0.05), ("变更", 0.03), ("撤销", 0.02),
  ]

  func settled(_ cases: [SimulatedCase], seed: UInt64) -> [SimulatedCase] {
    var random = RandomSource(seed: seed, purpose: "lawful base")
    var settled = cases
    for position in settled.indices {
      endAct(of: &settled[position], random: &random)
      challenge(&settled[position], random: &random)
      publish(&settled[position])
      review(&settled[position])
      exclude(from: &settled[position])
    }
    spareContradictions(in: &settled)
    return settled
  }

  private func endAct(of settled: inout SimulatedCase, random: inout RandomSource) {
    let (isBlank, kind) = (random.chance(Self.blankShare), random.uniform())
    let days =
      switch kind {
      case ..<0.55: random.integer(in: 0...10)
      case ..<0.9: random.integer(in: 11...120)
      default: random.integer(in: 121...600)
      }
    settled.actEnded = isBlank ? nil : settled.found - (settled.isSummary ? 0 : days)
  }

  private func challenge(_ settled: inout SimulatedCase, random: inout RandomSource) {
    let isReviewed = random.chance(Self.reviewedShare)
    let outcome = Self.outcomes[random.position(weights: Self.outcomes.map(\.weight))].word
    let isSued = random.chance(Self.suedShare)
    let isSelfCorrected = random.chance(Self.selfCorrectedShare)
    guard settled.disposition == .punished else { return }
    settled.reviewResult = isReviewed ? outcome : "无"
    settled.courtResult = isReviewed && isSued && outcome == "维持" ? "驳回" : "无"
    settled.isSelfCorrected = isSelfCorrected && !isReviewed
  }

  // A decision is due where an export shows when it was published, or may still show it in time.
  private func publish(_ settled: inout SimulatedCase) {
    guard settled.disposition == .punished else { return }
    let term = ConductPlan.publicationTerm
    if Holidays.workingDays(after: settled.decided, through: settled.published) > term {
      settled.publishedOn = Holidays.day(term, after: settled.decided)
    }
    settled.isPublicationDue =
      settled.published.month == settled.decided.month || settled.amendment != nil
      || settled.decided.month >= model.lastMonth
  }

  // Amounts of the catalogue and hearings call for a review before the decision.
  private func review(_ settled: inout SimulatedCase) {
    guard settled.disposition == .punished else { return }
    let amount = (settled.fineInYuan ?? 0) + (settled.confiscatedInYuan ?? 0)
    if amount >= ReviewRule.hearingThreshold, settled.hearing == "不适用" {
      settled.hearing = "告知未申请"
    }
    let isDue = amount >= ReviewRule.reviewThreshold || settled.hearing == "已举行"
    if isDue, settled.reviewDate == nil {
      settled.reviewDate = max(settled.filed, settled.decided - (1 + settled.number % 3))
    }
  }

  // No more days are left out than a case took; a long case had days that do not count.
  private func exclude(from settled: inout SimulatedCase) {
    let days = settled.decided.number - settled.filed.number
    settled.excludedDays = settled.excludedDays.map { min($0, days) }
    let counted = days - (settled.excludedDays ?? 0)
    guard !settled.isSummary, counted > ConductPlan.term else { return }
    settled.excludedDays = days - (ConductPlan.term - settled.number % 12)
  }

  // Whoever was punished on an item before has committed no first offence.
  private func spareContradictions(in settled: inout [SimulatedCase]) {
    var first: [[Int]: Day] = [:]
    for punished in settled where punished.disposition == .punished {
      let key = [punished.party, punished.item]
      first[key] = min(first[key] ?? punished.decided, punished.decided)
    }
    for position in settled.indices where settled[position].exemptGround == "首违" {
      let known = first[[settled[position].party, settled[position].item]]
      if let known, known < settled[position].decided {
        settled[position].exemptGround = "轻微并及时改正"
      }
    }
  }
}
