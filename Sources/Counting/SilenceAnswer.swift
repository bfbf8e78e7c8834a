import Contracts

/// What the holder of a power says to a silence of it at the end of the report month.
enum SilenceAnswer {
  /// Nothing that is valid.
  case open
  /// There is nobody to enforce on, and nothing to explain.
  case unasked
  /// A valid explanation of a date.
  case explained(CalendarDate)

  /// Of a cell of a unit.
  init(_ cell: Cell) {
    self =
      cell.explained.map { .explained($0) } ?? (cell.state == .noExposure ? .unasked : .open)
  }

  /// Of several holders together: explained where every one of them is that has somebody to enforce
  /// on, since the oldest of their dates; open without a holder.
  init(ofAll answers: [SilenceAnswer]) {
    var dates: [CalendarDate] = []
    var isOpen = answers.isEmpty
    for answer in answers {
      switch answer {
      case .open: isOpen = true
      case .unasked: break
      case .explained(let date): dates.append(date)
      }
    }
    self = isOpen ? .open : dates.min().map { .explained($0) } ?? .unasked
  }

  /// Date of the explanation; nil without one.
  var date: CalendarDate? {
    if case .explained(let date) = self { date } else { nil }
  }
}
