/// What the zero-case model says of one cell: how surprising its silence is, and what explains it.
public struct CellAssessment: Hashable, Sendable {
  /// Key of the cell: level, unit, district, domain, item.
  public var key: [String]
  /// Cases that peers and the cell's own record let one expect in the months of silence.
  public var expected: Double
  /// Cases that peers alone let one expect in all observed months.
  public var expectedByPeers: Double
  /// Chance of no case in the months of silence for a cell that works like its peers.
  public var chance: Double
  /// Posterior chance of each state; they sum to 1.
  public var posterior: StatePosterior
  /// Mean chance of the null over the list up to this cell; nil where the cell was not tested.
  public var qValue: Double?
  /// Most likely first silent month of a cell that stopped, with a 90 % interval; nil elsewhere.
  public var change: ChangeMonth?
  /// What follows for the cell.
  public var verdict: SilenceVerdict
  /// Group of silent cells that stopped together; empty where there is none.
  public var group: String

  /// Makes an assessment from all its parts.
  public init(
    key: [String], expected: Double, expectedByPeers: Double, chance: Double,
    posterior: StatePosterior, qValue: Double?, change: ChangeMonth?, verdict: SilenceVerdict,
    group: String
  ) {
    self.key = key
    self.expected = expected
    self.expectedByPeers = expectedByPeers
    self.chance = chance
    self.posterior = posterior
    self.qValue = qValue
    self.change = change
    self.verdict = verdict
    self.group = group
  }
}

/// Posterior chances of the four states of a cell; they sum to 1.
public struct StatePosterior: Hashable, Sendable {
  /// Works like its peers, and had no case by chance.
  public var normal: Double
  /// Worked, then stopped.
  public var stopped: Double
  /// Never acted although there was something to enforce on.
  public var never: Double
  /// Nothing to enforce on.
  public var structural: Double

  /// Makes the posterior from its parts, which sum to 1.
  public init(normal: Double, stopped: Double, never: Double, structural: Double) {
    self.normal = normal
    self.stopped = stopped
    self.never = never
    self.structural = structural
  }

  /// Chance of inaction: stopped or never acted.
  public var inaction: Double { stopped + never }
}

/// When a cell stopped: the most likely first month of silence with a 90 % interval.
public struct ChangeMonth: Hashable, Sendable {
  /// Most likely month.
  public var month: Month
  /// 5 % point.
  public var lower: Month
  /// 95 % point.
  public var upper: Month

  /// Makes a change month with its interval.
  public init(month: Month, lower: Month, upper: Month) {
    self.month = month
    self.lower = lower
    self.upper = upper
  }
}

/// What follows from the assessment of a silent cell: a flag, or the reason why there is none.
public enum SilenceVerdict: String, Sendable, CaseIterable, Codable {
  /// Grade A: posterior of inaction at least the setting (0.9).
  case gradeA = "grade_a"
  /// Grade B: on the list whose mean local false discovery rate stays within the level.
  case gradeB = "grade_b"
  /// No case, finding or complaint ever showed that there is something to enforce on.
  case verifyExposure = "verify_exposure"
  /// Too few cases are expected for their absence to say anything.
  case tooFewExpected = "too_few_expected"
  /// Enough is expected, but the silence is not surprising enough for the list.
  case withinChance = "within_chance"
  /// The silence is shorter than the setting.
  case tooShort = "too_short"
  /// Nobody else has a case of the item: there is no base rate.
  case noBaseRate = "no_base_rate"
  /// The item ended everywhere: no unit has a case since, though several were due.
  case itemEnded = "item_ended"
  /// The whole row went silent where many cases were due: verify the delivery.
  case verifyDelivery = "verify_delivery"
  /// The state of the cell alone answers: not empowered, not sent, no exposure, handled, active.
  case notTested = "not_tested"
}
