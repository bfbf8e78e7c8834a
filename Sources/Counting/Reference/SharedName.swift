/// A name by which cases state their unit, and which several units bore.
public struct SharedName: Codable, Hashable, Sendable {
  /// The name.
  public let name: String
  /// Codes of the units that bore it, sorted.
  public let codes: [String]
  /// The code that its cases count for.
  public let counted: String
  /// Cases that state the name alone.
  public let cases: Int
}
