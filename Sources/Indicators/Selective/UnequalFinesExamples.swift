import Contracts

/// Worlds of like cases with unlike fines.
enum UnequalFinesExamples {
  static let all = [
    IndicatorExample(
      Phrase("一个单位的同类罚款是同级的两倍，应标记", "one unit fines like cases twice as high: flagged"),
      world { unit in [Row("I", unit == "U05" ? 2 : 1)] }, flagged: ["U05///unit"]),
    IndicatorExample(
      Phrase(
        "一个单位多办重事项，平均罚款高而同类相同，不标记（朴素均值会标记）",
        "one unit has more of the grave item: its mean is high, like cases are alike; a naive mean "
          + "would flag it"),
      world { unit in
        unit == "U05" ? [Row("I", 1, 4), Row("J", 20, 30)] : [Row("I", 1, 30), Row("J", 20, 4)]
      }, flagged: []),
    IndicatorExample(
      Phrase("一个单位对个人罚款高一倍，应标记", "one unit fines persons twice as high: flagged"),
      world { unit in
        [
          Row("I", unit == "U05" ? 2 : 1, 10, type: "individual"),
          Row("J", unit == "U05" ? 1 : 2, 10, type: ""),
          Row("I", 1, 10, type: "enterprise"),
        ]
      }, flagged: ["U05///type:individual"]),
    IndicatorExample(
      Phrase(
        "全市个人罚款同向偏低（情节未登记），以居中值为中心后不标记",
        "persons are fined less all over the city (gravity not recorded): centred, none is flagged"),
      world { _ in [Row("I", 0.5, 10, type: "individual"), Row("I", 1, 10, type: "enterprise")] },
      flagged: []),
    IndicatorExample(
      Phrase("一件特大案不改变同类水平，不标记", "one huge case is no level: not flagged"),
      oneHugeCase, flagged: []),
    IndicatorExample(
      Phrase("差异不足1.25倍，不标记", "below a factor of 1.25: not flagged"),
      world { unit in [Row("I", unit == "U05" ? 1.2 : 1, 200)] }, flagged: []),
  ]

  /// Fines of an item around a level, in thousands of yuan: four values of so many cases each.
  struct Row {
    let item: String
    let level: Double
    let cases: Int
    let type: String

    init(_ item: String, _ level: Double, _ cases: Int = 10, type: String = "") {
      self.item = item
      self.level = level
      self.cases = cases
      self.type = type
    }
  }

  /// Twelve units of one level with these rows each.
  static func world(_ rows: (String) -> [Row]) -> Observation {
    let units = PatternExample.codes(12)
    var observation = PatternExample.units(units)
    for unit in units {
      for row in rows(unit) {
        for factor in [0.5, 0.8, 1.25, 2] {
          let yuan = Int(1_000 * row.level * factor)
          var outcome = PatternExample.outcome(unit, fineInYuan: yuan, cases: row.cases)
          outcome.itemCode = row.item
          outcome.party.type = row.type
          observation.patterns.outcomes.append(outcome)
        }
      }
    }
    return observation
  }

  private static var oneHugeCase: Observation {
    var observation = world { _ in [Row("I", 1)] }
    observation.patterns.outcomes.append(
      PatternExample.outcome("U05", fineInYuan: 5_000_000))
    return observation
  }
}
