import Contracts

/// Worlds of the outcome test.
enum OutcomeTestExamples {
  static let all = [
    IndicatorExample(
      Phrase(
        "UCBAdmissions（R datasets，4526人）：不分层为1.84，按系分层仅A系0.349应标记；朴素合并会认定整体偏高",
        "UCBAdmissions (R datasets, 4526 people): crude 1.84, but within departments only A (0.349) "
          + "stands out; added up naively the whole looks high"),
      admissions, flagged: ["A///type:individual"]),
    IndicatorExample(
      Phrase("一个单位发现率远低于同级，应标记", "one unit finds far less than its peers: flagged"),
      world { unit in [("I", "", unit == "U03" ? 4 : 40, 100)] }, flagged: ["U03///unit"]),
    IndicatorExample(
      Phrase(
        "一个单位多查高风险事项，合计发现率高而各事项与同级相同，不标记（朴素合计会标记）",
        "one unit inspects risky items more: its total is high, each item is as elsewhere; the naive "
          + "total would flag it"),
      world { unit in
        unit == "U03"
          ? [("I", "", 5, 50), ("J", "", 120, 200)]
          : [("I", "", 20, 200), ("J", "", 30, 50)]
      }, flagged: []),
    IndicatorExample(
      Phrase(
        "结果大多空白的单位，空白不是“未发现”，不标记", "mostly blank results are no clean ones: not flagged"),
      blanks, flagged: []),
    IndicatorExample(
      Phrase("每组不足10次，不作判断", "too few in the groups: not assessable"),
      world { unit in [("I", "", unit == "U03" ? 0 : 5, 10)] }, flagged: []),
  ]

  /// Applicants by department: admitted and rejected men, admitted and rejected women.
  static let admissionCounts: [(department: String, counts: [Int])] = [
    ("A", [512, 313, 89, 19]), ("B", [353, 207, 17, 8]), ("C", [120, 205, 202, 391]),
    ("D", [138, 279, 131, 244]), ("E", [53, 138, 94, 299]), ("F", [22, 351, 24, 317]),
  ]

  /// Each department is a unit with an item of its own; men stand for persons, admission for a find.
  static var admissions: Observation {
    var observation = PatternExample.units(admissionCounts.map(\.department))
    for (department, counts) in admissionCounts {
      for (type, yes, no) in [
        ("individual", counts[0], counts[1]), ("enterprise", counts[2], counts[3]),
      ] {
        var visit = visit(department, "I" + department, problems: yes, known: yes + no)
        visit.party.type = type
        observation.patterns.visits.append(visit)
      }
    }
    return observation
  }

  private typealias Row = (item: String, type: String, problems: Int, known: Int)

  /// Ten units of one level with these rows each.
  private static func world(_ rows: (String) -> [Row]) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(10))
    for unit in PatternExample.codes(10) {
      for row in rows(unit) {
        var visit = visit(unit, row.item, problems: row.problems, known: row.known)
        visit.party.type = row.type
        observation.patterns.visits.append(visit)
      }
    }
    return observation
  }

  private static var blanks: Observation {
    var observation = world { _ in [("I", "", 40, 100)] }
    observation.patterns.visits[3].visits = 1_000
    return observation
  }

  static func visit(
    _ unit: String, _ item: String, problems: Int, known: Int
  ) -> VisitOutcome {
    var visit = VisitOutcome(
      month: Month(year: 2024, month: 6), unitCode: unit, domain: "D", itemCode: item)
    (visit.visits, visit.known, visit.problems) = (known, known, problems)
    return visit
  }
}
