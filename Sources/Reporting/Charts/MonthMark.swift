import Contracts

/// What a month of a cell shows: a state, or merely no case in a month of a cell that is no zero.
enum MonthMark: Hashable {
  /// The month shares the state of the cell; `active` has its number of cases.
  case state(CellState, cases: Int)
  /// A delivered month without a case in a cell that had cases, or before a silence began.
  case quiet
  /// The month lies before the first observed one.
  case outside

  /// Word in the chart's data.
  var word: String {
    switch self {
    case .state(let state, _): state.rawValue
    case .quiet: "no_case"
    case .outside: "outside"
    }
  }

  /// Every word that a chart's data may hold.
  static let words = CellState.allCases.map(\.rawValue) + ["no_case", "outside"]

  /// Cases of the month; nil where none were counted.
  var cases: Int? {
    switch self {
    case .state(.active, let cases): cases
    case .state(.notEmpowered, _), .state(.notSent, _), .outside: nil
    case .state, .quiet: 0
    }
  }
}

/// The months of cells as marks.
struct MonthMarks {
  let firstMonth: Month
  let windowStart: Month
  /// Months that did not come, by unit; a district lacks a month that one of its units lacks.
  private let missing: [String: Set<Month>]

  init(_ observation: Observation) {
    firstMonth = observation.firstMonth
    windowStart = observation.windowStart
    var missing: [String: Set<Month>] = [:]
    let counties = Dictionary(observation.units.map { ($0.code, $0.countyCode) }) { $1 }
    for unitMonth in observation.unitMonths where !unitMonth.isSent {
      missing[unitMonth.unitCode, default: []].insert(unitMonth.month)
      let county = counties[unitMonth.unitCode] ?? ""
      if !county.isEmpty { missing[county, default: []].insert(unitMonth.month) }
    }
    self.missing = missing
  }

  /// The mark of a month of a cell.
  func mark(of cell: Cell, in month: Month) -> MonthMark {
    guard month >= firstMonth else { return .outside }
    let offset = Int32(clamping: month.index - firstMonth.index)
    if cell.state == .handled, month >= windowStart {
      if let count = cell.history.settled.first(where: { $0.month == offset }) {
        return .state(.handled, cases: Int(count.count))
      }
    } else if let count = cell.history.cases.first(where: { $0.month == offset }) {
      return .state(.active, cases: Int(count.count))
    }
    guard cell.history.observed.contains(where: { $0.contains(offset) }) else {
      let subject = cell.unitCode.isEmpty ? cell.districtCode : cell.unitCode
      let isMissing = missing[subject]?.contains(month) ?? false
      return .state(isMissing ? .notSent : .notEmpowered, cases: 0)
    }
    switch cell.state {
    case .noExposure, .exposureUnknown, .zeroExplained, .zeroOpen:
      let isSilent = cell.silentFrom.map { month >= $0 } ?? (month >= windowStart)
      return isSilent ? .state(cell.state, cases: 0) : .quiet
    default: return .quiet
    }
  }
}
