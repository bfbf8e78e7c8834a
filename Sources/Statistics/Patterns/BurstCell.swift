/// The cases of one unit and item by month, as a test of bursts takes them.
public struct BurstCell: Hashable, Sendable {
  /// A name that stays, of which the cell's stream of random numbers is made.
  public let name: String
  /// Number of the group of cells whose seasons are compared.
  public let group: Int
  /// Cases by month; 0 in a month that was not observed.
  public let counts: [Int]
  /// Cases of all observed months.
  public let total: Int
  private let observed: [Bool]?

  /// Makes a cell.
  ///
  /// - Parameters:
  ///   - name: A name that stays when other cells come and go.
  ///   - group: Number of the peer group.
  ///   - counts: Cases by month, 0 or more.
  ///   - observed: Whether each month was observed; nil when all were. The cases of other months
  ///     are left out.
  public init(name: String, group: Int, counts: [Int], observed: [Bool]? = nil) {
    precondition(counts.allSatisfy { $0 >= 0 }, "counts are not negative")
    precondition(observed.map { $0.count == counts.count } ?? true, "a mask has every month")
    self.name = name
    self.group = group
    self.counts = counts.indices.map { observed?[$0] ?? true ? counts[$0] : 0 }
    self.observed = observed
    total = self.counts.reduce(0, +)
  }

  /// Returns whether the month at this position was observed.
  public func isObserved(_ month: Int) -> Bool { observed?[month] ?? true }

  /// Returns how many observed months from this position on pass until there is a case again.
  func silentMonths(from month: Int) -> Int {
    let rest = counts.indices.dropFirst(month)
    let end = rest.first { counts[$0] > 0 } ?? counts.count
    return rest.prefix { $0 < end }.count { isObserved($0) }
  }
}
