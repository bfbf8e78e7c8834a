import Statistics

/// Complaints of a cell, and what lets one expect them.
struct ComplaintCounts {
  /// Complaints of all observed months.
  var count = 0.0
  /// Complaints that peers let one expect of a cell that acts at their rate.
  var expected = 0.0
  /// Complaints that misfiling alone lets one expect, above 0.
  var misfiled = 1e-3
  /// Size of the law of complaints around their expectation.
  var size = 1.0
}

/// Logarithms of how likely a cell's complaints are at a rate, and by misfiling alone.
struct ComplaintTerm {
  /// Logarithm of the chance under misfiling alone; 0 without complaints in the data.
  let misfiled: Double
  private let complaints: ComplaintCounts
  private let exponent: Double
  private let constant: Double
  private let isKnown: Bool

  init(_ complaints: ComplaintCounts, exponent: Double, isKnown: Bool) {
    self.complaints = complaints
    self.exponent = exponent
    self.isKnown = isKnown
    let (count, size) = (complaints.count, complaints.size)
    misfiled =
      isKnown ? count * SpecialFunctions.logarithm(complaints.misfiled) - complaints.misfiled : 0
    constant =
      count > 0 ? SpecialFunctions.logGamma(count + size) - SpecialFunctions.logGamma(size) : 0
  }

  /// Logarithm of the chance for a cell that acts at `rate`.
  func value(_ rate: Double, _ logRate: Double) -> Double {
    guard isKnown else { return 0 }
    let mean =
      complaints.expected * SpecialFunctions.exponential(exponent * logRate) + complaints.misfiled
    let (count, size) = (complaints.count, complaints.size)
    let none = -(size + count) * SpecialFunctions.logarithmOfOnePlus(mean / size)
    guard count > 0 else { return none }
    return none + count * SpecialFunctions.logarithm(mean / size) + constant
  }
}
