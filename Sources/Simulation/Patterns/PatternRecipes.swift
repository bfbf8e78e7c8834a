import Statistics

extension PatternPreset {
  /// How the cases of a world come about, and how many the mean unit has.
  struct Recipe: Sendable {
    let cases: Double
    let law: any PatternLaw

    init(_ cases: Double, _ law: any PatternLaw) {
      self.cases = cases
      self.law = law
    }
  }

  /// How the world is made.
  var recipe: Recipe {
    let found = Self.recipes.lazy.compactMap { $0[self] }.first
    guard let found else { preconditionFailure("every world has a recipe") }
    return found
  }

  private static let recipes = [
    mixes, disparities, unequalFines, thresholds, bursts, concentrations, conversions, others,
  ]

  private static let mixes: [PatternPreset: Recipe] = [
    .mix: Recipe(300, MixPattern()),
    .mix5: Recipe(300, MixPattern(factor: 5)),
    .mix2: Recipe(300, MixPattern(factor: 2)),
    .mixnull: Recipe(300, MixPattern()),
  ]

  private static let disparities: [PatternPreset: Recipe] = {
    let double = PortableMath.log(2)
    return [
      .severity: Recipe(200, DisparityPattern(severity: double)),
      .severity600: Recipe(600, DisparityPattern(severity: double)),
      .severity3: Recipe(200, DisparityPattern(severity: PortableMath.log(3))),
      .severitynull: Recipe(200, DisparityPattern(unitSpread: 0.3, simpson: 1)),
      .severitysimpson: Recipe(200, DisparityPattern(severity: double, simpson: 1)),
      .severityunseen: Recipe(
        200, DisparityPattern(severity: double, gravityGap: 0.7, isGravitySeen: false)),
    ]
  }()

  private static let unequalFines: [PatternPreset: Recipe] = {
    let plain = DisparityPattern(fineRatio: 2.0.squareRoot(), isEachFined: true)
    var dear = plain
    dear.fineRatio = 1.73
    var heavy = plain
    (heavy.fineSpread, heavy.tailShare) = (0.9, 0.05)
    var null = heavy
    null.simpson = 1
    return [
      .fines: Recipe(200, plain), .fines173: Recipe(200, dear), .heavyfines: Recipe(200, heavy),
      .finesnull: Recipe(200, null),
    ]
  }()

  private static let thresholds: [PatternPreset: Recipe] = [
    .bunching: Recipe(150, BunchingPattern()),
    .bunching20: Recipe(150, BunchingPattern(shift: 0.2)),
    .bunchingnull: Recipe(150, BunchingPattern()),
    .heaping: Recipe(150, BunchingPattern(habitSpread: 3)),
  ]

  private static let bursts: [PatternPreset: Recipe] = [
    .burst: Recipe(60, BurstPattern()),
    .burst30: Recipe(60, BurstPattern(share: 0.3)),
    .burstsmall: Recipe(20, BurstPattern()),
    .burstnull: Recipe(60, BurstPattern()),
    .campaign: Recipe(60, BurstPattern(cityCampaigns: 8, campaignFactor: 3...8)),
  ]

  private static let concentrations: [PatternPreset: Recipe] = {
    let unequal = ConcentrationPattern(sizes: .logNormal(spread: 1.5))
    return [
      .concentration8: Recipe(150, ConcentrationPattern()),
      .concentration15: Recipe(150, ConcentrationPattern(topShare: 0.15)),
      .concentrationlognormal: Recipe(150, unequal),
      .concentrationnull: Recipe(150, unequal),
    ]
  }()

  private static let conversions: [PatternPreset: Recipe] = [
    .conversionunit: Recipe(200, ConversionPattern()),
    .conversionunit4: Recipe(200, ConversionPattern(oddsRatio: 1 / 4)),
    .conversioncomplaints: Recipe(200, ConversionPattern(trials: .complaints)),
    .conversionnull: Recipe(200, ConversionPattern(correlation: 0.08, simpson: 1)),
    .conversioncategory: Recipe(200, ConversionPattern(isByCategory: true)),
    .conversioncategory4: Recipe(200, ConversionPattern(oddsRatio: 1 / 4, isByCategory: true)),
    .conversionsimpson: Recipe(200, ConversionPattern(isByCategory: true, simpson: 1)),
  ]

  private static let others: [PatternPreset: Recipe] = [
    .profit: Recipe(150, ProfitPattern()),
    .profit13: Recipe(150, ProfitPattern(fineRatio: 1.3, outsideRatio: 1.5)),
    .profit2: Recipe(150, ProfitPattern(fineRatio: 2, outsideRatio: 3)),
    .profitnull: Recipe(150, ProfitPattern(correlation: 0.1, tailShare: 0.05)),
    .quota: Recipe(60, QuotaPattern()),
    .quotanull: Recipe(60, QuotaPattern(hasHabits: true)),
    .rush: Recipe(240, RushPattern()),
    .rushnull: Recipe(240, RushPattern(spread: 0.5)),
  ]
}
