import Contracts

/// Parts of sentences that the comparisons of units share.
enum FindingWording {
  /// A ratio and its interval.
  static func ratioWithInterval(_ finding: PatternFinding) -> Phrase {
    let ends = [finding.lower ?? finding.effect, finding.upper ?? finding.effect].map(Figures.ratio)
    let ratio = Figures.ratio(finding.effect)
    return Phrase(
      "\(ratio)（95%区间\(ends[0])至\(ends[1])）",
      "\(ratio) (95% interval \(ends[0]) to \(ends[1]))")
  }

  /// The chance of so extreme a finding, and q.
  static func chances(_ finding: PatternFinding) -> Phrase {
    let (chance, adjusted) = (Figures.chance(finding.pValue), Figures.chance(finding.qValue))
    return Phrase(
      "若与同类相当，出现这样结果的概率为\(chance)（q值\(adjusted)）",
      "if it were like its peers, the chance of this would be"
        + " \(Figures.inWords(finding.pValue)) (q \(Figures.inWords(finding.qValue)))")
  }

  /// What was compared with the peers' share, with interval and chance.
  static func shares(
    _ compared: ComparedShare, of what: Phrase
  ) -> Phrase {
    let finding = compared.finding
    let (effect, chances) = (ratioWithInterval(finding), chances(finding))
    let numbers = "\(Numerals.grouped(compared.marked))/\(Numerals.grouped(compared.all))"
    let (own, expected) = (Figures.percent(compared.share), Figures.percent(compared.expected))
    return Phrase(
      "\(what.chinese)为同类参照值的\(effect.chinese)倍：实际\(own)（\(numbers)件），参照\(expected)；\(chances.chinese)",
      "\(what.english) is \(effect.english) times that of its peers: \(own) (\(numbers)) against "
        + "\(expected); \(chances.english)")
  }

  /// How many were tested and flagged, and how many false flags that lets one expect.
  ///
  /// - Parameters:
  ///   - what: What was tested.
  ///   - tested: How many.
  ///   - qValues: Those of the flagged ones, of which the largest holds for all.
  /// - Returns: The headline.
  static func headline(_ what: Phrase, tested: Int, qValues: [Double]) -> Phrase {
    let wrong = PlainNumber.about((qValues.max() ?? 0) * Double(qValues.count))
    let (tested, flagged) = (Numerals.grouped(tested), Numerals.grouped(qValues.count))
    return Phrase(
      "\(what.chinese)：本期检验\(tested)个，标记\(flagged)个，按q预计误报\(wrong.chinese)个。",
      "\(what.english): \(tested) tested and \(flagged) flagged, of which \(wrong.english) falsely by q."
    )
  }

  /// The headline of an indicator all of whose flags were tested.
  static func headline(_ what: Phrase, tested: Int, flags: [Flag]) -> Phrase {
    headline(what, tested: tested, qValues: flags.compactMap(\.qValue))
  }

  /// The headline of findings of which the flagged ones are given.
  static func headline(_ what: Phrase, tested: Int, flagged: [PatternFinding]) -> Phrase {
    headline(what, tested: tested, qValues: flagged.map(\.qValue))
  }
}

extension Phrase {
  /// One sentence after another.
  func followed(by other: Phrase) -> Phrase {
    let space = english.isEmpty || other.english.isEmpty ? "" : " "
    return Phrase(chinese + other.chinese, english + space + other.english)
  }
}
