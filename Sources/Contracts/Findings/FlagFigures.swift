/// What the numbers of an indicator's flags are, where they are not plain from their names.
public struct FlagFigures: Hashable, Sendable {
  /// What is counted in `observed`; nil where flags of the indicator leave it empty.
  public let observed: Phrase?
  /// What `effect` is; nil where flags of the indicator leave it empty.
  public let effect: Phrase?

  /// Says what the numbers are.
  public init(observed: Phrase? = nil, effect: Phrase? = nil) {
    self.observed = observed
    self.effect = effect
  }

  /// Those of questions of legality, of staff and of answers that are judged one by one.
  public static let ofRules = FlagFigures(
    observed: Phrase("不符合规则的件数或人数", "cases or persons that break the rule"),
    effect: Phrase("其占可判断的比例", "their share of those that could be judged"))
}
