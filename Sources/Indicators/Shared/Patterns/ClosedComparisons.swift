import Contracts

/// Comparisons of groups of parties of which no size is told.
///
/// Of a group whose parts are hidden the size less a part that stands elsewhere, as the fined of S04
/// beside those of S13, is the hidden part. Types and forms of ownership share one sum: enterprises less
/// private and state-owned ones are the foreign ones.
struct ClosedComparisons {
  private let closed: Set<PatternSubject>

  /// Nothing is closed.
  init() { closed = [] }

  /// Takes all comparisons of an indicator, listed or not, with whether a count in them is hidden.
  init(_ comparisons: [(subject: PatternSubject, isHidden: Bool)]) {
    closed = Set(comparisons.filter(\.isHidden).map { Self.sum(of: $0.subject) })
  }

  /// Takes the answers of comparisons of shares.
  init(_ answers: [ContrastAnswer]) {
    self.init(answers.map { ($0.subject, !$0.isTold) })
  }

  /// Takes the answers of comparisons of means; units against others are no groups of parties.
  init(_ answers: [MeanAnswer]) {
    self.init(
      answers.filter { !$0.isAgainstOthers }.map { answer in
        (answer.subject, [answer.first, answer.second].contains(where: SmallNumbers.isHidden))
      })
  }

  /// Whether the sizes of a comparison are left out.
  func contains(_ subject: PatternSubject) -> Bool { closed.contains(Self.sum(of: subject)) }

  /// The size of a group as it is printed.
  func shown(_ count: Int, of subject: PatternSubject) -> String {
    contains(subject) && !SmallNumbers.isHidden(count) ? "—" : SmallNumbers.shown(count)
  }

  /// Sizes of both groups in a sentence, with what is counted.
  func sizes(of answer: MeanAnswer, _ members: Phrase) -> Phrase {
    guard !contains(answer.subject) else {
      return Phrase(
        "可比\(members.chinese)的件数不列（该单位的分组中有不足5件的数目）",
        "The numbers of comparable \(members.english), one of the unit's groups having fewer than five, are "
          + "not told; compared")
    }
    let (first, second) = (SmallNumbers.shown(answer.first), SmallNumbers.shown(answer.second))
    return Phrase(
      "可比\(members.chinese)\(first)件对\(second)件",
      "\(first) against \(second) comparable \(members.english)")
  }

  // What the groups of a comparison add up to with those of others of its unit and source.
  private static func sum(of subject: PatternSubject) -> PatternSubject {
    guard let contrast = PartyContrast.of(category: subject.category),
      ["party_type", "party_ownership"].contains(contrast.column)
    else { return subject }
    return PatternSubject(subject.unit, "parties" + subject.category.dropFirst(contrast.key.count))
  }
}
