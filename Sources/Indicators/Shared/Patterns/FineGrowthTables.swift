import Contracts

/// Tables and charts of the growth of fines.
enum FineGrowthTables {
  /// Growth of every unit with an amount, then the change of fines within item.
  static func all(
    _ amounts: [String: AmountPeriods], _ prices: [PriceChange], _ observation: Observation,
    warning: Double
  ) -> [ResultTable] {
    [growth(amounts, observation, warning), price(prices, observation)]
  }

  private static func growth(
    _ amounts: [String: AmountPeriods], _ observation: Observation, _ warning: Double
  ) -> ResultTable {
    let percent = Numerals.decimal(100 * warning, places: 1)
    return ResultTable(
      title: Phrase("罚没金额（元）与前期相比（按单位代码）", "Amounts in yuan against before, by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("前期", "Before"), Phrase("窗口期", "Window"),
        Phrase("倍数", "Ratio"), Phrase("件数", "Number"), Phrase("同事项平均额", "Within item"),
        Phrase("事项结构", "Mix"), Phrase("剔除最大一案", "Without the largest case"),
        Phrase("超过\(percent)%", "Over \(percent)%"),
      ],
      rows: amounts.keys.sorted().compactMap { unit in
        amounts[unit].flatMap { amounts in
          amounts.before.fen + amounts.after.fen > 0
            ? [same(observation.names.unit(unit))] + cells(amounts, warning) : nil
        }
      })
  }

  private static func cells(_ amounts: AmountPeriods, _ warning: Double) -> [Phrase] {
    let split = amounts.split
    let ratios = [
      amounts.ratio, split?.number, split?.price, split?.mix, amounts.ratioWithoutLargest,
    ].map { $0.map(Figures.ratio) ?? "" }
    let sums = [amounts.before.fen, amounts.after.fen].map { Numerals.grouped($0 / 100) }
    let isOver = amounts.ratio.map { $0 > 1 + warning }
    let answer = isOver.map { $0 ? Phrase("是", "yes") : Phrase("否", "no") } ?? same("")
    return (sums + ratios).map { same($0) } + [answer]
  }

  private static func price(_ prices: [PriceChange], _ observation: Observation) -> ResultTable {
    ResultTable(
      title: Phrase("同事项罚款额与本单位前期之比（按单位代码）", "Fines within item on the own past, by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("倍数", "Ratio"), Phrase("95%区间", "95% interval"),
        Phrase("同级中心", "Centre of the level"),
        Phrase("异地优势比", "Odds of parties from elsewhere"), Phrase("95%区间", "95% interval"),
        Phrase("q值", "q"),
      ],
      rows: prices.map { change in
        let finding = change.finding
        let interval = [finding.lower, finding.upper].compactMap { $0 }
        let odds = change.odds.map { [$0.lower, $0.upper] } ?? []
        let cells = [
          observation.names.unit(finding.unitCode), Figures.ratio(finding.effect),
          interval.map(Figures.ratio).joined(separator: "–"),
          Figures.ratio(change.centre),
          change.odds.map { Figures.ratio($0.ratio) } ?? "",
          odds.map(Figures.ratio).joined(separator: "–"),
          Figures.chance(finding.qValue),
        ]
        return cells.map { same($0) }
      })
  }

  /// Intervals of ratios by unit.
  static func points(_ findings: [PatternFinding], flagged: [PatternFinding]) -> [ChartPoint] {
    let flagged = Set(flagged.map(\.unitCode))
    return findings.map { finding in
      var point = ChartPoint(
        "interval", series: finding.category, unit: finding.unitCode, x: finding.unitCode)
      (point.y, point.lower, point.upper) = (finding.effect, finding.lower, finding.upper)
      point.isFlagged = flagged.contains(finding.unitCode)
      return point
    }
  }
}
