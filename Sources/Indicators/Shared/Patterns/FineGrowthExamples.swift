import Contracts

/// Two years of twelve units, for the examples of the growth of fines.
enum FineGrowthExamples {
  static let all = [
    IndicatorExample(
      Phrase("案件与金额为前期三倍，同类不变，应标记", "three times the cases and amounts, peers unchanged"),
      world { unit, isAfter in (cases: unit == 0 && isAfter ? 6 : 2, factor: 1) },
      flagged: ["U00///growth"]),
    IndicatorExample(
      Phrase("件数不变，同事项罚款额升高八成，应标记", "as many cases, fines within item up by four fifths"),
      world { unit, isAfter in (cases: 2, factor: unit == 0 && isAfter ? 1.8 : 1) },
      flagged: ["U00///price"]),
    IndicatorExample(
      Phrase(
        "一件特大案使金额增长十余倍，剔除后不变，不标记（只看总额会误标）",
        "one huge case multiplies the amount, nothing without it: not flagged; the total alone would flag it"
      ),
      withLargeCase(), flagged: []),
    IndicatorExample(
      Phrase("全市同步增长一倍，不标记", "the whole city doubles: not flagged"),
      world { _, isAfter in (cases: isAfter ? 4 : 2, factor: 1) }, flagged: []),
    IndicatorExample(
      Phrase("基数低于下限，三倍增长不标记", "three times a base below the floor: not flagged"),
      world { unit, isAfter in (cases: unit == 0 && isAfter ? 6 : 2, factor: 0.1) }, flagged: []),
  ]

  /// Cases a month and a factor of their fines, by unit and period.
  static func world(
    _ numbers: (_ unit: Int, _ isAfter: Bool) -> (cases: Int, factor: Double)
  ) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for (index, unit) in PatternExample.codes(12).enumerated() {
      for number in 0..<24 {
        let (cases, factor) = numbers(index, number >= 12)
        for position in 0..<cases {
          let step = (number * 7 + index * 3 + position * 4) % 11
          let yuan = Int(Double(10_000 + 1_000 * step) * factor)
          var outcome = PatternExample.outcome(unit, fineInYuan: yuan)
          outcome.month = ExampleWorld.month - 23 + number
          observation.patterns.outcomes.append(outcome)
        }
      }
    }
    return observation
  }

  private static func withLargeCase() -> Observation {
    var observation = world { _, _ in (cases: 2, factor: 1) }
    observation.patterns.outcomes.append(
      PatternExample.outcome("U00", fineInYuan: 5_000_000))
    return observation
  }
}
