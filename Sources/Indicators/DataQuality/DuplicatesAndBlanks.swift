import Contracts

/// Q04: repeated rows of exports, blank cells of cases, and cells that cannot mean what they say.
enum DuplicatesAndBlanks: Indicator {
  static let page = IndicatorPage(
    code: "Q04", name: Phrase("重号缺项", "Duplicates and blanks"), clause: 6,
    legalBasis: Phrase("决定第六条：建立执法统计分析系统", "Decision, clause 6: statistics system"),
    needs: ["cases"],
    definition: Phrase(
      "重复：导出文件中与已有记录完全相同的行。缺项：窗口期案件中关键列（事项编码、区划代码、执法领域、当事人证件、立案日期）为空的比例，按单位与列计算；简易程序不经立案，不看立案日期。"
        + "所有单位该列均为空的，视为来源系统没有该列，不作标记。"
        + "金额单位：单位连续若干月的罚款与同级其他单位同事项罚款的中位数之比（没有可比单位的，与清单幅度之比；按倍数设罚的事项不计），"
        + "至少\(MoneyUnits.fewest)件的中位数达到\(Int(MoneyUnits.factor))倍或其倒数的，标记，或有至少同样多且不少于一成的案件每件达到\(Int(MoneyUnits.factorOfPart))倍或其倒数的，标记；已缴金额与决定金额之比同理。"
        + "登记地：单位连续若干月合计至少\(SolePlaces.fewest)件案件的当事人登记地均为同一代码，且不是本单位所在县区的，标记。存疑的金额和登记地不参与其他指标。",
      "Duplicates: rows of an export that repeat a known row. Blanks: share of cases of the window whose "
        + "key column (item_code, district_code, domain, party_id, filed_date) is empty, by unit and column; a penalty on the spot is not filed, and its filing is not asked. A column that is empty for every unit is taken as "
        + "absent from the source and not flagged. Unit of money: months in a row of which the median of fines "
        + "÷ the usual fine of other units of the level on the item (÷ the catalogue's band where there are "
        + "none; no multiples), of \(MoneyUnits.fewest) cases at least, is \(Int(MoneyUnits.factor)) or more, or its "
        + "inverse, or of which as many cases, a tenth at least, are each \(Int(MoneyUnits.factorOfPart)) or more, or its inverse; likewise what was paid ÷ what was decided. Places: months in a row of which all parties, of \(SolePlaces.fewest) "
        + "cases at least, have one code that is not the unit's own county. Other indicators leave such amounts "
        + "and places out."),
    pitfalls: Phrase(
      "累计导出的文件天然包含以前的行，重复多不等于质量差。",
      "A cumulative export repeats earlier rows by design."),
    parameters: [
      IndicatorParameter(
        "blank_share", 0.2, Phrase("空白比例达到此值即标记", "share of blanks from which it is flagged")),
      IndicatorParameter(
        "fewest_cases", 30, Phrase("案件少于此数不计算比率", "cases below which no share is given")),
    ],
    figures: FlagFigures(
      observed: Phrase(
        "该栏空白的行数；金额或登记地存疑的，为其件数", "rows that leave the column blank, or cases with doubtful cells"),
      effect: Phrase(
        "其占行数的比例；金额单位存疑的，为与同类之比", "their share of the rows, or the ratio to like amounts")))

  static let examples = [
    IndicatorExample(
      Phrase("40件中20件无事项编码，而其他单位填写，应标记", "20 of 40 blank while others fill the column"),
      world(rows: 40, blank: 20), flagged: ["U///item_code"]),
    IndicatorExample(
      Phrase("40件中2件无事项编码，不标记", "2 of 40 blank: not flagged"),
      world(rows: 40, blank: 2), flagged: []),
    IndicatorExample(
      Phrase("所有单位该列为空，来源没有该列，不标记", "a column that nobody fills is absent, not blank"),
      world(rows: 40, blank: 40, othersFill: false), flagged: []),
    IndicatorExample(
      Phrase("一个单位的罚款为他人的万分之一，应请其核实金额单位", "fines a 10,000th of the others': verify the unit"),
      MoneyExample.world { $0 == 0 ? 0.0001 : 1 }, flagged: ["U00///amount_unit"]),
    IndicatorExample(
      Phrase("一个单位的罚款为他人的二十倍，可能是事实，不标记", "twenty times the others' may be true"),
      MoneyExample.world { $0 == 0 ? 20 : 1 }, flagged: []),
  ]

  private static func world(rows: Int, blank: Int, othersFill: Bool = true) -> Observation {
    var observation = ExampleWorld.empty()
    observation.blanks.add(["2024-12", "U", "item_code"], [rows, blank])
    observation.blanks.add(["2024-12", "V", "item_code"], [100, othersFill ? 0 : 100])
    return observation
  }

  private struct Share {
    var rows = 0
    var blank = 0
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    let (shares, columns) = (shares(observation), ColumnGaps(observation))
    let filled = Set(shares.filter { $0.value.blank < $0.value.rows }.map { $0.key[1] })
    var rows: [[Phrase]] = []
    for key in shares.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let share = shares[key] else { continue }
      let isRated = share.rows >= settings.count("fewest_cases", of: page)
      let limit = settings.value("blank_share", of: page)
      guard filled.contains(key[1]), isRated else {
        result.outcomes[.notApplicable, default: 0] += 1
        continue
      }
      guard Double(share.blank) >= limit * Double(share.rows) else {
        result.outcomes[.passed, default: 0] += 1
        continue
      }
      result.outcomes[.flagged, default: 0] += 1
      result.flags.append(flag(key, share, observation, columns))
      rows.append([
        same(observation.names.unit(key[0])), same(key[1]), same(share.blank), same(share.rows),
        same(Numerals.percentage(share.blank, of: share.rows)),
      ])
    }
    // The fourth kind of `SourceSummary.kinds`.
    let duplicates = observation.sources.reduce(0) { $0 + ($1.counts.count > 3 ? $1.counts[3] : 0) }
    result.headline = Phrase(
      "各导出文件共有\(Numerals.grouped(duplicates))行重复（已剔除）；\(Numerals.grouped(rows.count))个单位·列的空白比例偏高。",
      "\(English.count(duplicates, "repeated row")) in all exports (left out); \(English.count(rows.count, "unit")) × columns with many "
        + "blanks.")
    result.tables = [blankTable(rows)]
    return withDoubts(observation, result)
  }

  private static func withDoubts(
    _ observation: Observation, _ found: IndicatorResult
  ) -> IndicatorResult {
    let doubts = observation.doubts ?? ColumnDoubt.all(in: observation)
    guard !doubts.isEmpty else { return found }
    var result = found
    let subjects = Dictionary(grouping: doubts) { [$0.unitCode, $0.kind.rawValue] }
    for key in subjects.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let own = (subjects[key] ?? []).sorted { $0.months.lowerBound < $1.months.lowerBound }
      var flag = Flag.listed(
        ListedSubject(unitCode: key[0], category: key[1]), page, in: observation)
      flag.observed = own.reduce(0) { $0 + $1.cases }
      flag.effect = own.max { $0.cases < $1.cases }?.ratio
      flag.from = own.first?.months.lowerBound ?? flag.from
      flag.to = own.last?.months.upperBound ?? flag.to
      flag.evidence = observation.evidence(in: "penalty_outcomes", of: key[0])
      flag.reason = DoubtWording.reason(observation.names.unit(key[0]), own)
      result.flags.append(flag)
    }
    result.outcomes[.flagged, default: 0] += subjects.count
    result.headline = found.headline.followed(
      by: Phrase(
        "\(subjects.count)个单位·列的金额单位或登记地待核实。",
        "\(English.count(subjects.count, "unit")) × columns with amounts or places to be verified.")
    )
    return result
  }

  private static func blankTable(_ rows: [[Phrase]]) -> ResultTable {
    ResultTable(
      title: Phrase("空白较多的列", "Columns with many blanks"),
      columns: [
        Phrase("单位", "Unit"), Phrase("列", "Column"), Phrase("空白", "Blank"),
        Phrase("案件", "Cases"), Phrase("空白比例", "Share"),
      ], rows: rows)
  }

  private static func shares(_ observation: Observation) -> [[String]: Share] {
    var shares: [[String]: Share] = [:]
    for (key, sums) in observation.blanks.sums {
      guard let month = Month(key[0]), month >= observation.windowStart,
        key[2] != "disposition"
      else { continue }
      shares[[key[1], key[2]], default: Share()].rows += sums[0]
      shares[[key[1], key[2]], default: Share()].blank += sums[1]
    }
    return shares
  }

  private static func flag(
    _ key: [String], _ share: Share, _ observation: Observation, _ columns: ColumnGaps
  ) -> Flag {
    var cell = Cell(level: .unitDomain, domain: "", state: .active)
    cell.unitCode = key[0]
    var flag = Flag.on(cell, page, .notice, category: key[1], in: observation)
    flag.observed = share.blank
    flag.effect = Double(share.blank) / Double(share.rows)
    flag.evidence = observation.evidence(in: "case_blanks", of: key[0], key[1])
    let name = observation.names.unit(key[0])
    let rate = Numerals.percentage(share.blank, of: share.rows)
    let title = Table.cases.index(of: key[1]).map { Table.cases.columns[$0].title } ?? key[1]
    let isAbsent = columns.lacks(
      "cases.\(key[1])", of: key[0], in: observation.windowMonths)
    flag.reason = Phrase(
      "\(name)窗口期\(share.rows)件案件中\(share.blank)件的“\(title)”为空（\(rate)），而其他单位有填写，"
        + (isAbsent ? "其导出没有这一列，请补充。" : "请补填。"),
      "\(share.blank) of \(share.rows) cases of \(name) leave \(key[1]) blank (\(rate)) while other "
        + "units fill it" + (isAbsent ? "; its exports lack the column." : "."))
    return flag
  }
}
