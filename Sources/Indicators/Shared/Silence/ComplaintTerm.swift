import Statistics

/// Logarithms of how likely a cell's complaints are at a rate, and by misfiling alone.
struct ComplaintTerm {
  /// Logarithm of the chance under misfiling alone; 0 without complaints in the data.
  let misfiled: Double
  private let count: Double
  private let size: Double
  private let expected: Double
  private let floor: Double
  private let exponent: Double
  private let constant: Double
  private let isKnown: Bool

  init(_ cell: StateEvidence.Cell, _ common: StateEvidence.Common) {
    isKnown = common.hasComplaints
    count = cell.complaints
    size = cell.complaintSize
    expected = cell.expectedComplaints
    floor = cell.misfiledComplaints
    exponent = common.complaintExponent
    misfiled =
      common.hasComplaints ? count * SpecialFunctions.logarithm(floor) - floor : 0
    constant =
      count > 0 ? SpecialFunctions.logGamma(count + size) - SpecialFunctions.logGamma(size) : 0
  }

  /// Logarithm of the chance for a cell that acts at `rate`.
  func value(_ rate: Double, _ logRate: Double) -> Double {
    guard isKnown else { return 0 }
    let mean = expected * SpecialFunctions.exponential(exponent * logRate) + floor
    let none = -(size + count) * SpecialFunctions.logarithmOfOnePlus(mean / size)
    guard count > 0 else { return none }
    return none + count * SpecialFunctions.logarithm(mean / size) + constant
  }
}
