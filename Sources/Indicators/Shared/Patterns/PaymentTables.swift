import Contracts

/// Tables and points of what was paid.
enum PaymentTables {
  /// Every unit with a payment known, by age of the decision; amounts in whole yuan.
  static func payments(_ records: PaymentRecords, _ observation: Observation) -> ResultTable {
    let known = records.units.keys.sorted().filter { (records.units[$0]?.known ?? 0) > 0 }
    return ResultTable(
      title: Phrase("应缴与已缴（元，按决定距报告月的月数）", "Due and unpaid (yuan, by months since the decision)"),
      columns: [Phrase("单位", "Unit")]
        + PaymentRecord.ages.flatMap { age in
          [
            Phrase("\(age.name)月应缴", "Due, \(age.name) months"),
            Phrase("\(age.name)月未缴", "Unpaid, \(age.name) months"),
          ]
        } + [
          Phrase("已知案件", "Cases known"), Phrase("未填案件", "Cases blank"),
          Phrase("多缴", "Paid beyond"),
        ],
      rows: known.map { unit in
        let record = records.units[unit] ?? PaymentRecord()
        return [same(observation.names.unit(unit))]
          + record.bands.flatMap { band in
            [same(Figures.yuan(band.due)), same(Figures.yuan(band.unpaid))]
          } + [same(record.known), same(record.blank), same(Figures.yuan(record.overpaid))]
      })
  }

  /// Every unit whose income is given, with what it decided; amounts in whole yuan.
  static func receipts(
    _ comparisons: [String: ReceiptComparison], _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase(
        "\(observation.lastFullYear)年决定金额与罚没收入（元）",
        "Amounts decided and income in \(observation.lastFullYear) (yuan)"),
      columns: [
        Phrase("单位", "Unit"), Phrase("决定", "Decided"), Phrase("收入", "Received"),
        Phrase("差额占较大一方", "Difference by the larger"), Phrase("含没收", "With confiscations"),
      ],
      rows: comparisons.keys.sorted().compactMap { unit in
        guard let comparison = comparisons[unit] else { return nil }
        return [
          same(observation.names.unit(unit)), same(Figures.yuan(comparison.decided)),
          same(Figures.yuan(comparison.received)),
          same(comparison.relative.map(Figures.percent) ?? ""),
          comparison.countsConfiscation ? Phrase("是", "yes") : Phrase("否", "no"),
        ]
      })
  }

  /// Unpaid shares by unit and age.
  static func points(_ records: PaymentRecords) -> [ChartPoint] {
    records.units.keys.sorted().flatMap { unit in
      (records.units[unit]?.bands ?? []).enumerated().compactMap { index, band in
        guard band.cases > 0 else { return nil }
        var point = ChartPoint("bars", unit: unit, x: PaymentRecord.ages[index].name)
        point.y = band.unpaidShare
        return point
      }
    }
  }
}

/// Small worlds of payments, for examples.
enum PaymentExample {
  /// Cases of a unit of 10,000 yuan in June 2024, and recent ones of the report month.
  static func world(
    paid: Int, unpaid: Int, blank: Int = 0, recentUnpaid: Int = 0, receivedInYuan: Int? = nil
  ) -> Observation {
    var observation = PatternExample.units(["U00"])
    let groups = [(6, paid, 10_000), (6, unpaid, 0), (6, blank, -1), (12, recentUnpaid, 0)]
    for (month, cases, yuan) in groups where cases > 0 {
      var outcome = PatternExample.outcome("U00", month: month, fineInYuan: 10_000, cases: cases)
      outcome.paidCases = yuan < 0 ? 0 : cases
      outcome.paidFen = yuan < 0 ? 0 : yuan * 100 * cases
      observation.patterns.outcomes.append(outcome)
    }
    if let received = receivedInYuan {
      observation.tables.insert("finances")
      for (kind, amount) in [("fine_income", received), ("confiscation_income", 0)] {
        observation.patterns.finances.add(["U00", "2024", "", kind], [amount * 100])
      }
    }
    return observation
  }

  /// Cases paid in full, others revoked and unpaid, and the income of the paid ones.
  static func withRevoked(paid: Int, revoked: Int) -> Observation {
    var observation = world(paid: paid, unpaid: revoked, receivedInYuan: 10_000 * paid)
    for index in observation.patterns.outcomes.indices {
      let isUnpaid = observation.patterns.outcomes[index].paidFen == 0
      observation.patterns.outcomes[index].isQuashed = isUnpaid
    }
    return observation
  }
}
