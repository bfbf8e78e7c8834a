import Contracts

/// A case as it stood at the end of the report month.
struct ProcedureCase {
  /// Where a case stood.
  enum State: String {
    /// Decided by then, as APL 57 calls a decision.
    case decided
    /// Closed otherwise: not filed, withdrawn, terminated, or handed to another body.
    case ended
    /// Still open.
    case pending
  }

  /// Position among the cases of its partition that count.
  let position: Int
  let state: State
  /// Month of the decision or other end; of the filing while the case is open.
  let month: Month
  let filed: CalendarDate?
  /// Day of the decision, of whatever kind; nil where there was none by then.
  let decided: CalendarDate?
  /// Day on which the case ended, or the end of the month.
  let until: CalendarDate
  /// What it ended in, as counting reads it.
  let disposition: String
  let fineFen: Int?
  /// The fine; nil also where an export states one sum of what was fined and confiscated.
  let statedFineFen: Int?
  let amountFen: Int
  private let excludedDays: Int
  private let statesClosing: Bool

  /// Reads a case; nil where it was neither decided in the window nor open at its end.
  init?(_ cells: borrowing ProcedureCells, row: Int, position: Int, window: ClosedRange<Month>) {
    self.position = position
    let end = window.upperBound.lastDay
    let filed = cells.filed[row]
    let decided = cells.decided[row].flatMap { $0 <= end ? $0 : nil }
    (self.filed, self.decided) = (filed, decided)
    fineFen = cells.fine[row]
    statedFineFen = cells.isMixed[row] && !cells.isSplit(row) ? nil : fineFen
    amountFen = (fineFen ?? 0) + cells.confiscated[row]
    disposition = cells.disposition[row]
    excludedDays = cells.excludedDays[row]
    statesClosing = cells.statesClosing[row]
    let closed = cells.closed[row].flatMap { $0 <= end ? $0 : nil }
    if let decided {
      let isEnd = cells.isEnding[row]
      (state, until, month) = (isEnd ? .ended : .decided, decided, decided.month)
      guard window.contains(month) else { return nil }
      return
    }
    guard let filed, filed <= end else { return nil }
    // Decided or closed after the report month: at its end the case was open, whatever it ended in.
    let isLater = cells.statesDecision[row] || cells.closed[row].map { $0 > end } ?? false
    guard closed != nil || (!isLater && cells.isSettled[row]) else {
      (state, until, month) = (.pending, end, filed.month)
      return
    }
    // A penalty was decided, on a day that the export does not state.
    let isDecided = disposition == "punished"
    (state, until) = (isDecided ? .decided : .ended, closed ?? filed)
    month = until.month
    guard window.contains(month) else { return nil }
  }

  /// Whether fine and confiscation are one sum.
  var isUnsplit: Bool { fineFen != nil && statedFineFen == nil }

  /// What was confiscated.
  var confiscatedFen: Int { amountFen - (fineFen ?? 0) }

  /// Whether the case was decided, and ended in a penalty.
  var isPenaltyDecision: Bool { decided != nil && disposition == "punished" }

  /// Days from filing, less those left out; nil without a filing date, negative in wrong order.
  var days: Int? {
    // The day of a decision or end that states none is unknown.
    if state == .decided, decided == nil { return nil }
    if state == .ended, decided == nil, !statesClosing { return nil }
    guard let filed else { return nil }
    let days = until.dayNumber - filed.dayNumber
    let counted = days - excludedDays
    guard days >= 0, counted < 0 else { return counted < 0 ? days : counted }
    // More days are left out than have passed: while it is open none counts so far.
    return state == .pending ? 0 : nil
  }
}

/// The cells that tell where the cases of a partition stood, each text read once.
struct ProcedureCells {
  let filed: RowValues<CalendarDate?>
  let decided: RowValues<CalendarDate?>
  let closed: RowValues<CalendarDate?>
  /// Whether a day of the decision is stated, be it a day or not.
  let statesDecision: RowValues<Bool>
  let statesClosing: RowValues<Bool>
  let excludedDays: RowValues<Int>
  let fine: RowValues<Int?>
  let confiscated: RowValues<Int>
  /// Whether the penalty is, or is also, a confiscation.
  let isMixed: RowValues<Bool>
  private let statesFine: RowValues<Bool>
  private let statesConfiscated: RowValues<Bool>
  let disposition: CodedColumn
  /// Whether a decision of this kind ended the case otherwise.
  let isEnding: RowValues<Bool>
  /// Whether a case that states no day has ended all the same.
  let isSettled: RowValues<Bool>

  init(_ table: ColumnTable) {
    let own = CaseColumns(table)
    filed = table["filed_date"].values { CalendarDate($0) }
    decided = table["decided_date"].values { CalendarDate($0) }
    closed = table["closed_date"].values { CalendarDate($0) }
    statesDecision = table["decided_date"].values { !$0.isEmpty }
    statesClosing = table["closed_date"].values { !$0.isEmpty }
    excludedDays = table["excluded_days"].values { Int($0) ?? 0 }
    fine = own.fine.values { Int($0) }
    confiscated = table["confiscated_fen"].values { Int($0) ?? 0 }
    disposition = own.disposition
    isMixed = table["penalty_types"].values { $0.split(separator: ";").contains("confiscation") }
    statesFine = table["fine_fen"].values { !$0.isEmpty }
    statesConfiscated = table["confiscated_fen"].values { !$0.isEmpty }
    isEnding = own.disposition.values { Self.endings.contains($0) }
    isSettled = own.disposition.values { !["", "pending"].contains($0) }
  }

  /// Whether fine and confiscation are stated apart.
  func isSplit(_ row: Int) -> Bool { statesFine[row] || statesConfiscated[row] }

  // APL 57 knows four decisions: a penalty, none, no offence, and criminal justice.
  private static let endings: Set<String> = [
    "not_filed", "withdrawn", "terminated", "transferred_other",
  ]
}
