import Statistics

/// The pattern worlds by name; one whose name ends with `null` has nothing planted.
///
/// Worlds without anything planted have the spread and the habits that are legitimate.
public enum PatternPreset: String, Sendable, CaseIterable {
  /// Items that hold 30 % of the mix are enforced three times as much, others three times less.
  case mix
  /// The same, five times.
  case mix5
  /// Units differ in their mix by chance.
  case mixnull
  /// Odds of a fine double for enterprises; 200 cases a unit.
  case severity
  /// The same with 600 cases a unit.
  case severity600
  /// Units differ in how they treat enterprises, and severe items have more enterprises.
  case severitynull
  /// As `severity`, and severe items have more enterprises.
  case severitysimpson
  /// As `severity`, and graver cases of enterprises that no column shows.
  case severityunseen
  /// Enterprises pay 1.41 times as much.
  case fines
  /// Heavy-tailed fines; severe items have more enterprises.
  case finesnull
  /// As `fines`, with heavy-tailed fines.
  case heavyfines
  /// Two in five fines from the hearing threshold on are moved below it.
  case bunching
  /// Round amounts and mild habits.
  case bunchingnull
  /// Many units like 98,000 and 99,000; nothing is planted.
  case heaping
  /// Half of the cases fall into one month of five years.
  case burst
  /// Seasons and some campaigns.
  case burstnull
  /// Many campaigns of the whole city; nothing is planted.
  case campaign
  /// One party has 8 % of the cases on top.
  case concentration8
  /// One party has 15 % of the cases on top.
  case concentration15
  /// As `concentration8`, with lognormal party sizes.
  case concentrationlognormal
  /// Lognormal party sizes.
  case concentrationnull
  /// Findings of a unit are filed at odds of 1 to 2.5.
  case conversionunit
  /// The same at odds of 1 to 4.
  case conversionunit4
  /// Accepted complaints of a unit are filed at odds of 1 to 2.5.
  case conversioncomplaints
  /// Units differ in what they file, and items filed anyway have more enterprises.
  case conversionnull
  /// Findings on enterprises are filed at odds of 1 to 2.5.
  case conversioncategory
  /// The same, and items filed anyway have more enterprises.
  case conversionsimpson
  /// In the second year fines are 1.6 times as high, odds of parties from elsewhere double.
  case profit
  /// Heavy-tailed fines, and units near a border.
  case profitnull
  /// Even counts and fines in one band in all towns of a domain.
  case quota
  /// Even counts or fines in one band, never both.
  case quotanull
  /// Three in five decisions fall on the last five working days of the month.
  case rush
  /// Units differ in how many decisions fall on the last days.
  case rushnull

  /// The parameters of the world.
  public var parameters: PatternParameters {
    var made = PatternParameters(law, meanCases: meanCases)
    if isNull { made.plantedShare = 0 }
    switch made.kind {
    case .burst: (made.units, made.months) = (600, 60)
    case .quota: (made.units, made.months) = (10, 24)
    case .profit, .rush: made.months = 24
    default: break
    }
    return made
  }

  /// Whether nothing is planted.
  public var isNull: Bool {
    rawValue.hasSuffix("null") || self == .heaping || self == .campaign
  }

  private var meanCases: Double {
    switch self {
    case .mix, .mix5, .mixnull: 300
    case .severity600: 600
    case .burst, .burstnull, .campaign, .quota, .quotanull: 60
    case .rush, .rushnull: 240
    case .bunching, .bunchingnull, .heaping, .concentration8, .concentration15: 150
    case .concentrationlognormal, .concentrationnull, .profit, .profitnull: 150
    default: 200
    }
  }

  private var law: any PatternLaw {
    switch self {
    case .mix, .mix5, .mixnull: MixPattern(factor: self == .mix5 ? 5 : 3)
    case .severity, .severity600, .severitynull, .severitysimpson, .severityunseen: severityLaw
    case .fines, .finesnull, .heavyfines: finesLaw
    case .bunching, .bunchingnull, .heaping:
      BunchingPattern(habitSpread: self == .heaping ? 3 : 0.3)
    case .burst, .burstnull: BurstPattern()
    case .campaign: BurstPattern(cityCampaigns: 8, campaignFactor: 3...8)
    default: lawOfOthers
    }
  }

  private var lawOfOthers: any PatternLaw {
    switch self {
    case .concentration15: ConcentrationPattern(topShare: 0.15)
    case .concentrationlognormal, .concentrationnull:
      ConcentrationPattern(sizes: .logNormal(spread: 1.5))
    case .profit: ProfitPattern()
    case .profitnull: ProfitPattern(correlation: 0.1, tailShare: 0.05)
    case .quota, .quotanull: QuotaPattern(hasHabits: isNull)
    case .rush, .rushnull: RushPattern(spread: isNull ? 0.5 : 0.3)
    case .concentration8: ConcentrationPattern()
    default: conversionLaw
    }
  }

  private var severityLaw: DisparityPattern {
    var law = DisparityPattern(severity: PortableMath.log(2))
    switch self {
    case .severitynull: (law.unitSpread, law.simpson) = (0.3, 1)
    case .severitysimpson: law.simpson = 1
    case .severityunseen: (law.gravityGap, law.isGravitySeen) = (0.7, false)
    default: break
    }
    return law
  }

  private var finesLaw: DisparityPattern {
    var law = DisparityPattern(fineRatio: 2.0.squareRoot(), isEachFined: true)
    if self != .fines { (law.fineSpread, law.tailShare) = (0.9, 0.05) }
    if self == .finesnull { law.simpson = 1 }
    return law
  }

  private var conversionLaw: ConversionPattern {
    var law = ConversionPattern()
    switch self {
    case .conversionunit4: law.oddsRatio = 1 / 4
    case .conversioncomplaints: law.trials = .complaints
    case .conversionnull: (law.correlation, law.simpson) = (0.08, 1)
    case .conversioncategory: law.isByCategory = true
    case .conversionsimpson: (law.isByCategory, law.simpson) = (true, 1)
    default: break
    }
    return law
  }
}
