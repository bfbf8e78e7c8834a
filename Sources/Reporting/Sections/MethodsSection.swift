import Contracts

extension Draft {
  /// Section 7: the page of each indicator.
  var methodsSection: [Block] {
    [
      .heading(2, say(IndicatorWording.methodTitle)),
      .paragraph(say(IndicatorWording.methodIntroduction)),
    ] + clauseLimits + input.pages.flatMap(blocks) + silenceMethod
  }

  private func blocks(_ page: IndicatorPage) -> [Block] {
    let parameters = page.parameters.map { parameter in
      IndicatorWording.parameter(
        parameter.key, Numerals.decimal(parameter.value, places: 6), say(parameter.meaning))
    }
    let lines =
      [
        IndicatorWording.clause(page.clause),
        IndicatorWording.legalBasis(say(page.legalBasis)),
        IndicatorWording.needs(listed(page.needs.map(tableName))),
        IndicatorWording.definition(say(page.definition)),
        IndicatorWording.pitfalls(say(page.pitfalls)),
      ] + otherSide(page) + parameters
    return [.heading(3, title(page.code)), .list(lines.map(say))]
  }

  private func otherSide(_ page: IndicatorPage) -> [Phrase] {
    guard !say(page.innocent).isEmpty else { return [] }
    return [BriefingWording.innocent(say(page.innocent)), BriefingWording.ask(say(page.ask))]
  }
}
