import Contracts
import Statistics

/// A unit's domain beside what peers and its own past let one expect of it.
struct PlaceRow {
  let cell: Cell
  /// Months that are compared: the window, or the silence where there is one.
  let months: ClosedRange<Month>
  let observed: Int
  let expected: Double
  /// Ends of the interval that holds nine counts of ten where the level is that of peers.
  let lower: Int
  let upper: Int

  var isOutside: Bool { observed < lower || observed > upper }
}

extension Draft {
  /// Rows of the table that the briefing of a division prints.
  private static let printedPlaces = 12
  /// Rows of its chart.
  private static let drawnPlaces = 36
  /// Least expected cases that a row is drawn and counted from.
  private static let leastExpected = 1.0

  /// Every unit and domain that can be compared with its expectation, in the order of their keys.
  var placeRows: [PlaceRow] {
    let observation = input.observation
    guard let silence = observation.silence else { return [] }
    let active = Dictionary(silence.active.map { ($0.cell, $0) }) { first, _ in first }
    return observation.positions(of: .unitDomain).compactMap { position in
      let cell = observation.cells[position]
      // A place that settles without penalties is no place of few cases.
      if cell.state != .handled, let own = active[position] {
        return row(cell, window, own.observed, own.expected, size: own.size)
      }
      guard cell.state == .zeroOpen, let from = cell.silentFrom,
        let own = silence.assessment(of: position), own.spell.size > 0
      else { return nil }
      let size = own.spell.size + max(0, own.spell.earlier)
      return row(
        cell, min(from, observation.month)...observation.month, 0, own.expected, size: size)
    }
  }

  private func row(
    _ cell: Cell, _ months: ClosedRange<Month>, _ observed: Int, _ expected: Double, size: Double
  ) -> PlaceRow? {
    guard expected >= Draft.leastExpected else { return nil }
    let law = NegativeBinomialDistribution(mean: expected, size: size)
    let quantile = { (chance: Double) in
      (0...1_000_000).first { law.probability(atMost: $0) >= chance } ?? 0
    }
    return PlaceRow(
      cell: cell, months: months, observed: observed, expected: expected, lower: quantile(0.05),
      upper: quantile(0.95))
  }

  /// How the division stands beside what is expected of it; never beside its neighbours' counts.
  var place: [Block] {
    let rows = placeRows
    let heading = Block.heading(3, say(DistrictWording.placeTitle))
    guard !rows.isEmpty else { return [heading, .paragraph(say(DistrictWording.noPlace))] }
    let outside = rows.filter(\.isOutside)
    let said = sentences([
      say(
        DistrictWording.place(
          rows.count, below: outside.count { $0.observed < $0.lower },
          above: outside.count { $0.observed > $0.upper })),
      say(DistrictWording.placeNote),
    ])
    let shown = outside.prefix(Draft.printedPlaces)
    let rest = outside.count - shown.count
    let table: [Block] =
      shown.isEmpty
      ? [] : [.table(DistrictWording.placeColumns.map(say), shown.map(cells))]
    let note: [Block] =
      rest > 0 ? [.paragraph(say(FrameWording.rest(rest, "charts/place.csv")))] : []
    return [heading, .paragraph(said)] + Block.charts(placeChart) + table + note
  }

  private func cells(_ row: PlaceRow) -> [String] {
    [
      input.observation.names.unit(row.cell.unitCode), row.cell.domain, range(row.months),
      Numerals.grouped(row.observed), Numerals.significant(row.expected, digits: 3),
      say(DistrictWording.interval(row.lower, row.upper)),
    ]
  }

  /// Each unit's domain as a share of what is expected of it, with the interval of that share.
  var placeChart: Chart? {
    let rows = placeRows
    guard !rows.isEmpty else { return nil }
    let names = input.observation.names
    let outside = rows.count(where: \.isOutside)
    // What stands out is never the one that is left out.
    var others = max(0, Draft.drawnPlaces - outside)
    let drawn = rows.filter { row in
      others -= row.isOutside ? 0 : 1
      return row.isOutside || others >= 0
    }.prefix(Draft.drawnPlaces)
    let plot = IntervalPlot(
      rows: drawn.map { row in
        IntervalPlot.Row(
          label: names.unit(row.cell.unitCode) + " " + row.cell.domain,
          value: Double(row.observed) / row.expected, lower: Double(row.lower) / row.expected,
          upper: Double(row.upper) / row.expected, isFlagged: row.isOutside)
      }, xTitle: say(DistrictWording.axis), reference: 1, notes: [say(DistrictWording.chartNote)])
    let words = (
      say(DistrictWording.chartTitle(input.district?.name ?? "")),
      say(DistrictWording.chartDescription(drawn.count, outside))
    )
    return chart("place", words, placeData(rows)) { drawing, top in
      plot.draw(in: &drawing, at: Point(0, top))
    }
  }

  private func placeData(_ rows: [PlaceRow]) -> ChartData {
    let names = input.observation.names
    return ChartData(
      columns: [.unitCode, .unitName, .domain] + Draft.placeColumns,
      rows: rows.map { row in
        [row.cell.unitCode, names.unit(row.cell.unitCode), row.cell.domain].map(InertText.cell) + [
          row.months.lowerBound.description, row.months.upperBound.description,
          String(row.observed), Numerals.significant(row.expected, digits: 6), String(row.lower),
          String(row.upper),
        ]
      })
  }

  private static let placeColumns: [PublishedColumn] = [
    PublishedColumn(
      "period_from", "yearmonth", Phrase("起始月", "From"),
      Phrase("所比较的第一个月。", "First month compared.")
    ).required,
    PublishedColumn(
      "period_to", "yearmonth", Phrase("截止月", "To"), Phrase("所比较的最后一个月。", "Last month compared.")
    ).required,
    PublishedColumn(
      "cases", "integer", Phrase("案件数（按事项）", "Cases by item"),
      Phrase(
        "时段内的案件数，一案涉及多个事项的逐项计数。",
        "Cases of the period, one with several items counted once for each.")
    ).required,
    PublishedColumn(
      "expected", "number", Phrase("参照值", "Expected"),
      Phrase(
        "同类与自身以往水平下的参照值；不是应办数。", "Cases at the level of peers and of the own past; not a target.")
    ).required,
    PublishedColumn(
      "lower", "integer", Phrase("下限", "Lower"), Phrase("90%区间下限。", "Lower end of 90%.")
    ).required,
    PublishedColumn(
      "upper", "integer", Phrase("上限", "Upper"), Phrase("90%区间上限。", "Upper end of 90%.")
    ).required,
  ]
}
