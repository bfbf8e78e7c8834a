/// Reads rows of a tally from bytes; texts that repeat are kept once.
public struct TallyReader {
  /// What was read so far.
  public private(set) var tally: Tally
  private var texts: TextPool

  /// Makes a reader of tallies shaped like an empty one.
  public init(_ empty: Tally) {
    tally = empty
    texts = TextPool(columns: empty.keys.count)
  }

  /// Adds one row below the header; false when it is not one.
  ///
  /// - Parameters:
  ///   - row: The cells in UTF-8, one byte after each.
  ///   - ends: Where each cell ends in `row`.
  /// - Returns: Whether the row was added.
  public mutating func add(_ row: Span<UInt8>, ends: [Int]) -> Bool {
    guard ends.count == tally.keys.count + tally.measures.count else { return false }
    var key: [String] = []
    key.reserveCapacity(tally.keys.count)
    var amounts: [Int] = []
    amounts.reserveCapacity(tally.measures.count)
    for (column, end) in ends.enumerated() {
      let range = (column == 0 ? 0 : ends[column - 1] + 1)..<end
      if column < tally.keys.count {
        guard let text = texts.text(column, row, range) else { return false }
        key.append(text)
      } else {
        guard let amount = row.number(in: range) else { return false }
        amounts.append(amount)
      }
    }
    tally.add(key, amounts)
    return true
  }
}
