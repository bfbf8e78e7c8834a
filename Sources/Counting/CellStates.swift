import Contracts

/// Regulated parties of a cell, from the figures of its unit or of its places.
struct Parties {
  private var figures: [ExposureBook.Figures] = []

  /// The register says nothing.
  init() {}

  /// Of a unit.
  init(_ figures: ExposureBook.Figures) {
    if !figures.isEmpty { self.figures = [figures] }
  }

  /// Of all places together.
  init(ofPlaces figures: [ExposureBook.Figures]) {
    if figures.contains(where: { !$0.isEmpty }) { self.figures = figures }
  }

  /// Parties of a month; nil where the register says nothing.
  subscript(month: Month) -> PartyFigure? { PartyFigure.sum(figures.map { $0[month] }) }

  /// Whether any row of the register says that there is nobody.
  var hasZero: Bool { figures.contains(where: \.hasZero) }
}

/// What is known of a cell month by month, and the state that follows from it.
struct CellEvidence {
  /// Months from the first observed one: the power was held throughout the month.
  var empowered: MonthSet
  /// The cases of every unit that holds the power were delivered.
  var sent: MonthSet
  /// What came was rejected, half of it or more; none of these months is in `sent`.
  var unread: MonthSet
  /// Regulated parties by month.
  var parties: Parties
  /// Months without anybody to enforce on, as `findAbsent` finds them: their silence says nothing.
  var absent: MonthSet
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
    let figure = parties[first + (months - 1)]
    cell.regulatedParties = figure?.parties
    cell.lacksParties = figure?.isIncomplete ?? false
    if cell.level == .unitDomain, let parties = cell.wholeParties {
      cell.partyMonths = partyMonths(range, lastly: parties)
    }
    cell.heldFrom = empowered.lastRunStart.map { first + $0 }
    if let events {
      cell.unread = events.total(.unread) { range.contains($0) }
      cell.cases = events.total(.cases) { range.contains($0) }
      cell.casesUnobserved =
        cell.cases
        - events.total(.cases) {
          range.contains($0) && empowered.contains($0) && sent.contains($0)
        }
      cell.settled = events.total(.settled) { range.contains($0) }
      cell.casesEver = events.total(.cases)
      // What was reported before the power came, or after it went, asks nothing of the holder.
      let isHeld = { (month: Int) in range.contains(month) && empowered.contains(month) }
      cell.complaints = events.total(.complaints, where: isHeld)
      cell.complaintsFiled = events.total(.complaintsFiled, where: isHeld)
      cell.complaintsRefused = events.total(.complaintsRefused, where: isHeld)
      cell.complaintsPending = events.total(.complaintsPending, where: isHeld)
      cell.inspections = events.total(.inspections, where: isHeld)
      cell.findings = events.total(.findings, where: isHeld)
      cell.openFindings = events.total(.openFindings, where: isHeld)
      cell.complaintsWithCase = events.total(.complaintsWithCase, where: isHeld)
      cell.findingsWithCase = events.total(.findingsWithCase, where: isHeld)
    }
    fillSilence(&cell)
    fillHistory(&cell)
    cell.state = state(of: cell, range)
  }

  // Where the register says nothing of a month, or nothing of the whole place, its figure is the one
  // before, and before the first one that.
  private func partyMonths(_ range: Range<Int>, lastly last: Int) -> Int? {
    var known =
      range.compactMap { month in
        parties[first + month].flatMap { $0.isIncomplete ? nil : $0.parties }
      }.first ?? last
    var isSteady = true
    var sum = 0
    for month in range {
      if let figure = parties[first + month], !figure.isIncomplete { known = figure.parties }
      guard empowered.contains(month), sent.contains(month) else { continue }
      isSteady = isSteady && known == last
      sum += known
    }
    return isSteady ? nil : sum
  }

  /// Finds the months in which the register knows of nobody and nothing happened.
  ///
  /// None where the window has no others: the state says it. What contradicts a register is left out of
  /// it before, as `DoubtedZeros` says.
  mutating func findAbsent() {
    guard parties.hasZero else { return }
    let months = empowered.months
    let zero = MonthSet(of: months) { month in
      parties[first + month].map { $0.parties == 0 && !$0.isIncomplete } ?? false
    }
    guard
      (max(0, months - window)..<months).contains(where: {
        empowered.contains($0) && !zero.contains($0)
      })
    else { return }
    absent = MonthSet(of: months) { zero.contains($0) && !isMet($0..<$0 + 1) }
  }

  // Whether anything showed that there is somebody to enforce on.
  private func isMet(_ months: Range<Int>) -> Bool {
    isTraced(by: Self.signs, in: months) || isTraced(by: [.complaints, .findings], in: months)
  }

  private func isTraced(by measures: [Activity.Measure], in months: Range<Int>) -> Bool {
    events?.last(measures, in: months) != nil
  }

  private static let signs: [Activity.Measure] = [.cases, .filed, .settled, .settledFilings]

  // Only months that were delivered, and in which the power was held, are silent.
  private func fillSilence(_ cell: inout Cell) {
    let active = events?.last(Self.signs, in: 0..<empowered.months)
    // A record that could not be read may have been of a case: no silence goes on over it.
    let last = [active, unread.last].compactMap(\.self).max()
    let silent = empowered.intersection(sent).subtracting(absent)
    var months = 0
    for month in ((last ?? -1) + 1..<empowered.months).reversed() where silent.contains(month) {
      months += 1
      cell.silentFrom = first + month
    }
    cell.monthsSilent = months
    cell.isLeftCensored = last == nil && cell.monthsSilent > 0
    cell.lastActive = active.map { first + $0 }
    let filed = events?.last([.filed, .settledFilings], in: 0..<empowered.months)
    cell.lastFiled = filed.map { first + $0 }
  }

  // What happened before the power came, or in months that did not come, is no observation.
  private func fillHistory(_ cell: inout Cell) {
    guard let events else { return }
    let observed = empowered.intersection(sent)
    cell.history.cases = counts(events, .everyCase, in: observed)
    cell.history.settled = counts(events, .settled, in: observed)
    cell.history.findings = counts(events, .findings, in: empowered)
    cell.history.complaints = counts(events, .complaints, in: empowered)
    if !cell.history.cases.isEmpty { cell.history.partiesBefore = partiesBefore(cell) }
  }

  // A month without a figure has the one before, and before the first figure that.
  private func partiesBefore(_ cell: Cell) -> [MonthCount] {
    guard let last = cell.wholeParties.map({ max($0, 1) }) else { return [] }
    var changes: [MonthCount] = []
    for month in 0..<empowered.months {
      guard let figure = parties[first + month], !figure.isIncomplete else { continue }
      let count = Int32(clamping: max(figure.parties, last))
      if changes.last?.count != count {
        changes.append(MonthCount(month: changes.isEmpty ? 0 : Int32(month), count: count))
      }
    }
    return changes.count > 1 ? changes : []
  }

  private func counts(
    _ events: Activity.Series, _ measure: Activity.Measure, in months: MonthSet
  ) -> [MonthCount] {
    events.counts(measure).filter { months.contains($0.month) }.map { month, count in
      MonthCount(month: Int32(month), count: Int32(clamping: count))
    }
  }

  private func state(of cell: Cell, _ range: Range<Int>) -> CellState {
    guard cell.monthsEmpowered > 0 else { return .notEmpowered }
    if isTraced(by: [.cases, .filed], in: range) { return .active }
    if isTraced(by: [.settled, .settledFilings], in: range) { return .handled }
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
      guard let figure = parties[first + month] else { continue }
      if figure.parties > 0 { return nil }
      known += 1
    }
    // Zero in some months says nothing of the others.
    if known < months.count {
      return isMet(0..<empowered.months) ? nil : .exposureUnknown
    }
    return isMet(range) ? .exposureUnknown : .noExposure
  }
}
