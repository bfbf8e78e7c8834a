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

  /// The archived cells by name.
  let cell: (String) -> String
  /// Officers named, each once.
  let officers: Set<String>
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
  let amountFen: Int

  /// Reads a case; nil where it was neither decided in the window nor open at its end.
  init?(
    _ cell: @escaping (String) -> String, officers: Set<String>, window: ClosedRange<Month>
  ) {
    self.cell = cell
    self.officers = officers
    let end = window.upperBound.lastDay
    let filed = CalendarDate(cell("filed_date"))
    let decided = CalendarDate(cell("decided_date")).flatMap { $0 <= end ? $0 : nil }
    let stated = CaseTallies.statedFine(cell)
    (self.filed, self.decided) = (filed, decided)
    fineFen = Int(stated)
    amountFen = (fineFen ?? 0) + (Int(cell("confiscated_fen")) ?? 0)
    disposition = CaseTallies.disposition(cell, fine: fineFen ?? 0)
    let closed = CalendarDate(cell("closed_date")).flatMap { $0 <= end ? $0 : nil }
    if let decided {
      let isEnd = ProcedureCase.endings.contains(disposition)
      (state, until, month) = (isEnd ? .ended : .decided, decided, decided.month)
      guard window.contains(decided.month) else { return nil }
      return
    }
    guard let filed, filed <= end else { return nil }
    // Decided after the report month: at its end the case was open, whatever it ended in.
    let isLater = !cell("decided_date").isEmpty
    let hasEnded =
      closed != nil || (!isLater && !["", "pending", "punished"].contains(disposition))
    guard hasEnded else {
      (state, until, month) = (.pending, end, filed.month)
      return
    }
    // A penalty was decided, on a day that the export does not state.
    let isDecided = disposition == "punished"
    (state, until) = (isDecided ? .decided : .ended, closed ?? filed)
    month = until.month
    guard window.contains(until.month) else { return nil }
  }

  /// Whether the case was decided, and ended in a penalty.
  var isPenaltyDecision: Bool { decided != nil && disposition == "punished" }

  /// Days from filing, less those left out; nil without a filing date, negative in wrong order.
  var days: Int? {
    // The day of a decision or end that states none is unknown.
    if state == .decided, decided == nil { return nil }
    if state == .ended, decided == nil, cell("closed_date").isEmpty { return nil }
    guard let filed else { return nil }
    let days = until.dayNumber - filed.dayNumber
    let counted = days - (Int(cell("excluded_days")) ?? 0)
    guard days >= 0, counted < 0 else { return counted < 0 ? days : counted }
    // More days are left out than have passed: while it is open none counts so far.
    return state == .pending ? 0 : nil
  }

  // APL 57 knows four decisions: a penalty, none, no offence, and criminal justice.
  private static let endings: Set<String> = [
    "not_filed", "withdrawn", "terminated", "transferred_other",
  ]
}
