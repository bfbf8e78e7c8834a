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
    return [heading, .list(results.map(clauseLine))] + limits
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
