import Contracts

/// Worlds of the disparity of groups of parties.
enum PartyGroupDisparityExamples {
  static let all = [
    IndicatorExample(
      Phrase(
        "一个单位对个人罚款的比值比为4，同级为1，应标记", "odds ratio 4 in one unit, 1 elsewhere: flagged"),
      world { unit in [Row("I", unit == "U04" ? 80 : 50, unit == "U04" ? 20 : 50, 50, 50)] },
      flagged: ["U04///type:individual"]),
    IndicatorExample(
      Phrase(
        "个人多在重事项：合计相差很大，各事项内相同，不标记（朴素合计会标记，辛普森现象）",
        "persons have more of the grave item: totals differ, items do not; the naive total would "
          + "flag it (Simpson)"),
      world { unit in
        unit == "U04"
          ? [Row("I", 360, 40, 72, 8), Row("J", 8, 72, 40, 360)]
          : [Row("I", 180, 20, 180, 20), Row("J", 20, 180, 20, 180)]
      }, flagged: []),
    IndicatorExample(
      Phrase(
        "未登记的情节使全市同向偏离，以居中值为中心后不标记（朴素检验会标记全部单位）",
        "gravity that nobody records moves all units alike: centred, none is flagged; naively all are"
      ),
      world { _ in [Row("I", 80, 20, 50, 50)] }, flagged: []),
    IndicatorExample(
      Phrase("信息量不足，不作判断", "little information: not assessable"),
      world { unit in [Row("I", unit == "U04" ? 30 : 29, unit == "U04" ? 1 : 2, 30, 1)] },
      flagged: []),
    IndicatorExample(
      Phrase("一个单位对个人罚在幅度上端，应标记", "one unit fines persons at the top of the band"),
      bands, flagged: ["U04///type:individual/band"]),
    IndicatorExample(
      Phrase("组别全部空白，无法计算，不标记", "no group recorded: not computable"),
      blank, flagged: []),
  ]

  /// Cases with money and with a warning, of persons and of enterprises.
  struct Row {
    let item: String
    let counts: [Int]

    init(_ item: String, _ money: Int, _ warned: Int, _ otherMoney: Int, _ otherWarned: Int) {
      self.item = item
      counts = [money, warned, otherMoney, otherWarned]
    }
  }

  /// Twelve units of one level with these rows each.
  static func world(_ rows: (String) -> [Row]) -> Observation {
    let units = PatternExample.codes(12)
    var observation = PatternExample.units(units)
    for unit in units {
      for row in rows(unit) {
        for (place, cases) in row.counts.enumerated() where cases > 0 {
          var outcome = PatternExample.outcome(unit, cases: cases)
          outcome.itemCode = row.item
          outcome.party.type = place < 2 ? "individual" : "enterprise"
          outcome.sanction = place % 2 == 0 ? .money : .warning
          observation.patterns.outcomes.append(outcome)
        }
      }
    }
    return observation
  }

  private static var bands: Observation {
    let units = PatternExample.codes(12)
    var observation = PatternExample.units(units)
    var band = FineBand(itemCode: "I")
    (band.least, band.most) = (100_000, 1_100_000)
    observation.patterns.bands = [band]
    for unit in units {
      for (type, fines) in [
        ("individual", unit == "U04" ? [7_000, 9_000] : [4_000, 6_000]),
        ("enterprise", [4_000, 6_000]),
      ] {
        for fine in fines {
          var outcome = PatternExample.outcome(unit, fineInYuan: fine, cases: 20)
          outcome.party.type = type
          observation.patterns.outcomes.append(outcome)
        }
      }
    }
    return observation
  }

  private static var blank: Observation {
    var observation = world { _ in [Row("I", 80, 20, 50, 50)] }
    for index in observation.patterns.outcomes.indices {
      observation.patterns.outcomes[index].party = PartyGroup()
    }
    return observation
  }
}
