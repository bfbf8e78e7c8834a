import Contracts
import Statistics

/// Z07: cells that were active and then stopped, against their own record alone.
enum SuddenSilence: Indicator {
  static let page = IndicatorPage(
    code: "Z07", name: Phrase("断崖停办", "Sudden silence"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases"],
    definition: Phrase(
      "有至少24个月已报送记录、停办前至少12个月、此前有案件的单元（单位×领域、单位×事项）：以其自身以往的水平（逐月季节、过度离散，"
        + "伽马先验形状1/2）求目前静默期内一件没有的概率，Benjamini–Hochberg校正后不超过q的标记，并给出最可能的停办月份及90%区间。"
        + "校正时，仍在办案或静默较短的单元按概率为1计入，否则被检验的都是静默的，偶然也会成批标记。与Z04不同，只比自己，不比同类。",
      "Cells (unit × domain, unit × item) with at least 24 delivered months, at least 12 of them before the "
        + "silence, and cases then: the chance of none in the present silence at their own earlier level "
        + "(seasonal, over-dispersed, gamma prior of shape one half), flagged where it is within q after "
        + "Benjamini–Hochberg; with the likeliest month of the stop and a 90% interval. Cells that still "
        + "act or fell silent lately count with a chance of one: among silent cells alone chance would fill "
        + "the list. Unlike Z04 a cell is compared with itself, not with peers."),
    pitfalls: Phrase(
      "职权划转、事项停用、报送中断同样会使案件骤然停止；已知的这些情形不标记，未登记的不能区分。"
        + "没有同类办案、以往案件半数以上集中在静默期内又到来而未能观察到的月份的，可能是季节性的，不标记。同期有未能对应到事项的案件，或同名、新出现的未列单位代码下的案件，若都属本单元即不反常的，不标记，"
        + "先核实事项或单位编码。",
      "A power that moved, an item that ended or data that no longer come stop cases as suddenly; where "
        + "known they are left out, where unregistered they cannot be told apart. Nothing is flagged where nobody else has a case and half or "
        + "more of its earlier cases came in calendar months that have come again since and were not observed: it may be the "
        + "season. Where cases of the same "
        + "months match no item, or stand under a code of the same name or a new code that no list of units "
        + "knows, and would, were they all of this cell, make it ordinary, nothing is flagged: verify the "
        + "codes first."),
    parameters: [
      IndicatorParameter("q", 0.1, Phrase("错误发现率上限", "largest false discovery rate")),
      IndicatorParameter(
        "fewest_expected", 3,
        Phrase("自身水平的参照值低于此数不检验", "expected cases below which nothing is tested"), range: .above0),
    ],
    figures: FlagFigures(
      observed: Phrase("静默期案件数，为0", "cases of the silence, which are 0")))

  static let examples = [
    IndicatorExample(
      Phrase("以往每月一件，静默20个月，应标记", "one a month before, silent for 20 months: flagged"),
      world(expected: 20, chance: 1e-6), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("以往一年一件，静默20个月，概率不小", "one a year before: no surprise"),
      world(expected: 1.7, chance: 0.2), flagged: []),
    IndicatorExample(
      Phrase("各单位均已停办的不标记", "what everybody stopped is not flagged"),
      world(expected: 20, chance: 1e-6, verdict: .itemEnded), flagged: []),
    IndicatorExample(
      Phrase(
        "同期有15件案件的领域和事项无法对应，可能正是本单元的，不标记",
        "15 cases of those months match no domain or item and may be the missing ones: not flagged"),
      world(expected: 20, chance: 1e-6).matching(nothingOf: 15), flagged: []),
    IndicatorExample(
      Phrase(
        "同期只有1件无法对应，不足以解释，仍应标记", "a single case without a match explains nothing: flagged"),
      world(expected: 20, chance: 1e-6).matching(nothingOf: 1), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase(
        "以往案件都在1月，而去年1月未报送，不标记", "its cases all came in January, and the last one was not sent"),
      seasonWorld, flagged: []),
    IndicatorExample(
      Phrase(
        "20个单元中有一个静默，概率1/20，属偶然", "one silence of chance 1 in 20 among 20 cells: no surprise"),
      world(expected: 4, chance: 0.05, acting: 19), flagged: []),
  ]

  // Every January was its month, and the last one was not delivered.
  private static var seasonWorld: Observation {
    var observation = world(expected: 20, chance: 1e-6)
    observation.cells[0].lastActive = observation.firstMonth + 12
    observation.cells[0].history.observed = [0...23, 25...35]
    observation.cells[0].history.cases = [0, 12].map { MonthCount(month: $0, count: 12) }
    return observation
  }

  private static func world(
    expected: Double, chance: Double, verdict: SilenceVerdict = .withinChance, acting: Int = 0
  ) -> Observation {
    var observation = ExampleWorld.assessed(verdict)
    for number in 0..<acting {
      var cell = ExampleWorld.silentCell(state: .active, months: 0)
      cell.unitCode = "V\(number)"
      cell.history.observed = [0...35]
      cell.history.cases = (0..<36).map { MonthCount(month: $0, count: 1) }
      observation.cells.append(cell)
    }
    observation.silence?.silent[0].ownRecord = OwnRecord(
      cases: 24, expected: expected, chance: chance)
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    guard let silence = observation.silence else { return SilenceFlags.notComputed(page) }
    var result = IndicatorResult(page.code)
    let least = settings.value("fewest_expected", of: page)
    // Who acts has not fallen silent, but how long a silence would be unlike it takes a record to say.
    let acting = [CellLevel.unitDomain, .unitItem].flatMap { level in
      observation.positions(of: level).filter { observation.cells[$0].state == .active }
    }
    let passed = acting.count { Self.isRecorded(observation.cells[$0]) }
    result.outcomes[.passed] = passed
    result.outcomes[.notComputable] = acting.count - passed
    let unmatched = UnmatchedCases(observation)
    var (tested, short): ([CellAssessment], Int) = ([], 0)
    for assessment in silence.silent {
      let cell = observation.cells[assessment.cell]
      guard cell.level == .unitDomain || cell.level == .unitItem, isOpen(assessment, cell) else {
        continue
      }
      guard let record = assessment.ownRecord else {
        short += isRecordShort(cell) ? 1 : 0
        continue
      }
      if record.expected < least {
        result.outcomes[.notComputable, default: 0] += 1
      } else {
        tested.append(assessment)
      }
    }
    // Silence is why a cell is tested: the others with a record are part of the family as well.
    let others = othersWithRecord(observation, silence, tested)
    let adjusted = AdjustedPValues.benjaminiHochberg(
      tested.map { $0.ownRecord?.chance ?? 1 } + [Double](repeating: 1, count: others))
    let level = settings.value("q", of: page)
    for (assessment, q) in zip(tested, adjusted) {
      guard q <= level else {
        result.outcomes[.passed, default: 0] += 1
        continue
      }
      guard !isMatchOpen(assessment, observation, unmatched),
        !OwnSeason.isUnseen(at: assessment.cell, in: observation)
      else {
        result.outcomes[.notComputable, default: 0] += 1
        continue
      }
      result.outcomes[.flagged, default: 0] += 1
      result.flags.append(flag(assessment, q, observation))
    }
    if short > 0 { result.outcomes[.notComputable, default: 0] += short }
    result.outcomes = result.outcomes.filter { $0.value > 0 }
    // Cells that act fall silent for a month or two as well: each cell has one outcome.
    let units = [CellLevel.unitDomain, .unitItem].reduce(0) { sum, level in
      sum + observation.positions(of: level).count
    }
    if acting.count > passed, passed == 0, tested.isEmpty, others == 0 {
      result.coverage = Coverage(isComputed: false, missing: ["history"])
    }
    let untested = units - result.outcomes.values.reduce(0, +)
    if untested > 0 { result.outcomes[.notApplicable] = untested }
    result.headline = Phrase(
      "检验\(Numerals.grouped(tested.count))个此前有足够案件而目前静默的单元，\(Numerals.grouped(result.flags.count))个与自身以往不相称；"
        + "校正计入另外\(Numerals.grouped(others))个有记录的单元。"
        + (short > 0
          ? "另有\(Numerals.grouped(short))个办过案的单元静默，报送不足\(SpellEvidence.ownTotal)个月，不能与以往比较。" : ""),
      "\(English.count(tested.count, "cell that was active and is silent now was", many: "cells that were active and are silent now were")) tested; \(Numerals.grouped(result.flags.count)) \(English.verb(result.flags.count, "does", "do")) not "
        + "fit \(English.verb(result.flags.count, "its", "their")) own past. \(English.count(others, "other cell")) with a record \(English.verb(others, "counts", "count")) in the adjustment."
        + (short > 0
          ? " \(English.count(short, "more silent cell")) with cases \(English.verb(short, "has", "have")) "
            + "fewer than \(SpellEvidence.ownTotal) delivered months and cannot be compared with the past."
          : ""))
    return result
  }

  // Cells that would have been tested had they fallen silent for long enough.
  private static func othersWithRecord(
    _ observation: Observation, _ silence: SilenceFindings, _ tested: [CellAssessment]
  ) -> Int {
    let left: Set<SilenceVerdict> = [.itemEnded, .verifyDelivery, .verifyPower]
    var isOut = Set(tested.map(\.cell))
    for assessment in silence.silent where left.contains(assessment.verdict) {
      isOut.insert(assessment.cell)
    }
    return [CellLevel.unitDomain, .unitItem].reduce(0) { sum, level in
      sum
        + observation.positions(of: level).count { index in
          !isOut.contains(index) && hasRecord(observation.cells[index])
        }
    }
  }

  // What is known to have another cause is no sudden silence.
  private static func isOpen(_ assessment: CellAssessment, _ cell: Cell) -> Bool {
    guard cell.state == .zeroOpen || cell.state == .zeroExplained else { return false }
    return ![.itemEnded, .verifyDelivery, .verifyPower, .tooShort].contains(assessment.verdict)
  }

  // Cases that match no item may be the ones that seem to be missing.
  private static func isMatchOpen(
    _ assessment: CellAssessment, _ observation: Observation, _ unmatched: UnmatchedCases
  ) -> Bool {
    let cell = observation.cells[assessment.cell]
    guard let first = cell.silentFrom, let record = assessment.ownRecord else { return false }
    let law = NegativeBinomialDistribution(
      mean: record.expected, size: Double(record.cases) + 0.5)
    return unmatched.mayExplain(cell, from: first, law)
  }

  private static func isRecorded(_ cell: borrowing Cell) -> Bool {
    cell.history.observed.reduce(0) { $0 + $1.count } >= SpellEvidence.ownTotal
  }

  // Whether a cell acted once and has too few delivered months to be asked.
  private static func isRecordShort(_ cell: borrowing Cell) -> Bool {
    !isRecorded(cell) && !cell.history.cases.isEmpty
  }

  private static func hasRecord(_ cell: borrowing Cell) -> Bool {
    guard [.active, .handled, .zeroOpen, .zeroExplained].contains(cell.state) else { return false }
    let cases = cell.history.cases.reduce(0) { $0 + Int($1.count) }
    return isRecorded(cell) && cases >= 2
  }

  private static func flag(
    _ assessment: CellAssessment, _ q: Double, _ observation: Observation
  ) -> Flag {
    let cell = observation.cells[assessment.cell]
    var flag = SilenceFlags.flag(cell, assessment, page, observation)
    flag.severity = cell.state == .zeroExplained ? .notice : .warning
    guard let record = assessment.ownRecord else { return flag }
    flag.expected = record.expected
    flag.effect = nil
    flag.pValue = record.chance
    flag.qValue = q
    let subject = SilenceSentence(
      observation: observation, cell: cell, assessment: assessment
    ).subject
    let chance = PlainNumber.chance(record.chance)
    let stop = assessment.change.map { change in
      let range = SilenceSentence.range(change.lower, change.upper)
      return Phrase(
        "；最可能自\(change.month)起（90%区间\(range)）",
        "; most likely since \(change.month) (90% interval \(range))")
    }
    flag.reason = Phrase(
      "\(subject.chinese)此前共\(record.cases)件，随后已报送的\(assessment.monthsSilent)个月一件没有；"
        + "按自身以往水平同期参照值约\(PlainNumber.count(record.expected))件，一件没有的概率\(chance.chinese)"
        + (stop?.chinese ?? "") + "。",
      "\(subject.english): \(record.cases) cases before, then none in \(assessment.monthsSilent) delivered "
        + "months; its own past lets one expect about \(PlainNumber.count(record.expected)), and the chance "
        + "of none is \(chance.english)" + (stop?.english ?? "") + ".")
    return flag
  }
}
