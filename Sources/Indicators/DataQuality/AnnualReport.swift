import Contracts

/// Flags, tables and headline of the comparison with the yearly tables.
struct AnnualReport {
  let comparisons: [AnnualComparison]
  /// Least difference in cases.
  let fewest: Int
  private let page: IndicatorPage
  private let observation: Observation
  private let order: PenaltyOrder
  /// Units and years that agree by the other order of severity.
  private let agreeOtherwise: Set<[String]>

  /// Differences that a sentence tells.
  private static let told = 3

  init(_ page: IndicatorPage, _ observation: Observation, _ settings: IndicatorSettings) {
    self.page = page
    self.observation = observation
    let order = PenaltyOrder(setting: settings.count("order", of: page))
    let fewest = settings.count("cases", of: page)
    self.order = order
    self.fewest = fewest
    comparisons = AnnualComparison.all(in: observation, by: order)
    agreeOtherwise = Set(
      AnnualComparison.all(in: observation, by: order.other)
        .filter { $0.outcome(fewest: fewest) == .passed }
        .map { [$0.unitCode, String($0.year)] })
  }

  /// One flag a unit and year with a difference.
  var flags: [Flag] {
    comparisons.compactMap { comparison in
      let differences = comparison.differences(fewest: fewest)
      return differences.isEmpty ? nil : flag(comparison, differences)
    }
  }

  func headline(_ outcomes: [SubjectOutcome: Int]) -> Phrase {
    let flagged = outcomes[.flagged] ?? 0
    let judged = flagged + (outcomes[.passed] ?? 0)
    let unknown = outcomes[.notComputable] ?? 0
    let early = outcomes[.notApplicable] ?? 0
    let classes = comparisons.reduce(0) { $0 + $1.differences(fewest: fewest).count }
    return Phrase(
      "年报列出\(comparisons.count)个单位·年度，可核对\(judged)个，其中\(flagged)个有不一致，共\(classes)个种类；"
        + "无法核对\(unknown)个，年度未结束\(early)个。轻重次序用第\(order.rawValue)种，被撤销的决定仍计入。",
      "Yearly tables of \(English.count(comparisons.count, "unit-year")): \(judged) could be compared, of "
        + "which \(flagged) \(English.verb(flagged, "differs", "differ"))"
        + (classes > 0 ? ", in " + English.count(classes, "class", many: "classes") : "")
        + "; \(unknown) cannot be compared and \(early) \(English.verb(early, "is", "are")) not over. "
        + "Severity by order \(order.rawValue); revoked decisions stay counted.")
  }

  /// What differs, and what became of each unit and year.
  var tables: [ResultTable] { [differenceTable, yearTable] }

  private func flag(_ comparison: AnnualComparison, _ differences: [AnnualLine]) -> Flag {
    let year = String(comparison.year)
    var flag = Flag.listed(
      ListedSubject(unitCode: comparison.unitCode, category: year), page, in: observation)
    flag.from = Month(year: comparison.year, month: 1)
    flag.to = Month(year: comparison.year, month: 12)
    flag.observed = differences.count
    flag.evidence = observation.evidence(in: "annual_totals", of: comparison.unitCode, year)
    let (told, unread) = (
      reason(comparison, differences), observation.unreadNote(comparison.unitCode, comparison.year)
    )
    flag.reason = Phrase(told.chinese + unread.chinese, told.english + unread.english)
    return flag
  }

  private func reason(_ comparison: AnnualComparison, _ differences: [AnnualLine]) -> Phrase {
    let told = differences.prefix(AnnualReport.told)
    let rest = differences.count - told.count
    let chinese = told.map { "\($0.title.chinese)年报\($0.published)件、案件\($0.counted)件" }
    let english = told.map {
      "\($0.title.english) \($0.published) published and \($0.counted) counted"
    }
    let isOrder = agreeOtherwise.contains([comparison.unitCode, String(comparison.year)])
    return Phrase(
      "\(comparison.year)年年报与案件数据有\(differences.count)个种类不一致："
        + chinese.joined(separator: "；") + (rest > 0 ? "；另有\(rest)个种类" : "")
        + "。每件决定按轻重次序\(order.rawValue)计入最重种类一次，被撤销的仍计入。"
        + (isOrder ? "按另一次序则没有不一致，请先核对年报所用次序。" : "请核对统计范围和口径。"),
      "The yearly table of \(comparison.year) and the cases differ in \(English.count(differences.count, "class", many: "classes")): "
        + english.joined(separator: "; ")
        + (rest > 0 ? "; \(rest) more \(English.noun(rest, "class", many: "classes"))" : "")
        + ". A decision counts once at its heaviest class by order \(order.rawValue), and stays "
        + "counted when revoked. "
        + (isOrder
          ? "By the other order nothing differs: check which one the table used."
          : "Scope and rules of counting should be checked."))
  }

  private var differenceTable: ResultTable {
    ResultTable(
      title: Phrase(
        "年报与案件的差额（轻重次序\(order.rawValue)：\(order.inWords.chinese)）",
        "Differences (order of severity \(order.rawValue): \(order.inWords.english))"),
      columns: [
        Phrase("单位", "Unit"), Phrase("年度", "Year"), Phrase("年报种类", "Class"),
        Phrase("年报件数", "Published"), Phrase("案件计数", "Counted"),
        Phrase("件数差", "Difference"), Phrase("年报金额（元）", "Published yuan"),
        Phrase("案件金额（元）", "Counted yuan"), Phrase("金额差（元）", "Difference in yuan"),
        Phrase("判断", "Judgement"),
      ],
      rows: comparisons.filter { $0.scope == .comparable }.flatMap { comparison in
        comparison.lines.filter { $0.published != $0.counted || ($0.amountGap ?? 0) != 0 }
          .map { row(comparison, $0) }
      })
  }

  private func row(_ comparison: AnnualComparison, _ line: AnnualLine) -> [Phrase] {
    let judgement =
      switch line.judgement(fewest: fewest) {
      case .agrees:
        line.published == line.counted
          ? Phrase("件数一致", "cases agree") : Phrase("在容差内", "within tolerance")
      case .differs: Phrase("不一致", "differs")
      case .open: Phrase("数据不全，未判断", "data incomplete, not judged")
      }
    return [
      same(observation.names.unit(comparison.unitCode)), same(comparison.year),
      line.title, same(line.published), same(line.counted),
      same(line.published - line.counted),
      same(line.publishedFen.map { Numerals.yuan(fen: $0) } ?? ""),
      same(Numerals.yuan(fen: line.countedFen)),
      same(line.amountGap.map { Numerals.yuan(fen: $0) } ?? ""), judgement,
    ]
  }

  private var yearTable: ResultTable {
    ResultTable(
      title: Phrase("各单位各年度核对情况", "What became of each unit and year"),
      columns: [
        Phrase("单位", "Unit"), Phrase("年度", "Year"), Phrase("核对种类", "Classes"),
        Phrase("不一致", "Differ"), Phrase("未判断", "Not judged"),
        Phrase("未识别种类", "Unknown classes"), Phrase("缺报月数", "Months missing"),
        Phrase("种类不明决定", "Decisions without a class"),
        Phrase("按另一次序", "By the other order"), Phrase("情况", "Result"),
      ],
      rows: comparisons.map { comparison in
        let isOrder = agreeOtherwise.contains([comparison.unitCode, String(comparison.year)])
        let isComparable = comparison.scope == .comparable
        return [
          same(observation.names.unit(comparison.unitCode)), same(comparison.year),
          same(isComparable ? comparison.lines.count : 0),
          same(comparison.differences(fewest: fewest).count),
          same(isComparable ? comparison.openLines(fewest: fewest) : 0),
          same(comparison.unknown), same(comparison.missingMonths),
          same(comparison.unclassified),
          isOrder ? Phrase("没有不一致", "nothing differs") : same(""), situation(comparison),
        ]
      })
  }

  private func situation(_ comparison: AnnualComparison) -> Phrase {
    switch comparison.scope {
    case .notOver: Phrase("年度未结束", "not over")
    case .beforeData: Phrase("早于可用数据", "before the data")
    case .unregistered: Phrase("名录外单位", "outside the register")
    case .comparable:
      switch comparison.outcome(fewest: fewest) {
      case .flagged: Phrase("有不一致", "differs")
      case .passed: Phrase("没有不一致", "nothing differs")
      default: Phrase("数据不全", "data incomplete")
      }
    }
  }
}
