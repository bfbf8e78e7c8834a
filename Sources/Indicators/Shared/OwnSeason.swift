import Contracts

/// Cases of a cell that came in a season of which the time since shows nothing.
///
/// Who alone makes the cases of an item has no peers to tell its season. Where the months of it were not
/// delivered, the silence of the others is what there was in every year.
enum OwnSeason {
  // Fewer cases make no season.
  private static let fewestCases = 3

  /// Whether half or more of the cases that a cell had before its silence came in calendar months that
  /// have come again since, none of them observed.
  ///
  /// False where it has fewer than three cases, and where another cell of the item or domain has as many
  /// and was observed in one of those months: that tells the season.
  static func isUnseen(at position: Int, in observation: Observation) -> Bool {
    guard let last = observation.cells[position].lastActive else { return false }
    return isUnseen(at: position, since: last + 1, in: observation)
  }

  /// The same of the cases before a month, and the time since.
  static func isUnseen(
    at position: Int, since month: Month, in observation: Observation
  ) -> Bool {
    let cell = observation.cells[position]
    let start = month.index - observation.firstMonth.index
    let end = observation.month.index - observation.firstMonth.index
    guard start > 0, start <= end else { return false }
    var seen: Set<Int> = []
    for offset in start...end where cell.isObserved(offset) { seen.insert(offset % 12) }
    let unseen = Set((start...end).map { $0 % 12 }).subtracting(seen)
    guard !unseen.isEmpty else { return false }
    let earlier = cell.history.cases.filter { Int($0.month) < start }
    let all = earlier.reduce(0) { $0 + Int($1.count) }
    let hidden = earlier.reduce(0) { unseen.contains(Int($1.month) % 12) ? $0 + Int($1.count) : $0 }
    guard all >= fewestCases, 2 * hidden >= all else { return false }
    let months = (start...end).filter { unseen.contains($0 % 12) }
    return !isTold(months, besides: position, observation)
  }

  // Whether somebody else who has cases was seen in one of these months.
  private static func isTold(
    _ months: [Int], besides position: Int, _ observation: Observation
  ) -> Bool {
    let (cells, own) = (observation.cells, observation.cells[position])
    return observation.positions(of: own.level).contains { other in
      other != position && cells[other].itemCode == own.itemCode
        && cells[other].domain == own.domain
        && cells[other].history.cases.reduce(0) { $0 + Int($1.count) } >= fewestCases
        && months.contains { cells[other].isObserved($0) }
    }
  }
}
