import Contracts

/// Q03: what later exports changed in months that were already delivered.
enum LateRevisions: Indicator {
  static let page = IndicatorPage(
    code: "Q03", name: Phrase("追溯修订", "Changes in closed months"), clause: 6,
    legalBasis: Phrase("决定第六条：建立执法统计分析系统", "Decision, clause 6: statistics system"),
    needs: ["cases"],
    definition: Phrase(
      "报告月以前的月份在报结之后，被窗口期内的后续导出补报、更改或移往他月的案件，按件次计，按变动时该月的月龄与单位列出。"
        + "同一案件被几次导出变动的，各计一次；移往他月的，在原月份计移出，移入的月份也已报结的，另计补报。"
        + "某单位某月自第一个涵盖该月、且在该月最后一日或以后形成的导出起视为报结。未决案件作出决定而移入决定月的属正常进展，另列不计。"
        + "单位任一月龄超过设定值的月份，变动件次与该月案件数（含已移出的）之比达到设定值的，标记为“提示”；该月案件少于设定值的不计。",
      "Changes of months before the report month by exports of the window that added, replaced or moved to "
        + "another month cases of a month that was closed, by age of the month at the change and by unit. A case "
        + "counts each time that an export changes it; one that moves counts as moved in its old month, and as "
        + "added in the new one where that is closed too. A month "
        + "of a unit is closed by the first export that spans it and was made on its last day or later. An "
        + "undecided case that moves to the month of its decision is the course of things, and stands "
        + "apart. A unit is a notice if in a month older than the setting the changes reach the set ratio "
        + "to its cases, those moved away included; months with fewer cases than the setting are left out."
    ),
    pitfalls: Phrase(
      "更正错误是应当的：修订多可能说明核对认真。累计导出中未变的行不算变动；后续导出不再包含的案件不视为撤回，系统看不出。"
        + "没有日期的导出无法判断先后，不计。单位合并后用新代码重报旧案会显示为补报。",
      "Corrections are welcome: many may speak for careful checking. Rows that a cumulative export "
        + "repeats are no change; a case that later exports leave out is not withdrawn, and cannot be "
        + "seen. Exports without a date are left out. A merged unit that delivers old cases under its new "
        + "code appears to add them."),
    parameters: [
      IndicatorParameter(
        "share", 0.05,
        Phrase("变动件次与该月案件数之比达到此值即标记", "changes by case of a month from which it is flagged")),
      IndicatorParameter(
        "fewest_cases", 20, Phrase("该月案件少于此数不计算比率", "cases of a month below which no share")),
      IndicatorParameter(
        "older_than", 3, Phrase("月龄超过此数的变动才用于标记", "months of age above which changes count"),
        range: .countOrNone),
    ],
    figures: FlagFigures(
      observed: Phrase("变动最多的已结账月份的变动件次", "changes of the closed month that changed most"),
      effect: Phrase("其与该月案件数之比", "their ratio to the month's cases")))

  static let examples = [
    IndicatorExample(
      Phrase("24件的月份在6个月后被更改3件，应标记", "3 of 24 cases replaced 6 months later"),
      world(replaced: 3, exported: 9), flagged: ["U///"]),
    IndicatorExample(
      Phrase("6个月后补报2件，也是变动，应标记", "2 cases added to 24 after 6 months are changes too"),
      world(added: 2, exported: 9), flagged: ["U///"]),
    IndicatorExample(
      Phrase("10件未决案件作出决定而移出，属正常进展，不标记", "10 undecided cases were decided: no revision"),
      world(decided: 10, exported: 9), flagged: []),
    IndicatorExample(
      Phrase("次月更改3件，月龄不大，不标记", "3 replaced in the next month: the month is young"),
      world(replaced: 3, exported: 4), flagged: []),
    IndicatorExample(
      Phrase("10件的月份更改5件，案件太少，不计比率", "5 of 10 cases: too few for a share"),
      world(cases: 10, replaced: 5, exported: 9), flagged: []),
    IndicatorExample(
      Phrase("仅有一次报送，无从比较，不能计算", "one delivery alone: not computable"),
      world(replaced: 3, exported: 9, deliveries: 1), flagged: []),
  ]

  // Cases and changes of unit `U` in 2024-03, changed by the export that completed a month of 2024.
  private static func world(
    cases: Int = 24, added: Int = 0, replaced: Int = 0, decided: Int = 0, exported: Int,
    deliveries: Int = 2
  ) -> Observation {
    var observation = ExampleWorld.empty()
    var amounts = [Int](repeating: 0, count: Tally.cases.measures.count)
    amounts[0] = cases
    observation.cases.add(["2024-03", "U", "", "D", "I", ""], amounts)
    let export = Month(year: 2024, month: exported)
    observation.revisions.add(
      ["U", "2024-03", export.description], [added, replaced, 0, decided])
    observation.sources = (0..<deliveries).map { number in
      SourceSummary(
        name: "", table: "cases", sha256: "\(number)", asOf: (export - number).lastDay.description,
        counts: [], notes: [:])
    }
    return observation
  }

  // Changes of one month or of a group of months.
  private struct Changes {
    var added = 0
    var replaced = 0
    var withdrawn = 0
    var decided = 0

    // A decision is the course of things; what else an export did to a case counts each time.
    var revisions: Int { added + replaced + withdrawn }

    mutating func add(_ sums: [Int]) {
      added += sums[0]
      replaced += sums[1]
      withdrawn += sums[2]
      decided += sums[3]
    }
  }

  private struct UnitRecord {
    // By band of age.
    var bands = [Changes](repeating: Changes(), count: LateRevisions.bands.count)
    // By case month, changes at an age that counts.
    var old: [Month: Changes] = [:]
  }

  private struct RevisedMonth {
    let month: Month
    let cases: Int
    let changes: Changes
    var share: Double { Double(changes.revisions) / Double(cases) }
  }

  private static let bands: [(least: Int, name: String)] = [
    (0, "0–1"), (2, "2–3"), (4, "4–6"), (7, "7–12"), (13, ">12"),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    let dates = Set(observation.sources.filter { $0.table == "cases" }.map(\.asOf))
    guard dates.subtracting([""]).count > 1 else {
      result.coverage = Coverage(isComputed: false, missing: ["second_delivery"])
      result.headline = Phrase(
        "只有一次有日期的案件报送，无从比较，无法计算。",
        "Not computable: only one dated delivery of cases is known.")
      return result
    }
    let records = records(observation, olderThan: settings.count("older_than", of: page))
    let cases = casesByMonth(observation)
    let fewest = settings.count("fewest_cases", of: page)
    let rated = Set(cases.filter { $0.value >= fewest }.keys.map(\.unit))
    for unit in Set(cases.keys.map(\.unit)).union(records.keys).sorted() {
      let months = revised(unit, records[unit] ?? UnitRecord(), cases, settings)
      guard rated.contains(unit) || !months.isEmpty else {
        result.outcomes[.notApplicable, default: 0] += 1
        continue
      }
      result.outcomes[months.isEmpty ? .passed : .flagged, default: 0] += 1
      if !months.isEmpty { result.flags.append(flag(unit, months, observation, settings)) }
    }
    result.headline = headline(records, result.flags.count)
    result.tables = [ageTable(records), unitTable(records, observation)]
    return result
  }

  // Changes made by exports of the window, by unit.
  private static func records(
    _ observation: Observation, olderThan age: Int
  ) -> [String: UnitRecord] {
    var records: [String: UnitRecord] = [:]
    for (key, sums) in observation.revisions.sums {
      guard let month = Month(key[1]), let export = Month(key[2]),
        export >= observation.windowStart, export <= observation.month
      else { continue }
      let old = export.index - month.index
      let band = bands.lastIndex { $0.least <= old } ?? 0
      records[key[0], default: UnitRecord()].bands[band].add(sums)
      guard old > age else { continue }
      records[key[0], default: UnitRecord()].old[month, default: Changes()].add(sums)
    }
    return records
  }

  private struct CaseMonth: Hashable {
    let unit: String
    let month: Month
  }

  private static func casesByMonth(_ observation: Observation) -> [CaseMonth: Int] {
    var cases: [CaseMonth: Int] = [:]
    for (key, sums) in observation.cases.sums where sums[0] > 0 && !key[1].isEmpty {
      guard let month = Month(key[0]), month < observation.month else { continue }
      cases[CaseMonth(unit: key[1], month: month), default: 0] += sums[0]
    }
    return cases
  }

  // Months with cases enough that changed by the share or more, the most changed first.
  private static func revised(
    _ unit: String, _ record: UnitRecord, _ cases: [CaseMonth: Int], _ settings: IndicatorSettings
  ) -> [RevisedMonth] {
    let fewest = settings.count("fewest_cases", of: page)
    let share = settings.value("share", of: page)
    return record.old.map { month, changes in
      let now = cases[CaseMonth(unit: unit, month: month)] ?? 0
      return RevisedMonth(month: month, cases: now + changes.withdrawn, changes: changes)
    }
    .filter { $0.cases >= fewest && $0.changes.revisions > 0 && $0.share >= share }
    .sorted { $0.share == $1.share ? $0.month < $1.month : $0.share > $1.share }
  }

  private static func headline(_ records: [String: UnitRecord], _ flagged: Int) -> Phrase {
    let all = records.values.flatMap(\.bands)
    let added = all.reduce(0) { $0 + $1.added }
    let replaced = all.reduce(0) { $0 + $1.replaced }
    let withdrawn = all.reduce(0) { $0 + $1.withdrawn }
    let decided = all.reduce(0) { $0 + $1.decided }
    return Phrase(
      "窗口期的后续报送在已报结的月份中补报或移入\(added)件次、更改\(replaced)件次、移往他月\(withdrawn)件次；"
        + "另有未决案件\(decided)件作出决定而移入决定月，不计。\(flagged)个单位对较早月份的修订较多。",
      "Changes of closed months by exports of the window, a case counting each time: \(added) added or moved in, "
        + "\(replaced) replaced and \(withdrawn) moved to another month; \(English.count(decided, "undecided case")) moved to the month of "
        + "the decision and \(English.verb(decided, "does", "do")) not count. \(English.count(flagged, "unit")) revised older months more than the setting."
    )
  }

  private static func flag(
    _ unit: String, _ months: [RevisedMonth], _ observation: Observation,
    _ settings: IndicatorSettings
  ) -> Flag {
    let worst = months[0]
    var cell = Cell(level: .unitDomain, domain: "", state: .active)
    cell.unitCode = unit
    cell.districtCode = observation.units.first { $0.code == unit }?.districtCode ?? ""
    var flag = Flag.on(cell, page, .notice, in: observation)
    flag.observed = worst.changes.revisions
    flag.effect = worst.share
    flag.evidence = observation.evidence(in: "revisions", of: unit, "\(worst.month)")
    let name = observation.names.unit(unit)
    let age = settings.count("older_than", of: page)
    let limit = Numerals.decimal(100 * settings.value("share", of: page), places: 1) + "%"
    let share = Numerals.percentage(worst.changes.revisions, of: worst.cases)
    let changes = worst.changes
    flag.reason = Phrase(
      "\(name)有\(months.count)个月份在满\(age)个月之后又被后续报送变动，件次达到该月案件数的\(limit)以上；变动最多的是\(worst.month)："
        + "案件\(worst.cases)件，补报或移入\(changes.added)件次、更改\(changes.replaced)件次、移往他月\(changes.withdrawn)件次"
        + "（与案件数之比为\(share)，同一案件的每次变动都计），请说明修订的原因。",
      "Later exports changed \(months.count) months of \(name) that were older than \(age) months, with at "
        + "least \(limit) as many changes as cases; most of all \(worst.month): beside \(worst.cases) cases "
        + "\(changes.added) added or moved in, \(changes.replaced) replaced and \(changes.withdrawn) moved "
        + "away (\(share)), a case counting each time. Please say why they were revised.")
    return flag
  }

  private static let columns = [
    Phrase("补报或移入", "Added or moved in"), Phrase("更改", "Replaced"), Phrase("移往他月", "Moved away"),
    Phrase("合计", "Changes"), Phrase("作出决定（不计）", "Decided (apart)"),
  ]

  private static func cells(_ changes: Changes) -> [Phrase] {
    [
      changes.added, changes.replaced, changes.withdrawn, changes.revisions, changes.decided,
    ].map { same($0) }
  }

  private static func ageTable(_ records: [String: UnitRecord]) -> ResultTable {
    let rows = bands.enumerated().map { place, band in
      var sum = Changes()
      for record in records.values {
        let part = record.bands[place]
        sum.add([part.added, part.replaced, part.withdrawn, part.decided])
      }
      return [same(band.name)] + cells(sum)
    }
    return ResultTable(
      title: Phrase("变动时该月的月龄", "Age of the month at the change"),
      columns: [Phrase("月龄（月）", "Months old")] + columns, rows: rows)
  }

  private static func unitTable(
    _ records: [String: UnitRecord], _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("各单位在已报结月份中的变动", "Changes in closed months by unit"),
      columns: [Phrase("单位", "Unit")] + columns
        + bands.map { Phrase("月龄\($0.name)", "\($0.name) months") },
      rows: records.keys.sorted().map { unit in
        let own = records[unit]?.bands ?? []
        var sum = Changes()
        for part in own { sum.add([part.added, part.replaced, part.withdrawn, part.decided]) }
        return [same(observation.names.unit(unit))] + cells(sum)
          + own.map { same($0.revisions) }
      })
  }
}
