public import Contracts

/// What the rows of one file need to be normalised.
public struct NormalizationContext: Sendable {
  /// Later days are refused in columns of events; nil checks nothing.
  public let asOf: CalendarDate?
  /// Rows of each lookup file by name, header first.
  public let lookups: [String: [[String]]]
  /// Makes the keyed pseudonym of a folded identifier or name, both in UTF-8; it is never empty.
  public let pseudonym: @Sendable (Span<UInt8>) -> [UInt8]

  /// Makes a context.
  public init(
    asOf: CalendarDate?, lookups: [String: [[String]]],
    pseudonym: @escaping @Sendable (Span<UInt8>) -> [UInt8]
  ) {
    self.asOf = asOf
    self.lookups = lookups
    self.pseudonym = pseudonym
  }
}
