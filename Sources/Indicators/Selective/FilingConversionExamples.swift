import Contracts

/// Worlds of the conversion into filings.
enum FilingConversionExamples {
  static let all = [
    IndicatorExample(
      Phrase("一个单位发现问题后很少立案，应标记", "one unit hardly files what it finds: flagged"),
      inspections { unit in [Row("I", unit == "U06" ? 5 : 40, 100)] },
      flagged: ["U06///unit/inspection"]),
    IndicatorExample(
      Phrase("一个单位投诉举报很少立案，应标记", "one unit hardly files complaints: flagged"),
      complaints { unit in [Row("I", unit == "U06" ? 3 : 30, 100)] },
      flagged: ["U06///unit/complaint"]),
    IndicatorExample(
      Phrase(
        "一个单位的问题多属不常立案的事项，合计偏低而各事项相同，不标记（朴素比例会标记）",
        "one unit finds more of an item that is seldom filed: its total is low, items are alike; the "
          + "naive rate would flag it"),
      inspections { unit in
        unit == "U06" ? [Row("I", 9, 10), Row("J", 9, 90)] : [Row("I", 81, 90), Row("J", 1, 10)]
      }, flagged: []),
    IndicatorExample(
      Phrase("转化率高于同级，不标记", "more filings than elsewhere: not flagged"),
      inspections { unit in [Row("I", unit == "U06" ? 90 : 40, 100)] }, flagged: []),
    IndicatorExample(
      Phrase("同级都没有登记立案，不能判断，不标记", "no filing on the whole level: not computable"),
      inspections { _ in [Row("I", 0, 100)] }, flagged: []),
    IndicatorExample(
      Phrase("一个单位对个人的问题更常立案，应标记", "one unit files more of what persons did: flagged"),
      inspections { unit in
        [
          Row("I", unit == "U06" ? 60 : 40, 100, type: "individual"),
          Row("I", unit == "U06" ? 20 : 40, 100, type: "enterprise"),
        ]
      }, flagged: ["U06///type:individual/inspection"]),
  ]

  /// Filings among chances of one.
  struct Row {
    let item: String
    let filed: Int
    let chances: Int
    let type: String

    init(_ item: String, _ filed: Int, _ chances: Int, type: String = "") {
      self.item = item
      self.filed = filed
      self.chances = chances
      self.type = type
    }
  }

  /// Twelve units of one level with these problems found.
  static func inspections(_ rows: (String) -> [Row]) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for unit in PatternExample.codes(12) {
      for row in rows(unit) {
        var visit = VisitOutcome(
          month: Month(year: 2024, month: 6), unitCode: unit, domain: "D", itemCode: row.item)
        (visit.visits, visit.known) = (2 * row.chances, 2 * row.chances)
        (visit.problems, visit.filed) = (row.chances, row.filed)
        visit.party.type = row.type
        observation.patterns.visits.append(visit)
      }
    }
    return observation
  }

  /// Twelve units of one level with these complaints decided.
  static func complaints(_ rows: (String) -> [Row]) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(12))
    for unit in PatternExample.codes(12) {
      for row in rows(unit) {
        var complaint = ComplaintOutcome(
          month: Month(year: 2024, month: 6), unitCode: unit, domain: "D", itemCode: row.item)
        (complaint.complaints, complaint.accepted) = (2 * row.chances, 2 * row.chances)
        (complaint.decided, complaint.filed) = (row.chances, row.filed)
        complaint.party.type = row.type
        observation.patterns.complaints.append(complaint)
      }
    }
    return observation
  }
}
