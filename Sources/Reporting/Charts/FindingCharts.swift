import Contracts
import Statistics

extension Draft {
  /// The chart of a question: the timeline of its cell, what did not come, its indicator's
  /// comparison, or how the subjects were judged.
  func questionChart(_ group: FlagGroup, number: Int) -> Chart? {
    let name = "question-\(number)"
    if let position = cell(of: group.first), let chart = timeline(position, name) { return chart }
    if group.first.indicator == "Q01", let chart = deliveriesChart { return chart }
    // The other charts show every unit of the city.
    guard input.district == nil else { return nil }
    return comparison(about: group.first, name) ?? outcomesChart(group.first.indicator, name)
  }

  /// Position of the cell that a flag is about; nil where it is about none.
  func cell(of flag: Flag) -> Int? {
    let observation = input.observation
    let level: CellLevel
    switch (flag.unitCode.isEmpty, flag.itemCode.isEmpty) {
    case (false, false): level = .unitItem
    case (false, true): level = .unitDomain
    case (true, false): level = flag.districtCode.isEmpty ? .cityItem : .districtItem
    case (true, true): level = .districtDomain
    }
    guard !flag.domain.isEmpty, flag.monthsSilent != nil else { return nil }
    return observation.positions(of: level).first { position in
      let cell = observation.cells[position]
      // A unit's cell has the unit's own district, whatever the flag says.
      let place = flag.unitCode.isEmpty ? flag.districtCode : cell.districtCode
      return cell.key == [level.rawValue, flag.unitCode, place, flag.domain, flag.itemCode]
    }
  }

  private func timeline(_ position: Int, _ name: String) -> Chart? {
    let observation = input.observation
    let cell = observation.cells[position]
    let columns = monthColumns(of: cell)
    guard columns.contains(where: { $0.cases != nil }) else { return nil }
    let assessment = observation.silence?.assessment(of: position)
    let band = assessment.flatMap { expectedBand(cell, $0) }
    let names = observation.names
    let place = cell.districtCode.isEmpty ? input.cityName : names.district(cell.districtCode)
    let subject = cell.unitCode.isEmpty ? place : names.unit(cell.unitCode)
    let field =
      cell.itemCode.isEmpty ? cell.domain : "\(cell.domain)·\(names.item(cell.itemCode))"
    let plot = CellTimeline(
      columns: columns, band: band, change: assessment?.change, language: input.language)
    let words = (
      say(ChartWording.timelineTitle(subject, field)), timelineWords(cell, band, assessment)
    )
    return chart(name, words, timelineData(columns, band)) { drawing, top in
      plot.draw(in: &drawing, at: Point(0, top))
    }
  }

  private func monthColumns(of cell: Cell) -> [CellTimeline.Column] {
    let observation = input.observation
    let history = cell.history
    let count = { (counts: [MonthCount], offset: Int32) in
      counts.first { $0.month == offset }.map { Int($0.count) } ?? 0
    }
    let last = observation.month.index - observation.firstMonth.index
    return (max(0, last - 47)...max(0, last)).map { number in
      let offset = Int32(clamping: number)
      let isObserved = history.observed.contains { $0.contains(offset) }
      return CellTimeline.Column(
        month: observation.firstMonth + number,
        cases: isObserved ? count(history.cases, offset) : nil,
        complaints: count(history.complaints, offset), findings: count(history.findings, offset))
    }
  }

  // The law of the silence as a whole, for one month of it of average weight.
  private func expectedBand(_ cell: Cell, _ assessment: CellAssessment) -> CellTimeline.Band? {
    guard let from = cell.silentFrom, assessment.monthsSilent > 0, assessment.expected > 0,
      assessment.spell.size > 0
    else { return nil }
    let mean = assessment.expected / Double(assessment.monthsSilent)
    let law = NegativeBinomialDistribution(
      mean: mean, size: assessment.spell.size + max(0, assessment.spell.earlier))
    let quantile = { (chance: Double) in
      (0...100_000).first { law.probability(atMost: $0) >= chance } ?? 0
    }
    return CellTimeline.Band(
      from: from, mean: mean, lower: quantile(0.05), upper: quantile(0.95))
  }

  // Chance below which a silence is called rare in words.
  private static let rare = 0.05

  private func timelineWords(
    _ cell: Cell, _ band: CellTimeline.Band?, _ assessment: CellAssessment?
  ) -> String {
    var facts: [String] = []
    if let from = cell.silentFrom {
      let months = assessment?.monthsSilent ?? cell.monthsSilent
      facts.append(say(ChartWording.silent("\(from)", months)))
    }
    if let band {
      let mean = Numerals.significant(band.mean, digits: 2)
      facts.append(say(ChartWording.expected(mean, band.lower, band.upper)))
    }
    if let change = assessment?.change {
      facts.append(say(ChartWording.change("\(change.month)")))
    }
    if let band, let assessment, band.lower == 0, assessment.monthsSilent > 1 {
      let expected = Numerals.significant(assessment.expected, digits: 3)
      facts.append(
        say(
          ChartWording.singleMonths(
            assessment.monthsSilent, expected, isRare: assessment.spell.chance < Draft.rare)))
    }
    return say(ChartWording.timelineDescription(enumerated(facts)))
  }

  private func timelineData(
    _ columns: [CellTimeline.Column], _ band: CellTimeline.Band?
  ) -> ChartData {
    let rows = columns.map { column in
      let isBand = band.map { column.month >= $0.from } ?? false
      let expected = isBand ? band : nil
      return [
        column.month.description, column.cases.map { String($0) } ?? "",
        expected.map { Numerals.significant($0.mean, digits: 6) } ?? "",
        expected.map { String($0.lower) } ?? "", expected.map { String($0.upper) } ?? "",
        String(column.complaints), String(column.findings),
      ]
    }
    return ChartData(columns: [.month, .chartCases] + Draft.timelineColumns, rows: rows)
  }

  private static let timelineColumns: [PublishedColumn] = [
    PublishedColumn(
      "expected", "number", Phrase("参照值", "Expected"),
      Phrase("静默期月均参照值；不是应办数。", "Expected cases a month in the silence; not a target.")),
    PublishedColumn(
      "lower", "integer", Phrase("下限", "Lower"), Phrase("90%区间下限。", "Lower end of 90%.")),
    PublishedColumn(
      "upper", "integer", Phrase("上限", "Upper"), Phrase("90%区间上限。", "Upper end of 90%.")),
    PublishedColumn(
      "complaints", "integer", Phrase("举报", "Complaints"),
      Phrase("当月要求执法的举报。", "Complaints of the month that ask for enforcement.")
    ).required,
    PublishedColumn(
      "findings", "integer", Phrase("检查发现", "Findings"),
      Phrase("当月发现问题的检查。", "Inspections of the month that found a problem.")
    ).required,
  ]
}
