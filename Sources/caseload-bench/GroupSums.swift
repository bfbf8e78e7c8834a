/// Sums by packed key: rows are collected, and sorted and added up when there are many.
struct GroupSums: Sendable {
  /// A key and what was added to it.
  struct Group: Sendable {
    var key: UInt64
    var cases: Int
    var fineInFen: Int
  }

  /// Keys in no order; a key may occur more than once.
  private(set) var groups: [Group]
  private var limit = 1 << 20
  private static let digit = 11

  /// Starts with groups, of which a key may occur more than once.
  init(_ groups: [Group] = []) {
    self.groups = groups
  }

  /// Adds a case and its fine to a key.
  @inline(__always)
  mutating func add(_ key: UInt64, fineInFen: Int) {
    if groups.count >= limit {
      combine()
      limit = max(limit, 2 * groups.count)
    }
    groups.append(Group(key: key, cases: 1, fineInFen: fineInFen))
  }

  /// Puts the groups in the order of their keys, each key once.
  mutating func combine() {
    sort()
    var last = -1
    for group in groups {
      if last >= 0, groups[last].key == group.key {
        groups[last].cases += group.cases
        groups[last].fineInFen += group.fineInFen
      } else {
        last += 1
        groups[last] = group
      }
    }
    groups.removeLast(groups.count - last - 1)
  }

  // By digits, the lowest first; those that are the same in all keys are passed over.
  private mutating func sort() {
    guard let first = groups.first else { return }
    var varying: UInt64 = 0
    for group in groups { varying |= group.key ^ first.key }
    var sorted = groups
    for shift in stride(from: 0, to: 64, by: Self.digit)
    where varying >> UInt64(shift) & (1 << UInt64(Self.digit) - 1) != 0 {
      place(by: UInt64(shift), in: &sorted)
      swap(&groups, &sorted)
    }
  }

  private func place(by shift: UInt64, in sorted: inout [Group]) {
    let mask: UInt64 = 1 << UInt64(Self.digit) - 1
    var places = [Int](repeating: 0, count: 1 << Self.digit)
    for group in groups { places[Int(group.key >> shift & mask)] += 1 }
    var start = 0
    for digit in places.indices {
      let count = places[digit]
      places[digit] = start
      start += count
    }
    for group in groups {
      let digit = Int(group.key >> shift & mask)
      sorted[places[digit]] = group
      places[digit] += 1
    }
  }
}
