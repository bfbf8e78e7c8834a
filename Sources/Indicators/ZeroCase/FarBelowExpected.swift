import Contracts
import Statistics

/// Z12: cells with few cases or mere settlements, far below what peers and their past let expect.
enum FarBelowExpected: Indicator {
  static let page = IndicatorPage(
    code: "Z12", name: Phrase("低活跃", "Far below expected"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases", "catalogue", "authority"],
    definition: Phrase(
      "窗口期内有案件、或有处置无处罚，但案件远低于参照值的单元（单位×领域、单位×事项）。参照值与Z04出自同一模型（同类与自身窗口期以前的水平），"
        + "概率为过度离散分布的下尾；Benjamini–Hochberg校正后不超过q的标记，给出观察÷参照及其区间。",
      "Cells (unit × domain, unit × item) with cases in the window, or handled without a penalty, whose cases "
        + "lie far below the expected count. The "
        + "expectation is that of Z04 (peers and the cell's own level before the window), the chance the "
        + "lower tail of an over-dispersed law; flagged where it is within q after Benjamini–Hochberg. "
        + "Observed ÷ expected is given with its interval."),
    pitfalls: Phrase(
      "案件少可以是治理见效；与免罚轻罚、检查频次一并看。个别案件“破零”而水平未恢复的也在其中。"
        + "有处置无处罚不是零案：以改正、指导代替立案可以是正当的，但少量处置不能说明案件为何停止；不予处罚等结案的案件计入案件数。"
        + "没有同类办案、以往案件半数以上集中在窗口期内未能观察到的月份的，可能是季节性的，不标记。同期有未能对应到事项的案件，或同名、新出现的未列单位代码下的案件，若都属本单元即不反常的，不标记，"
        + "先核实事项或单位编码。",
      "Fewer cases can be the goal: read it beside leniency and visits. A single case that breaks a zero "
        + "without a return to the former level is found here too. Handled is no zero: to correct and to guide "
        + "in place of filing can be right, but a few settlements do not tell why cases stopped; cases closed "
        + "without a penalty count as cases. Nothing is flagged where nobody else has a case and half or "
        + "more of its earlier cases came in calendar months that were not observed in the window: it may be the "
        + "season. Where cases of the window match no item, "
        + "or stand under a code of the same name or a new code that no list of units knows, and would, were "
        + "they all of this cell, make it ordinary, nothing is flagged: verify the codes."
    ),
    parameters: [
      IndicatorParameter("q", 0.1, Phrase("错误发现率上限", "largest false discovery rate")),
      IndicatorParameter(
        "fewest_expected", 3,
        Phrase("参照值低于此数不检验", "expected cases below which nothing is tested"), range: .above0),
    ],
    figures: FlagFigures(
      observed: Phrase("窗口期案件数", "cases of the window"),
      effect: Phrase("案件数与参照值之比", "cases ÷ expected")))

  static let examples = [
    IndicatorExample(
      Phrase("参照值40件，只有1件，应标记", "one case where 40 are expected: flagged"),
      world(observed: 1, expected: 40, chance: 1e-5), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase(
        "参照值40件，没有案件，只有一次责令改正，应标记",
        "no case where 40 are expected, only one order to correct: flagged"),
      world(observed: 0, expected: 40, chance: 1e-6, state: .handled), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("参照值5件，有3件，属正常", "three where five are expected: within chance"),
      world(observed: 3, expected: 5, chance: 0.4), flagged: []),
    IndicatorExample(
      Phrase(
        "另有30件案件的领域和事项无法对应，可能正是本单元的，不标记",
        "30 more cases match no domain or item and may be the missing ones: not flagged"),
      world(observed: 1, expected: 40, chance: 1e-5).matching(nothingOf: 30), flagged: []),
    IndicatorExample(
      Phrase("参照值不足3件不检验", "less than three expected: not tested"),
      world(observed: 1, expected: 2, chance: 1e-5), flagged: []),
  ]

  private static func world(
    observed: Int, expected: Double, chance: Double, state: CellState = .active
  ) -> Observation {
    var observation = ExampleWorld.with([ExampleWorld.silentCell(state: state, months: 0)])
    var silence = SilenceFindings()
    silence.active = [
      WindowAssessment(
        cell: 0, observed: observed, expected: expected, size: 2, chance: chance)
    ]
    observation.silence = silence
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard let silence = observation.silence else { return SilenceFlags.notComputed(page) }
    var result = IndicatorResult(page.code)
    let least = settings.value("fewest_expected", of: page)
    let units = silence.active.filter {
      let level = observation.cells[$0.cell].level
      return level == .unitDomain || level == .unitItem
    }
    let tested = units.filter { $0.expected >= least }
    result.outcomes[.notComputable, default: 0] += units.count - tested.count
    let unmatched = UnmatchedCases(observation)
    let adjusted = AdjustedPValues.benjaminiHochberg(tested.map { min(max($0.chance, 0), 1) })
    let level = settings.value("q", of: page)
    for (window, q) in zip(tested, adjusted) {
      guard q <= level else {
        result.outcomes[.passed, default: 0] += 1
        continue
      }
      let isOpen =
        OwnSeason.isUnseen(at: window.cell, since: observation.windowStart, in: observation)
        || unmatched.mayExplain(
          observation.cells[window.cell], from: observation.windowStart, observed: window.observed,
          NegativeBinomialDistribution(mean: window.expected, size: window.size))
      result.outcomes[isOpen ? .notComputable : .flagged, default: 0] += 1
      if !isOpen { result.flags.append(flag(window, q, observation)) }
    }
    result.headline = Phrase(
      "检验\(tested.count)个有案件或处置的单元，\(result.flags.count)个远低于参照值。",
      "\(tested.count) active or handled cells tested; \(result.flags.count) are far below the expected "
        + "count."
    )
    return result
  }

  private static func flag(
    _ window: WindowAssessment, _ q: Double, _ observation: Observation
  ) -> Flag {
    let cell = observation.cells[window.cell]
    var flag = Flag.on(cell, page, .notice, in: observation)
    flag.observed = window.observed
    flag.expected = window.expected
    flag.effect = Double(window.observed) / window.expected
    let interval = PoissonRate.interval(
      events: window.observed, exposure: window.expected, confidence: 0.95)
    (flag.effectLower, flag.effectUpper) = (interval.lowerBound, interval.upperBound)
    flag.pValue = window.chance
    flag.qValue = q
    flag.evidence = observation.evidence(
      in: "cells", of: cell.level.rawValue, cell.unitCode, cell.domain, cell.itemCode)
    flag.reason = sentence(window, cell, observation)
    return flag
  }

  private static func sentence(
    _ window: WindowAssessment, _ cell: Cell, _ observation: Observation
  ) -> Phrase {
    let names = observation.names
    let what =
      cell.itemCode.isEmpty ? cell.domain : "\(cell.domain)·\(names.item(cell.itemCode))"
    let chance = PlainNumber.chance(window.chance)
    let expected = PlainNumber.count(window.expected)
    let months = observation.window
    guard window.observed == 0 else {
      return Phrase(
        "\(names.unit(cell.unitCode))在“\(what)”窗口期\(months)个月内有案件\(window.observed)件，"
          + "按同类和自身以往水平参照值约\(expected)件，这样的水平下如此之少的概率\(chance.chinese)。",
        "\(names.unit(cell.unitCode)) on \(what): \(English.count(window.observed, "case")) in "
          + "\(English.count(months, "month")), where peers and its own past let one expect about "
          + "\(expected); the chance of so few is \(chance.english).")
    }
    return Phrase(
      "\(names.unit(cell.unitCode))在“\(what)”窗口期\(months)个月内没有案件，只有处置\(cell.settled)次"
        + "（有处置无处罚，不作零案）；按同类和自身以往水平参照值约\(expected)件，"
        + "这样的水平下一件没有的概率\(chance.chinese)。",
      "\(names.unit(cell.unitCode)) on \(what): no case in \(English.count(months, "month")), "
        + "settled \(cell.settled) without a penalty (handled, which is no zero), where peers and its "
        + "own past let one expect about \(expected) cases; the chance of none is \(chance.english)."
    )
  }
}
