import Contracts

/// Formulas of flags with their numbers filled in.
enum FlagFormula {
  /// The chance of none in a silence, its posterior states, and the silence by its own record.
  static func silence(_ assessment: CellAssessment, _ language: Language) -> [String] {
    let spell = assessment.spell
    let (size, earlier) = (number(spell.size), number(spell.earlier))
    let (before, since) = (number(spell.before), number(spell.since))
    let lines = [
      Phrase(
        "p = ((k + b) ÷ (k + b + s)) ^ (k + e)：k 为同类比率的形状，e 为静默前案件、b 为静默前参照值、s 为静默期参照值（聚集折减后）",
        "p = ((k + b) ÷ (k + b + s)) ^ (k + e): k shape of the rate among peers; e cases before, b expected "
          + "before and s expected in the silence, made fewer where cases gather"
      ).text(language),
      "p = ((\(size) + \(before)) ÷ (\(size) + \(before) + \(since))) ^ (\(size) + \(earlier)) = "
        + number(spell.chance),
    ]
    return lines + model(assessment, language)
  }

  /// The chance of none by the cell's own record; nil where it has none.
  static func ownRecord(_ assessment: CellAssessment, _ language: Language) -> [String]? {
    guard let own = assessment.ownRecord else { return nil }
    return [
      Phrase(
        "仅按自身以往：静默前\(own.cases)件，静默期参照\(number(own.expected))件，一件没有的概率 \(number(own.chance))",
        "By its own record alone: \(English.count(own.cases, "case")) before, \(number(own.expected)) expected in the "
          + "silence, chance of none \(number(own.chance))"
      ).text(language)
    ]
  }

  private static func model(_ assessment: CellAssessment, _ language: Language) -> [String] {
    var lines = ownRecord(assessment, language) ?? []
    let posterior = assessment.posterior
    let states = [posterior.normal, posterior.stopped, posterior.never, posterior.structural]
      .map { Numerals.fixed($0, places: 4) }
    lines.append(
      Phrase(
        "四种状态的后验概率：正常 \(states[0])、停办 \(states[1])、从未办理 \(states[2])、无对象 \(states[3])",
        "Posterior of four states: normal \(states[0]), stopped \(states[1]), never \(states[2]), "
          + "nothing there \(states[3])"
      ).text(language))
    lines.append(
      Phrase("判断：", "Verdict: ").text(language)
        + VerdictWording.name(assessment.verdict).text(language))
    if let change = assessment.change {
      lines.append(
        Phrase(
          "最可能停办月 \(change.month)，90%区间 \(change.lower) 至 \(change.upper)",
          "Likeliest month of the stop \(change.month), 90% interval \(change.lower) to \(change.upper)"
        ).text(language))
    }
    return lines
  }

  /// The effect as the quotient that it is, where observed and expected, or a whole base, give it.
  static func ratio(_ flag: Flag, _ language: Language) -> [String] {
    guard let observed = flag.observed, let effect = flag.effect, effect > 0 else { return [] }
    var text = ""
    if let expected = flag.expected, isNear(Double(observed) / expected, effect) {
      text = "\(observed) ÷ \(number(expected)) = \(number(effect))"
    } else if effect < 1, isShare(flag) {
      let base = (Double(observed) / effect).rounded()
      if isNear(Double(observed) / base, effect) {
        text = "\(observed) ÷ \(Numerals.decimal(base, places: 0)) = \(number(effect))"
      }
    }
    guard !text.isEmpty else { return [] }
    guard let lower = flag.effectLower, let upper = flag.effectUpper else { return [text] }
    let interval = Phrase("（区间 ", " (interval ").text(language)
    return [text + interval + "\(number(lower))–\(number(upper))" + Phrase("）", ")").text(language)]
  }

  // The rules of legality and the answers to complaints are shares of what was looked at.
  private static func isShare(_ flag: Flag) -> Bool {
    flag.evidence.contains("/procedure_") || flag.evidence.contains("/complaint_answers.")
      || flag.evidence.contains("/visit_conduct.")
  }

  private static func isNear(_ value: Double, _ effect: Double) -> Bool {
    value.isFinite && abs(value - effect) <= 1e-6 * effect
  }

  private static func number(_ value: Double) -> String {
    Numerals.significant(value, digits: 6)
  }
}
