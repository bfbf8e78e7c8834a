/// What the zero-case model says of one silent cell: how surprising its silence is, and what explains it.
public struct CellAssessment: Hashable, Sendable {
  /// Position of the cell among the observation's cells.
  @SmallCount public var cell: Int
  /// Observed months of the silence that reaches the report month.
  @SmallCount public var monthsSilent: Int
  /// Cases that peers and the cell's own record let one expect in the silence.
  public var expected: Double
  /// Cases that peers alone let one expect in all observed months.
  @SinglePrecision public var expectedByPeers: Double
  /// Complaints in the silence.
  @SmallCount public var complaints: Int
  /// Inspections in the silence that found a problem.
  @SmallCount public var findings: Int
  /// The numbers behind the chance of none.
  public var spell: SpellNumbers
  /// The silence against the cell's own record alone; nil where the record is too short.
  public var ownRecord: OwnRecord?
  /// Posterior chance of each state; they sum to 1.
  public var posterior: StatePosterior
  /// Chance that the power moved away with the whole group; 0 where the group did not stop.
  @SinglePrecision public var moved: Double
  /// Mean chance of the null over the list up to this cell; nil where the cell was not tested.
  public var qValue: Double?
  /// Likeliest first silent month of a cell that stopped, with a 90 % interval; nil elsewhere.
  public var change: ChangeMonth?
  /// What follows for the cell.
  public var verdict: SilenceVerdict
  /// Whether the whole group of the cell stopped together.
  public var isGroupStop: Bool

  /// Makes an assessment that was not tested.
  public init(
    cell: Int, monthsSilent: Int, expected: Double, expectedByPeers: Double, spell: SpellNumbers,
    posterior: StatePosterior, verdict: SilenceVerdict
  ) {
    self.cell = cell
    self.monthsSilent = monthsSilent
    self.expected = expected
    self.expectedByPeers = expectedByPeers
    self.spell = spell
    self.posterior = posterior
    self.verdict = verdict
    (complaints, findings, moved) = (0, 0, 0)
    isGroupStop = false
  }
}

/// A silence as a negative binomial of none: (size + before) ÷ (size + before + since) to the power
/// size + earlier.
public struct SpellNumbers: Hashable, Sendable {
  /// Shape of the law of the cell's rate relative to its peers, above 0.
  @SinglePrecision public var size: Double
  /// Cases before the silence; those that gather in months count for less than one.
  @SinglePrecision public var earlier: Double
  /// Cases that peers let one expect before the silence, made fewer in the same way.
  @SinglePrecision public var before: Double
  /// Cases that peers let one expect in the silence, made fewer in the same way.
  @SinglePrecision public var since: Double
  /// Chance of none in the silence.
  public var chance: Double

  /// Makes the numbers of a silence.
  public init(size: Double, earlier: Double, before: Double, since: Double, chance: Double) {
    self.size = size
    self.earlier = earlier
    self.before = before
    self.since = since
    self.chance = chance
  }
}

/// A silence against the cell's own record alone.
public struct OwnRecord: Hashable, Sendable {
  /// Cases before the silence.
  @SmallCount public var cases: Int
  /// Cases that the own record lets one expect in the silence.
  public var expected: Double
  /// Chance of none in the silence.
  public var chance: Double

  /// Makes the comparison with the own record.
  public init(cases: Int, expected: Double, chance: Double) {
    self.cases = cases
    self.expected = expected
    self.chance = chance
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
  /// Everybody stopped: the others have no case since either, though several were due.
  case itemEnded = "item_ended"
  /// The whole row went silent where many cases were due: verify the delivery.
  case verifyDelivery = "verify_delivery"
  /// Cases and findings of the whole group ended together: verify whether the power moved.
  case verifyPower = "verify_power"
  /// Cases that match no item, or stand under another code of the unit, may be of this one: verify codes.
  case verifyItems = "verify_items"
  /// One unit alone holds the power of the place: its own cell is judged.
  case judgedAtUnit = "judged_at_unit"
  /// The state of the cell alone answers: not empowered, not sent, no exposure, handled, active.
  case notTested = "not_tested"

  /// Whether the cell is on one of the two lists of inaction.
  public var isFlagged: Bool { self == .gradeA || self == .gradeB }

  /// Whether the settings of the list decide between this verdict and another.
  public var isOpenToSettings: Bool {
    switch self {
    case .gradeA, .gradeB, .withinChance, .tooShort, .tooFewExpected: true
    default: false
    }
  }
}
