import Contracts

extension Draft {
  /// Rows of a result's table that are printed; the CSV files hold the rest.
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
        + result.tables.filter { !$0.rows.isEmpty }.flatMap(blocks)
    }
    let outcomes = say(IndicatorWording.outcomes(result.outcomes))
    return [heading, .paragraph(sentences([say(result.headline), outcomes, gaps]))]
      + comparisons(result).map(Block.chart)
      + result.tables.filter { !$0.rows.isEmpty }.flatMap(blocks) + findings(result)
  }

  private func blocks(_ table: ResultTable) -> [Block] {
    let rows = table.rows.prefix(Draft.printedRows).map { $0.map(say) }
    let rest = table.rows.count - rows.count
    let note: [Block] =
      rest > 0 ? [.paragraph(say(IndicatorWording.rowsLeftOut(rest)))] : []
    return [.paragraph(say(table.title)), .table(table.columns.map(say), rows)] + note
  }

  // Of one or two subjects a share says nothing general.
  private static let fewestSubjects = 10

  private func findings(_ result: IndicatorResult) -> [Block] {
    let flags = standingFlags.filter { $0.indicator == result.code }
    guard !flags.isEmpty else {
      // Where nobody was judged, that there is no flag says nothing.
      let isDescribed = standing(result) == .told
      return [
        .paragraph(say(isDescribed ? IndicatorWording.described : IndicatorWording.noFlags))
      ]
    }
    let flagged = result.outcomes[.flagged] ?? 0
    let subjects = flagged + (result.outcomes[.passed] ?? 0)
    if subjects >= Draft.fewestSubjects, 4 * flagged > subjects {
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
