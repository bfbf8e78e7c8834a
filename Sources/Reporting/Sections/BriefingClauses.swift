import Contracts

extension Draft {
  /// The eight clauses one by one: what the data say, and what they cannot say.
  var clauses: [Block] {
    [.heading(2, say(BriefingWording.clauses))]
      + ClauseWording.all.enumerated().flatMap { clause($1, number: $0 + 1) }
  }

  private func clause(_ clause: ClauseWording, number: Int) -> [Block] {
    let heading = Block.heading(3, say(ClauseWording.heading(number, say(clause.title))))
    let limits: [Block] =
      clause.limits.chinese.isEmpty ? [] : [.paragraph(say(clause.limits))]
    let results = orderedResults.filter { page($0.code)?.clause == number }
    guard !results.isEmpty else {
      let texts = number == 1 ? [clause.needed] : [ClauseWording.notComputed, clause.needed]
      return [heading, .paragraph(sentences(texts.map(say)))] + limits
    }
    let findings = number == Draft.accountability ? patternFindings : []
    return [heading, .list(results.map(clauseLine))] + findings + limits
  }

  /// The clause on selective and profit-driven enforcement.
  private static let accountability = 7
  /// Findings on patterns that the briefing tells, at most one an indicator.
  private static let toldPatterns = 4

  // A pattern is never told without what would explain it innocently.
  private var patternFindings: [Block] {
    let groups = groups(of: standingFlags).filter { group in
      page(group.first.indicator).map { !say($0.innocent).isEmpty } ?? false
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
    let text =
      result.coverage.isComputed
      ? say(result.headline) : sentences([say(IndicatorWording.notComputed), gaps])
    return say(ClauseWording.indicator(title(result.code), text))
  }
}
