/// The pattern worlds by name; one whose name ends with `null` has nothing planted.
///
/// Worlds without anything planted have the spread and the habits that are legitimate.
public enum PatternPreset: String, Sendable, CaseIterable {
  /// Items that hold 30 % of the mix are enforced three times as much, others three times less.
  case mix
  /// The same, five times.
  case mix5
  /// The same, two times.
  case mix2
  /// Units differ in their mix by chance.
  case mixnull
  /// Odds of a fine double for enterprises; 200 cases a unit.
  case severity
  /// The same with 600 cases a unit.
  case severity600
  /// Odds of a fine treble for enterprises; 200 cases a unit.
  case severity3
  /// Units differ in how they treat enterprises, and severe items have more enterprises.
  case severitynull
  /// As `severity`, and severe items have more enterprises.
  case severitysimpson
  /// As `severity`, and graver cases of enterprises that no column shows.
  case severityunseen
  /// Enterprises pay 1.41 times as much.
  case fines
  /// Enterprises pay 1.73 times as much.
  case fines173
  /// Heavy-tailed fines; severe items have more enterprises.
  case finesnull
  /// As `fines`, with heavy-tailed fines.
  case heavyfines
  /// Two in five fines from the hearing threshold on are moved below it.
  case bunching
  /// One in five of them is.
  case bunching20
  /// Round amounts and mild habits.
  case bunchingnull
  /// Many units like 98,000 and 99,000; nothing is planted.
  case heaping
  /// Half of the cases fall into one month of five years.
  case burst
  /// Three in ten of the cases do.
  case burst30
  /// Half of the cases do, of 20 in the mean unit.
  case burstsmall
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
  /// The same at odds of 1 to 4.
  case conversioncategory4
  /// The same, and items filed anyway have more enterprises.
  case conversionsimpson
  /// In the second year fines are 1.6 times as high, odds of parties from elsewhere double.
  case profit
  /// Fines are 1.3 times as high, odds of parties from elsewhere 1.5 times.
  case profit13
  /// Fines are twice as high, odds of parties from elsewhere three times.
  case profit2
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
    let recipe = recipe
    var made = PatternParameters(recipe.law, meanCases: recipe.cases)
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
}
