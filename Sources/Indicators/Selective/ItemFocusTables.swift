import Contracts
import Statistics

/// Tables of S02.
enum ItemFocusTables {
  /// All tested mixes, by unit and domain.
  static func units(
    _ judged: [ItemFocus.Judged], _ mixes: ItemMixes, _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("各单位·领域案件构成与同类的距离", "Distance of mixes of items from those of peers"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域", "Domain"), Phrase("写明事项的案件", "Cases with an item"),
        Phrase("写明事项占比", "Share with an item"), Phrase("距离", "Distance"),
        Phrase("同规模单位90%范围", "90% of units of its size"), Phrase("q值", "q"),
      ],
      rows: sorted(judged).map { one in
        let result = one.mix.result
        return [
          same(observation.names.unit(one.finding.unitCode)), same(one.finding.domain),
          same(Numerals.grouped(result.cases)),
          same(
            Figures.percent(mixes.recordedShare(one.mix.field, one.finding.unitCode))),
          same(Figures.percent(result.distance)),
          same(Figures.range(result.nullBand, Figures.percent)),
          same(Figures.chance(one.finding.qValue)),
        ]
      })
  }

  /// Conspicuous items of flagged mixes, the least likely first.
  static func items(
    _ judged: [ItemFocus.Judged], _ observation: Observation, _ chance: Double
  ) -> ResultTable {
    var rows: [[Phrase]] = []
    var ratios: [String: ShrunkRatios] = [:]
    for one in sorted(judged.filter(\.isFlagged)) {
      let level = one.mix.field.level
      let shrunk =
        ratios[level]
        ?? ShrunkRatios(judged.map(\.mix).filter { $0.field.level == level })
      ratios[level] = shrunk
      let subject = [observation.names.unit(one.finding.unitCode), one.finding.domain]
      for (item, deviation) in one.mix.conspicuous(chance) {
        let texts =
          subject + [observation.names.item(item)] + figures(deviation, shrunk)
        rows.append(texts.map { same($0) })
      }
    }
    return ResultTable(
      title: Phrase("已标记单位·领域中偏离的事项", "Conspicuous items of flagged units and domains"),
      columns: [
        Phrase("单位", "Unit"), Phrase("领域", "Domain"), Phrase("事项", "Item"),
        Phrase("办结案件", "Closed cases"), Phrase("参照值", "Reference"),
        Phrase("比值", "Ratio"),
        Phrase("收缩比值", "Shrunk ratio"), Phrase("5%–95%分位", "5%–95% points"),
        Phrase("mid-p", "mid-p"),
      ], rows: rows)
  }

  private static func figures(_ deviation: ItemDeviation, _ shrunk: ShrunkRatios) -> [String] {
    let ratio = shrunk.ratio(of: deviation)
    let ends = ratio.map { [$0.quantile(0.05), $0.quantile(0.95)] } ?? []
    return [
      Numerals.grouped(deviation.observed), Figures.decimal(deviation.expected),
      Numerals.fixed(deviation.ratio, places: 2),
      ratio.map { Numerals.fixed($0.geometricMean, places: 2) } ?? "",
      ends.map { Numerals.fixed($0, places: 2) }.joined(separator: "–"),
      Figures.chance(deviation.twoSidedMidP),
    ]
  }

  private static func sorted(_ judged: [ItemFocus.Judged]) -> [ItemFocus.Judged] {
    judged.sorted {
      ($0.finding.unitCode, $0.finding.domain) < ($1.finding.unitCode, $1.finding.domain)
    }
  }
}
