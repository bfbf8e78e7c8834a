import Contracts

/// Tables and charts of the growth of fines.
struct FineGrowthTables {
  let observation: Observation
  /// Warning value of growth.
  let warning: Double
  /// Ratio of fines from which a unit is flagged.
  let least: Double
  /// Largest q-value of a flag.
  let level: Double

  /// Growth of every unit with an amount, then the change of fines within item.
  func all(_ amounts: [String: AmountPeriods], _ prices: [PriceChange]) -> [ResultTable] {
    [growth(amounts), price(prices)]
  }

  private func growth(_ amounts: [String: AmountPeriods]) -> ResultTable {
    let percent = Numerals.decimal(100 * warning, places: 1)
    return ResultTable(
      title: Phrase("罚没金额（元）与前期相比（按单位代码）", "Amounts in yuan against before, by unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("前期", "Before"), Phrase("窗口期", "Window"),
        Phrase("倍数", "Ratio"), Phrase("件数", "Number"),
        Phrase("同事项平均额", "Mean amount within item"),
        Phrase("事项结构", "Mix"), Phrase("剔除最大一案", "Without the largest case"),
        Phrase("超过\(percent)%", "Over \(percent)%"),
      ],
      rows: amounts.keys.sorted().compactMap { unit in
        amounts[unit].flatMap { amounts in
          amounts.before.fen + amounts.after.fen > 0
            ? [same(observation.names.unit(unit))] + cells(amounts) : nil
        }
      })
  }

  private func cells(_ amounts: AmountPeriods) -> [Phrase] {
    let split = amounts.split
    let ratios = [
      amounts.ratio, split?.number, split?.price, split?.mix, amounts.ratioWithoutLargest,
    ].map { $0.map(Figures.ratio) ?? "" }
    let sums = [amounts.before.fen, amounts.after.fen].map(Figures.yuan)
    let isOver = amounts.ratio.map { $0 > 1 + warning }
    let answer = isOver.map { $0 ? Phrase("是", "yes") : Phrase("否", "no") } ?? same("")
    return (sums + ratios).map { same($0) } + [answer]
  }

  private func price(_ prices: [PriceChange]) -> ResultTable {
    ResultTable(
      title: Phrase(
        "同事项罚款额与本单位前期之比（按单位代码；对数均值、极端值截尾，与上表的平均额不同）",
        "Fines within item on the own past, by unit code (means of logarithms, extremes cut: not the mean "
          + "amounts above)"),
      columns: [
        Phrase("单位", "Unit"), Phrase("倍数", "Ratio"), Phrase("95%区间", "95% interval"),
        Phrase("同级中心", "Centre of the level"),
        Phrase("异地优势比", "Odds of parties from elsewhere"), Phrase("95%区间", "95% interval"),
        Phrase("q值", "q"), Phrase("结果", "Outcome"),
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
        return cells.map { same($0) } + [outcome(of: change)]
      })
  }

  // A change that is no chance may still be a small one, or that of the parties' places alone.
  private func outcome(of change: PriceChange) -> Phrase {
    let isUnlikely = change.finding.qValue <= level
    if isUnlikely, change.isDearer(by: least) { return Phrase("标记", "flagged") }
    let factor = Numerals.decimal(least, places: 2)
    return isUnlikely
      ? Phrase(
        "未标记：倍数或其与同级中心之比不足\(factor)",
        "not flagged: the ratio, or that to the centre, is below \(factor)")
      : Phrase("未标记", "not flagged")
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
