import Contracts
import Reporting

/// Whom a flag was compared with, as far as the aggregates tell.
struct FlagPeers {
  let flag: Contracts.Flag
  let observation: Observation
  let result: IndicatorResult?
  let language: Language

  /// The cells of the same column, or the points of the chart that the flagged one stands in.
  func section(_ cell: Int?) -> TraceDocument.Section {
    cell.map(cells) ?? points
  }

  private func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english).text(language)
  }

  private func cells(_ position: Int) -> TraceDocument.Section {
    let own = observation.cells[position]
    let columns = [
      "", say("对象", "subject"), say("状态", "state"), say("窗口案件", "cases of the window"),
      say("静默月数", "months silent"), say("监管对象", "regulated parties"),
      say("静默期参照值", "expected in the silence"), "p", say("判断", "verdict"),
    ]
    let rows = observation.positions(of: own.level).filter { index in
      let cell = observation.cells[index]
      return cell.domain == own.domain && cell.itemCode == own.itemCode
        && cell.state != .notEmpowered
    }.map { index -> [String] in
      let cell = observation.cells[index]
      let assessment = observation.silence?.assessment(of: index)
      let names = observation.names
      return [
        index == position ? "*" : "",
        cell.unitCode.isEmpty ? names.district(cell.districtCode) : names.unit(cell.unitCode),
        VerdictWording.state(cell.state).text(language), String(cell.cases),
        String(cell.monthsSilent),
        cell.wholeParties.map { String($0) } ?? "", number(assessment?.expected),
        number(assessment?.spell.chance),
        assessment.map { VerdictWording.name($0.verdict).text(language) } ?? "",
      ]
    }
    return .init(
      title: say(
        "同类（同领域或事项的各单位或区划，不分市、县、镇级；*为本单元）",
        "Peers (every unit or district of the same domain or item, city, county or town alike; * is the flagged one)"
      ),
      columns: columns, rows: ownFirst(rows))
  }

  private var points: TraceDocument.Section {
    let all = result?.points ?? []
    // Of several charts the one of the flag's own kind, then the first.
    let candidates = all.filter(isOwn)
    let ofKind = candidates.filter { $0.series == flag.category }
    guard
      let own = ofKind.first(where: \.isFlagged) ?? ofKind.first
        ?? candidates.first(where: \.isFlagged) ?? candidates.first
    else { return tables }
    // Of intervals the place along the axis is the subject itself.
    let hasPlace = own.chart != "interval"
    let rows = all.filter {
      $0.chart == own.chart && $0.series == own.series && $0.domain == own.domain
        && $0.itemCode == own.itemCode
    }.map { point -> [String] in
      let subject =
        point.unitCode.isEmpty
        ? observation.names.district(point.x) : observation.names.unit(point.unitCode)
      return [isOwn(point) ? "*" : "", subject] + (hasPlace ? [point.x] : [])
        + [
          number(point.y), number(point.lower), number(point.upper),
          point.isFlagged ? say("标记", "flagged") : "",
        ]
    }
    let axes = ChartAxes(flag.indicator, own)
    let columns =
      ["", say("对象", "subject")] + (hasPlace ? [axes.place.text(language)] : [])
      + [axes.value.text(language), say("下限", "lower"), say("上限", "upper"), ""]
    return .init(
      title: say("同类（chart_data.csv：", "Peers (chart_data.csv: ")
        + [flag.indicator, own.chart, own.series].filter { !$0.isEmpty }.joined(separator: " ")
        + ")",
      columns: columns, rows: ownFirst(rows))
  }

  private func isOwn(_ point: ChartPoint) -> Bool {
    let isSubject =
      flag.unitCode.isEmpty
      ? !flag.districtCode.isEmpty && point.unitCode.isEmpty && point.x == flag.districtCode
      : point.unitCode == flag.unitCode
    return isSubject
      && (flag.domain.isEmpty || point.domain.isEmpty || point.domain == flag.domain)
      && (flag.itemCode.isEmpty || point.itemCode.isEmpty || point.itemCode == flag.itemCode)
  }

  // Without a chart: the first table of the indicator that has a row for the flag, whole.
  private var tables: TraceDocument.Section {
    let found = (result?.tables ?? []).lazy.map { table in
      (table: table, own: FlaggedRows(table, observation.names).positions(of: flag))
    }.first { !$0.own.isEmpty }
    guard let (table, own) = found else { return .init(title: say("同类", "Peers")) }
    let isOwn = Set(own)
    let rows = table.rows.enumerated().map { index, row in
      [isOwn.contains(index) ? "*" : ""] + row.map { $0.text(language) }
    }
    return .init(
      title: say("同类（", "Peers (") + table.title.text(language) + ")",
      columns: [""] + table.columns.map { $0.text(language) }, rows: ownFirst(rows))
  }

  private func ownFirst(_ rows: [[String]]) -> [[String]] {
    rows.filter { $0[0] == "*" } + rows.filter { $0[0] != "*" }
  }

  private func number(_ value: Double?) -> String {
    value.map { Numerals.significant($0, digits: 6) } ?? ""
  }
}
