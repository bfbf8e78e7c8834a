/// Some of the months from the first observed one to the report month, as bits.
struct MonthSet: Hashable {
  /// Months from the first observed one to the report month, in the set or not.
  let months: Int
  // Of the first 64 months, and of those after them: five years need no memory of their own.
  private var first: UInt64 = 0
  private var others: [UInt64] = []

  /// Makes the set of the months for which a condition holds; they count from 0.
  init(of months: Int, where holds: (Int) -> Bool = { _ in false }) {
    self.months = months
    if months > 64 { others = [UInt64](repeating: 0, count: (months - 1) / 64) }
    for month in 0..<months where holds(month) {
      let bit: UInt64 = 1 << UInt64(month % 64)
      if month < 64 { first |= bit } else { others[month / 64 - 1] |= bit }
    }
  }

  func contains(_ month: Int) -> Bool {
    let word = month < 64 ? first : others[month / 64 - 1]
    return word & (1 << UInt64(month % 64)) != 0
  }

  mutating func formUnion(_ other: MonthSet) {
    first |= other.first
    for index in others.indices { others[index] |= other.others[index] }
  }

  mutating func formIntersection(_ other: MonthSet) {
    first &= other.first
    for index in others.indices { others[index] &= other.others[index] }
  }

  mutating func subtract(_ other: MonthSet) {
    first &= ~other.first
    for index in others.indices { others[index] &= ~other.others[index] }
  }

  /// Months that are in both sets.
  func intersection(_ other: MonthSet) -> MonthSet {
    var result = self
    result.formIntersection(other)
    return result
  }

  /// Months that are in this set alone.
  func subtracting(_ other: MonthSet) -> MonthSet {
    var result = self
    result.subtract(other)
    return result
  }

  /// Whether the report month is in the set.
  var holdsLast: Bool { months > 0 && contains(months - 1) }

  /// The last month of the set; nil where there is none.
  var last: Int? {
    if let word = others.lastIndex(where: { $0 != 0 }) {
      return 64 * (word + 1) + 63 - others[word].leadingZeroBitCount
    }
    return first == 0 ? nil : 63 - first.leadingZeroBitCount
  }

  /// Runs of months, ascending.
  var ranges: [ClosedRange<Int32>] {
    var ranges: [ClosedRange<Int32>] = []
    var start: Int?
    for month in 0...months {
      let isIn = month < months && contains(month)
      if isIn, start == nil { start = month }
      if !isIn, let from = start {
        ranges.append(Int32(from)...Int32(month - 1))
        start = nil
      }
    }
    return ranges
  }

  /// First month of the run that ends with the report month; nil where that is not in the set.
  var lastRunStart: Int? {
    guard holdsLast else { return nil }
    var start = months - 1
    while start > 0, contains(start - 1) { start -= 1 }
    return start
  }
}
