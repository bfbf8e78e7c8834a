import Contracts

/// The words of a rule that cases keep or break.
struct RuleWording {
  /// The cases that the rule applies to, such as 应审核的决定.
  let applicable: Phrase
  /// The cases that break it, in neutral words, such as 决定前未见审核记录.
  let broken: Phrase
  /// Columns without which nothing can be judged, as `table.column`.
  let columns: [String]
  /// Columns that tell which cases it applies to: where all exports lack one, nobody knows whether there is any.
  var selecting: [String] = []
  /// How a case may break the rule, by the word that names it; one column of the table each.
  let kinds: [(finding: String, name: Phrase)]
  /// What is to be looked at.
  var records = Phrase("案卷", "files")
  /// What cases that break it do, in English; nil where they are as `broken` says.
  var predicate: Predicate?
}

/// Outcomes, flags, table and headline of a rule that cases keep or break.
struct RuleReport {
  let page: IndicatorPage
  let wording: RuleWording
  let observation: Observation
  /// Least denominator of a percentage.
  let fewest: Int
  /// Broken cases from which a flag is a warning rather than a notice.
  let warning: Int
  /// Table of the counts that the records stand in, where they are no cases.
  let source: String

  /// Takes `fewest` and `warning` from the settings of the indicator.
  init(
    page: IndicatorPage, wording: RuleWording, observation: Observation,
    settings: IndicatorSettings, source: String = ""
  ) {
    self.page = page
    self.wording = wording
    self.observation = observation
    fewest = settings.count("fewest", of: page)
    warning = settings.count("warning", of: page)
    self.source = source
  }

  /// The result of the checks; not computable where no case could be judged.
  func result(_ checks: [RuleCheck]) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    let judged = checks.reduce(0) { $0 + $1.judged }
    let unknown = checks.reduce(0) { $0 + $1.unknown }
    if checks.isEmpty, case let lacking = columnsNobodyHas, !lacking.isEmpty {
      return .notComputable(page, lacking, notSelected)
    }
    if judged == 0, unknown > 0 || checks.isEmpty {
      result.coverage = Coverage(isComputed: false, missing: unknown > 0 ? wording.columns : [])
      if unknown > 0 { result.outcomes[.notComputable] = checks.count }
      result.headline = unknown > 0 ? columnsMissing(unknown) : nothingToJudge
      return result
    }
    for check in checks { result.outcomes[check.outcome, default: 0] += 1 }
    let others = observation.unitCodes(and: checks.map(\.unitCode)).count - checks.count
    if others > 0 { result.outcomes[.notApplicable, default: 0] += others }
    let flagged = checks.filter { $0.broken > 0 }
    result.flags = flagged.map(flag)
    result.marks = flagged.flatMap(\.marks)
    result.tables = [table(checks)]
    result.headline = headline(checks)
    return result
  }

  private var nothingToJudge: Phrase {
    Phrase(
      "本期没有\(wording.applicable.chinese)，不作判断。",
      "Nothing to judge: no \(wording.applicable.english) in the window.")
  }

  private var notSelected: Phrase {
    Phrase(
      "各单位的导出均没有识别\(wording.applicable.chinese)所需的列，无法计算。",
      "Not computable: no export has the column that tells \(wording.applicable.english).")
  }

  private var columnsNobodyHas: [String] {
    let gaps = ColumnGaps(observation)
    let units = Set(
      observation.cases.sums.keys.filter { key in
        Month(key[0]).map(observation.windowMonths.contains) ?? false
      }.map { $0[1] })
    return wording.selecting.filter { column in
      !units.isEmpty
        && units.allSatisfy { gaps.lacks(column, of: $0, in: observation.windowMonths) }
    }
  }

  private func columnsMissing(_ unknown: Int) -> Phrase {
    Phrase(
      "\(wording.applicable.chinese)\(Numerals.grouped(unknown))件均缺少所需数据，无法计算。",
      "Not computable: all \(Numerals.grouped(unknown)) \(wording.applicable.english) lack what is needed."
    )
  }

  private func headline(_ checks: [RuleCheck]) -> Phrase {
    let (broken, judged) = checks.reduce((0, 0)) { ($0.0 + $1.broken, $0.1 + $1.judged) }
    let unknown = checks.reduce(0) { $0 + $1.unknown }
    let rate = MeasuredRate(broken, of: judged, fewest: fewest)
    let units = checks.filter { $0.broken > 0 }.count
    return Phrase(
      "\(wording.applicable.chinese)中\(wording.broken.chinese)：\(rate.inWords.chinese)，涉及\(units)个单位"
        + (unknown > 0 ? "；另有\(Numerals.grouped(unknown))件缺少数据，不在其中" : "") + "。",
      english(rate) + (units > 0 ? ", in " + English.count(units, "unit") : "")
        + Self.lacking(unknown) + ".")
  }

  private func flag(_ check: RuleCheck) -> Flag {
    var flag = Flag.listed(ListedSubject(unitCode: check.unitCode), page, in: observation)
    flag.severity = check.broken >= warning ? .warning : .notice
    flag.observed = check.broken
    let rate = check.rate(fewest: fewest)
    flag.effect = rate.share
    flag.effectLower = rate.interval?.lower
    flag.effectUpper = rate.interval?.upper
    flag.reason = reason(check, rate)
    let source = check.marks.first.map { "procedure_\($0.question.rawValue)" } ?? source
    flag.evidence = observation.evidence(in: source, of: check.unitCode)
    return flag
  }

  private func reason(_ check: RuleCheck, _ rate: MeasuredRate) -> Phrase {
    let named = wording.kinds.filter { (check.brokenBy[$0.finding] ?? 0) > 0 }
    let kinds = wording.kinds.count < 2 ? [] : named
    let parts = kinds.map { kind in
      let number = check.brokenBy[kind.finding] ?? 0
      let name = kind.name.english
      return Phrase(
        "\(kind.name.chinese)\(number)件",
        name.prefix(1).lowercased() + name.dropFirst() + ": \(number)")
    }
    let unknown = check.unknown
    return Phrase(
      "\(wording.applicable.chinese)中\(wording.broken.chinese)：\(rate.inWords.chinese)"
        + (parts.isEmpty ? "" : "，其中" + parts.map(\.chinese).joined(separator: "、"))
        + (unknown > 0 ? "；另有\(unknown)件缺少数据，未作判断" : "") + "。请核对\(wording.records.chinese)。",
      english(rate)
        + (parts.isEmpty ? "" : " (" + parts.map(\.english).joined(separator: ", ") + ")")
        + Self.lacking(unknown) + ". The \(wording.records.english) should be checked.")
  }

  private func english(_ rate: MeasuredRate) -> String {
    rate.english(wording.applicable.english, wording.predicate ?? .are(wording.broken.english))
  }

  private static func lacking(_ unknown: Int) -> String {
    guard unknown > 0 else { return "" }
    return "; \(Numerals.grouped(unknown)) more \(English.verb(unknown, "lacks", "lack")) data"
  }

  private func table(_ checks: [RuleCheck]) -> ResultTable {
    let kinds = wording.kinds.count < 2 ? [] : wording.kinds
    return ResultTable(
      title: Phrase("各单位情况", "By unit"),
      columns: [
        Phrase("单位", "Unit"), wording.applicable.capitalised, wording.broken.capitalised,
      ] + kinds.map(\.name.capitalised) + [
        Phrase("占比", "Share"), Phrase("95%区间", "95% interval"), Phrase("缺少数据", "Data missing"),
      ],
      rows: checks.map { check in
        let rate = check.rate(fewest: fewest)
        return [
          same(observation.names.unit(check.unitCode)), same(check.judged), same(check.broken),
        ] + kinds.map { same(check.brokenBy[$0.finding] ?? 0) } + [
          same(rate.percentage), same(rate.range), same(check.unknown),
        ]
      })
  }
}

extension IndicatorParameter {
  /// Least denominator of a percentage: ground rule 7.
  static let fewestCases = IndicatorParameter(
    "fewest", 30, Phrase("少于此数不给比率", "cases below which no share is given"))
  /// Broken cases from which a flag is a warning.
  static let warningCases = IndicatorParameter(
    "warning", 3, Phrase("达到此数为“B级”，否则为“提示”", "cases from which it is grade B"))
}
