public import Simulation

/// What a prototype of the recommended test reached in a world of the same law.
///
/// Source: the design note on methods, tables "What the recommended pattern tests reached" and
/// "What sample size buys", at a nominal false discovery rate of 10 %; a dash where it states none.
public struct PatternExpectation: Hashable, Sendable {
  /// Share of false flags.
  public let falseShare: String
  /// Share of planted subjects found.
  public let power: String
  /// Worlds without anything planted that got a flag.
  public let nullWorlds: String

  static let none = "–"

  init(
    falseShare: String = PatternExpectation.none, power: String = PatternExpectation.none,
    nullWorlds: String = PatternExpectation.none
  ) {
    self.falseShare = falseShare
    self.power = power
    self.nullWorlds = nullWorlds
  }

  private static let stated: [PatternPreset: PatternExpectation] = [
    .mix: PatternExpectation(falseShare: "0.01", power: "0.59"),
    .mix5: PatternExpectation(power: "0.93"),
    .mix2: PatternExpectation(power: "0.08"),
    .mixnull: PatternExpectation(nullWorlds: "0 of 10"),
    .severity: PatternExpectation(falseShare: "0.09", power: "0.07"),
    .severity600: PatternExpectation(power: "0.41"),
    .severity3: PatternExpectation(power: "0.24–0.31"),
    .severitynull: PatternExpectation(nullWorlds: "0–1 of 10"),
    .severityunseen: PatternExpectation(falseShare: "0.00–0.05"),
    .fines: PatternExpectation(falseShare: "0.10", power: "0.60"),
    .fines173: PatternExpectation(power: "0.81"),
    .finesnull: PatternExpectation(nullWorlds: "0–1 of 10"),
    .bunching: PatternExpectation(falseShare: "0.04", power: "0.72"),
    .bunching20: PatternExpectation(power: "0.15"),
    .bunchingnull: PatternExpectation(nullWorlds: "1–2 of 12"),
    .burst: PatternExpectation(falseShare: "0.07–0.10", power: "0.87–0.92"),
    .burst30: PatternExpectation(power: "0.71"),
    .burstsmall: PatternExpectation(power: "0.64"),
    .burstnull: PatternExpectation(nullWorlds: "0 of 8"),
    .concentration8: PatternExpectation(falseShare: "0.10", power: "0.32–0.49"),
    .concentration15: PatternExpectation(power: "0.72–0.82"),
    .concentrationlognormal: PatternExpectation(power: "0.00"),
    .conversionunit: PatternExpectation(falseShare: "0.03", power: "0.36"),
    .conversionunit4: PatternExpectation(power: "0.90"),
    .conversionnull: PatternExpectation(nullWorlds: "0–2 of 12"),
    .conversioncategory: PatternExpectation(falseShare: "0.08", power: "0.29"),
    .profit: PatternExpectation(falseShare: "0.04"),
    .profitnull: PatternExpectation(nullWorlds: "1 of 12"),
  ]

  /// What is stated of an indicator in a world; dashes where nothing is.
  ///
  /// Statements are of the indicator that looks for what the world plants, which is named first.
  public static func of(_ preset: PatternPreset, indicator: String) -> PatternExpectation {
    guard indicator == preset.indicators.first else { return PatternExpectation() }
    return stated[preset] ?? PatternExpectation()
  }
}

extension PatternPreset {
  /// Whether what is planted is so small that few flags are due.
  var hasFewFlags: Bool {
    let small: [PatternPreset] = [
      .mix2, .severity, .severitysimpson, .severityunseen, .heavyfines, .bunching20,
      .conversionsimpson, .profit13,
    ]
    return small.contains(self)
  }

  /// Codes of the indicators that should find what the world plants, or stay silent.
  public var indicators: [String] {
    switch parameters.kind {
    case .mix: ["S02"]
    case .severity: ["S13"]
    case .fines: ["S04", "S13"]
    case .bunching: ["S11"]
    case .burst: ["S12"]
    case .concentration: ["S07"]
    case .conversionUnit, .conversionCategory: ["S10"]
    case .profit: ["P01", "P06"]
    case .quota: ["P04"]
    case .rush: ["P05"]
    }
  }
}
