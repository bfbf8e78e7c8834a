import Contracts

extension SubjectOutcome {
  /// What traces such as complaints or findings say of a cell that has no case.
  ///
  /// Where the data did not come nothing is said; a power that is not held is no subject.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - traces: Complaints or findings of the window.
  ///   - least: Traces from which the cell is flagged, inclusive.
  /// - Returns: What the indicator says of the cell.
  static func ofSilence(in cell: Cell, traces: Int, least: Int) -> SubjectOutcome {
    switch cell.state {
    case .active, .handled: .passed
    case .notEmpowered: .notApplicable
    case .notSent: .notComputable
    case .noExposure, .exposureUnknown, .zeroExplained, .zeroOpen:
      traces >= least ? .flagged : .passed
    }
  }
}
