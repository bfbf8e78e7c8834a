import Contracts

extension Draft {
  /// The eight clauses one by one: what the data say, and what they cannot say.
  var clauses: [Block] {
    [.heading(2, say(BriefingWording.clauses)), .paragraph(say(ClauseWording.howToRead))]
      + Block.charts(flagsChart)
      + ClauseWording.all.enumerated().flatMap { clause($1, number: $0 + 1) }
  }

  /// What a clause says of an indicator.
  enum Standing {
    /// Its figure stands for itself.
    case told
    /// Subjects were judged and none is flagged: the name is enough.
    case clean
    /// There was nothing to judge.
    case idle
    /// Data are missing.
    case lacking
  }

  private func clause(_ clause: ClauseWording, number: Int) -> [Block] {
    let heading = Block.heading(3, say(ClauseWording.heading(number, say(clause.title))))
    let limit = say(clause.limits).isEmpty ? [] : [say(ClauseWording.limits(lead(clause.limits)))]
    let results = orderedResults.filter { page($0.code)?.clause == number }
    guard !results.isEmpty else {
      let texts = number == 1 ? [clause.needed] : [ClauseWording.notComputed, clause.needed]
      return [heading, .list([sentences(texts.map(say))] + limit)]
    }
    let beside = number == Draft.statistics ? counterparts : []
    let patterns = number == Draft.accountability ? patternNote : []
    return [heading, .list([said(results)] + patterns + beside + limit)]
  }

  /// What the data cannot say, clause by clause, in full.
  var clauseLimits: [Block] {
    let lines = ClauseWording.all.enumerated().compactMap { index, clause -> String? in
      guard !say(clause.limits).isEmpty else { return nil }
      return say(
        ClauseWording.indicator(
          say(ClauseWording.heading(index + 1, say(clause.title))), say(clause.limits)))
    }
    return [.heading(3, say(ClauseWording.limitsTitle)), .list(lines)]
  }

  /// Indicators with flags that a clause names in full; the others stand by their codes.
  private static let namedIndicators = 5
  /// The clause on business and disturbance.
  private static let business = 5
  /// The clause on statistics and silence.
  private static let statistics = 6
  /// The clause on selective and profit-driven enforcement.
  private static let accountability = 7

  // The limits of a clause begin with what matters most; the report has the rest.
  func lead(_ limits: Phrase) -> String {
    let text = say(limits)
    let end = text.firstIndex(of: input.language == .chinese ? "。" : ".")
    return end.map { String(text[...$0]) } ?? text
  }

  // How many flag, the figure of the one that asks for attention first, and the others by name.
  private func said(_ results: [IndicatorResult]) -> String {
    let flagged = results.filter(isFlagged)
    let groups = Dictionary(grouping: results.filter { !isFlagged($0) }, by: standing)
    let names = { (standing: Standing) in
      (groups[standing] ?? []).map { named($0, standing == .lacking ? title($0.code) : $0.code) }
    }
    let joined: [(([String]) -> Phrase, [String])] = [
      ({ ClauseWording.described(listed($0)) }, names(.told)),
      ({ ClauseWording.clean(listed($0)) }, names(.clean)),
      ({ ClauseWording.idle(listed($0)) }, names(.idle)),
      ({ ClauseWording.lacking(listed($0)) }, names(.lacking)),
    ]
    let first = leading(flagged) ?? groups[.told]?.first
    return sentences(
      [counted(results, flagged), first.map(clauseLine) ?? ""]
        + joined.filter { !$0.1.isEmpty }.map { say($0.0($0.1)) })
  }

  private func counted(_ results: [IndicatorResult], _ flagged: [IndicatorResult]) -> String {
    let computed = results.count { $0.coverage.isComputed }
    let codes = Set(flagged.map(\.code))
    let flags = standingFlags.filter { codes.contains($0.indicator) }
    let counts = Dictionary(grouping: flags, by: \.indicator).mapValues(\.count)
    var ordered: [String] = []
    for code in groups(of: flags).map(\.first.indicator) + flagged.map(\.code)
    where !ordered.contains(code) { ordered.append(code) }
    let names = ordered.prefix(Draft.namedIndicators).map { code in
      say(ClauseWording.flagged(title(code), counts[code] ?? 0))
    }
    let rest = ordered.dropFirst(Draft.namedIndicators)
    return say(
      ClauseWording.counted(
        computed, flagged.count, flags.count, listed(names),
        rest: rest.isEmpty ? nil : listed(Array(rest))))
  }

  private func leading(_ flagged: [IndicatorResult]) -> IndicatorResult? {
    let codes = Set(flagged.map(\.code))
    let first = groups(of: standingFlags.filter { codes.contains($0.indicator) }).first
    return flagged.first { $0.code == first?.first.indicator } ?? flagged.first
  }

  private func isFlagged(_ result: IndicatorResult) -> Bool {
    result.coverage.isComputed
      && ((result.outcomes[.flagged] ?? 0) > 0
        || standingFlags.contains { $0.indicator == result.code })
  }

  /// What is said of an indicator without a flag.
  func standing(_ result: IndicatorResult) -> Standing {
    guard result.coverage.isComputed else {
      return result.coverage.missing.isEmpty ? .idle : .lacking
    }
    guard (result.outcomes[.passed] ?? 0) == 0 else { return .clean }
    return page(result.code)?.isDescription ?? false ? .told : .idle
  }

  // A name alone must not hide what was not judged, nor what was missing.
  private func named(_ result: IndicatorResult, _ name: String) -> String {
    let open = result.coverage.isComputed ? result.outcomes[.notComputable] ?? 0 : 0
    let parts =
      (open > 0 ? [say(ClauseWording.open(open))] : [])
      + (result.coverage.missing.isEmpty ? [] : [say(ClauseWording.without(lacking(result)))])
    guard !parts.isEmpty else { return name }
    let space = input.language == .chinese ? "" : " "
    return name + space + say(FrameWording.aside(enumerated(parts)))
  }

  /// Fewer cases and fewer visits can be the goal: what the zero cases are to be read beside.
  private var counterparts: [String] {
    let names = orderedResults.filter { result in
      result.coverage.isComputed && page(result.code)?.clause == Draft.business
        && (result.code.hasPrefix("D") || result.code == "L11")
    }.map(\.code)
    return names.isEmpty ? [] : [say(ClauseWording.readTogether(listed(names)))]
  }

  // Selective and profit-driven enforcement is tested; without a test nothing is described.
  func isPattern(_ code: String) -> Bool { code.hasPrefix("S") || code.hasPrefix("P") }

  // A pattern is never told without what would explain it innocently: the report does both.
  private var patternNote: [String] {
    let flags = standingFlags.filter { isPattern($0.indicator) }
    guard !flags.isEmpty else { return [] }
    return [say(BriefingWording.patterns(groups(of: flags).count, flags.count))]
  }

  private func clauseLine(_ result: IndicatorResult) -> String {
    let missing = result.coverage.missing
    let gaps = missing.isEmpty ? "" : say(IndicatorWording.missing(lacking(result)))
    return say(
      ClauseWording.indicator(title(result.code), sentences([say(result.headline), gaps])))
  }
}
