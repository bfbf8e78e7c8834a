import Contracts
import Statistics

/// Worlds of S12: units of one level with some cases of a domain over 18 months.
enum CaseBurstExamples {
  static let all = [
    IndicatorExample(
      Phrase("一单位七成案件在两个月内，应标记", "one unit has most cases in two months: flagged"),
      world { unit, weights in
        if unit == 5 {
          weights[9] += 20
          weights[10] += 20
        }
      },
      flagged: ["U05/D//"]),
    IndicatorExample(
      Phrase(
        "季节为各单位所共有：按逐月均匀的算法会误标每个单位，不标记",
        "a season that all share: even months as a null would flag every unit"),
      world { _, weights in for month in [4, 5, 16, 17] { weights[month] *= 8 } }, flagged: []),
    IndicatorExample(
      Phrase("各单位同月开展专项，属于参照，不标记", "a campaign of all units is part of the reference"),
      world { _, weights in weights[12] += 20 }, flagged: []),
    IndicatorExample(
      Phrase("八件案件都在一个月，应标记", "all of eight cases in one month: flagged"),
      world(cases: 8) { unit, weights in if unit == 5 { weights[9] += 1_000 } },
      flagged: ["U05/D//"]),
    IndicatorExample(
      Phrase(
        "八件案件分在三个月：一次检查及其后续即可如此，不标记",
        "eight cases over three months: one check and what follows can make them, not flagged"),
      world(cases: 8) { unit, weights in
        if unit == 5 { for month in 8...10 { weights[month] += 1_000 } }
      }, flagged: []),
    IndicatorExample(
      Phrase("案件太少，不检验", "too few cases are not tested"),
      world(cases: 4) { unit, weights in if unit == 5 { weights[9] += 1_000 } }, flagged: []),
    IndicatorExample(
      Phrase("可比单位不足5个，不检验", "fewer than 5 comparable units are not tested"),
      world(units: 4) { unit, weights in if unit == 1 { weights[9] += 40 } }, flagged: []),
  ]

  static let months = 18

  /// Units whose months weigh 1, changed by `change`, times gamma factors of shape 4.
  static func world(
    units: Int = 10, cases: Int = 40, level: CellLevel = .unitDomain,
    change: (Int, inout [Double]) -> Void = { _, _ in }
  ) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(units))
    observation.firstMonth = observation.month - (months - 1)
    var random = RandomSource(seed: 1, purpose: "example of bursts")
    observation.cells = observation.units.enumerated().map { position, unit in
      var weights = [Double](repeating: 1, count: months)
      change(position, &weights)
      let counts = random.multinomial(
        trials: cases, shares: weights.map { $0 * random.gamma(shape: 4) })
      return cell(unit.code, counts, level: level)
    }
    return observation
  }

  /// A cell of domain `D` that was observed in all months.
  static func cell(_ unit: String, _ counts: [Int], level: CellLevel = .unitDomain) -> Cell {
    var cell = Cell(level: level, domain: "D", state: .active)
    cell.unitCode = unit
    if level == .unitItem { cell.itemCode = "I" }
    cell.history.observed = [0...Int32(clamping: counts.count - 1)]
    cell.history.cases = counts.enumerated().filter { $0.element > 0 }.map {
      MonthCount(month: Int32(clamping: $0.offset), count: Int32(clamping: $0.element))
    }
    return cell
  }
}
