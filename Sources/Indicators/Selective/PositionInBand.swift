import Contracts
import Statistics

/// S05: where fines lie in the bands of their items.
enum PositionInBand: Indicator {
  static let page = IndicatorPage(
    code: "S05", name: Phrase("裁量位置", "Position in the band"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（过罚相当）、第三十四条（裁量基准）、第三十二条（减轻处罚）",
      "Decision, clause 7; APL 5 (proportion), 34 (discretion standards), 32 (mitigation)"),
    needs: ["cases", "catalogue"],
    restsOn: [FlagColumns("cases.fine")],
    definition: Phrase(
      "裁量位置＝（罚款－下限）÷（上限－下限），幅度取案件当月有效者，倍数罚按计罚基数折算。"
        + "一是顶格占比：位置达到设定值的件数，与同级其他单位按事项×裁量阶次折算的参照值相比（留一法，"
        + "同类件数少时向同级同阶次的占比收缩五件；取过度离散漏斗的上侧概率与分层精确检验概率中较大者，"
        + "后者计入同类件数少的不确定性；按层级作多重检验校正）。二是幅度之外：高于上限，或低于下限而所记裁量情形"
        + "不是减轻的件数。对象为单位×问题。",
      "Position = (fine − lowest) ÷ (highest − lowest) by the band in force in the case's month; multiples "
        + "by their base. First, the cases at the cap against the reference value from other units of the "
        + "level within item × discretion grade (leave-one-out, moved by five cases towards the share of the "
        + "grade; the larger chance of an over-dispersed funnel's upper tail and of the exact test "
        + "by strata, which allows for few cases of peers, adjusted by level). Second, fines above "
        + "the band, or below it with a leniency on record that is not mitigation. Subjects are "
        + "unit × question."),
    pitfalls: Phrase(
      "无上下限、上下限相同、月内调整幅度或缺计罚基数的案件不计。未记录裁量情形的低于下限案件不作判断，只计数。"
        + "一案多项时罚款可能是各项之和；来源未拆分罚款与没收时以合计代罚款。同类案件太少的事项不参加比较。",
      "Cases without two different bounds, in a month within which the band changed, or without the base of "
        + "a multiple are left out. A fine below the band whose leniency is not recorded is counted, not "
        + "judged. A fine may cover several items; where the export does not split fine and confiscation "
        + "their sum stands for the fine. Items with too few cases of peers take no part."),
    parameters: [
      IndicatorParameter(
        "cap", 0.99, Phrase("达到此位置即为顶格", "position from which a fine is at the cap")),
      IndicatorParameter(
        "fewest", 30, Phrase("可比案件少于此数不检验", "comparable cases below which nothing is tested")),
      IndicatorParameter(
        "peer_cases", 3, Phrase("同类案件少于此数的事项×阶次不比较", "fewest cases of peers in a stratum")),
      IndicatorParameter("capped", 3, Phrase("顶格件数的下限", "fewest fines at the cap")),
      IndicatorParameter("ratio", 1.5, Phrase("实际与参照之比的下限", "smallest ratio to the reference")),
      IndicatorParameter("q", 0.10, Phrase("q值上限", "largest q-value")),
      IndicatorParameter(
        "outside", 3, Phrase("幅度之外的件数达到此数即列出", "fines outside the band from which it is listed")),
    ],
    innocent: Phrase(
      "辖区内严重情节的案件确实较多而未记阶次；上级统一要求从严；一案含多项、罚款合并填报；目录幅度未及时更新。",
      "More grave cases without a grade on record; a uniform order to be strict; fines of several items "
        + "reported as one; bands of the catalogue out of date."),
    ask: Phrase(
      "请说明顶格或超出幅度处罚的理由，并提供有关案件的裁量基准适用说明、集体讨论记录和法制审核意见。",
      "Could the unit give the reasons for fines at the cap or outside the band, with the application of "
        + "the discretion standard, the minutes and the legal review of the cases?"),
    figures: FlagFigures(
      observed: Phrase("顶格或幅度外的案件数", "cases at the cap, or outside of the band"),
      effect: Phrase("顶格占比与参照值之比", "share at the cap ÷ expected")))

  static let examples = [
    IndicatorExample(
      Phrase("同级顶格约一成，该单位六成，应标记", "60% at the cap against 10% among peers: flagged"),
      BandExample.world(capped("U00", 24, of: 40) + peers()), flagged: ["U00///cap"]),
    IndicatorExample(
      Phrase(
        "该单位只办严重阶次，同级同阶次同样顶格；不分阶次直接比较会误报，不标记",
        "grave cases only, which peers fine as high; a comparison without grades would flag it"),
      BandExample.world(
        [BandExample.fined("U00", 10_000, cases: 40, grade: "严重")] + peers()
          + PatternExample.codes(6).dropFirst().map {
            BandExample.fined($0, 10_000, cases: 20, grade: "严重")
          }), flagged: []),
    IndicatorExample(
      Phrase("可比案件只有20件，不检验，不标记", "20 cases are too few to test"),
      BandExample.world(capped("U00", 20, of: 20) + peers()), flagged: []),
    IndicatorExample(
      Phrase("3件低于下限而记为一般，应列出", "three fines below the band without mitigation: listed"),
      BandExample.world([BandExample.fined("U00", 500, cases: 3)]), flagged: ["U00///outside"]),
    IndicatorExample(
      Phrase(
        "低于下限的都记为减轻或未记情形；把空白当作未减轻会误报，不标记",
        "below the band, mitigated or not recorded; taking a blank for no mitigation would flag it"),
      BandExample.world([
        BandExample.fined("U00", 500, cases: 9, leniency: "mitigated"),
        BandExample.fined("U01", 500, cases: 9, leniency: ""),
      ]), flagged: []),
  ]

  private static func capped(_ unit: String, _ capped: Int, of cases: Int) -> [PenaltyOutcome] {
    [
      BandExample.fined(unit, 10_000, cases: capped),
      BandExample.fined(unit, 5_000, cases: cases - capped),
    ].filter { $0.cases > 0 }
  }

  private static func peers() -> [PenaltyOutcome] {
    PatternExample.codes(6).dropFirst().flatMap { capped($0, 4, of: 40) }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let bands = BandBook(observation)
    guard !bands.isEmpty else {
      return .notComputable(
        page, [observation.tables.contains("catalogue") ? "catalogue.fine_max" : "catalogue"],
        Phrase("清单没有罚款上下限，无法计算。", "Not computable: the catalogue has no fine bands."))
    }
    // Rounding of the position must not move a fine that lies on the limit.
    let records = BandRecords(observation, bands, cap: settings.value("cap", of: page) - 1e-9)
    guard !records.units.isEmpty else {
      return .notComputable(
        page, ["cases.fine"],
        Phrase(
          "窗口期没有可定位于幅度的罚款，无法计算。",
          "Not computable: no fine of the window can be placed in a band."))
    }
    return answer(records, observation, settings)
  }

  private static func answer(
    _ records: BandRecords, _ observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let comparisons = CapComparison.all(records, observation, settings)
    var result = IndicatorResult(page.code)
    let gaps = MissingMonths(observation, in: observation.windowMonths, ofFines: true)
    let capOutcomes = capOutcomes(records, comparisons, observation, settings)
    for unit in observation.unitCodes(and: records.units.keys) {
      let record = records.units[unit] ?? UnitBandRecord()
      let outside = outsideOutcome(unit, record, gaps, settings)
      result.outcomes[capOutcomes[unit] ?? gaps.outcomeOfLittle(unit), default: 0] += 1
      result.outcomes[outside, default: 0] += 1
      if outside == .flagged { result.flags.append(outsideFlag(unit, record, observation)) }
    }
    let flagged = comparisons.filter(\.isFlagged)
    result.flags += flagged.map { capFlag($0, records, observation) }
    if !records.units.values.contains(where: { $0.leniencies > 0 }) {
      result.coverage.missing = ["cases.leniency"]
    }
    result.headline = headline(records, comparisons, result)
    result.tables = [
      capTable(comparisons, observation), outsideTable(records, observation),
    ]
    result.points = comparisons.map(\.point)
    return result
  }

  // Units with fines enough; without peers that have any like them there is nothing to compare.
  private static func capOutcomes(
    _ records: BandRecords, _ comparisons: [CapComparison], _ observation: Observation,
    _ settings: IndicatorSettings
  ) -> [String: SubjectOutcome] {
    let peers = Peers(observation)
    let sizes = Dictionary(grouping: records.units.keys, by: peers.group).mapValues(\.count)
    let fewest = settings.count("fewest", of: page)
    var outcomes: [String: SubjectOutcome] = [:]
    for (unit, record) in records.units where record.cases >= fewest {
      outcomes[unit] = sizes[peers.group(of: unit)] == 1 ? .notApplicable : .notComputable
    }
    for comparison in comparisons {
      outcomes[comparison.finding.unitCode] = comparison.isFlagged ? .flagged : .passed
    }
    return outcomes
  }

  private static func outsideOutcome(
    _ unit: String, _ record: UnitBandRecord, _ gaps: MissingMonths,
    _ settings: IndicatorSettings
  ) -> SubjectOutcome {
    if record.outside >= settings.count("outside", of: page) { return .flagged }
    return record.cases > 0 ? .passed : gaps.outcomeOfLittle(unit)
  }

  private static func headline(
    _ records: BandRecords, _ comparisons: [CapComparison], _ result: IndicatorResult
  ) -> Phrase {
    let outside = result.flags.count { $0.category == "outside" }
    let unmarked = records.units.values.reduce(0) { $0 + $1.belowUnrecorded }
    let tests = FindingWording.headline(
      Phrase("顶格占比", "Shares at the cap"), tested: comparisons.count,
      flagged: comparisons.filter(\.isFlagged).map(\.finding))
    return tests.followed(
      by: Phrase(
        "\(Numerals.grouped(outside))个单位有罚款在幅度之外；另有\(Numerals.grouped(unmarked))件低于下限而未记录裁量情形，不作判断。",
        "\(English.count(outside, "unit has", many: "units have")) fines outside the band; \(Numerals.grouped(unmarked)) more lie below it without a "
          + "leniency on record and are not judged."))
  }

  private static func capFlag(
    _ comparison: CapComparison, _ records: BandRecords, _ observation: Observation
  ) -> Flag {
    let finding = comparison.finding
    var flag = Flag.about(finding, page, .warning, in: observation)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: finding.unitCode)
    let record = records.units[finding.unitCode] ?? UnitBandRecord()
    let name = observation.names.unit(finding.unitCode)
    let graded = Numerals.percentage(record.graded, of: record.cases)
    let (compared, q) = (besidePeers(comparison), Figures.chance(finding.qValue))
    flag.reason = Phrase(
      "\(name)顶格罚款\(compared.chinese)（q＝\(q)）。"
        + "与同类相比偏高，请核实。顶格案件中\(record.aggravatedAtCap)件记为从重；记录裁量阶次的案件占\(graded)。",
      "\(name) has \(compared.english) within item and discretion grade (q = \(q)). High beside "
        + "peers: please verify. \(record.aggravatedAtCap) cases at the cap are marked as aggravated; "
        + "\(graded) of its cases have a grade on record.")
    return flag
  }

  // Beside none at the cap, a ratio tells but how few cases peers have.
  private static func besidePeers(_ comparison: CapComparison) -> Phrase {
    let (finding, cases, atCap) = (comparison.finding, comparison.cases, comparison.atCap)
    let share = Numerals.percentage(atCap, of: cases)
    guard comparison.others.atCap > 0 else {
      let others = comparison.others.cases
      return Phrase(
        "多于同级：可比的\(cases)件中\(atCap)件（\(share)）顶格（含高于上限的），其他单位同事项、同裁量阶次的\(others)件中为0件",
        "more fines at the cap or above than peers: \(atCap) of \(cases) comparable cases (\(share)) "
          + "against none among \(English.count(others, "case")) of peers")
    }
    let interval = Figures.range(finding.lower ?? 0, finding.upper ?? 0, Figures.ratio)
    let reference = PlainNumber.count(finding.expected ?? 0)
    let ratio = Figures.ratio(finding.effect)
    return Phrase(
      "为同级参照值的\(ratio)倍（95%区间\(interval)）：可比的\(cases)件中"
        + "\(atCap)件（\(share)）顶格（含高于上限的），按事项和裁量阶次折算的参照值为\(reference)件",
      "\(ratio) times as many fines at the cap or above as peers let one expect (95% interval \(interval)): "
        + "\(atCap) of \(cases) comparable cases (\(share)) against a reference of \(reference)")
  }

  private static func outsideFlag(
    _ unit: String, _ record: UnitBandRecord, _ observation: Observation
  ) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: unit, category: "outside"), page, in: observation)
    flag.observed = record.outside
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: unit)
    let name = observation.names.unit(unit)
    let graded = Numerals.percentage(record.graded, of: record.cases)
    flag.reason = Phrase(
      "\(name)有裁量幅度的\(record.cases)件罚款中，\(record.below)件低于下限而所记情形不是减轻，"
        + "\(record.above)件高于上限，请核实适用的幅度和登记。另有\(record.belowUnrecorded)件低于下限而未记情形，"
        + "不计；记录裁量阶次的案件占\(graded)。",
      "Of \(record.cases) fines of \(name) with a band, \(record.below) lie below it with a leniency on "
        + "record other than mitigation and \(record.above) above it: please verify bands and records. "
        + "\(record.belowUnrecorded) more lie below it without a leniency on record and do not count; "
        + "\(graded) of its cases have a grade on record.")
    return flag
  }

  private static func capTable(
    _ comparisons: [CapComparison], _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("顶格罚款与同级参照值", "Fines at the cap against peers"),
      columns: [
        Phrase("单位", "Unit"), Phrase("可比案件", "Comparable cases"), Phrase("顶格", "At the cap"),
        Phrase("参照值", "Reference"), Phrase("之比", "Ratio"), Phrase("95%区间", "95% interval"),
        Phrase("q", "q"),
      ],
      rows: comparisons.sorted { $0.finding.unitCode < $1.finding.unitCode }.map { comparison in
        let finding = comparison.finding
        let hasRatio = comparison.others.atCap > 0
        let interval = Figures.range(finding.lower ?? 0, finding.upper ?? 0, Figures.ratio)
        return [
          same(observation.names.unit(finding.unitCode)), same(comparison.cases),
          same(comparison.atCap), same(PlainNumber.count(finding.expected ?? 0)),
          hasRatio
            ? same(Figures.ratio(finding.effect)) : Phrase("同类0件", "none among peers"),
          same(hasRatio ? interval : ""),
          same(Figures.chance(finding.qValue)),
        ]
      })
  }

  private static func outsideTable(
    _ records: BandRecords, _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("幅度之外的罚款", "Fines outside the band"),
      columns: [
        Phrase("单位", "Unit"), Phrase("有幅度的罚款", "Fines with a band"),
        Phrase("高于上限", "Above"), Phrase("低于下限、非减轻", "Below, not mitigated"),
        Phrase("低于下限、未记情形", "Below, not recorded"), Phrase("记录裁量阶次", "With a grade"),
      ],
      rows: records.units.keys.sorted().compactMap { unit in
        guard let record = records.units[unit] else { return nil }
        return [
          same(observation.names.unit(unit)), same(record.cases), same(record.above),
          same(record.below), same(record.belowUnrecorded), same(record.graded),
        ]
      })
  }
}
