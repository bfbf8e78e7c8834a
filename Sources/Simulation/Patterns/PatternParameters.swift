/// How a pattern world is made.
public struct PatternParameters: Sendable {
  /// Units; towns of each domain where a domain is planted.
  public var units = 300
  /// Cases or findings of the mean unit in all months; of a unit and domain in worlds of quotas.
  public var meanCases = 200.0
  /// Share of subjects in which something is planted.
  public var plantedShare = 0.10
  /// Months, of which the last is December 2024.
  public var months = 12
  let law: any PatternLaw

  init(_ law: any PatternLaw, meanCases: Double = 200) {
    self.law = law
    self.meanCases = meanCases
  }

  /// What is planted.
  public var kind: PatternKind { law.kind }
}

/// A rule by which cases come about, with or without something planted.
protocol PatternLaw: Sendable {
  var kind: PatternKind { get }

  func draw(_ frame: PatternFrame) -> PatternDraw
}
