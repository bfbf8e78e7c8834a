import Contracts

extension Draft {
  /// Charts of one indicator that a report shows.
  private static let most = 3
  private static let intervalRows = 40
  /// Intervals of a chart in the briefing, which is to have four pages.
  private static let questionRows = 14

  /// Funnels and intervals of an indicator, one for each kind and series, in the order of points.
  func comparisons(_ result: IndicatorResult) -> [Chart] {
    var order: [[String]] = []
    for point in result.points where !order.contains([point.chart, point.series]) {
      order.append([point.chart, point.series])
    }
    let series = order.map { key in
      result.points.filter { $0.chart == key[0] && $0.series == key[1] && $0.y != nil }
    }.filter { ["funnel", "interval"].contains($0.first?.chart) && $0.count > 2 }
    // What is flagged is never the one that is left out.
    let flagged = series.filter { $0.contains(where: \.isFlagged) }
    let chosen = (flagged + series.filter { !$0.contains(where: \.isFlagged) })
      .prefix(Draft.most)
    return chosen.enumerated().compactMap { index, points in
      let name = "\(result.code.lowercased())-\(index + 1)"
      return points[0].chart == "funnel"
        ? funnel(result.code, points, name) : intervals(result.code, points, name)
    }
  }

  /// The comparison in which the subject of a flag stands out; nil where there is none. One that would
  /// fill a page is drawn anew under the given name, with the subject and as many others as fit.
  func comparison(about flag: Flag, _ name: String) -> Chart? {
    guard let result = input.results.first(where: { $0.code == flag.indicator }) else {
      return nil
    }
    let own = result.points.first {
      $0.isFlagged && ["funnel", "interval"].contains($0.chart) && $0.unitCode == flag.unitCode
    }
    guard let own else { return nil }
    let title =
      own.chart == "funnel"
      ? funnelTitle(flag.indicator, own.series) : intervalTitle(flag.indicator, own.series)
    if own.chart == "interval" {
      let all = result.points.filter {
        $0.chart == own.chart && $0.series == own.series && $0.lower != nil && $0.upper != nil
      }
      let isOwn = { (point: ChartPoint) in point.unitCode == flag.unitCode }
      if all.count > Draft.intervalRows {
        return intervals(flag.indicator, all, name, Draft.questionRows, isOwn)
      }
    }
    return comparisons(result).first { $0.title == title }
  }

  private func funnelTitle(_ code: String, _ series: String) -> String {
    say(ChartWording.funnelTitle(title(code), say(ChartWording.series(series))))
  }

  private func intervalTitle(_ code: String, _ series: String) -> String {
    say(ChartWording.intervalTitle(title(code), say(ChartWording.series(series))))
  }

  private func funnel(_ code: String, _ points: [ChartPoint], _ name: String) -> Chart? {
    let series = points.first?.series ?? ""
    let marks = points.compactMap { point -> FunnelPlot.Mark? in
      guard let x = Double(point.x), let y = point.y else { return nil }
      return FunnelPlot.Mark(
        x: x, y: y, lower: point.lower, upper: point.upper, isFlagged: point.isFlagged,
        label: label(point))
    }
    guard !marks.isEmpty else { return nil }
    let plot = FunnelPlot(
      marks: marks, xTitle: say(ChartWording.xTitle(code, series)),
      yTitle: say(ChartWording.yTitle(code, series, isFunnel: true)),
      legend: ChartWording.funnelSigns(code).map(say), note: say(ChartWording.pointwise))
    let title = funnelTitle(code, series)
    return chart(name, (title, description(points, code)), data(points, code)) { drawing, top in
      plot.draw(in: &drawing, at: Point(0, top))
    }
  }

  private func intervals(
    _ code: String, _ points: [ChartPoint], _ name: String, _ most: Int = intervalRows,
    _ isKept: (ChartPoint) -> Bool = { $0.isFlagged }
  ) -> Chart? {
    let series = points.first?.series ?? ""
    let whole = points.filter { $0.lower != nil && $0.upper != nil }
    let shown = Draft.shownIntervals(whole, most, isKept)
    let rows = shown.compactMap { point -> IntervalPlot.Row? in
      guard let value = point.y, let lower = point.lower, let upper = point.upper else {
        return nil
      }
      return IntervalPlot.Row(
        label: label(point), value: value, lower: lower, upper: upper,
        isFlagged: point.isFlagged)
    }
    guard !rows.isEmpty else { return nil }
    let plot = IntervalPlot(
      rows: rows, xTitle: say(ChartWording.yTitle(code, series, isFunnel: false)),
      reference: code == "S09" ? nil : 1,
      notes: [say(ChartWording.pointwise)]
        + (rows.count < whole.count
          ? [say(ChartWording.intervalsShown(rows.count, whole.count, most < Draft.intervalRows))]
          : []))
    let title = intervalTitle(code, series)
    return chart(name, (title, description(whole, code)), data(points, code)) { drawing, top in
      plot.draw(in: &drawing, at: Point(0, top))
    }
  }

  /// All that are to be kept, and of the others as many as fit, evenly by their value: the first by code
  /// would be those of one district.
  static func shownIntervals(
    _ points: [ChartPoint], _ most: Int = intervalRows,
    _ isKept: (ChartPoint) -> Bool = { $0.isFlagged }
  ) -> [ChartPoint] {
    let others = points.indices.filter { !isKept(points[$0]) }
    let room = max(0, most - (points.count - others.count))
    guard others.count > room else { return points }
    let ordered = others.sorted { left, right in
      (points[left].y ?? 0, left) < (points[right].y ?? 0, right)
    }
    let last = max(1, room - 1)
    let chosen = Set((0..<room).map { ordered[$0 * (ordered.count - 1) / last] })
    return points.indices.filter { isKept(points[$0]) || chosen.contains($0) }.map { points[$0] }
  }

  private func label(_ point: ChartPoint) -> String {
    let names = input.observation.names
    let subject = point.unitCode.isEmpty ? names.district(point.x) : names.unit(point.unitCode)
    return point.domain.isEmpty ? subject : subject + " " + point.domain
  }

  private func description(_ points: [ChartPoint], _ code: String) -> String {
    let all = input.results.first { $0.code == code }?.points ?? []
    let untold = all.count { point in
      point.y == nil && point.chart == points.first?.chart && point.series == points.first?.series
    }
    let flagged = points.filter(\.isFlagged).map(label)
    let names = flagged.isEmpty ? say(ChartWording.nobody) : listed(flagged)
    return sentences([
      say(ChartWording.pointwise), untold > 0 ? say(ChartWording.untoldPoints(untold)) : "",
      say(ChartWording.pointsDescription(points.count, names)),
    ])
  }

  private func data(_ points: [ChartPoint], _ code: String) -> ChartData {
    ChartData(columns: Draft.chartColumns, rows: points.map { row($0, code) })
  }
}
