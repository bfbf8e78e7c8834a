public import Simulation

/// What an indicator says of one subject of a pattern world.
public struct PatternVerdict: Hashable, Sendable {
  /// Code of the indicator.
  public var indicator: String
  /// Unit code; empty where it does not apply, as for the fields below.
  public var unitCode = ""
  /// Name of the domain.
  public var domain = ""
  /// Item code.
  public var itemCode = ""
  /// Category of parties, or kind of finding.
  public var category = ""
  /// Whether there is a flag.
  public var isFlagged: Bool
  /// Whether there was enough to judge by.
  public var isAssessed: Bool
  /// Chance of as much without a pattern; nil where the indicator gives none.
  public var pValue: Double?

  /// Makes a verdict without a subject.
  public init(indicator: String, isFlagged: Bool, isAssessed: Bool) {
    self.indicator = indicator
    self.isFlagged = isFlagged
    self.isAssessed = isAssessed
  }
}

/// How the verdicts of one indicator compare with what was planted in one world.
public struct PatternOutcome: Hashable, Sendable {
  /// Name of the world.
  public let preset: PatternPreset
  /// Seed of the world.
  public let seed: UInt64
  /// Code of the indicator.
  public let indicator: String
  /// Units, or domains where domains are planted.
  public let subjects: Int
  /// Of those, planted.
  public let planted: Int
  /// Verdicts with enough to judge by.
  public let assessed: Int
  /// Subjects with a flag; several flags on one count once.
  public let flags: Int
  /// Of those, not planted.
  public let falseFlags: Int
  /// Whether the indicator said anything.
  public let isComputed: Bool

  /// Compares verdicts with a world; those of other indicators are left out.
  public init(
    _ verdicts: [PatternVerdict], of indicator: String, in world: PatternWorld,
    named preset: PatternPreset
  ) {
    let isOfDomains = world.parameters.kind.isOfDomains
    let own = verdicts.filter { $0.indicator == indicator }
    let flagged = Set(
      own.filter(\.isFlagged).map { isOfDomains ? $0.domain : $0.unitCode })
    let truth = Set(world.planted.map { isOfDomains ? $0.domain : $0.unitCode })
    self.preset = preset
    seed = world.seed
    self.indicator = indicator
    subjects = world.subjects
    planted = truth.count
    assessed = own.count { $0.isAssessed }
    flags = flagged.count
    falseFlags = flagged.subtracting(truth).count
    isComputed = !own.isEmpty
  }

  /// Planted subjects with a flag.
  public var found: Int { flags - falseFlags }

  /// Share of false flags; 0 without flags.
  public var falseShare: Double { flags == 0 ? 0 : Double(falseFlags) / Double(flags) }
}
