import Contracts

/// Q02: how many cases match an item of the catalogue.
enum ItemMatchRate: Indicator {
  static let page = IndicatorPage(
    code: "Q02", name: Phrase("事项匹配率", "Cases matched to an item"), clause: 6,
    legalBasis: Phrase("决定第六条：建立执法统计分析系统", "Decision, clause 6: statistics system"),
    needs: ["cases", "catalogue"],
    definition: Phrase(
      "窗口期内（首列事项）能对应到执法事项清单中事项的案件 ÷ 全部案件；一案的其他事项另计。编码填写而清单中没有的不按名称猜测；编码为空的按名称对应。",
      "Cases of the window that by their first item match one of the catalogue ÷ all cases; further items of a "
        + "case are counted apart. A code that the catalogue "
        + "does not know is never repaired by its name; a case without a code is matched by name."),
    pitfalls: Phrase(
      "未匹配的案件仍计入单位与领域，但可能使事项看起来没有案件，因此同时给出处罚职权履行率的上下限。",
      "Unmatched cases still count for unit and domain, but may make an item look unused; powers "
        + "exercised (Z01) therefore come with bounds on both sides."),
    parameters: [
      IndicatorParameter(
        "lowest_rate", 0.95, Phrase("低于此匹配率即标记", "match rate below which a unit is flagged")),
      IndicatorParameter(
        "fewest_cases", 30, Phrase("案件少于此数只列出、不计算比率", "cases below which no rate is given")),
    ],
    figures: FlagFigures(
      observed: Phrase("对应到事项的案件数", "cases matched to an item"),
      effect: Phrase("其占案件数的比例", "their share of all cases")))

  static let examples = [
    IndicatorExample(
      Phrase("100件中20件未匹配，应标记", "20 of 100 unmatched: flagged"),
      ExampleWorld.matches(cases: 100, unmatched: 20), flagged: ["U///"]),
    IndicatorExample(
      Phrase("100件中2件未匹配，不标记", "2 of 100 unmatched: not flagged"),
      ExampleWorld.matches(cases: 100, unmatched: 2), flagged: []),
    IndicatorExample(
      Phrase("10件中5件未匹配，案件太少，只列出", "5 of 10: too few cases for a rate"),
      ExampleWorld.matches(cases: 10, unmatched: 5), flagged: []),
  ]

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard observation.tables.contains("catalogue") else {
      result.coverage = Coverage(isComputed: false, missing: ["catalogue"])
      result.headline = Phrase(
        "没有执法事项清单，无法计算。", "Not computable: there is no catalogue of items.")
      return result
    }
    let cases = byUnit(observation.cases, observation)
    let unmatched = byUnit(observation.unmatched, observation)
    for unit in cases.keys.sorted() {
      let (all, open) = (cases[unit] ?? 0, unmatched[unit] ?? 0)
      if all < settings.count("fewest_cases", of: page) {
        result.outcomes[.notApplicable, default: 0] += 1
      } else if Double(all - open) < settings.value("lowest_rate", of: page) * Double(all) {
        result.outcomes[.flagged, default: 0] += 1
        result.flags.append(flag(unit, all, open, observation))
      } else {
        result.outcomes[.passed, default: 0] += 1
      }
    }
    result.headline = headline(
      cases.values.reduce(0, +), open: unmatched.values.reduce(0, +),
      fewest: settings.count("fewest_cases", of: page))
    result.headline = result.headline.followed(by: further(observation))
    result.tables = [table(observation)]
    return result
  }

  // Of a city with few cases no rate is given either.
  private static func headline(_ all: Int, open: Int, fewest: Int) -> Phrase {
    let rate = Numerals.percentage(all - open, of: all >= fewest ? all : 0)
    return Phrase(
      "窗口期\(Numerals.grouped(all))件案件中\(Numerals.grouped(open))件未能对应到清单事项"
        + (rate.isEmpty ? "。" : "，匹配率\(rate)。"),
      "\(Numerals.grouped(open)) of \(Numerals.grouped(all)) cases in the window match no item of the catalogue"
        + (rate.isEmpty ? "." : " (matched: \(rate))."))
  }

  // A case has matched by its first item, and may still lack one that seems without a case.
  private static func further(_ observation: Observation) -> Phrase {
    let items = observation.unmatched.sums.reduce(0) { sum, row in
      guard let month = Month(row.key[0]), month >= observation.windowStart else { return sum }
      return sum + row.value[1] - row.value[0]
    }
    guard items > 0 else { return Phrase("", "") }
    return Phrase(
      "另有\(Numerals.grouped(items))个并列登记的事项未能对应。",
      " \(English.count(items, "further item")) of cases \(English.verb(items, "matches", "match")) none."
    )
  }

  private static func byUnit(_ tally: Tally, _ observation: Observation) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (key, sums) in tally.sums {
      guard let month = Month(key[0]), month >= observation.windowStart else { continue }
      counts[key[1], default: 0] += sums[0]
    }
    return counts
  }

  private static func flag(
    _ unit: String, _ all: Int, _ open: Int, _ observation: Observation
  ) -> Flag {
    var cell = Cell(level: .unitDomain, domain: "", state: .active)
    cell.unitCode = unit
    var flag = Flag.on(cell, page, .notice, in: observation)
    flag.observed = all - open
    flag.effect = Double(all - open) / Double(all)
    flag.evidence = observation.evidence(in: "unmatched", of: unit)
    let rate = Numerals.percentage(all - open, of: all)
    flag.reason = Phrase(
      "\(observation.names.unit(unit))窗口期\(all)件案件中\(open)件未能对应到清单事项（匹配率\(rate)），请核对事项编码。",
      "\(open) of \(all) cases of \(observation.names.unit(unit)) match no item (matched: \(rate)); "
        + "check the item codes.")
    return flag
  }

  private static func table(_ observation: Observation) -> ResultTable {
    var counts: [[String]: Int] = [:]
    for (key, sums) in observation.unmatched.sums {
      guard let month = Month(key[0]), month >= observation.windowStart else { continue }
      guard sums[0] > 0 else { continue }
      counts[[key[1], key[5], key[2], key[3]], default: 0] += sums[0]
    }
    let domains = Set(observation.cells(of: .unitDomain).map(\.domain))
    let words = [
      "item_unknown": Phrase("清单中没有该事项", "item not in the catalogue"),
      "domain_unknown": Phrase("清单中没有该领域", "domain not in the catalogue"),
      "item_missing": Phrase("未填事项", "no item given"),
      "item_ambiguous": Phrase("清单中有多个同名事项", "several items of the catalogue bear the name"),
    ]
    return ResultTable(
      title: Phrase("未匹配的案件", "Unmatched cases"),
      columns: [
        Phrase("单位", "Unit"), Phrase("原因", "Reason"), Phrase("领域", "Domain"),
        Phrase("填报的事项编码", "Item code given"), Phrase("案件数", "Cases"),
      ],
      rows: counts.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
        [
          same(observation.names.unit(key[0])), words[key[1]] ?? same(key[1]),
          domains.contains(key[2]) ? same(key[2]) : leftOut,
          isCode(key[3]) ? same(key[3]) : leftOut, same(counts[key] ?? 0),
        ]
      })
  }

  private static let leftOut = Phrase("（清单外，略）", "(not in the catalogue)")

  // What a shifted column put here may be a person: only what looks like a code is printed.
  private static func isCode(_ text: String) -> Bool {
    text.utf8.count < 15
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
      }
  }
}
