/// Distinct rows of numbers of one width, in the order in which they were first met.
public struct CodeRows: Sendable {
  /// Numbers of a row.
  public let width: Int
  /// Rows.
  public private(set) var count = 0
  /// The numbers of all rows, one row after another.
  public private(set) var codes: [UInt32] = []
  // Positions of rows, plus one, by hash; at least half of them are zero and stand for none.
  private var slots: [UInt32] = []

  /// Makes an empty set of rows.
  public init(width: Int) {
    self.width = width
  }

  /// The position of the row that starts at an index of `row`; it is added where it is new.
  public mutating func position(of row: [UInt32], from start: Int = 0) -> Int {
    if count * 2 >= slots.count { grow() }
    let place = place(of: row, start)
    if slots[place] > 0 { return Int(slots[place]) - 1 }
    for index in start..<start + width { codes.append(row[index]) }
    count += 1
    slots[place] = UInt32(count)
    return count - 1
  }

  /// The position of a row; nil where it was never met.
  public func known(_ row: [UInt32]) -> Int? {
    guard count > 0 else { return nil }
    let slot = slots[place(of: row, 0)]
    return slot == 0 ? nil : Int(slot) - 1
  }

  // Where the row is, or the free place where it would be.
  private func place(of row: [UInt32], _ start: Int) -> Int {
    let (row, codes, slots) = (row.span, codes.span, slots.span)
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: Self.hash(of: row, start, width)) & mask
    while slots[place] > 0 {
      let own = (Int(slots[place]) - 1) * width
      var index = 0
      while index < width, codes[own + index] == row[start + index] { index += 1 }
      if index == width { break }
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: max(16, slots.count * 2))
    let mask = slots.count - 1
    for position in 0..<count {
      let hash = Self.hash(of: codes.span, position * width, width)
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place] > 0 { place = (place + 1) & mask }
      slots[place] = UInt32(position + 1)
    }
  }

  private static func hash(of row: Span<UInt32>, _ start: Int, _ width: Int) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 1 < width {
      state = mixed(state ^ (UInt64(row[start + index]) << 32 | UInt64(row[start + index + 1])))
      index += 2
    }
    return index < width ? mixed(state ^ UInt64(row[start + index])) : state
  }
}
