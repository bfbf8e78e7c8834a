import Contracts

extension AnnualTotalsReconciled {
  static let examples = [
    IndicatorExample(
      Phrase("罚款并没收的2件被年报又计入罚款，应标记", "2 decisions with fine and confiscation, counted twice"),
      world([("罚款", 5), ("没收违法所得、没收非法财物", 2)], doubleClass), flagged: ["U///2023"]),
    IndicatorExample(
      Phrase("罚款并没收的2件只计入没收，不标记", "2 decisions with fine and confiscation count as the latter"),
      world([("fine", 3), ("confiscation", 2), ("合计（宗）", 5)], doubleClass), flagged: []),
    IndicatorExample(
      Phrase("没收分两列、种类合并书写，相加后一致，不标记", "classes split and joined agree once summed"),
      world(
        [("没收违法所得", 1), ("没收非法财物", 1), ("警告、通报批评", 0), ("罚款", 3), ("其他行政处罚", 0)],
        doubleClass), flagged: []),
    IndicatorExample(
      Phrase("吊销并停产停业：按次序1计入吊销，不标记", "a licence revoked and operation suspended, by order 1"),
      world([("吊销许可证件", 1), ("责令停产停业", 0)], [("licence_revoked;suspended_operation", 1)]),
      flagged: []),
    IndicatorExample(
      Phrase("缺报一个月而年报较多，可能一致，不标记", "a month is missing and more was published"),
      world([("合计", 9)], doubleClass, missing: 10), flagged: []),
    IndicatorExample(
      Phrase("缺报一个月而年报较少，补报也不能一致，应标记", "a month is missing and fewer were published"),
      world([("合计", 4)], doubleClass, missing: 10), flagged: ["U///2023"]),
    IndicatorExample(
      Phrase("1件未登记种类，年报罚款多1件，不标记", "one decision without a class may be the missing fine"),
      world([("罚款", 4), ("合计", 6)], doubleClass + [("", 1)]), flagged: []),
    IndicatorExample(
      Phrase("年度早于首个报送月，不标记", "a year before the first delivered month"),
      world([("合计", 9)], doubleClass, year: 2021), flagged: []),
    IndicatorExample(
      Phrase("年度尚未结束，不标记", "a year that is not over"),
      world([("合计", 9)], doubleClass, year: 2025), flagged: []),
  ]

  private static let doubleClass = [("confiscation;fine", 2), ("fine", 3)]

  /// Unit `U` with a published table and decisions of one year; month `missing` was not delivered.
  static func world(
    _ published: [(String, Int)], _ decisions: [(String, Int)], year: Int = 2023,
    missing: Int? = nil
  ) -> Observation {
    var observation = ExampleWorld.empty()
    observation.tables.insert("annual_totals")
    for (title, cases) in published {
      observation.legality.annualTotals.add(["U", String(year), title], [cases, 0, 0])
    }
    for (types, number) in decisions {
      observation.legality.annualDecisions.add(
        ["U", String(year), types], [number, number * 100_000])
    }
    observation.unitMonths = (1...12).map { month in
      UnitMonth(
        unitCode: "U", month: Month(year: year, month: month), isSent: month != missing,
        rule: .register, cases: 1)
    }
    return observation
  }
}
