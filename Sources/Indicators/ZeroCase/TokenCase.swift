import Contracts

/// Z10: cells that left the zero list by a single case in the report month.
enum TokenCase: Indicator {
  static let page = IndicatorPage(
    code: "Z10", name: Phrase("期末单案", "Single case at the period's end"), clause: 6,
    legalBasis: Phrase("决定第六条：长期零办案监测", "Decision, clause 6: no case for a long time"),
    needs: ["cases", "feeds"],
    definition: Phrase(
      "单位×领域（领域未标记的再看单位×事项）在报告月恰有一件案件，而此前已报送且有职权的连续月份没有案件或处置，"
        + "月数达到设定值，并且长于此前各案之间的任何间隔。窗口期内另有案件或处置的不标记，该案立案早于报告月三个月以上的也不标记（已超过九十日，不是期末突击）；窗口期之前有检查发现问题的月份视为可能有处置，静默从其后起算。",
      "A unit × domain (and, below domains that are not flagged, unit × item) with exactly one case in the "
        + "report month, before which the delivered months with the power and without a case or settlement "
        + "reach the setting and are more than in any earlier gap between its cases. Another case or "
        + "settlement in the window excludes it, and so does a filing of the case more than three "
        + "months before the report month (what takes more than ninety days is no rush); before the window a month with a finding may hold a "
        + "settlement, and the silence starts behind it."),
    pitfalls: Phrase(
      "稀少而有规律的单案（如每13个月一件）不是突击：静默必须长于以往任何间隔。"
        + "只有一件旧案或从无案件的，没有间隔可比，仅凭静默月数。数据按月汇总，以报告月代替期末30天。一件案件完全可能正当，只供核实。",
      "Rare but regular cases (one every 13 months) are no rush: the silence must exceed every earlier "
        + "gap. With one earlier case or none there is no gap to compare with, and the silence alone "
        + "counts. Data are monthly: the report month stands for the last 30 days. A single case may be "
        + "perfectly proper; it only asks for a look."),
    parameters: [
      IndicatorParameter(
        "months", 12,
        Phrase("此前最短静默月数（默认取 zero.months）", "shortest silence before, in months (zero.months)"),
        range: .months)
    ],
    figures: FlagFigures(
      observed: Phrase("期末的单件案件，为1", "the single case, which is 1"),
      effect: Phrase("此前静默的月数", "months of silence before it")))

  static let examples = [
    IndicatorExample(
      Phrase("静默18个月后报告月有1件，应标记", "one case in the report month after 18 silent ones"),
      world(cases: [17, 36]), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("每13个月一件，静默不长于以往间隔，不标记", "one case every 13 months: no longer than before"),
      world(cases: [-3, 10, 23, 36]), flagged: []),
    IndicatorExample(
      Phrase("报告月有2件，不是单案", "two cases in the report month"), world(cases: [17, 36], last: 2),
      flagged: []),
    IndicatorExample(
      Phrase("静默只有11个月，未达设定", "11 silent months are below the setting"),
      world(cases: [24, 36]), flagged: []),
    IndicatorExample(
      Phrase("期间有检查后责令改正，有处置就不是零案", "an order after an inspection in between: no zero"),
      world(cases: [17, 36], settled: 1), flagged: []),
    IndicatorExample(
      Phrase("该案9个月前已立案，不是期末突击", "the case was filed nine months before: no rush"),
      world(cases: [17, 36], filed: 27), flagged: []),
    IndicatorExample(
      Phrase("上月下旬立案、本月决定，应标记", "filed late in the month before, decided in this one: flagged"),
      world(cases: [17, 36], filed: 35), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("期间6个月未报送，已报送的静默不足12个月", "of 18 months 7 were not sent: 11 silent ones"),
      world(cases: [17, 36], missing: 18...24), flagged: []),
    IndicatorExample(
      Phrase("领域有其他案件而事项只有1件，看事项", "other items of the domain are used: the item is told"),
      itemWorld(domainFlagged: false), flagged: ["U/D/I/"]),
    IndicatorExample(
      Phrase("领域已标记的不再列事项", "below a flagged domain items are not listed"),
      itemWorld(domainFlagged: true), flagged: ["U/D//"]),
  ]

  // Months are offsets from 2021-12, so that 36 is the report month 2024-12.
  private static func cell(
    _ level: CellLevel, cases: [Int], last: Int = 1, settled: Int = 0,
    missing: ClosedRange<Int>? = nil, filed: Int? = nil
  ) -> Cell {
    let shift = 4
    var cell = ExampleWorld.silentCell(level, state: .active, months: 0)
    cell.lastFiled = filed.map { ExampleWorld.month - (36 - $0) }
    (cell.cases, cell.settled) = (cases.filter { $0 > 24 }.count - 1 + last, settled)
    cell.history.cases = cases.map {
      MonthCount(month: Int32($0 + shift), count: $0 == 36 ? Int32(last) : 1)
    }
    let (start, end) = (Int32(0), Int32(36 + shift))
    cell.history.observed =
      missing.map {
        [start...Int32($0.lowerBound - 1 + shift), Int32($0.upperBound + 1 + shift)...end]
      } ?? [start...end]
    return cell
  }

  private static func world(
    cases: [Int], last: Int = 1, settled: Int = 0, missing: ClosedRange<Int>? = nil,
    filed: Int? = nil
  ) -> Observation {
    observation([
      cell(
        .unitDomain, cases: cases, last: last, settled: settled, missing: missing, filed: filed)
    ])
  }

  private static func itemWorld(domainFlagged: Bool) -> Observation {
    observation([
      cell(.unitDomain, cases: domainFlagged ? [17, 36] : [17, 30, 36]),
      cell(.unitItem, cases: [17, 36]),
    ])
  }

  private static func observation(_ cells: [Cell]) -> Observation {
    var observation = ExampleWorld.with(cells)
    observation.firstMonth = ExampleWorld.month - 40
    return observation
  }

  // What the months before the report month say of a cell.
  private struct Record {
    // Observed months without a case or settlement right before the report month.
    let silence: Int
    // Offset of the month after which the silence starts; -1 where it reaches back to the start.
    let start: Int
    // The most observed months between two earlier cases; nil where there are no two.
    let longestGap: Int?
    // Nothing was filed lately: the case itself is of long ago.
    let wasFiledBefore: Bool
    // Months within which a case is to be decided: ninety days (APL 60).
    static let term = 3

    init(_ cell: Cell, _ observation: Observation) {
      let last = observation.month.index - observation.firstMonth.index
      let active = cell.history.cases.map { Int($0.month) }
      let earlier = active.filter { $0 < last }
      // Settlements within the window are counted; before it a finding may hide one.
      let windowStart = observation.windowStart.index - observation.firstMonth.index
      let found = cell.history.findings.map { Int($0.month) }.last { $0 < windowStart } ?? -1
      start = max(earlier.last ?? -1, found)
      silence = cell.observedMonths(after: start, before: last)
      longestGap = zip(earlier, earlier.dropFirst())
        .map { cell.observedMonths(after: $0, before: $1) }.max()
      wasFiledBefore =
        cell.lastFiled.map { observation.month.index - $0.index > Record.term } ?? false
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    let least = settings.count("months", of: page)
    let observed = observation.month.index - observation.firstMonth.index
    guard observed >= least else {
      result.coverage = Coverage(isComputed: false, missing: ["history"])
      result.headline = Phrase(
        "报告月之前仅有\(observed)个月的数据，不足\(least)个月，无法计算。",
        "Only \(observed) months of data before the report month, fewer than \(least).")
      return result
    }
    if !observation.tables.contains("feeds") { result.coverage.missing = ["feeds"] }
    var flaggedDomains: Set<[String]> = []
    for level in [CellLevel.unitDomain, .unitItem] {
      for cell in observation.cells(of: level) {
        guard level == .unitDomain || !flaggedDomains.contains([cell.unitCode, cell.domain])
        else { continue }
        let (outcome, record) = outcome(cell, observation, least)
        result.outcomes[outcome, default: 0] += 1
        guard outcome == .flagged, let record else { continue }
        if level == .unitDomain { flaggedDomains.insert([cell.unitCode, cell.domain]) }
        result.flags.append(flag(cell, record, observation))
      }
    }
    let domains = result.flags.count { $0.itemCode.isEmpty }
    result.headline = Phrase(
      "报告月\(domains)个单位·领域、\(result.flags.count - domains)个单位·事项在静默不少于\(least)个月后仅以一件案件退出零案名单。",
      "\(English.count(domains, "unit × domain")) and "
        + "\(English.count(result.flags.count - domains, "unit × item")) left the zero list by "
        + "a single case in the report month after at least \(least) silent months.")
    return result
  }

  // A subject is a cell with a case in the report month; to remain silent is no pass.
  private static func outcome(
    _ cell: Cell, _ observation: Observation, _ least: Int
  ) -> (SubjectOutcome, Record?) {
    let last = observation.month.index - observation.firstMonth.index
    guard cell.isObserved(last) else {
      return (cell.holders > 0 ? .notComputable : .notApplicable, nil)
    }
    guard cell.state != .notEmpowered, let latest = cell.history.cases.last,
      Int(latest.month) == last
    else { return (.notApplicable, nil) }
    guard latest.count == 1, cell.cases + cell.settled == 1 else { return (.passed, nil) }
    let record = Record(cell, observation)
    let isLong = record.silence >= least && record.silence > record.longestGap ?? 0
    return (isLong && !record.wasFiledBefore ? .flagged : .passed, record)
  }

  private static func flag(
    _ cell: Cell, _ record: Record, _ observation: Observation
  ) -> Flag {
    var flag = Flag.on(cell, page, .notice, in: observation)
    flag.from = observation.firstMonth + (record.start + 1)
    flag.observed = 1
    flag.effect = Double(record.silence)
    flag.evidence = observation.evidence(
      in: "cells", of: cell.level.rawValue, cell.unitCode,
      cell.itemCode.isEmpty ? cell.domain : cell.itemCode)
    let names = observation.names
    let name = names.unit(cell.unitCode)
    let subject =
      cell.itemCode.isEmpty ? cell.domain : "\(cell.domain)·\(names.item(cell.itemCode))"
    let gap = record.longestGap
    flag.reason = Phrase(
      "\(name)在“\(subject)”\(observation.month)有1件案件，此前已报送的\(record.silence)个月没有案件或处置"
        + (gap.map { "（以往两案之间最多间隔\($0)个月）" } ?? "") + "，请结合案情核实。",
      "\(name) has one case in \(subject) in \(observation.month), after \(record.silence) delivered "
        + "months without a case or settlement"
        + (gap.map { " (at most \($0) between two earlier cases)" } ?? "")
        + "; look at the case itself.")
    return flag
  }
}
