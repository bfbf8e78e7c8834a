/// How strongly a flag asks for attention.
public enum Severity: String, Sendable, CaseIterable, Codable {
  /// Grade A.
  case alert
  /// Grade B.
  case warning
  /// Worth knowing.
  case notice
}

/// What became of a flag since the last published report.
public enum FlagStatus: String, Sendable, CaseIterable, Codable {
  /// Not flagged before.
  case new
  /// Flagged in the last report too.
  case persisting
  /// Flagged in the last report, not now.
  case resolved
  /// Flagged before, not in the last report, and now again.
  case reopened
}

/// A reason to look, never a verdict.
public struct Flag: Hashable, Sendable, Codable {
  /// Code of the indicator.
  public var indicator: String
  /// Stable from month to month for the same subject and indicator.
  public var identifier: String
  /// How strongly it asks for attention.
  public var severity: Severity
  /// What became of it since the last published report.
  public var status: FlagStatus = .new
  /// Unit; empty where it does not apply, as for the fields below.
  public var unitCode = ""
  /// District.
  public var districtCode = ""
  /// Domain.
  public var domain = ""
  /// Item.
  public var itemCode = ""
  /// Group of flags with one cause, or kind of finding.
  public var category = ""
  /// First month that it speaks of.
  public var from: Month
  /// Last month that it speaks of.
  public var to: Month
  /// Observed count; nil where it does not apply, as for the numbers below.
  public var observed: Int?
  /// Expected count.
  public var expected: Double?
  /// Effect size.
  public var effect: Double?
  /// Lower end of the effect's interval.
  public var effectLower: Double?
  /// Upper end of the effect's interval.
  public var effectUpper: Double?
  /// Chance of so few or so many.
  public var pValue: Double?
  /// Expected share of false flags up to this one.
  public var qValue: Double?
  /// Observed months without a case.
  public var monthsSilent: Int?
  /// Clause of the decision.
  public var clause: Int
  /// One sentence in plain words, in both languages.
  public var reason = Phrase("", "")
  /// Aggregate file and key to look under.
  public var evidence = ""

  /// Makes a flag of an indicator.
  public init(
    _ indicator: String, identifier: String, severity: Severity, clause: Int, from: Month,
    to: Month
  ) {
    self.indicator = indicator
    self.identifier = identifier
    self.severity = severity
    self.clause = clause
    self.from = from
    self.to = to
  }
}

extension Sequence<Flag> {
  /// Flags that stand: a resolved one is told once more and counts no longer.
  public var standing: [Flag] { filter { $0.status != .resolved } }
}
