import Contracts

/// Cases of a silent cell that came in a season of which its silence shows nothing.
///
/// Who alone makes the cases of an item has no peers to tell its season. Where the months of it were not
/// delivered, the silence of the others is what there was in every year.
enum OwnSeason {
  // Fewer cases make no season.
  private static let fewestCases = 3

  /// Whether half or more of a cell's cases came in calendar months none of which was observed since it
  /// fell silent; false where it has fewer than three cases.
  static func isUnseen(_ cell: Cell, since firstMonth: Month) -> Bool {
    guard let last = cell.lastActive else { return false }
    let start = last.index - firstMonth.index + 1
    let seen = Set(
      cell.history.observed.joined().filter { Int($0) >= start }.map { calendarMonth($0) })
    var (all, unseen) = (0, 0)
    for count in cell.history.cases {
      all += Int(count.count)
      if !seen.contains(calendarMonth(count.month)) { unseen += Int(count.count) }
    }
    return all >= fewestCases && 2 * unseen >= all
  }

  // Months are offsets: those of one calendar month are twelve apart.
  private static func calendarMonth(_ offset: Int32) -> Int32 { offset % 12 }
}
