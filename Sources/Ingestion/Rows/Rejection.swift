/// Why a row was refused: a stable rule code and the column, never the cell's value.
public struct Rejection: Error, Hashable, Sendable {
  /// Stable code, such as `DATE-INVALID`.
  public let rule: String
  /// Canonical column; nil when the whole record is at fault.
  public let column: String?

  /// Makes a rejection.
  public init(rule: String, column: String? = nil) {
    self.rule = rule
    self.column = column
  }
}
