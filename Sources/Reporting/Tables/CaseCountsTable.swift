import Contracts

extension Draft {
  /// Cases of all months observed, by unit, domain and item, without totals.
  var caseCountsTable: PublishedTable {
    PublishedTable(
      name: "case_counts", title: Phrase("案件数", "Case counts"),
      description: Phrase(
        "每行为一个月、一个主体、一个领域和一个事项的案件数；无合计行。",
        "One row for each month, unit, domain and item with cases; no total rows."),
      columns: Draft.caseCountColumns,
      primaryKey: ["month", "unit_code", "district_code", "domain", "item_code"],
      rows: caseCountRows)
  }

  private var caseCountRows: PublishedRows {
    let cases = input.observation.cases
    let places = ["month", "unit_code", "district_code", "domain", "item_code"]
      .compactMap { cases.keys.firstIndex(of: $0) }
    let amounts = [
      "cases", "fine_fen", "item_cases", "undecided", "settled", "confiscated_fen", "major",
    ]
    var counts = Tally("case_counts", keys: places.map { cases.keys[$0] }, measures: amounts)
    let measures = amounts.compactMap { cases.measures.firstIndex(of: $0) }
    guard places.count == 5, measures.count == amounts.count else { return PublishedRows([]) }
    // Rows of filings alone, which are no case of their month, are none of this table.
    for (key, sums) in cases.sums where measures.contains(where: { sums[$0] != 0 }) {
      counts.add(places.map { key[$0] }, measures.map { sums[$0] })
    }
    let (sums, order, names) = (counts.sums, counts.sums.order, input.observation.names)
    let expected = expectedCases(order.lazy.map { sums[$0].key })
    return PublishedRows(count: order.count) { place in
      let (key, values) = sums[order[place]]
      let texts = [key[1], names.unit(key[1]), key[2], key[3], key[4]].map(InertText.cell)
      let number = expected[place].map { Numerals.significant($0, digits: 6) } ?? ""
      let amounts = values.map { String($0) }
      return [Month(key[0])?.description ?? ""] + texts + amounts.prefix(2) + [number]
        + amounts.dropFirst(2)
    }
  }

  /// What peers let one expect in each row of case counts, which come in the order of their months.
  ///
  /// The expectation is one of the unit: it stands beside the first of its places alone.
  private func expectedCases(_ keys: some Sequence<[String]>) -> [Double?] {
    let (observation, silence) = (input.observation, input.observation.silence)
    var monthly: [[String]: ArraySlice<(month: Month, expected: Double)>] = [:]
    for months in silence?.expected ?? [] {
      let cell = observation.cells[months.cell]
      monthly[[cell.unitCode, cell.domain, cell.itemCode]] =
        zip(cell.history.cases, months.expected).map {
          (observation.firstMonth + Int($0.month), $1)
        }[...]
    }
    return keys.map { key in
      let subject = [key[1], key[3], key[4]]
      guard let month = Month(key[0]), let own = monthly[subject]?.drop(while: { $0.month < month })
      else { return nil }
      let isOwn = own.first?.month == month
      monthly[subject] = own.dropFirst(isOwn ? 1 : 0)
      return isOwn ? own.first?.expected : nil
    }
  }

  private static let caseCountColumns: [PublishedColumn] = [
    PublishedColumn(
      "month", "yearmonth", Phrase("月份", "Month"),
      Phrase("决定月份；未决定的为立案月份，或按设置。", "Month of the case by the counting basis.")),
    .unitCode, .unitName, .districtCode, .domain, .itemCode,
    PublishedColumn(
      "cases", "integer", Phrase("案件数", "Cases"),
      Phrase("案件数，一案计一次。", "Cases; each counts once.")
    ).required,
    PublishedColumn(
      "fine_fen", "integer", Phrase("罚款（分）", "Fines in fen"),
      Phrase("罚款金额，单位为分。", "Fines in fen.")
    ).required,
    PublishedColumn(
      "expected", "number", Phrase("参照值", "Expected"),
      Phrase(
        "同类水平下该主体该事项当月的参照值，只列在其首个地点的行；不是应办数。"
          + "没有案件的月份没有行，不能把本列合计与案件数相比；没有案件的单元见 zero_cells.csv。",
        "Cases of the unit's item that peers let one expect in the month, beside its first place only; not a "
          + "target. Months without a case have no row: a sum of this column says nothing beside the sum of "
          + "cases, and cells without any are in zero_cells.csv."
      )),
    PublishedColumn(
      "item_cases", "integer", Phrase("案件事项数", "Case items"),
      Phrase("一案多事项时逐项计数。", "A case with several items counts once for each.")
    ).required,
    PublishedColumn(
      "undecided", "integer", Phrase("未决定", "Undecided"),
      Phrase("尚无决定的案件数。", "Cases without a decision yet.")
    ).required,
    PublishedColumn(
      "settled", "integer", Phrase("有处置无处罚", "Settled"),
      Phrase("不予处罚等结案的案件数。", "Cases closed without penalty.")
    ).required,
    PublishedColumn(
      "confiscated_fen", "integer", Phrase("没收（分）", "Confiscations in fen"),
      Phrase("没收金额，单位为分。", "Confiscations in fen.")
    ).required,
    PublishedColumn(
      "major", "integer", Phrase("重大案件", "Major cases"),
      Phrase("标注为重大的案件数。", "Cases marked as major.")
    ).required,
  ]
}
