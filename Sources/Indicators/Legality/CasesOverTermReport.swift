import Contracts
import Statistics

/// Decided and open cases of a unit under the term.
struct CaseTermCheck {
  let unitCode: String
  let decided: RuleCheck?
  let pending: RuleCheck?

  /// Both checks of every unit, sorted by unit.
  static func all(decided: [RuleCheck], pending: [RuleCheck]) -> [CaseTermCheck] {
    let byUnit = { (checks: [RuleCheck]) in
      Dictionary(checks.map { ($0.unitCode, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (decided, pending) = (byUnit(decided), byUnit(pending))
    return Set(decided.keys).union(pending.keys).sorted().map {
      CaseTermCheck(unitCode: $0, decided: decided[$0], pending: pending[$0])
    }
  }

  var decidedOver: Int { decided?.broken ?? 0 }
  var decidedJudged: Int { decided?.judged ?? 0 }
  var decidedUnknown: Int { decided?.unknown ?? 0 }
  var pendingOver: Int { pending?.broken ?? 0 }
  var pendingJudged: Int { pending?.judged ?? 0 }
  var pendingUnknown: Int { pending?.unknown ?? 0 }
  var over: Int { decidedOver + pendingOver }
  var marks: [CaseMark] { (decided?.marks ?? []) + (pending?.marks ?? []) }

  /// What the term says of the unit; open cases within it have yet to keep it.
  var outcome: SubjectOutcome {
    if over > 0 { return .flagged }
    if decidedJudged > 0 { return .passed }
    return decidedUnknown + pendingUnknown > 0 ? .notComputable : .notApplicable
  }
}

/// Outcomes, flags, tables and headline of the term.
struct CasesOverTermReport {
  let page: IndicatorPage
  let observation: Observation
  /// Columns that the exports lack.
  let columns: ColumnGaps
  let fewest: Int
  let warning: Int
  /// The days of the term, in words.
  let term: Phrase

  func result(_ checks: [CaseTermCheck], _ times: ConclusionTimes) -> IndicatorResult {
    guard let missing = nothingJudged(checks) else { return computed(checks, times) }
    return missing
  }

  private func computed(_ checks: [CaseTermCheck], _ times: ConclusionTimes) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    for check in checks { result.outcomes[check.outcome, default: 0] += 1 }
    let others = observation.unitCodes(and: checks.map(\.unitCode)).count - checks.count
    if others > 0 { result.outcomes[.notApplicable, default: 0] += others }
    let flagged = checks.filter { $0.over > 0 }
    result.flags = flagged.map(flag)
    result.marks = flagged.flatMap(\.marks)
    result.tables = [unitTable(checks)]
    if times.city.curve(fewest: fewest) != nil { result.tables.append(timeTable(times)) }
    result.headline = headline(checks).followed(by: timeSentence(times.city))
    return result
  }

  private func nothingJudged(_ checks: [CaseTermCheck]) -> IndicatorResult? {
    guard checks.allSatisfy({ $0.decidedJudged + $0.pendingJudged == 0 }) else { return nil }
    guard !checks.isEmpty else {
      return .notComputable(
        page, [],
        Phrase(
          "本期没有普通程序案件，不作判断。", "Nothing to judge: no ordinary case in the window."))
    }
    let cases = checks.reduce(0) { $0 + $1.decidedUnknown + $1.pendingUnknown }
    var result = IndicatorResult.notComputable(
      page, ["cases.filed_date"],
      Phrase(
        "普通程序案件\(cases)件均无法得知办理天数，无法计算。",
        "Not computable: the days of all \(cases) ordinary cases are unknown."))
    result.outcomes[.notComputable] = checks.count
    return result
  }

  private func headline(_ checks: [CaseTermCheck]) -> Phrase {
    let sum = { (number: KeyPath<CaseTermCheck, Int>) in
      checks.reduce(0) { $0 + $1[keyPath: number] }
    }
    let rate = MeasuredRate(sum(\.decidedOver), of: sum(\.decidedJudged), fewest: fewest)
    let units = checks.filter { $0.over > 0 }.count
    let (open, late) = (sum(\.pendingJudged), sum(\.pendingOver))
    let unknown = sum(\.decidedUnknown) + sum(\.pendingUnknown)
    return Phrase(
      "普通程序决定中超过办案期限（\(term.chinese)）：\(rate.inWords.chinese)；未结案件\(Numerals.grouped(open))件中已超过期限\(Numerals.grouped(late))件；"
        + "涉及\(units)个单位" + (unknown > 0 ? "；另有\(Numerals.grouped(unknown))件缺少数据，不在其中" : "") + "。",
      "\(rate.english("ordinary decisions", self.late)); of \(English.count(open, "open case")), \(Numerals.grouped(late)) "
        + "\(English.verb(late, "is", "are")) past it; in \(English.count(units, "unit"))"
        + (unknown > 0
          ? "; \(Numerals.grouped(unknown)) more \(English.verb(unknown, "lacks", "lack")) data"
          : "")
        + ".")
  }

  private func timeSentence(_ city: ConclusionTimes.Group) -> Phrase {
    guard let curve = city.curve(fewest: fewest) else { return Phrase("", "") }
    let shares = ConclusionTimes.ages.compactMap { age in
      curve.share(after: age).map { (age, Figures.percent($0)) }
    }
    let median = curve.median
    guard !shares.isEmpty || median != nil else { return Phrase("", "") }
    let chinese = shares.map { "立案满\($0.0)天仍未结的估计占\($0.1)" }
    let english = shares.map { "an estimated \($0.1) are still open after \($0.0) days" }
    return Phrase(
      (chinese + (median.map { ["办理时间中位数\($0)天"] } ?? [])).joined(separator: "，") + "。",
      "Counting open cases too, "
        + (english + (median.map { ["the median time is \($0) days"] } ?? []))
        .joined(separator: ", ") + ".")
  }

  private func flag(_ check: CaseTermCheck) -> Flag {
    var flag = Flag.listed(ListedSubject(unitCode: check.unitCode), page, in: observation)
    let isNet = statesDaysLeftOut(check.unitCode)
    // What was decided since may stand in records that nobody can read.
    let unread = observation.unreadRecords(in: Month(index: 0)...observation.month)
    let mayBeDecided = min(check.pendingOver, unread[check.unitCode] ?? 0)
    flag.severity = check.over - mayBeDecided >= warning && isNet ? .warning : .notice
    flag.observed = check.over
    let rate = MeasuredRate(check.decidedOver, of: check.decidedJudged, fewest: fewest)
    flag.effect = rate.share
    flag.effectLower = rate.interval?.lower
    flag.effectUpper = rate.interval?.upper
    flag.evidence = observation.evidence(in: "procedure_terms", of: check.unitCode)
    flag.reason = reason(check, rate)
    if mayBeDecided > 0, let records = unread[check.unitCode] {
      flag.reason = flag.reason.followed(
        by: Phrase(
          "该单位另有案件记录\(records)条被退回、未能读入，其中可能有上述未结案件的决定。",
          "\(English.count(records, "case record")) of the unit \(English.verb(records, "was", "were")) "
            + "rejected and \(English.verb(records, "is", "are")) not counted: decisions of these open "
            + "cases may be among them."))
    }
    if !isNet {
      flag.reason = flag.reason.followed(
        by: Phrase(
          "该单位的导出没有“扣除天数”一列，听证、鉴定、公告等不计入的天数未能扣除。",
          "Its exports lack the column of days left out, so that those of hearings, expert opinions and "
            + "notices are still counted."))
    }
    return flag
  }

  // Without the column nobody knows which days the law leaves out.
  private func statesDaysLeftOut(_ unit: String) -> Bool {
    !columns.lacks("cases.excluded_days", of: unit, in: observation.windowMonths)
  }

  private func reason(_ check: CaseTermCheck, _ rate: MeasuredRate) -> Phrase {
    var parts: [Phrase] = []
    if check.decidedJudged > 0 {
      parts.append(
        Phrase(
          "普通程序决定中超过办案期限（\(term.chinese)）：\(rate.inWords.chinese)",
          rate.english("ordinary decisions", self.late)))
    }
    if check.pendingJudged > 0 {
      let (open, late) = (check.pendingJudged, check.pendingOver)
      parts.append(
        Phrase(
          "未结案件\(Numerals.grouped(open))件中已超过期限\(Numerals.grouped(late))件",
          "of its \(English.count(open, "open case")), \(Numerals.grouped(late)) \(English.verb(late, "is", "are")) past it"
        ))
    }
    let unknown = check.decidedUnknown + check.pendingUnknown
    if unknown > 0 {
      parts.append(
        Phrase(
          "另有\(Numerals.grouped(unknown))件缺少数据，未作判断",
          "\(Numerals.grouped(unknown)) more \(English.verb(unknown, "lacks", "lack")) data"
        ))
    }
    return Phrase(
      parts.map(\.chinese).joined(separator: "；") + "。请核对案卷。",
      same(parts.map(\.english).joined(separator: "; ")).capitalised.english
        + ". The files should be checked.")
  }

  private var late: Predicate { .were("past the term of \(term.english)") }

  private func unitTable(_ checks: [CaseTermCheck]) -> ResultTable {
    ResultTable(
      title: Phrase("各单位情况", "By unit"),
      columns: [
        Phrase("单位", "Unit"), Phrase("普通程序决定", "Ordinary decisions"),
        Phrase("超过期限", "Past the term"), Phrase("占比", "Share"),
        Phrase("95%区间", "95% interval"), Phrase("决定缺少数据", "Decisions lacking data"),
        Phrase("未结案件", "Open cases"), Phrase("未结超过期限", "Open past the term"),
        Phrase("未结缺少数据", "Open lacking data"),
      ],
      rows: checks.map { check in
        let rate = MeasuredRate(check.decidedOver, of: check.decidedJudged, fewest: fewest)
        return [
          same(observation.names.unit(check.unitCode)), same(check.decidedJudged),
          same(check.decidedOver), same(rate.percentage), same(rate.range),
          same(check.decidedUnknown), same(check.pendingJudged), same(check.pendingOver),
          same(check.pendingUnknown),
        ]
      })
  }

  private func timeTable(_ times: ConclusionTimes) -> ResultTable {
    ResultTable(
      title: Phrase("立案至办结的时间（含未结案件的估计）", "Time to conclusion, open cases included"),
      columns: [
        Phrase("范围", "Scope"), Phrase("窗口内办结", "Concluded in the window"),
        Phrase("月末未结", "Open at the end"),
      ]
        + ConclusionTimes.ages.flatMap { age in
          [
            Phrase("满\(age)天未结占比", "Open after \(age) days"),
            Phrase("\(age)天的95%区间", "95% interval at \(age)"),
          ]
        } + [Phrase("中位天数", "Median days")],
      rows: times.groups.map(timeRow))
  }

  private func timeRow(_ group: ConclusionTimes.Group) -> [Phrase] {
    let curve = group.curve(fewest: fewest)
    let shares = ConclusionTimes.ages.flatMap { age in
      [
        same(curve?.share(after: age).map(Figures.percent) ?? ""),
        same(
          curve?.interval(after: age, confidence: 0.95).map {
            Figures.range($0.lowerBound, $0.upperBound, Figures.percent)
          } ?? ""),
      ]
    }
    return [name(group.level), same(group.concluded), same(group.open)] + shares
      + [curve?.median.map { same($0) } ?? same("")]
  }

  private func name(_ level: String?) -> Phrase {
    switch level {
    case nil: Phrase("全市", "City as a whole")
    case "city": Phrase("市级", "City level")
    case "county": Phrase("县区级", "County level")
    case "town": Phrase("镇街级", "Town level")
    default: Phrase("层级不明", "Level unknown")
    }
  }
}
