import Contracts

/// What is known of a cell month by month, and the state that follows from it.
struct CellEvidence {
  /// Months from the first observed one: the power was held throughout the month.
  var empowered: [Bool]
  /// The cases of every unit that holds the power were delivered.
  var sent: [Bool]
  /// Regulated parties; nil where the register says nothing.
  var parties: [Int?]
  /// Events; nil where nothing ever happened.
  var events: Activity.Series?
  /// Date of the explanation that is valid at the end of the last month.
  var explained: CalendarDate?
  /// First observed month.
  var first: Month
  /// Months of the window, and silent months that make a long zero.
  var window: Int

  /// Fills in the numbers and the state of a cell.
  func fill(_ cell: inout Cell) {
    let months = empowered.count
    let range = max(0, months - window)..<months
    cell.monthsEmpowered = range.count { empowered[$0] }
    cell.monthsSent = range.count { empowered[$0] && sent[$0] }
    cell.explained = explained
    cell.regulatedParties = parties.last ?? nil
    if let events {
      cell.cases = range.reduce(0) { $0 + events.cases[$1] }
      cell.settled = range.reduce(0) { $0 + events.settled[$1] }
      cell.casesEver = events.cases.reduce(0, +)
      // What was reported before the power came, or after it went, asks nothing of the holder.
      for month in range where empowered[month] {
        cell.complaints += events.complaints[month]
        cell.findings += events.findings[month]
        cell.openFindings += events.openFindings[month]
      }
    }
    fillSilence(&cell)
    cell.state = state(of: cell, range)
  }

  private func isActive(_ month: Int) -> Bool {
    guard let events else { return false }
    return events.cases[month] + events.filed[month] + settlements(month) > 0
  }

  private func settlements(_ month: Int) -> Int {
    guard let events else { return 0 }
    return events.settled[month] + events.settledFilings[month]
  }

  // Only months that were delivered, and in which the power was held, are silent.
  private func fillSilence(_ cell: inout Cell) {
    var month = empowered.count - 1
    while month >= 0, !isActive(month) {
      if empowered[month], sent[month] {
        cell.monthsSilent += 1
        cell.silentFrom = first + month
      }
      month -= 1
    }
    cell.isLeftCensored = month < 0 && cell.monthsSilent > 0
    cell.lastActive = month >= 0 ? first + month : nil
  }

  private func state(of cell: Cell, _ range: Range<Int>) -> CellState {
    guard cell.monthsEmpowered > 0 else { return .notEmpowered }
    if let events, range.contains(where: { events.cases[$0] + events.filed[$0] > 0 }) {
      return .active
    }
    if range.contains(where: { settlements($0) > 0 }) { return .handled }
    // An item withdrawn, or a power that moved on, did not fall silent.
    guard empowered.last ?? false else { return .notEmpowered }
    let isGap = cell.monthsSent < cell.monthsEmpowered && cell.monthsSilent < window
    if cell.monthsSent == 0 || isGap { return .notSent }
    if let exposure = exposureState(range) { return exposure }
    return explained == nil ? .zeroOpen : .zeroExplained
  }

  // Nil: something to enforce on. A register of zero against complaints is a contradiction: unknown.
  private func exposureState(_ range: Range<Int>) -> CellState? {
    let months = range.filter { empowered[$0] }
    let known = months.compactMap { parties[$0] }
    if known.contains(where: { $0 > 0 }) { return nil }
    let isTraced = { (months: Range<Int>) in
      months.contains { month in
        isActive(month) || (events?.complaints[month] ?? 0) + (events?.findings[month] ?? 0) > 0
      }
    }
    // Zero in some months says nothing of the others.
    if known.count < months.count {
      return isTraced(empowered.indices) ? nil : .exposureUnknown
    }
    return isTraced(range) ? .exposureUnknown : .noExposure
  }
}
