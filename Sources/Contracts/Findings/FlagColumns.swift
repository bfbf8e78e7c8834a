/// Columns without which a flag cannot be raised: a unit that leaves them out is not cleared of it.
public struct FlagColumns: Hashable, Sendable {
  /// As `table.column`; any one of them is enough.
  public let anyOf: [String]
  /// What the categories of the flags contain that rest on them; empty for all flags.
  public let category: String

  /// Takes columns of which any one is enough, and what the categories contain that rest on them.
  public init(_ anyOf: String..., of category: String = "") {
    self.anyOf = anyOf
    self.category = category
  }

  /// Whether a flag of a category rests on them.
  public func bear(on category: String) -> Bool {
    self.category.isEmpty || category.contains(self.category)
  }
}
