import Contracts

/// What is known of a cell month by month, and the state that follows from it.
struct CellEvidence {
  /// Months from the first observed one: the power was held throughout the month.
  var empowered: MonthSet
  /// The cases of every unit that holds the power were delivered.
  var sent: MonthSet
  /// Regulated parties of a month; nil where the register says nothing.
  var parties: (Month) -> Int?
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
    let months = empowered.months
    let range = max(0, months - window)..<months
    cell.monthsEmpowered = range.count { empowered.contains($0) }
    cell.monthsSent = range.count { empowered.contains($0) && sent.contains($0) }
    cell.explained = explained
    cell.regulatedParties = parties(first + (months - 1))
    cell.heldFrom = empowered.lastRunStart.map { first + $0 }
    if let events {
      cell.cases = range.reduce(0) { $0 + events[.cases, $1] }
      cell.settled = range.reduce(0) { $0 + events[.settled, $1] }
      cell.casesEver = (0..<months).reduce(0) { $0 + events[.cases, $1] }
      // What was reported before the power came, or after it went, asks nothing of the holder.
      for month in range where empowered.contains(month) {
        cell.complaints += events[.complaints, month]
        cell.findings += events[.findings, month]
        cell.openFindings += events[.openFindings, month]
      }
    }
    fillSilence(&cell)
    fillHistory(&cell)
    cell.state = state(of: cell, range)
  }

  private func isActive(_ month: Int) -> Bool {
    guard let events else { return false }
    return events[.cases, month] + events[.filed, month] + settlements(month) > 0
  }

  private func settlements(_ month: Int) -> Int {
    guard let events else { return 0 }
    return events[.settled, month] + events[.settledFilings, month]
  }

  // Only months that were delivered, and in which the power was held, are silent.
  private func fillSilence(_ cell: inout Cell) {
    var month = empowered.months - 1
    while month >= 0, !isActive(month) {
      if empowered.contains(month), sent.contains(month) {
        cell.monthsSilent += 1
        cell.silentFrom = first + month
      }
      month -= 1
    }
    cell.isLeftCensored = month < 0 && cell.monthsSilent > 0
    cell.lastActive = month >= 0 ? first + month : nil
  }

  // What happened before the power came, or in months that did not come, is no observation.
  private func fillHistory(_ cell: inout Cell) {
    guard let events else { return }
    let observed = empowered.intersection(sent)
    cell.history.cases = counts(events, .everyCase, in: observed)
    cell.history.findings = counts(events, .findings, in: empowered)
    cell.history.complaints = counts(events, .complaints, in: empowered)
  }

  private func counts(
    _ events: Activity.Series, _ measure: Activity.Measure, in months: MonthSet
  ) -> [MonthCount] {
    (0..<months.months).filter { events[measure, $0] > 0 && months.contains($0) }.map { month in
      MonthCount(month: Int32(month), count: Int32(clamping: events[measure, month]))
    }
  }

  private func state(of cell: Cell, _ range: Range<Int>) -> CellState {
    guard cell.monthsEmpowered > 0 else { return .notEmpowered }
    if let events, range.contains(where: { events[.cases, $0] + events[.filed, $0] > 0 }) {
      return .active
    }
    if range.contains(where: { settlements($0) > 0 }) { return .handled }
    // An item withdrawn, or a power that moved on, did not fall silent.
    guard empowered.holdsLast else { return .notEmpowered }
    let isGap = cell.monthsSent < cell.monthsEmpowered && cell.monthsSilent < window
    if cell.monthsSent == 0 || isGap { return .notSent }
    if let exposure = exposureState(range) { return exposure }
    return explained == nil ? .zeroOpen : .zeroExplained
  }

  // Nil: something to enforce on. A register of zero against complaints is a contradiction: unknown.
  private func exposureState(_ range: Range<Int>) -> CellState? {
    let months = range.filter { empowered.contains($0) }
    var known = 0
    // The newest figure is there most often; one that is above zero settles it.
    for month in months.reversed() {
      guard let figure = parties(first + month) else { continue }
      if figure > 0 { return nil }
      known += 1
    }
    let isTraced = { (months: Range<Int>) in
      months.contains { month in
        isActive(month) || (events?[.complaints, month] ?? 0) + (events?[.findings, month] ?? 0) > 0
      }
    }
    // Zero in some months says nothing of the others.
    if known < months.count {
      return isTraced(0..<empowered.months) ? nil : .exposureUnknown
    }
    return isTraced(range) ? .exposureUnknown : .noExposure
  }
}
