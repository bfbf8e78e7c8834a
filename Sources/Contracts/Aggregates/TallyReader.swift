/// Reads rows of a tally from bytes.
public struct TallyReader {
  /// What was read so far.
  public private(set) var tally: Tally
  private let isSummed: Bool
  private var key: [UInt32]
  private var amounts: [Int]

  /// Makes a reader of tallies shaped like an empty one.
  ///
  /// - Parameters:
  ///   - empty: The shape.
  ///   - isSummed: The rows are those of a whole tally: the sums are for merging into others, and
  ///     nothing is found in them by its key.
  public init(_ empty: Tally, isSummed: Bool = false) {
    tally = empty
    self.isSummed = isSummed
    key = Array(repeating: 0, count: empty.keys.count)
    amounts = Array(repeating: 0, count: empty.measures.count)
  }

  /// Adds one row below the header; false when it is not one.
  ///
  /// - Parameters:
  ///   - row: The cells in UTF-8, one byte after each.
  ///   - ends: Where each cell ends in `row`.
  /// - Returns: Whether the row was added.
  public mutating func add(_ row: Span<UInt8>, ends: [Int]) -> Bool {
    guard ends.count == key.count + amounts.count else { return false }
    var start = 0
    for (column, end) in ends.enumerated() {
      if column < key.count {
        guard let code = tally.sums.code(column, row, start..<end) else { return false }
        key[column] = code
      } else {
        guard let amount = row.number(in: start..<end) else { return false }
        amounts[column - key.count] = amount
      }
      start = end + 1
    }
    if isSummed {
      tally.sums.append(distinct: key, amounts)
    } else {
      tally.note(tally.sums.add(codes: key, amounts))
    }
    return true
  }
}
