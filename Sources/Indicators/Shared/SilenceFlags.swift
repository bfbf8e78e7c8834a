import Contracts

/// Flags and outcomes of cells that the zero-case model judged.
enum SilenceFlags {
  /// What an indicator says of a cell with a verdict.
  static func outcome(_ assessment: CellAssessment, _ cell: Cell) -> SubjectOutcome {
    switch assessment.verdict {
    case .gradeA, .gradeB: .flagged
    case .withinChance: .passed
    case .tooFewExpected, .noBaseRate, .verifyDelivery, .verifyItems: .notComputable
    // A silence that is too short to be judged is no proof of work either.
    case .tooShort, .verifyExposure, .verifyPower, .itemEnded, .judgedAtUnit: .notApplicable
    case .notTested:
      switch cell.state {
      case .active, .handled: .passed
      case .notSent: .notComputable
      default: .notApplicable
      }
    }
  }

  /// Whether a place is judged at its own level: one whose power one unit holds is that unit's cell.
  static func isJudged(_ cell: Cell) -> Bool {
    switch cell.level {
    case .unitDomain, .unitItem: true
    case .districtDomain, .districtItem: cell.holders > 1
    case .cityItem: false
    }
  }

  /// Whether the question arises for a cell: one with a case in the window is not without cases.
  static func isSubject(_ cell: Cell) -> Bool {
    isJudged(cell) && cell.state != .active
  }

  /// A flag on a judged cell, its numbers filled in.
  static func flag(
    _ cell: Cell, _ assessment: CellAssessment, _ page: IndicatorPage, _ observation: Observation
  ) -> Flag {
    let severity: Severity =
      cell.state == .zeroExplained || assessment.isLikelierOrdinary
      ? .notice : assessment.verdict == .gradeA ? .alert : .warning
    let category = assessment.isGroupStop ? "group:\(cell.exposureGroup)" : ""
    var flag = Flag.on(cell, page, severity, in: observation)
    flag.category = category
    flag.from = cell.silentFrom ?? observation.windowStart
    flag.observed = 0
    flag.expected = assessment.expected
    flag.effect = assessment.posterior.inaction
    flag.pValue = assessment.spell.chance
    flag.qValue = assessment.qValue
    flag.monthsSilent = assessment.monthsSilent
    flag.evidence = observation.evidence(
      in: "cells", of: cell.level.rawValue, cell.unitCode, cell.districtCode, cell.domain,
      cell.itemCode)
    flag.reason =
      SilenceSentence(observation: observation, cell: cell, assessment: assessment).phrase
    return flag
  }

  /// Adds to a flag what the model lets one expect in the silence; nothing where it did not judge.
  static func addExpected(to flag: inout Flag, at position: Int, in observation: Observation) {
    guard let assessment = observation.silence?.assessment(of: position),
      // Of a silence that is taken for a gap, the months that are left have no number of their own.
      ![.notTested, .itemEnded, .verifyDelivery].contains(assessment.verdict)
    else { return }
    flag.expected = assessment.expected
    flag.pValue = assessment.spell.chance
    let expected = PlainNumber.count(assessment.expected)
    let basis = SilenceSentence.basis(assessment)
    flag.reason = Phrase(
      flag.reason.chinese + "\(basis.chinese)，静默期参照值约\(expected)件。",
      flag.reason.english
        + " In the silence \(basis.english) let one expect about \(expected) \(expected == "1" ? "case" : "cases")."
    )
  }

  /// The result of an indicator that rests on the model but could not ask it.
  static func notComputed(_ page: IndicatorPage) -> IndicatorResult {
    .notComputable(
      page, ["expected"], Phrase("没有可用的参照值，无法计算。", "Not computable: no expected counts."))
  }
}
