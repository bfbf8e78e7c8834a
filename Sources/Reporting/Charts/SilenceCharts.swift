import Contracts

extension Draft {
  /// Rows of a heat map that fit on a page.
  private static let mapRows = 36
  /// Months of a heat map that fit beside the names.
  private static let mapMonths = 24

  /// The heat map of units and domains without a case in the window; nil where there is none.
  var silenceChart: Chart? {
    let cells = input.observation.cells(of: .unitDomain).filter {
      $0.state != .active && $0.state != .notEmpowered
    }
    guard !cells.isEmpty else { return nil }
    // Open zeros come first, so that what is cut is what answers for itself.
    let ordered = cells.filter { $0.state == .zeroOpen } + cells.filter { $0.state != .zeroOpen }
    let shown = Array(ordered.prefix(Draft.mapRows))
    let names = input.observation.names
    let map = heatMap(shown, lastMonths(Draft.mapMonths)) {
      "\(names.unit($0.unitCode)) \($0.domain)"
    }
    let open = cells.count { $0.state == .zeroOpen }
    let description = ChartWording.silenceDescription(shown.count, cells.count, open)
    return chart(
      "silence", (say(ChartWording.silenceTitle), say(description)), data(of: shown, map)
    ) { drawing, top in
      map.draw(in: &drawing, at: Point(0, top), width: Drawing.width, labels: 216)
      let height = HeatMap.height(rows: shown.count) + 10
      return height + foot(&drawing, top + height, shown: shown.count, of: cells.count)
    }
  }

  /// A heat map for each district, domains by month; nil where no district has a cell.
  var districtsChart: Chart? {
    let cells = input.observation.cells(of: .districtDomain)
    let districts = Set(cells.map(\.districtCode)).sorted()
    guard !cells.isEmpty else { return nil }
    let months = lastMonths(12)
    let names = input.observation.names
    let panels = districts.map { code in
      (
        title: names.district(code),
        map: heatMap(cells.filter { $0.districtCode == code }, months) { $0.domain }
      )
    }
    let description = ChartWording.districtsDescription(districts.count, range(window))
    return chart(
      "districts", (say(ChartWording.districtsTitle), say(description)),
      data(of: Array(cells), heatMap(Array(cells), months) { $0.domain })
    ) { drawing, top in
      let height = SmallMultiples(panels: panels).draw(in: &drawing, at: Point(0, top))
      return height
        + StateSign.legend(in: &drawing, at: Point(0, top + height), input.language)
    }
  }

  /// Units that lack months of the window; nil where none does.
  var deliveriesChart: Chart? {
    let months = lastMonths(Draft.mapMonths)
    let unitMonths = Dictionary(grouping: input.observation.unitMonths, by: \.unitCode)
    let units = unitMonths.keys.sorted().filter { code in
      (unitMonths[code] ?? []).contains { !$0.isSent && window.contains($0.month) }
    }
    guard !units.isEmpty else { return nil }
    let shown = mostMissing(units) { code in
      (unitMonths[code] ?? []).count { !$0.isSent && window.contains($0.month) }
    }
    let rows = shown.map { code in
      let own = Dictionary((unitMonths[code] ?? []).map { ($0.month, $0) }) { $1 }
      return HeatMap.Row(
        label: input.observation.names.unit(code), marks: months.map { mark(own[$0]) })
    }
    let map = HeatMap(months: months, rows: rows, language: input.language)
    let missing = rows.flatMap(\.marks).count { $0 == .state(.notSent, cases: 0) }
    let description = ChartWording.deliveriesDescription(rows.count, units.count, missing)
    let cells = shown.map { code in
      var cell = Cell(level: .unitDomain, domain: "", state: .notSent)
      cell.unitCode = code
      return cell
    }
    return chart(
      "deliveries", (say(ChartWording.deliveriesTitle), say(description)), data(of: cells, map)
    ) { drawing, top in
      map.draw(in: &drawing, at: Point(0, top), width: Drawing.width, labels: 216)
      let height = HeatMap.height(rows: rows.count) + 10
      return height
        + foot(
          &drawing, top + height, Draft.deliverySigns, shown: rows.count, of: units.count)
    }
  }

  // As many as fit, those that lack most months; in the order given.
  private func mostMissing(_ units: [String], _ missing: (String) -> Int) -> [String] {
    let numbers = units.map(missing)
    let ordered = units.indices.sorted { (-numbers[$0], $0) < (-numbers[$1], $1) }
    let chosen = Set(ordered.prefix(Draft.mapRows))
    return units.indices.filter(chosen.contains).map { units[$0] }
  }

  // The signs, and how many rows were left out: a picture is copied without its description.
  private func foot(
    _ drawing: inout Drawing, _ top: Double, _ signs: [MonthMark] = StateSign.all, shown: Int,
    of all: Int
  ) -> Double {
    let height = StateSign.legend(of: signs, in: &drawing, at: Point(0, top), input.language)
    guard shown < all else { return height }
    drawing.note(say(ChartWording.rowsShown(shown, all)), at: Point(0, top + height + 12))
    return height + 18
  }

  private static let deliverySigns = StateSign.all.filter {
    [.state(.notSent, cases: 0), .state(.active, cases: 3), .quiet].contains($0)
  }

  private func mark(_ unitMonth: UnitMonth?) -> MonthMark {
    guard let unitMonth else { return .outside }
    guard unitMonth.isSent else { return .state(.notSent, cases: 0) }
    return unitMonth.cases > 0 ? .state(.active, cases: unitMonth.cases) : .quiet
  }

  private func lastMonths(_ most: Int) -> [Month] {
    let observation = input.observation
    let observed = observation.month.index - observation.firstMonth.index + 1
    let count = max(1, min(most, observed))
    return (0..<count).map { observation.month - (count - 1 - $0) }
  }

  private func heatMap(
    _ cells: some Sequence<Cell>, _ months: [Month], label: (Cell) -> String
  ) -> HeatMap {
    let marks = MonthMarks(input.observation)
    let rows = cells.map { cell in
      HeatMap.Row(label: label(cell), marks: months.map { marks.mark(of: cell, in: $0) })
    }
    return HeatMap(months: months, rows: rows, language: input.language)
  }

  private func data(of cells: [Cell], _ map: HeatMap) -> ChartData {
    let names = input.observation.names
    let rows = zip(cells, map.rows).flatMap { cell, row in
      zip(map.months, row.marks).map { month, mark in
        [
          cell.unitCode, names.unit(cell.unitCode), cell.districtCode,
          names.district(cell.districtCode), cell.domain,
        ].map(InertText.cell) + [month.description, mark.word, mark.cases.map { String($0) } ?? ""]
      }
    }
    return ChartData(
      columns: [
        .unitCode, .unitName, .districtCode, .districtName, .domain, .month,
        PublishedColumn(
          "state", Phrase("状态", "State"),
          Phrase(
            "八种状态之一，或当月无案、观察期外。", "One of eight states, a mere month without a case, or outside.")
        ).required.oneOf(MonthMark.words),
        .chartCases,
      ], rows: rows)
  }
}

extension PublishedColumn {
  static let month = PublishedColumn(
    "month", "yearmonth", Phrase("月份", "Month"), Phrase("月份。", "Month.")
  ).required
  static let chartCases = PublishedColumn(
    "cases", "integer", Phrase("案件数", "Cases"),
    Phrase("当月案件数；空表示没有观察到。", "Cases of the month; empty where not observed."))
}
