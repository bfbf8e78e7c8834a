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
    IndicatorExample(
      Phrase(
        "决定三倍于前期，增加的已被复议或法院撤销，不标记（当作罚没会误标）",
        "three times the decisions, those added revoked by a review or a court: not flagged; taking "
          + "them for income would flag it"),
      withRevoked { $0 }, flagged: []),
    IndicatorExample(
      Phrase(
        "两期决定相同，前期的多被撤销、本期的尚在复议诉讼，不标记（只计未撤销的会误标）",
        "as many decisions as before, of which most of before were revoked and those of now are still "
          + "open: not flagged; what stands alone would flag it"),
      withRevoked { !$0 }, flagged: []),
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

  // The first unit decides six cases a month, or two before a window whose own four were revoked.
  private static func withRevoked(
    _ isRevoked: @escaping (_ isAfter: Bool) -> Bool
  ) -> Observation {
    let isMore = { (isAfter: Bool) in isAfter || isRevoked(isAfter) }
    var observation = world { unit, isAfter in
      (cases: unit == 0 && isMore(isAfter) ? 6 : 2, factor: 1)
    }
    var position = 0
    for index in observation.patterns.outcomes.indices
    where observation.patterns.outcomes[index].unitCode == "U00" {
      let isAfter = observation.patterns.outcomes[index].month > ExampleWorld.month - 12
      guard isRevoked(isAfter) else { continue }
      observation.patterns.outcomes[index].isQuashed = position % 6 >= 2
      position += 1
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
