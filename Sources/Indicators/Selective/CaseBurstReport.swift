import Contracts
import Statistics

/// Sentence, table and chart of S12.
enum CaseBurstReport {
  static func flag(_ burst: JudgedBurst, _ span: CaseBurstSpan) -> Flag {
    let observation = span.observation
    let (cell, finding) = (burst.monthly.cell, burst.finding)
    var flag = Flag.about(finding, CaseBursts.page, .warning, in: observation)
    (flag.from, flag.to) = (month(burst.months.lowerBound, span), last(burst, span))
    flag.monthsSilent = burst.result.silentMonthsAfter
    flag.evidence = observation.evidence(
      in: "cells", of: cell.level.rawValue, cell.unitCode,
      cell.itemCode.isEmpty ? cell.domain : cell.itemCode)
    let name = observation.names.unit(cell.unitCode)
    let subject =
      cell.itemCode.isEmpty
      ? cell.domain : "\(cell.domain)·\(observation.names.item(cell.itemCode))"
    let ratio = Figures.decimal(finding.effect)
    let ends = [finding.lower ?? finding.effect, finding.upper ?? finding.effect]
      .map(Figures.decimal)
    let expected = Figures.decimal(burst.window.expected)
    let share = Figures.percent(burst.share)
    let chances = FindingWording.chances(finding)
    let (months, others, after) = (monthsText(burst, span), peers(burst), silence(burst))
    flag.reason = Phrase(
      "\(name)在“\(subject)”\(months.chinese)办理\(burst.window.observed)件，为参照值\(expected)件的\(ratio)倍"
        + "（95%区间\(ends[0])–\(ends[1])），占近\(span.length)个月\(burst.result.cases)件的\(share)；"
        + "\(chances.chinese)。\(others.chinese)\(after.chinese)与同类相比偏于集中，请核实。",
      "\(name) has \(burst.window.observed) cases of \(subject) \(months.english), \(ratio) times the "
        + "reference of \(expected) (95% interval \(ends[0])–\(ends[1])) and \(share) of its "
        + "\(burst.result.cases) cases in \(span.length) months; \(chances.english). "
        + "\(others.english) \(after.english) This is bunched against its peers; please check.")
    return flag
  }

  private static func month(_ position: Int, _ span: CaseBurstSpan) -> Month {
    span.months.lowerBound + position
  }

  private static func last(_ burst: JudgedBurst, _ span: CaseBurstSpan) -> Month {
    month(burst.months.upperBound - 1, span)
  }

  private static func monthsText(_ burst: JudgedBurst, _ span: CaseBurstSpan) -> Phrase {
    let (from, to) = (month(burst.months.lowerBound, span), last(burst, span))
    return from == to
      ? Phrase("\(from)当月", "in \(from)")
      : Phrase("\(from)至\(to)", "from \(from) to \(to)")
  }

  private static func peers(_ burst: JudgedBurst) -> Phrase {
    guard let ratio = burst.peerRatio.map(Figures.decimal) else {
      return Phrase("同类单位同月情况不明。", "What its peers did in these months is not known.")
    }
    return Phrase(
      "同类单位同月为其平时的\(ratio)倍。", "Its peers had \(ratio) times their usual cases then.")
  }

  private static func silence(_ burst: JudgedBurst) -> Phrase {
    let months = burst.result.silentMonthsAfter
    return months == 0
      ? Phrase("之后仍有案件或数据到此为止。", "Cases went on, or the data end there.")
      : Phrase("随后\(months)个月没有案件。", "No case followed for \(months) months.")
  }

  /// All tested cells of a level, by unit; nil where none was tested.
  static func table(
    _ level: CellLevel, _ bursts: [JudgedBurst], _ span: CaseBurstSpan
  ) -> ResultTable? {
    guard !bursts.isEmpty else { return nil }
    let names = span.observation.names
    let isItem = level == .unitItem
    return ResultTable(
      title: isItem
        ? Phrase("各单位·事项案件最集中的月份", "Most bunched months by unit and item")
        : Phrase("各单位·领域案件最集中的月份", "Most bunched months by unit and domain"),
      columns: [Phrase("单位", "Unit"), Phrase("领域", "Domain")]
        + (isItem ? [Phrase("事项", "Item")] : []) + [
          Phrase("案件", "Cases"), Phrase("月份", "Months"), Phrase("其中", "Of these"),
          Phrase("参照值", "Reference"), Phrase("比值", "Ratio"), Phrase("份额", "Share"),
          Phrase("同类同月", "Peers then"), Phrase("q值", "q"),
        ],
      rows: bursts.map { burst in
        let cell = burst.monthly.cell
        let item = isItem ? [names.item(cell.itemCode)] : []
        let texts = [names.unit(cell.unitCode), cell.domain] + item + figures(burst, span)
        return texts.map { same($0) }
      })
  }

  private static func figures(_ burst: JudgedBurst, _ span: CaseBurstSpan) -> [String] {
    let (from, to) = (month(burst.months.lowerBound, span), last(burst, span))
    return [
      Numerals.grouped(burst.result.cases), from == to ? "\(from)" : "\(from)–\(to)",
      Numerals.grouped(burst.window.observed), Figures.decimal(burst.window.expected),
      Figures.decimal(burst.finding.effect), Figures.percent(burst.share),
      burst.peerRatio.map(Figures.decimal) ?? "",
      Figures.chance(burst.finding.qValue),
    ]
  }

  /// Cases by month of a flagged cell, and those of its peers scaled to as many.
  static func points(_ burst: JudgedBurst, _ span: CaseBurstSpan) -> [ChartPoint] {
    let (cell, observed) = (burst.monthly.cell, burst.monthly.observed)
    let rates = burst.peerRates.enumerated().map { observed[$0] ? $1 ?? 0 : 0 }
    let sum = rates.reduce(0, +)
    return observed.indices.flatMap { position in
      ["cases", "peers"].map { series in
        var point = ChartPoint(
          "timeline", series: series, unit: cell.unitCode, x: "\(month(position, span))")
        (point.domain, point.itemCode) = (cell.domain, cell.itemCode)
        guard observed[position] else { return point }
        if series == "cases" {
          point.y = Double(burst.monthly.counts[position])
          point.isFlagged = burst.months.contains(position)
        } else if sum > 0, burst.peerRates[position] != nil {
          point.y = rates[position] / sum * Double(burst.result.cases)
        }
        return point
      }
    }
  }
}
