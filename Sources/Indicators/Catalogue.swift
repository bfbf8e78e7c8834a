public import Contracts

/// Every indicator, in report order.
public enum IndicatorCatalogue {
  /// Types, in report order.
  public static let all: [any Indicator.Type] = [
    DeliveryCompleteness.self,
    ItemMatchRate.self,
    LateRevisions.self,
    DuplicatesAndBlanks.self,
    AnnualTotalsReconciled.self,
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
    PeerStandardisedRatio.self,
    ItemFocus.self,
    OutcomeTest.self,
    UnequalFines.self,
    PositionInBand.self,
    LeniencyMislabelled.self,
    PartyConcentration.self,
    SamePartyAgain.self,
    NoInspectionOnRecord.self,
    FilingConversion.self,
    ThresholdBunching.self,
    CaseBursts.self,
    PartyGroupDisparity.self,
    FineGrowth.self,
    ShareOfFineIncome.self,
    MoneyHeavyMix.self,
    QuotaEvenness.self,
    PeriodEndRush.self,
    OutOfAreaParties.self,
    AmountConcentration.self,
    DecisionsAgainstReceipts.self,
    CasesOverTerm.self,
    FoundAfterLimitation.self,
    LegalReviewOfMajorDecisions.self,
    HearingNotice.self,
    CollectiveDecision.self,
    TransferToCriminalJustice.self,
    TwoOfficers.self,
    SummaryProcedureOverrun.self,
    PublicationInTime.self,
    UseOfLeniency.self,
    FirstOffenceContradiction.self,
    OverturnedDecisions.self,
    FileReviewSample.self,
    EscalatedCases.self,
    SelfCorrection.self,
    CasesOutsideAuthority.self,
    JudicialReferralsBack.self,
    CasesPerOfficer.self,
    LegalReviewers.self,
    TrainingHours.self,
    InspectionsPerOfficer.self,
    Secondment.self,
    HeadExperience.self,
    AuxiliariesOnly.self,
    OfficerWorkload.self,
    OfficersAtBase.self,
    VisitsOverCap.self,
    VisitedAgainSoon.self,
    ProblemsFound.self,
    RandomShare.self,
    JointShare.self,
    OffsiteShare.self,
    ResultsPublished.self,
    UnannouncedShare.self,
    ComplaintsAnsweredInTime.self,
    FollowUpClosed.self,
  ]

  /// Pages, in report order.
  public static var pages: [IndicatorPage] { all.map { $0.page } }

  /// What of a unit an indicator leaves out while it is in doubt: categories of flags of Q04.
  public static func doubts(bearingOn code: String) -> Set<String> {
    Set(DoubtWording.kinds(bearingOn: code).map(\.rawValue))
  }

  /// Results of every indicator, in report order.
  public static func results(
    of observation: Observation, _ settings: IndicatorSettings
  ) async -> [IndicatorResult] {
    var observation = observation
    if observation.silence == nil {
      observation.silence = await SilenceModel.findings(of: observation, settings)
    }
    let doubts = ColumnDoubt.all(in: observation)
    observation = observation.leavingOut(doubts)
    observation.doubts = doubts
    let seen = observation
    let isOneGroup = UnknownLevels.hold(in: seen)
    return await withTaskGroup(of: (Int, IndicatorResult).self) { group in
      for (index, indicator) in all.enumerated() {
        group.addTask {
          var result = await indicator.result(of: seen, settings)
          result.flags.sort { $0.identifier < $1.identifier }
          if isOneGroup, UnknownLevels.matter(to: indicator.page) {
            result = UnknownLevels.told(result)
          }
          result = RejectedRecords.told(result, seen)
          return (index, DoubtWording.told(doubts, to: result))
        }
      }
      var results = [IndicatorResult?](repeating: nil, count: all.count)
      for await (index, result) in group { results[index] = result }
      return results.compactMap { $0 }
    }
  }
}
