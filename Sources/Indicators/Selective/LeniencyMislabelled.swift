import Contracts
import Statistics

/// S06: fines whose place in the band contradicts the leniency on record.
enum LeniencyMislabelled: Indicator {
  static let page = IndicatorPage(
    code: "S06", name: Phrase("从轻错标", "Leniency and fine disagree"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（过罚相当）、第三十二条（从轻或者减轻）、第三十四条（裁量基准）",
      "Decision, clause 7; APL 5 (proportion), 32 (leniency and mitigation), 34 (standards)"),
    needs: ["cases", "catalogue"],
    restsOn: [FlagColumns("cases.fine"), FlagColumns("cases.leniency")],
    definition: Phrase(
      "窗口期记为从轻而裁量位置高于设定值，或记为减轻而罚款不低于下限的件数，占记为从轻、减轻且有裁量幅度的案件之比；下限为零的，罚款不可能低于下限，记为减轻的不计。"
        + "达到设定件数、且比例的95%区间（Wilson）下端高于设定值的单位列出。裁量位置的算法同S05。",
      "Cases of the window that are marked lenient with a position above the setting, or mitigated with a "
        + "fine not below the band, among cases so marked that have a band. Where a band begins at zero no "
        + "fine can be below it, and mitigated cases are left out. Listed where there are enough and the "
        + "lower end of the 95% Wilson interval of the share is above the setting. The position is that "
        + "of S05."),
    pitfalls: Phrase(
      "各地裁量基准对从轻的界线不一，百分之三十是常见而非法定的界线。未记录裁量情形的案件不计。"
        + "一案多项、罚款合并填报时位置偏高。",
      "Where leniency ends differs between local standards; 30% is common, not law. Cases without a "
        + "leniency on record are left out. A fine that covers several items lies higher."),
    parameters: [
      IndicatorParameter(
        "position", 0.30, Phrase("高于此位置即与从轻不符", "position above which a fine is not lenient")),
      IndicatorParameter("cases", 5, Phrase("最少不符件数", "fewest cases that disagree")),
      IndicatorParameter(
        "fewest", 10, Phrase("从轻、减轻案件少于此数不判断", "marked cases below which nothing is said")),
      IndicatorParameter(
        "share", 0.05, Phrase("不符比例区间下端须高于此值", "what the lower end of the share must exceed"),
        range: .effect),
    ],
    innocent: Phrase(
      "当地裁量基准把从轻定在更高的位置；记的是若干情形之一，另有从重情形；一案多项、罚款合并填报；录入时选错情形。",
      "A local standard that puts leniency higher; one of several circumstances on record; fines of several "
        + "items reported as one; a wrong choice at data entry."),
    ask: Phrase(
      "请说明从轻、减轻案件的罚款如何确定，并提供所适用的裁量基准和有关案件的裁量说明；属登记错误的，请更正。",
      "Could the unit say how fines of lenient and mitigated cases were set, with the standard applied and "
        + "the reasons in the files, and correct what was recorded wrongly?"),
    figures: FlagFigures(
      observed: Phrase("标注与罚款额不符的案件数", "cases whose mark and fine disagree"),
      effect: Phrase("其占比", "their share")))

  static let examples = [
    IndicatorExample(
      Phrase("记为从轻的20件中8件高于百分之三十，应列出", "8 of 20 lenient cases above 30%: listed"),
      world(high: 8, low: 12), flagged: ["U00///"]),
    IndicatorExample(
      Phrase("记为减轻的12件都不低于下限，应列出", "12 mitigated cases, none below the band: listed"),
      BandExample.world([BandExample.fined("U00", 1_000, cases: 12, leniency: "mitigated")]),
      flagged: ["U00///"]),
    IndicatorExample(
      Phrase("幅度从零起，罚款不可能低于下限，减轻无从判断，不标记", "the band begins at zero: nothing is below"),
      BandExample.world(
        [BandExample.fined("U00", 1_000, cases: 12, leniency: "mitigated")], leastInYuan: 0),
      flagged: []),
    IndicatorExample(
      Phrase(
        "400件中6件不符，比例约百分之一点五；只看件数会误报，不标记",
        "6 of 400 disagree, a share of 1.5%; a rule of counts alone would flag it"),
      world(high: 6, low: 394), flagged: []),
    IndicatorExample(
      Phrase("从轻案件只有6件，不判断，不标记", "6 marked cases are too few"),
      world(high: 6, low: 0), flagged: []),
    IndicatorExample(
      Phrase("恰在百分之三十，不标记", "a position of exactly 30% is lenient"),
      BandExample.world([BandExample.fined("U00", 3_700, cases: 20, leniency: "lenient")]),
      flagged: []),
  ]

  private static func world(high: Int, low: Int) -> Observation {
    BandExample.world(
      [
        BandExample.fined("U00", 8_000, cases: high, leniency: "lenient"),
        BandExample.fined("U00", 2_000, cases: low, leniency: "lenient"),
      ].filter { $0.cases > 0 })
  }

  private struct Marks {
    var lenient = 0
    var lenientHigh = 0
    var mitigated = 0
    var mitigatedNotBelow = 0
    var cases: Int { lenient + mitigated }
    var wrong: Int { lenientHigh + mitigatedNotBelow }

    mutating func add(_ outcome: PenaltyOutcome, _ position: BandPosition, limit: Double) {
      switch outcome.leniency {
      case "lenient":
        lenient += outcome.cases
        if position.value > limit { lenientHigh += outcome.cases }
      case "mitigated":
        mitigated += outcome.cases
        if position.place != .below { mitigatedNotBelow += outcome.cases }
      default: break
      }
    }
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
    let window = observation.windowMonths
    guard
      observation.patterns.outcomes.contains(where: {
        window.contains($0.month) && !$0.leniency.isEmpty
      })
    else {
      return .notComputable(
        page, ["cases.leniency"],
        Phrase(
          "窗口期案件没有记录裁量情形，无法计算。",
          "Not computable: no case of the window has a leniency on record."))
    }
    let marks = marks(observation, bands, limit: settings.value("position", of: page))
    var result = IndicatorResult(page.code)
    let gaps = MissingMonths(observation, in: observation.windowMonths, ofFines: true)
    let units = observation.unitCodes(and: marks.keys)
    for unit in units {
      let own = marks[unit] ?? Marks()
      let outcome = outcome(own, settings) ?? gaps.outcomeOfLittle(unit)
      result.outcomes[outcome, default: 0] += 1
      guard outcome == .flagged else { continue }
      result.flags.append(flag(unit, marks, observation))
    }
    let judged = (result.outcomes[.flagged] ?? 0) + (result.outcomes[.passed] ?? 0)
    result.headline = Phrase(
      "判断了\(judged)个单位的从轻、减轻登记，\(result.flags.count)个单位的罚款位置与登记多有不符。",
      "Lenient and mitigated cases of \(English.count(judged, "unit")) were judged; in \(result.flags.count) the fines "
        + "often disagree with the mark.")
    result.tables = [table(marks, observation)]
    return result
  }

  private static func marks(
    _ observation: Observation, _ bands: BandBook, limit: Double
  ) -> [String: Marks] {
    var marks: [String: Marks] = [:]
    let months = observation.windowMonths
    for outcome in observation.patterns.outcomes
    where months.contains(outcome.month) && ["lenient", "mitigated"].contains(outcome.leniency) {
      guard !outcome.unitCode.isEmpty, let position = bands.position(of: outcome),
        outcome.leniency == "lenient" || position.hasRoomBelow
      else { continue }
      // Rounding of the position must not move a fine that lies on the limit.
      marks[outcome.unitCode, default: Marks()].add(outcome, position, limit: limit + 1e-9)
    }
    return marks
  }

  // Nil where too few cases are marked.
  private static func outcome(_ marks: Marks, _ settings: IndicatorSettings) -> SubjectOutcome? {
    guard marks.cases >= max(settings.count("fewest", of: page), 1) else { return nil }
    let interval = WilsonInterval(successes: marks.wrong, trials: marks.cases, confidence: 0.95)
    let isOften = interval.lower > settings.value("share", of: page)
    return marks.wrong >= settings.count("cases", of: page) && isOften ? .flagged : .passed
  }

  private static func flag(
    _ unit: String, _ all: [String: Marks], _ observation: Observation
  ) -> Flag {
    let marks = all[unit] ?? Marks()
    var flag = Flag.listed(ListedSubject(unitCode: unit), page, in: observation)
    let interval = WilsonInterval(successes: marks.wrong, trials: marks.cases, confidence: 0.95)
    flag.observed = marks.wrong
    flag.effect = Double(marks.wrong) / Double(marks.cases)
    (flag.effectLower, flag.effectUpper) = (interval.lower, interval.upper)
    flag.evidence = observation.evidence(in: "penalty_outcomes", of: unit)
    let others = peers(of: unit, all, observation)
    let name = observation.names.unit(unit)
    let share = Numerals.percentage(marks.wrong, of: marks.cases)
    let range = Figures.range(interval.lower, interval.upper, Figures.percent)
    let beside = Numerals.percentage(others.wrong, of: others.cases)
    flag.reason = Phrase(
      "\(name)记为从轻、减轻且有幅度的\(marks.cases)件中\(share)（95%区间\(range)）位置与登记不符：从轻而位置偏高"
        + "\(marks.lenientHigh)件，减轻而不低于下限\(marks.mitigatedNotBelow)件，请核实裁量与登记。"
        + (beside.isEmpty ? "同级其他单位没有可比案件。" : "同级其他单位合计为\(beside)。"),
      "\(share) of \(marks.cases) lenient or mitigated cases of \(name) with a band (95% interval "
        + "\(range)) lie where the mark does not put them: \(marks.lenientHigh) lenient but high, "
        + "\(marks.mitigatedNotBelow) mitigated but not below the band. Please verify. "
        + (beside.isEmpty ? "Peers have no such cases." : "Peers together: \(beside)."))
    return flag
  }

  private static func peers(
    of unit: String, _ all: [String: Marks], _ observation: Observation
  ) -> Marks {
    let peers = Peers(observation)
    var sum = Marks()
    for (other, marks) in all
    where other != unit && peers.group(of: other) == peers.group(of: unit) {
      sum.lenient += marks.lenient
      sum.lenientHigh += marks.lenientHigh
      sum.mitigated += marks.mitigated
      sum.mitigatedNotBelow += marks.mitigatedNotBelow
    }
    return sum
  }

  private static func table(
    _ marks: [String: Marks], _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("从轻、减轻登记与罚款位置", "Leniency on record and position of the fine"),
      columns: [
        Phrase("单位", "Unit"), Phrase("从轻", "Lenient"), Phrase("从轻而位置偏高", "Lenient but high"),
        Phrase("减轻", "Mitigated"), Phrase("减轻而不低于下限", "Mitigated but not below"),
      ],
      rows: marks.keys.sorted().map { unit in
        let own = marks[unit] ?? Marks()
        return [
          same(observation.names.unit(unit)), same(own.lenient), same(own.lenientHigh),
          same(own.mitigated), same(own.mitigatedNotBelow),
        ]
      })
  }
}
