import Contracts

extension Draft {
  /// The eight clauses one by one: what the data say, and what they cannot say.
  var clauses: [Block] {
    [.heading(2, say(BriefingWording.clauses)), .paragraph(say(ClauseWording.howToRead))]
      + ClauseWording.all.enumerated().flatMap { clause($1, number: $0 + 1) }
  }

  /// What a clause says of an indicator.
  private enum Standing {
    /// It flags, or its figure stands for itself: the headline is told.
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
    let limits: [Block] =
      clause.limits.chinese.isEmpty
      ? [] : [.paragraph(say(ClauseWording.limits(say(clause.limits))))]
    let results = orderedResults.filter { page($0.code)?.clause == number }
    guard !results.isEmpty else {
      let texts = number == 1 ? [clause.needed] : [ClauseWording.notComputed, clause.needed]
      return [heading, .paragraph(sentences(texts.map(say)))] + limits
    }
    let findings = number == Draft.accountability ? patternFindings : []
    let beside = number == Draft.statistics ? counterparts : []
    return [heading, .list(lines(results, clause: number))] + beside + findings + limits
  }

  /// The clause on business and disturbance.
  private static let business = 5
  /// The clause on statistics and silence.
  private static let statistics = 6
  /// The clause on selective and profit-driven enforcement.
  private static let accountability = 7
  /// Findings on patterns that the briefing tells, at most one an indicator.
  private static let toldPatterns = 2

  // Those that flag, those whose figure stands for itself, and the others by name alone.
  private func lines(_ results: [IndicatorResult], clause: Int) -> [String] {
    let flagged = results.filter(isFlagged)
    let groups = Dictionary(grouping: results.filter { !isFlagged($0) }) {
      standing($0, clause: clause)
    }
    let names = { (standing: Standing) in (groups[standing] ?? []).map(named) }
    let joined: [(([String]) -> Phrase, [String])] = [
      ({ ClauseWording.clean(listed($0)) }, names(.clean)),
      ({ ClauseWording.idle(listed($0)) }, names(.idle)),
      ({ ClauseWording.lacking(listed($0)) }, names(.lacking)),
    ]
    return (flagged + (groups[.told] ?? [])).map(clauseLine)
      + joined.filter { !$0.1.isEmpty }.map { say($0.0($0.1)) }
  }

  private func isFlagged(_ result: IndicatorResult) -> Bool {
    result.coverage.isComputed
      && ((result.outcomes[.flagged] ?? 0) > 0
        || standingFlags.contains { $0.indicator == result.code })
  }

  // The figures of clause 5 are always told: clause 6 asks to read them beside its own.
  private func standing(_ result: IndicatorResult, clause: Int) -> Standing {
    guard result.coverage.isComputed else {
      return result.coverage.missing.isEmpty ? .idle : .lacking
    }
    let isJudged = (result.outcomes[.passed] ?? 0) > 0
    guard isJudged else { return isPattern(result.code) ? .idle : .told }
    return clause == Draft.business ? .told : .clean
  }

  // A name alone must not hide what was not judged, nor what was missing.
  private func named(_ result: IndicatorResult) -> String {
    let open = result.coverage.isComputed ? result.outcomes[.notComputable] ?? 0 : 0
    let parts =
      (open > 0 ? [say(ClauseWording.open(open))] : [])
      + (result.coverage.missing.isEmpty ? [] : [say(ClauseWording.without(lacking(result)))])
    guard !parts.isEmpty else { return title(result.code) }
    let space = input.language == .chinese ? "" : " "
    return title(result.code) + space + say(FrameWording.aside(enumerated(parts)))
  }

  /// Fewer cases and fewer visits can be the goal: what the zero cases are to be read beside.
  private var counterparts: [Block] {
    let names = orderedResults.filter { result in
      result.coverage.isComputed && page(result.code)?.clause == Draft.business
        && (result.code.hasPrefix("D") || result.code == "L11")
    }.map { title($0.code) }
    return names.isEmpty ? [] : [.paragraph(say(ClauseWording.readTogether(listed(names))))]
  }

  // Selective and profit-driven enforcement is tested; without a test nothing is described.
  private func isPattern(_ code: String) -> Bool { code.hasPrefix("S") || code.hasPrefix("P") }

  // A pattern is never told without what would explain it innocently.
  private var patternFindings: [Block] {
    let groups = groups(of: standingFlags).filter { group in
      let code = group.first.indicator
      return isPattern(code) && page(code).map { !say($0.innocent).isEmpty } ?? false
    }
    guard !groups.isEmpty else { return [] }
    var seen: Set<String> = []
    let told = groups.filter { seen.insert($0.first.indicator).inserted }
      .prefix(Draft.toldPatterns)
    let rest = groups.count - told.count
    let note: [Block] = rest > 0 ? [.paragraph(say(FrameWording.rest(rest, "flags.csv")))] : []
    return [.paragraph(say(BriefingWording.patterns))] + told.flatMap(pattern) + note
  }

  private func pattern(_ group: FlagGroup) -> [Block] {
    let name = BriefingWording.pattern(subject(group.first), title(group.first.indicator))
    let lines = [BriefingWording.situation(reason(group))] + otherSide(group)
    return [.heading(4, say(name)), .list(lines.map(say))]
  }

  private func clauseLine(_ result: IndicatorResult) -> String {
    let missing = result.coverage.missing
    let gaps = missing.isEmpty ? "" : say(IndicatorWording.missing(lacking(result)))
    return say(
      ClauseWording.indicator(title(result.code), sentences([say(result.headline), gaps])))
  }
}
