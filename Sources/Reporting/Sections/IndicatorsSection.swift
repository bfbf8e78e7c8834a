import Contracts

extension Draft {
  /// Rows of a result's table that are printed; `caseload trace` lists the rest.
  static let printedRows = 60
  /// Findings of one list that are printed; flags.csv holds the rest.
  static let printedFindings = 40

  /// Section 5: what each indicator found.
  var indicatorsSection: [Block] {
    [.heading(2, say(IndicatorWording.title))] + Block.charts(flagsChart)
      + orderedResults.flatMap(blocks)
  }

  private func blocks(_ result: IndicatorResult) -> [Block] {
    let heading = Block.heading(3, title(result.code))
    let missing = result.coverage.missing
    let gaps = missing.isEmpty ? "" : say(IndicatorWording.missing(lacking(result)))
    guard result.coverage.isComputed else {
      let texts = [say(result.headline), say(IndicatorWording.notComputed), gaps]
      // What waits for an assessment is listed all the same.
      return [heading, .paragraph(sentences(texts))]
        + tables(result)
    }
    let outcomes = say(IndicatorWording.outcomes(result.outcomes))
    return [heading, .paragraph(sentences([say(result.headline), outcomes, gaps]))]
      + comparisons(result).map(Block.chart)
      + tables(result) + findings(result)
  }

  private func tables(_ result: IndicatorResult) -> [Block] {
    result.tables.filter { !$0.rows.isEmpty }.flatMap { blocks($0, of: result.code) }
  }

  private func blocks(_ table: ResultTable, of code: String) -> [Block] {
    let columns = table.filledColumns
    let title = Block.paragraph(say(table.title))
    let block = { (rows: ArraySlice<[Phrase]>) in
      Block.table(
        columns.map { say(table.columns[$0]) }, rows.map { row in columns.map { say(row[$0]) } })
    }
    let rest = table.rows.count - Draft.printedRows
    guard rest > 0 else { return [title, block(table.rows[...])] }
    // A row that a flag is about is never the one that is cut.
    let flags = standingFlags.filter { $0.indicator == code }
    let flagged = FlaggedRows(table, input.observation.names).positions(ofAny: flags)
    let isFlagged = Set(flagged)
    let others = table.rows.indices.filter { !isFlagged.contains($0) }
    let rows = (flagged + others).map { table.rows[$0] }
    let command = "caseload trace reports/\(input.observation.month) \(code) --limit 0"
    let note = IndicatorWording.rowsLeftOut(
      rest, all: command, isFlaggedFirst: !flagged.isEmpty)
    return [title, block(rows.prefix(Draft.printedRows)), .paragraph(say(note))]
  }

  private func findings(_ result: IndicatorResult) -> [Block] {
    let flags = standingFlags.filter { $0.indicator == result.code }
    guard !flags.isEmpty else {
      // Where nobody was judged, that there is no flag says nothing.
      let isDescribed = standing(result) == .told
      return [
        .paragraph(say(isDescribed ? IndicatorWording.described : IndicatorWording.noFlags))
      ]
    }
    if let (flagged, subjects) = general[result.code] {
      let share = Numerals.percentage(flagged, of: subjects)
      let said = say(
        IndicatorWording.tooMany(Numerals.grouped(flagged), Numerals.grouped(subjects), share))
      return [.paragraph(said), .list(distribution(of: flags))]
    }
    return [.paragraph(say(IndicatorWording.flagsTitle))] + folded(flags, line: flagLine)
      + innocence(result.code)
  }

  // A pattern stands beside what would explain it innocently, and what to ask.
  private func innocence(_ code: String) -> [Block] {
    guard isPattern(code), let page = page(code), !say(page.innocent).isEmpty else { return [] }
    let lines = [BriefingWording.innocent(say(page.innocent)), BriefingWording.ask(say(page.ask))]
    return [.list(lines.map(say))]
  }

  /// Findings as a list, the first ones printed and the rest counted.
  func folded(_ flags: [Flag], line: (FlagGroup) -> String) -> [Block] {
    let groups = groups(of: flags)
    let rest = groups.count - Draft.printedFindings
    let note: [Block] = rest > 0 ? [.paragraph(say(FrameWording.rest(rest, "flags.csv")))] : []
    return Block.points(groups.prefix(Draft.printedFindings).map(line)) + note
  }

  private func flagLine(_ group: FlagGroup) -> String {
    let line = IndicatorWording.flag(
      say(FrameWording.severity(group.severity)), subject(group.first), reason(group))
    let reference = say(IndicatorWording.reference(group.first.identifier))
    return say(line) + (input.language == .chinese ? "" : " ") + reference
  }

  /// The sentence of a group: that of its first flag, how many there are, and how the others stand.
  func reason(_ group: FlagGroup) -> String {
    let sentence = say(group.first.reason)
    let others = group.flags.dropFirst()
    guard !others.isEmpty else { return sentence }
    let chances = others.compactMap(\.effect).sorted()
    // The sentence gives the chance of the first alone; the others may be far from it.
    guard Draft.judgedSilences.contains(group.first.indicator), chances.count == others.count,
      let least = chances.first, let most = chances.last
    else { return sentence + say(FrameWording.folded(group.flags.count)) }
    return sentence + say(FrameWording.folded(group.flags.count, others: least...max(least, most)))
  }

  private func distribution(of flags: [Flag]) -> [String] {
    let severities = Severity.allCases.compactMap { severity in
      named(say(FrameWording.severity(severity)), flags.count { $0.severity == severity })
    }
    let byDistrict = Dictionary(grouping: flags, by: \.districtCode)
    let districts = byDistrict.keys.sorted().compactMap { code in
      let name = code.isEmpty ? input.cityName : input.observation.names.district(code)
      return named(name, byDistrict[code]?.count ?? 0)
    }
    let silences = flags.compactMap(\.monthsSilent).sorted()
    var lines = [
      say(IndicatorWording.bySeverity(listed(severities))),
      say(IndicatorWording.byDistrict(listed(districts))),
    ]
    if let least = silences.first, let most = silences.last {
      let middle = silences[(silences.count - 1) / 2]
      lines.append(say(IndicatorWording.bySilence(least, middle, most)))
    }
    return lines
  }

  private func named(_ name: String, _ count: Int) -> String? {
    count > 0 ? say(IndicatorWording.count(name, count)) : nil
  }
}
