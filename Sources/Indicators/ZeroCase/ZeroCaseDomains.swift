import Contracts

/// Z03: domains without a case for a long time where cases were to be expected.
enum ZeroCaseDomains: Indicator {
  static let page = IndicatorPage(
    code: "Z03", name: Phrase("零办案领域", "Zero-case domains"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases", "catalogue", "feeds"],
    definition: Phrase(
      "单位（或有两个以上单位有权的区划）× 领域处于“零案待核实”（或已有说明），已报送的连续静默月数达到设定值，"
        + "且通过Z04的检验。每条给出参照值和出现零案的机会；未通过检验的列表说明原因，不标记。",
      "Unit (or district with several units in power) × domain in state zero_open (or explained) whose "
        + "delivered silent months reach the setting and which passes the test of Z04. Expected count and "
        + "chance are given; those that do not pass are listed with the reason, and not flagged."),
    pitfalls: Phrase(
      "仅凭“多少个月无案”作判断，在模拟数据中约九成三是误报；必须结合参照值、监管对象与投诉举报。",
      "On planted worlds the bare rule “no case for n months” is wrong in about 93 of 100: it takes the "
        + "expected count, the exposure and the complaints to judge."),
    parameters: [
      IndicatorParameter("months", 12, Phrase("最短静默月数", "shortest silence in months"))
    ])

  static let examples = [
    IndicatorExample(
      Phrase("静默31个月而参照值约14件，应标记", "31 silent months with about 14 expected: flagged"),
      ExampleWorld.assessed(.gradeA), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("静默36个月但参照值不足1件，只列表", "36 silent months, less than one expected: listed"),
      ExampleWorld.assessed(.tooFewExpected, expected: 0.4), flagged: []),
    IndicatorExample(
      Phrase("未报送不列入", "not sent: not listed"),
      ExampleWorld.assessed(.notTested, state: .notSent), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard let silence = observation.silence else { return SilenceFlags.notComputed(page) }
    var result = IndicatorResult(page.code)
    result.coverage.missing = ["catalogue", "feeds"].filter { !observation.tables.contains($0) }
    let months = settings.count("months", of: page)
    var listed: [CellAssessment] = []
    for assessment in silence.silent {
      let cell = observation.cells[assessment.cell]
      guard [.unitDomain, .districtDomain].contains(cell.level), SilenceFlags.isJudged(cell)
      else { continue }
      let outcome =
        assessment.monthsSilent < months && assessment.verdict.isFlagged
        ? .passed : SilenceFlags.outcome(assessment, cell)
      result.outcomes[outcome, default: 0] += 1
      if outcome == .flagged {
        result.flags.append(SilenceFlags.flag(cell, assessment, page, observation))
      } else if [.zeroOpen, .zeroExplained, .exposureUnknown].contains(cell.state),
        assessment.monthsSilent >= months
      {
        listed.append(assessment)
      }
    }
    let flagged = result.flags.count
    result.headline = Phrase(
      "\(flagged)个单位·领域（或区划·领域）在已报送的至少\(months)个月内没有案件，且与参照值不相称；"
        + "另有\(listed.count)个同样静默，但不足以作为线索，原因见表。",
      "\(flagged) unit × domains (or district × domains) had no case for at least \(months) delivered "
        + "months where cases were to be expected; \(listed.count) more were as silent but are no evidence, "
        + "for the reasons in the table.")
    result.tables = [
      SilenceTables.cells(
        Phrase("静默而未标记的领域及原因", "Silent domains that are not flagged, and why"), listed,
        observation)
    ]
    return result
  }
}
