public import Contracts

/// Every indicator, in report order.
public enum IndicatorCatalogue {
  /// Types, in report order.
  public static let all: [any Indicator.Type] = [
    DeliveryCompleteness.self,
    ItemMatchRate.self,
    LateRevisions.self,
    DuplicatesAndBlanks.self,
    PowersExercised.self,
    DormantItems.self,
    ZeroCaseDomains.self,
    ZeroDespiteExposure.self,
    ComplaintsWithoutCase.self,
    FindingsWithoutAction.self,
    SuddenSilence.self,
    EmpoweredItemsUsed.self,
    BetweenLevels.self,
    TokenCase.self,
    ExplainedZeros.self,
    FarBelowExpected.self,
    ReferralsUnanswered.self,
  ]

  /// Pages, in report order.
  public static var pages: [IndicatorPage] { all.map { $0.page } }

  /// Results of every indicator, in report order.
  public static func results(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> [IndicatorResult] {
    var observation = observation
    if observation.silence == nil {
      observation.silence = SilenceModel.findings(of: observation, settings)
    }
    return all.map { indicator in
      var result = indicator.result(of: observation, settings)
      result.flags.sort { $0.identifier < $1.identifier }
      return result
    }
  }
}
