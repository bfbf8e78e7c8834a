/// Distinct rows of numbers of one width, in the order in which they were first met.
public struct CodeRows: Sendable {
  /// Numbers of a row.
  public let width: Int
  /// Rows.
  public private(set) var count = 0
  /// The numbers of all rows, one row after another.
  public private(set) var codes: [UInt32] = []
  // Rows that the slots know; those after them are found once a row is asked for.
  private var indexed = 0
  // By hash: the position of a row, plus one, below half of its hash, so that other rows are told
  // apart without looking at them. At least half of the slots are zero and stand for none.
  private var slots: [UInt64] = []

  /// Makes an empty set of rows.
  public init(width: Int) {
    self.width = width
  }

  /// The position of the row that starts at an index of `row`; it is added where it is new.
  public mutating func position(of row: [UInt32], from start: Int = 0) -> Int {
    precondition(indexed == count, "rows are indexed before others are looked up")
    if count * 2 >= slots.count { grow() }
    let hash = Self.hash(of: row.span, start, width)
    let place = place(of: row, start, hash)
    if slots[place] > 0 { return Self.position(slots[place]) }
    codes.append(contentsOf: row[start..<start + width])
    count += 1
    indexed = count
    slots[place] = hash << 32 | UInt64(count)
    return count - 1
  }

  /// Adds a row that differs from all others, as those of a file of sums do, without a look-up.
  public mutating func append(distinct row: [UInt32]) {
    codes.append(contentsOf: row)
    count += 1
  }

  /// Makes rows that were appended findable; false where one of them was met before.
  public mutating func index() -> Bool {
    while count * 2 >= slots.count { grow() }
    for position in indexed..<count {
      let start = position * width
      let hash = Self.hash(of: codes.span, start, width)
      let place = place(of: codes, start, hash)
      guard slots[place] == 0 else { return false }
      slots[place] = hash << 32 | UInt64(position + 1)
    }
    indexed = count
    return true
  }

  /// The position of a row; nil where it was never met.
  public func known(_ row: [UInt32]) -> Int? {
    precondition(indexed == count, "rows are indexed before others are looked up")
    guard count > 0 else { return nil }
    let slot = slots[place(of: row, 0, Self.hash(of: row.span, 0, width))]
    return slot == 0 ? nil : Self.position(slot)
  }

  private static func position(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }

  // Where the row is, or the free place where it would be.
  private func place(of row: [UInt32], _ start: Int, _ hash: UInt64) -> Int {
    let (row, codes, slots) = (row.span, codes.span, slots.span)
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while slots[place] > 0 {
      if slots[place] >> 32 == hash {
        let own = Self.position(slots[place]) * width
        var index = 0
        while index < width, codes[own + index] == row[start + index] { index += 1 }
        if index == width { break }
      }
      place = (place + 1) & mask
    }
    return place
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: max(16, slots.count * 2))
    let mask = larger.count - 1
    for slot in slots where slot > 0 {
      var place = Int(slot >> 32) & mask
      while larger[place] > 0 { place = (place + 1) & mask }
      larger[place] = slot
    }
    slots = larger
  }

  // 32 bits: no more rows than that can be numbered.
  private static func hash(of row: Span<UInt32>, _ start: Int, _ width: Int) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 1 < width {
      state = mixed(state ^ (UInt64(row[start + index]) << 32 | UInt64(row[start + index + 1])))
      index += 2
    }
    if index < width { state = mixed(state ^ UInt64(row[start + index])) }
    return state & 0xFFFF_FFFF
  }
}
