import Contracts

/// Small worlds for L11.
enum UseOfLeniencyExamples {
  static let all = [
    IndicatorExample(
      Phrase(
        "同事项同类约五成从轻，一个单位九成，应提示", "about half of the peers' cases lenient, nine tenths of one unit's"
      ),
      world { $0 == 0 ? 54 : 28 + $0 % 5 }, flagged: ["U00///high"]),
    IndicatorExample(
      Phrase("同类约五成，一个单位60件中2件，应提示", "about half of the peers', 2 of 60 of one unit's"),
      world { $0 == 0 ? 2 : 28 + $0 % 5 }, flagged: ["U00///low"]),
    IndicatorExample(
      Phrase("各单位差异在正常范围，不标记", "ordinary differences: not flagged"),
      world { 26 + ($0 * 7) % 9 }, flagged: []),
    IndicatorExample(
      Phrase(
        "裁量情形全部空白的单位不作计算，不标记（把空白当作“未从轻”会误标为偏低）",
        "a unit that states no leniency is not computed; to read blanks as none would flag it as low"
      ),
      blank(), flagged: []),
    IndicatorExample(
      Phrase(
        "只办免罚事项的单位总占比高，但同事项内相同，不标记（总占比比较会误标）",
        "a unit with the lenient item only: high overall, alike within item; a naive share would flag it"
      ),
      lenientItem(), flagged: []),
    IndicatorExample(
      Phrase("只有29件，低于最少件数，不标记", "29 cases only: below the minimum"),
      world(cases: 29) { $0 == 0 ? 29 : 10 }, flagged: []),
  ]

  /// Twelve units of one level, each with so many cases and, by its number, lenient ones of them.
  static func world(cases: Int = 60, _ lenient: (Int) -> Int) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      observation.patterns.outcomes += pair(unit, lenient: lenient(index), cases: cases)
    }
    return observation
  }

  private static func blank() -> Observation {
    var observation = world { 26 + ($0 * 7) % 9 }
    for index in observation.patterns.outcomes.indices
    where observation.patterns.outcomes[index].unitCode == "U00" {
      observation.patterns.outcomes[index].leniency = ""
    }
    return observation
  }

  private static func lenientItem() -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      var mild = pair(unit, lenient: 54 - index % 3, cases: 60)
      for position in mild.indices { mild[position].itemCode = "H" }
      observation.patterns.outcomes += mild
      if index > 0 {
        observation.patterns.outcomes += pair(unit, lenient: 20 + index % 4, cases: 200)
      }
    }
    return observation
  }

  private static func pair(_ unit: String, lenient: Int, cases: Int) -> [PenaltyOutcome] {
    var normal = PatternExample.outcome(unit, fineInYuan: 2_000, cases: cases - lenient)
    normal.leniency = "normal"
    var mild = PatternExample.outcome(unit, fineInYuan: 500, cases: lenient)
    mild.leniency = "lenient"
    return [normal, mild].filter { $0.cases > 0 }
  }
}
