import Contracts

/// Comparisons of groups of parties of which neither size nor estimate is told.
///
/// Of a group whose parts are hidden the size less a part that stands elsewhere, as the fined of S04
/// beside those of S13, is the hidden part. Types and forms of ownership share one sum: enterprises less
/// private and state-owned ones are the foreign ones. An estimate with its interval says the sizes.
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

  /// A figure of a comparison as it is printed.
  func told(_ figure: Phrase, of subject: PatternSubject) -> Phrase {
    contains(subject) ? same("—") : figure
  }

  /// Why a sentence has no figures.
  static let reason = Phrase(
    "该单位的分组中有不足5件的数目，其余数字不列。",
    "One of the counts of the unit's groups is below five, and no other figure is told. ")

  /// A flag without its figures, and a sentence that states the limit that was passed.
  ///
  /// - Parameters:
  ///   - flag: The flag.
  ///   - answer: What it rests on.
  ///   - name: Name of the unit.
  ///   - found: What lies apart, and by how much at least.
  ///   - remark: What the data hold against it.
  /// - Returns: The flag.
  func untold(
    _ flag: Flag, _ answer: MeanAnswer, _ name: String, _ found: Phrase,
    besides remark: Phrase = Phrase("", "")
  ) -> Flag {
    var flag = flag
    flag.hideFigures()
    let reason = Self.reason
    flag.reason = Phrase(
      "\(name)：\(found.chinese)，与同类相比偏\(answer.isHigh ? "高" : "低")，请核实。\(reason.chinese)\(remark.chinese)",
      "\(name): \(found.english): \(answer.isHigh ? "high" : "low") for its kind, please verify. "
        + reason.english + remark.english)
    return flag
  }

  /// Sizes of both groups in a sentence, with what is counted.
  func sizes(of answer: MeanAnswer, _ members: Phrase) -> Phrase {
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
