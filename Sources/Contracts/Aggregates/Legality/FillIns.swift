/// Whether the exports of units bring what became known after they were first made.
///
/// Of a unit whose rows are stated again with later days a blank says that nothing happened; of one
/// that sends each month once it says nothing of what came after.
public struct FillIns: Sendable {
  private struct Rows {
    var all = 0
    var dated = 0
    var later = 0

    mutating func add(_ rows: Int, _ isDated: Bool, _ isLater: Bool) {
      all += rows
      if isDated { dated += rows }
      if isLater { later += rows }
    }

    // A correction for another reason now and then brings a day with it.
    var isFilledIn: Bool { later >= 5 && 20 * later >= dated }
  }

  private static let fewest = 30

  private var byUnit: [String: Rows] = [:]
  // Sums over all units, and units with a day and of these those that are filled in.
  private var sum = Rows()
  private var units = (dated: 0, filledIn: 0)

  /// Nothing is known.
  public init() {}

  /// Notes rows of a unit.
  ///
  /// - Parameters:
  ///   - unit: Its code.
  ///   - rows: Their number.
  ///   - isDated: Whether they state a day.
  ///   - isLater: Whether that lies after the first export of their whole month.
  public mutating func note(_ unit: String, rows: Int, isDated: Bool, isLater: Bool = false) {
    let before = byUnit[unit] ?? Rows()
    var own = before
    own.add(rows, isDated, isLater)
    byUnit[unit] = own
    sum.add(rows, isDated, isLater)
    units.dated += (own.dated > 0 ? 1 : 0) - (before.dated > 0 ? 1 : 0)
    units.filledIn += (own.isFilledIn ? 1 : 0) - (before.isFilledIn ? 1 : 0)
  }

  /// Whether a blank of a unit says something.
  ///
  /// Its own rows are filled in later, or those of half or more of the other units that state days, so
  /// that its own could be; or it states no day at all while others do in most of their rows.
  public func reach(_ unit: String) -> Bool {
    let own = byUnit[unit] ?? Rows()
    if own.isFilledIn { return true }
    let dated = units.dated - (own.dated > 0 ? 1 : 0)
    if dated > 0, 2 * units.filledIn >= dated { return true }
    let (all, stated) = (sum.all - own.all, sum.dated - own.dated)
    return own.all >= Self.fewest && own.dated == 0 && stated > 0 && 2 * stated >= all
  }
}
