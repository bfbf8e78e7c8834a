import Contracts
import Statistics

/// Worlds of S07: units with 40 penalties each among 60 regulated parties.
enum PartyConcentrationExamples {
  static let all = [
    IndicatorExample(
      Phrase("一个对象占40件中的14件，应标记", "one party has 14 of 40: flagged"),
      world { unit in unit == 3 ? [14, 2] : [3, 2] }, flagged: ["U03/D//"]),
    IndicatorExample(
      Phrase(
        "各单位都有几个大对象：按对象等大的算法会误标每个单位，不标记",
        "every unit has some large parties: equal parties as a null would flag them all"),
      world { unit in [[8, 9, 7, 8, 10, 9, 7, 8][unit], 5, 4, 3, 2, 2] }, flagged: []),
    IndicatorExample(
      Phrase(
        "没有监管对象底数，只描述不检验", "without regulated parties it is described and not tested"),
      world(regulated: nil) { unit in unit == 3 ? [14, 2] : [3, 2] }, flagged: []),
    IndicatorExample(
      Phrase("多数处罚没有写明当事人，无法计算", "most penalties state no party: not computable"),
      world(unknown: 50) { unit in unit == 3 ? [14, 2] : [3, 2] }, flagged: []),
  ]

  /// Units whose largest parties have so many penalties, and the others one each.
  static func world(
    units: Int = 8, regulated: Int? = 60, unknown: Int = 0, _ largest: (Int) -> [Int]
  ) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(units))
    for (position, unit) in observation.units.enumerated() {
      let large = largest(position)
      add(large + [Int](repeating: 1, count: 40 - large.reduce(0, +)), unit.code, &observation)
      if unknown > 0 {
        observation.patterns.multiplicities.add([unit.code, "D", "", "unknown"], [unknown])
      }
      observation.cells.append(cell(unit.code, regulated: regulated))
    }
    return observation
  }

  /// Adds parties with so many penalties each.
  static func add(_ penalties: [Int], _ unit: String, _ observation: inout Observation) {
    for number in penalties where number > 0 {
      observation.patterns.multiplicities.add([unit, "D", "", String(number)], [1])
    }
  }

  static func cell(_ unit: String, regulated: Int?) -> Cell {
    var cell = Cell(level: .unitDomain, domain: "D", state: .active)
    (cell.unitCode, cell.regulatedParties) = (unit, regulated)
    return cell
  }
}
