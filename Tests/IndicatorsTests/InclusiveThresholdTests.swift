import Contracts
import Testing

@testable import Indicators

/// A flag stands where its figure just reaches a setting, and falls where it just misses it.
@Suite struct InclusiveThresholdTests {
  /// A setting of an indicator and the figure of an example's first flag that it is held against.
  struct Setting: Sendable, CustomTestStringConvertible {
    let indicator: any Indicator.Type
    var example = 0
    let key: String
    /// Whether the figure must not be above the setting.
    var isCeiling = false
    /// What the setting is raised by to be just missed.
    var step: Double?
    let figure: @Sendable (Flag) -> Double?

    var testDescription: String { "\(indicator.page.code) \(example) \(key)" }

    static func chance(_ indicator: any Indicator.Type, _ example: Int = 0) -> Setting {
      Setting(indicator: indicator, example: example, key: "q", isCeiling: true) { $0.qValue }
    }

    static func effect(
      _ indicator: any Indicator.Type, _ key: String, _ example: Int = 0
    ) -> Setting {
      Setting(indicator: indicator, example: example, key: key) { $0.effect }
    }

    static func number(_ indicator: any Indicator.Type, _ key: String) -> Setting {
      Setting(indicator: indicator, key: key, step: 1) { $0.observed.map(Double.init) }
    }

    func missed(_ value: Double) -> Double {
      value + (step ?? value * 1e-9) * (isCeiling ? -1 : 1)
    }
  }

  private static let settings: [Setting] = [
    .chance(PeerStandardisedRatio.self), .chance(PeerStandardisedRatio.self, 1),
    .chance(OutcomeTest.self), .chance(OutcomeTest.self, 1), .chance(UnequalFines.self),
    .chance(PositionInBand.self), .chance(NoInspectionOnRecord.self),
    .chance(FilingConversion.self), .chance(FilingConversion.self, 5),
    .chance(ThresholdBunching.self), .chance(PartyGroupDisparity.self),
    .chance(PartyGroupDisparity.self, 4), .chance(FineGrowth.self), .chance(FineGrowth.self, 1),
    .chance(MoneyHeavyMix.self), .chance(QuotaEvenness.self), .chance(PeriodEndRush.self),
    .chance(OutOfAreaParties.self), .chance(AmountConcentration.self),
    .chance(UseOfLeniency.self), .chance(UseOfLeniency.self, 1),
    .chance(OverturnedDecisions.self), .chance(ProblemsFound.self, 2),
    .effect(PeerStandardisedRatio.self, "ratio"), .effect(PositionInBand.self, "ratio"),
    .effect(NoInspectionOnRecord.self, "share"), .effect(PartyConcentration.self, "share"),
    .effect(MoneyHeavyMix.self, "ratio"),
    .effect(OutOfAreaParties.self, "ratio"), .effect(PeriodEndRush.self, "excess"),
    .effect(AmountConcentration.self, "difference"),
    .effect(ThresholdBunching.self, "share"), .effect(DecisionsAgainstReceipts.self, "unpaid"),
    .effect(ShareOfFineIncome.self, "points"),
    Setting(indicator: QuotaEvenness.self, key: "dispersion", isCeiling: true) { $0.effect },
    .number(OutOfAreaParties.self, "outside"), .number(PositionInBand.self, "capped"),
    .number(LeniencyMislabelled.self, "cases"),
    Setting(indicator: PositionInBand.self, example: 3, key: "outside", step: 1) {
      $0.observed.map(Double.init)
    },
    Setting(indicator: ThresholdBunching.self, key: "excess") { flag in
      flag.observed.flatMap { own in flag.expected.map { Double(own) - $0 } }
    },
  ]

  @Test(arguments: settings)
  func aSettingThatIsJustReachedFlags(_ setting: Setting) async throws {
    let (indicator, code) = (setting.indicator, setting.indicator.page.code)
    let world = indicator.examples[setting.example].observation
    let flags = await indicator.result(of: world, IndicatorSettings()).flags
    let flag = try #require(flags.first)
    let value = try #require(setting.figure(flag))
    for (chosen, isFlagged) in [(value, true), (setting.missed(value), false)] {
      let again = await indicator.result(
        of: world, IndicatorSettings([code: [setting.key: chosen]]))
      let stands = again.flags.contains { $0.identifier == flag.identifier }
      #expect(stands == isFlagged, "\(code) \(setting.key) \(chosen)")
    }
  }
}
