import Contracts

/// Z03: domains without a case for a long time where cases were to be expected.
enum ZeroCaseDomains: Indicator {
  static let page = IndicatorPage(
    code: "Z03", name: Phrase("零办案领域", "Zero-case domains"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases", "catalogue", "feeds"],
    definition: Phrase(
      "单位（或有两个以上单位有权的区划）× 领域处于“零案待核实”（或已有说明），已报送的连续静默月数达到设定值，"
        + "且通过Z04的检验。每条给出参照值和出现零案的概率；未通过检验的列表说明原因，不标记。"
        + "某领域此前办案的单位均已停办、办过案的事项多数仍有职权的，没有同类可比：以各自以往水平求概率，取其中最小者，"
        + "按全部领域作Benjamini–Hochberg校正，不超过q的作为全市一条线索，先问该领域是否停用或划转。",
      "Unit (or district with several units in power) × domain in state zero_open (or explained) whose "
        + "delivered silent months reach the setting and which passes the test of Z04. Expected count and "
        + "chance are given; those that do not pass are listed with the reason, and not flagged. Where all "
        + "units that had cases of a domain stopped, and most of these were of items still held, there is nobody to "
        + "compare with: the least of the chances by their own records, adjusted over all domains "
        + "(Benjamini–Hochberg), gives one finding on the city where it is within q, which asks first whether "
        + "the domain ended or moved."),
    pitfalls: Phrase(
      "仅凭“多少个月无案”作判断，在模拟数据中约九成三是误报；必须结合参照值、监管对象与投诉举报。",
      "On planted worlds the bare rule “no case for n months” is wrong in about 93 of 100: it takes the "
        + "expected count, the exposure and the complaints to judge."),
    parameters: [
      IndicatorParameter(
        "months", 12, Phrase("最短静默月数", "shortest silence in months"), range: .months),
      IndicatorParameter(
        "q", 0.1,
        Phrase(
          "全市停办领域的错误发现率上限", "largest false discovery rate of domains that all stopped")),
    ],
    figures: FlagFigures(
      observed: Phrase("静默期案件数，为0", "cases of the silence, which are 0"),
      effect: Phrase("模型判断停办或从未办理的可能", "how likely all evidence makes a stop, or no action ever")))

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
    IndicatorExample(
      Phrase(
        "有职权的单位此前每月一件，现均停办，全市一条线索",
        "every holder had a case a month and all stopped: one finding on the city"),
      stopped(chance: 1e-6), flagged: ["/D//domain:D"]),
    IndicatorExample(
      Phrase("此前案件很少，停办属偶然", "few cases before: chance"), stopped(chance: 0.2),
      flagged: []),
    IndicatorExample(
      Phrase("另有单位仍在办理，不是全市停办", "another unit goes on: not the whole city"),
      stopped(chance: 1e-6, others: .active), flagged: []),
    IndicatorExample(
      Phrase("另有单位只有无处罚的处置，其余单位仍列出", "one settled without penalty: the others still stand"),
      stopped(chance: 1e-6, others: .handled), flagged: ["/D//domain:D"]),
  ]

  private static func stopped(chance: Double, others: CellState? = nil) -> Observation {
    var observation = ExampleWorld.assessed(.itemEnded)
    observation.cells[0].history.cases = [MonthCount(month: 0, count: 24)]
    observation.silence?.silent[0].ownRecord = OwnRecord(cases: 24, expected: 31, chance: chance)
    if let others {
      var cell = ExampleWorld.silentCell(state: others, months: 0)
      cell.unitCode = "V"
      observation.cells.append(cell)
    }
    return observation
  }

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
      guard [.unitDomain, .districtDomain].contains(cell.level), SilenceFlags.isSubject(cell)
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
    let stopped = StoppedDomain.all(in: observation, silence).filter {
      $0.adjusted <= settings.value("q", of: page) && $0.monthsSilent >= months
    }
    if !stopped.isEmpty { result.outcomes[.flagged, default: 0] += stopped.count }
    result.flags += stopped.map { $0.flag(page, observation) }
    let city = Phrase(
      "；\(stopped.count)个领域此前办案的单位均已停办，先核实是否停用",
      " \(stopped.count) domains were stopped by everybody: ask first whether they ended.")
    result.headline = Phrase(
      "\(flagged)个单位·领域（或区划·领域）在已报送的至少\(months)个月内没有案件，且与参照值不相称；"
        + "另有\(listed.count)个同样静默，但不足以作为线索，原因见表"
        + (stopped.isEmpty ? "" : city.chinese) + "。",
      "\(English.count(flagged, "unit × domain (or district × domain)", many: "unit × domains (or district × domains)")) "
        + "had no case for at least \(months) delivered "
        + "months where cases were to be expected; \(listed.count) more "
        + "\(English.verb(listed.count, "was as silent but is", "were as silent but are")) no evidence, "
        + "for the reasons in the table." + (stopped.isEmpty ? "" : city.english))
    result.tables = [
      SilenceTables.cells(
        Phrase("静默而未标记的领域及原因", "Silent domains that are not flagged, and why"), listed,
        observation)
    ]
    return result
  }
}
