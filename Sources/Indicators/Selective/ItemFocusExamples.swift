import Contracts
import Statistics

/// Worlds of S02: units of one level that share a mix of six items, more or less.
enum ItemFocusExamples {
  static let all = [
    IndicatorExample(
      Phrase("一单位六成案件在同类很少办的事项上，应标记", "one unit has most cases on an item that peers rarely use"),
      world { unit, mix in unit == 5 ? [0.02, 0.05, 0.05, 0.05, 0.23, 0.60] : mix },
      flagged: ["U05/D//"]),
    IndicatorExample(
      Phrase(
        "各单位构成本就参差，卡方检验会误标多数单位，不标记",
        "mixes that vary by chance: a chi-squared test would flag most units"),
      world(spread: 12), flagged: []),
    IndicatorExample(
      Phrase(
        "一半单位没有最大事项的职权，合并比较会误标，不标记",
        "half of the units lack the power for the largest item: only equals are compared"),
      withoutPower(), flagged: []),
    IndicatorExample(
      Phrase("案件不足30件，不检验", "fewer than 30 cases are not tested"),
      world(cases: 25) { unit, mix in unit == 5 ? [0, 0, 0, 0, 0, 1] : mix }, flagged: []),
    IndicatorExample(
      Phrase("可比单位不足5个，不检验", "fewer than 5 comparable units are not tested"),
      world(units: 4) { unit, mix in unit == 1 ? [0, 0, 0, 0, 0, 1] : mix }, flagged: []),
  ]

  private static let mix = [0.40, 0.25, 0.15, 0.10, 0.06, 0.04]

  /// Units whose mixes vary with a Dirichlet law of strength `spread`, changed by `change`.
  static func world(
    units: Int = 12, cases: Int = 120, spread: Double = 60, seed: UInt64 = 1,
    change: (Int, [Double]) -> [Double] = { $1 }
  ) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(units))
    var random = RandomSource(seed: seed, purpose: "example of mixes")
    for (position, unit) in observation.units.enumerated() {
      let shares = mix.map { $0 * random.gamma(shape: spread * $0) }
      let changed = change(position, shares)
      let counts = random.multinomial(trials: cases, shares: changed)
      for (item, count) in counts.enumerated() where count > 0 {
        var outcome = PatternExample.outcome(unit.code, cases: count)
        outcome.itemCode = "I\(item)"
        observation.patterns.outcomes.append(outcome)
      }
    }
    return observation
  }

  private static func withoutPower() -> Observation {
    var observation = world { unit, mix in unit < 6 ? [0] + mix.dropFirst() : mix }
    observation.cells = observation.units.prefix(6).map { unit in
      var cell = Cell(level: .unitItem, domain: "D", state: .notEmpowered)
      (cell.unitCode, cell.itemCode) = (unit.code, "I0")
      return cell
    }
    return observation
  }
}
