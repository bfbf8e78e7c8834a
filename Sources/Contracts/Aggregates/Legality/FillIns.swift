/// Whether the exports of units bring what became known after they were first made.
///
/// Of a unit whose rows were ever stated again with a later day a blank says that nothing happened;
/// of one that sends each month once it says nothing of what came after.
public struct FillIns: Sendable {
  private var dated: Set<String> = []
  private var filled: Set<String> = []

  /// Nothing is known.
  public init() {}

  /// Notes a row that states a day, and whether that lies after the first export of the row.
  public mutating func note(_ unit: String, isLater: Bool) {
    dated.insert(unit)
    if isLater { filled.insert(unit) }
  }

  /// Whether a blank of a unit says something: its own rows are filled in later, or those of half or more
  /// of all units, so that its own could be.
  public func reach(_ unit: String) -> Bool {
    filled.contains(unit) || (!filled.isEmpty && 2 * filled.count >= dated.count)
  }
}
