import Contracts

/// L16: decisions that units corrected themselves, beside those that others overturned.
enum SelfCorrection: Indicator {
  static let page = IndicatorPage(
    code: "L16", name: Phrase("自我纠正", "Self-correction"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第七十五条第二款：发现有错误的，应当主动改正",
      "Decision, clause 7; APL 75, second paragraph: errors that are found are to be corrected unprompted"
    ),
    needs: ["cases"],
    isDescription: true,
    definition: Phrase(
      "窗口内决定中自我纠正的件数 ÷（自我纠正 ＋ 被复议诉讼纠正）。两者兼有的计入后者。"
        + "自我纠正一栏全部空白，或复议诉讼结果全部空白的单位不作计算。",
      "Decisions of the window that the unit corrected itself ÷ those and the ones overturned by a review or a "
        + "court; a decision that was both counts as overturned. Units that leave the column of self-correction "
        + "or the results of challenges blank throughout are not computed."),
    pitfalls: Phrase(
      "仅作描述，不标记：件数少，占比高低都可能只是登记习惯。没有纠正也没有被纠正的单位没有占比。",
      "A description, never a flag: the numbers are small, and a share high or low may be a habit of recording. "
        + "A unit with neither has no share."),
    parameters: [
      IndicatorParameter(
        "fewest", 30, Phrase("少于此数不给比率", "decisions below which no share is given"))
    ],
    innocent: Phrase(
      "自我纠正在其他系统登记；没有需要纠正的决定。",
      "Corrections are recorded elsewhere, or there was nothing to correct."),
    ask: Phrase(
      "请说明自我纠正的发现途径和登记方式。", "Ask how errors are found and where corrections are recorded."))

  static let examples = [
    IndicatorExample(
      Phrase("自我纠正3件、被纠正9件，仅作描述", "3 corrected by itself and 9 by others: a description"),
      ProcedureExample.world(
        .challenges,
        [(["", "", "yes"], 3), (["revoked", "", "no"], 9), (["none", "none", "no"], 80)]),
      flagged: []),
    IndicatorExample(
      Phrase("自我纠正一栏空白，不计算，也不是0%", "a blank column is not computed, and is not 0%"),
      ProcedureExample.world(.challenges, [(["revoked", "", ""], 9), (["upheld", "", ""], 40)]),
      flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let records = ChallengeRecord.all(of: observation.procedures(.challenges))
    let computed = records.filter(isComputable)
    guard !computed.isEmpty else { return nothing(records) }
    var result = IndicatorResult(page.code)
    // A description passes nothing and flags nothing.
    let units = observation.unitCodes(and: records.map(\.unitCode)).count
    let silent = records.count - computed.count
    result.outcomes[.notApplicable] = units - silent
    if silent > 0 { result.outcomes[.notComputable] = silent }
    let rate = { (records: [ChallengeRecord]) in
      let corrected = records.reduce(0) { $0 + $1.selfCorrected }
      return MeasuredRate(
        corrected, of: corrected + records.reduce(0) { $0 + $1.overturned },
        fewest: settings.count("fewest", of: page))
    }
    result.tables = [table(computed, observation.names) { rate([$0]) }]
    let all = rate(computed)
    result.headline = Phrase(
      all.all == 0
        ? "本期没有自我纠正或被复议诉讼纠正的决定。"
        : "自我纠正占全部被纠正决定：\(all.inWords.chinese)；\(silent)个单位缺少数据，不在其中。",
      all.all == 0
        ? "No decision of the window was corrected by its unit or overturned."
        : all.english("corrected decisions", .were("corrected by the unit itself"))
          + "; \(English.count(silent, "unit lacks", many: "units lack")) data "
          + "and are left out.")
    return result
  }

  static func isComputable(_ record: ChallengeRecord) -> Bool {
    record.withCorrection > 0 && record.known > 0
  }

  private static func nothing(_ records: [ChallengeRecord]) -> IndicatorResult {
    var missing: [String] = []
    if records.allSatisfy({ $0.withCorrection == 0 }) { missing.append("cases.self_corrected") }
    if records.allSatisfy({ $0.known == 0 }) {
      missing += ["cases.review_result", "cases.court_result"]
    }
    var result = IndicatorResult.notComputable(
      page, records.isEmpty ? [] : missing,
      Phrase(
        "没有同时记载自我纠正和复议诉讼结果的单位，无法计算。",
        "Not computable: no unit records both self-correction and the results of challenges."))
    if !records.isEmpty { result.outcomes[.notComputable] = records.count }
    return result
  }

  private static func table(
    _ records: [ChallengeRecord], _ names: NameBook, _ rate: (ChallengeRecord) -> MeasuredRate
  ) -> ResultTable {
    ResultTable(
      title: Phrase("自我纠正与被纠正（按单位代码）", "Corrected and overturned, by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("自我纠正", "Self-corrected"),
        Phrase("被复议诉讼纠正", "Overturned"), Phrase("其中两者兼有", "Of these both"),
        Phrase("自我纠正占比", "Share self-corrected"), Phrase("95%区间", "95% interval"),
      ],
      rows: records.map { record in
        let rate = rate(record)
        return [
          same(names.unit(record.unitCode)), same(record.selfCorrected), same(record.overturned),
          same(record.both), same(rate.percentage), same(rate.range),
        ]
      })
  }
}
