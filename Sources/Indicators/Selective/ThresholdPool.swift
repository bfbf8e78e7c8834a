import Contracts

/// An amount from which another procedure is due.
struct FineThreshold: Hashable, Comparable {
  enum Kind: String, CaseIterable {
    case summary
    case review
    case hearing
  }

  let kind: Kind
  /// The amount as the law or the catalogue states it.
  let amountInFen: Int

  /// Whether the amount itself still lies below: the limits of the summary procedure are inclusive.
  var isInclusive: Bool { kind == .summary }

  /// The first amount beyond.
  var limitInFen: Int { amountInFen + (isInclusive ? 1 : 0) }

  /// Part of a flag's identity.
  var category: String { "\(kind.rawValue):\(amountInFen / 100)" }

  static func < (left: FineThreshold, right: FineThreshold) -> Bool {
    (left.kind.rawValue, left.amountInFen) < (right.kind.rawValue, right.amountInFen)
  }

  /// Thresholds that a fine of this case could lie on either side of.
  static func thresholds(of outcome: PenaltyOutcome, _ band: FineBand?) -> [FineThreshold] {
    var thresholds: [FineThreshold] = []
    if let amount = band?.hearingThreshold {
      thresholds.append(FineThreshold(kind: .hearing, amountInFen: amount))
    }
    if let amount = band?.reviewThreshold, amount != band?.hearingThreshold {
      thresholds.append(FineThreshold(kind: .review, amountInFen: amount))
    }
    switch outcome.party.type {
    case "individual": thresholds.append(FineThreshold(kind: .summary, amountInFen: 20_000))
    case "enterprise": thresholds.append(FineThreshold(kind: .summary, amountInFen: 300_000))
    default: break
    }
    return thresholds.filter { $0.amountInFen > 0 && $0.isOpen(in: band) }
  }

  /// Whether the band lets fines lie on both sides.
  private func isOpen(in band: FineBand?) -> Bool {
    guard let band, !band.isMultiple else { return true }
    if let most = band.most {
      if most <= amountInFen || (band.least.map { most <= $0 } ?? false) { return false }
    }
    return (band.least ?? 0) < limitInFen
  }
}

/// Fines of a unit around a threshold and around amounts that mean nothing.
struct BunchingCounts {
  var below = 0
  var above = 0
  var placeboBelow = 0
  var placeboAbove = 0
  /// Cases by fine, between a fifth and five times the threshold.
  var fines: [Int: Int] = [:]

  var total: Int { below + above }
  var placebos: Int { placeboBelow + placeboAbove }
}

/// Fines of the window by unit and threshold.
struct ThresholdPool {
  private var counts: [PatternSubject: BunchingCounts] = [:]
  private var thresholds: [PatternSubject: FineThreshold] = [:]
  /// Tables and columns without which less can be said.
  let missing: [String]

  // Amounts of comparison, in tenths of the threshold.
  private static let placebos = [3, 5, 15, 20]

  init(_ observation: Observation) {
    let bands = observation.patterns.bandsByItem
    let outcomes = observation.windowOutcomes.filter { $0.isFined }
    var missing: [String] = outcomes.isEmpty ? ["cases.fine"] : []
    if !observation.patterns.bands.contains(where: {
      $0.reviewThreshold != nil || $0.hearingThreshold != nil
    }) {
      missing.append(
        observation.tables.contains("catalogue") ? "catalogue.hearing_threshold" : "catalogue")
    }
    if !outcomes.isEmpty, !outcomes.contains(where: { !$0.party.type.isEmpty }) {
      missing.append("cases.party_type")
    }
    self.missing = missing
    let placed = outcomes.map { outcome in
      let band = bands[outcome.itemCode]?.last { $0.covers(outcome.month) }
      return (outcome: outcome, thresholds: FineThreshold.thresholds(of: outcome, band))
    }
    let amounts = Set(placed.flatMap(\.thresholds).map(\.amountInFen))
    var placebos: [FineThreshold: [Int]] = [:]
    for (outcome, thresholds) in placed {
      for threshold in thresholds {
        let own = placebos[threshold] ?? ThresholdPool.placebos(of: threshold, besides: amounts)
        placebos[threshold] = own
        add(outcome, threshold, own)
      }
    }
  }

  /// Amounts of comparison whose windows hold no real threshold.
  private static func placebos(of threshold: FineThreshold, besides amounts: Set<Int>) -> [Int] {
    placebos.map { threshold.amountInFen * $0 / 10 }.filter { placebo in
      !amounts.contains { 10 * $0 > 9 * placebo && 10 * $0 < 12 * placebo }
    }
  }

  private mutating func add(
    _ outcome: PenaltyOutcome, _ threshold: FineThreshold, _ placebos: [Int]
  ) {
    let (fine, amount) = (outcome.fineFen ?? 0, threshold.amountInFen)
    // An amount that still lies below moves the border by a fen, and no other end of a window.
    let step = threshold.limitInFen - amount
    let subject = PatternSubject(outcome.unitCode, threshold.category)
    guard 5 * fine >= amount, fine < 5 * amount else { return }
    thresholds[subject] = threshold
    var own = BunchingCounts()
    swap(&own, &counts[subject, default: BunchingCounts()])
    if 10 * fine >= 9 * amount, fine < amount + step { own.below += outcome.cases }
    if fine >= amount + step, 10 * fine < 16 * amount { own.above += outcome.cases }
    for placebo in placebos {
      if 10 * fine >= 9 * placebo, fine < placebo + step { own.placeboBelow += outcome.cases }
      if fine >= placebo + step, 10 * fine < 12 * placebo { own.placeboAbove += outcome.cases }
    }
    own.fines[fine, default: 0] += outcome.cases
    counts[subject] = own
  }

  /// Units and thresholds with a fine in the neighbourhood, sorted.
  var subjects: [PatternSubject] { counts.keys.sorted() }

  func counts(of subject: PatternSubject) -> BunchingCounts { counts[subject] ?? BunchingCounts() }

  func threshold(of subject: PatternSubject) -> FineThreshold? { thresholds[subject] }
}
