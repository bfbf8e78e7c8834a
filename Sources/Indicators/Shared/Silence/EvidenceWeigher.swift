import Contracts
import Statistics

/// Brings the evidence of every cell of a grid together.
struct EvidenceWeigher: Sendable {
  let grid: CellGrid
  let counts: ExpectedCounts
  let cases: [Double]
  let corroboration: Corroboration
  /// Share of findings that become cases in a cell that acts.
  let conversion: Double
  let leastMonths: Int

  var evidence: StateEvidence {
    StateEvidence(
      common: .init(
        conversion: conversion,
        complaintExponent: counts.parameters.complaintExponent,
        hasComplaints: counts.complaints != nil,
        hasFindings: grid.findings.contains { !$0.isEmpty }, leastMonths: leastMonths))
  }

  /// Likelihood ratios of the states of each cell; roughly where they only raise a suspicion.
  func ratios(isRough: Bool = false) async -> [StateEvidence.Ratios] {
    let evidence = evidence
    return await Blocks.map(grid.count) {
      $0.map { cell in
        let months = grid.months[cell]
        let silentFrom = months.position(of: grid.silentFrom[cell])
        // A cell that acts now is in no other state.
        guard months.count - silentFrom >= leastMonths else { return .init() }
        let tiny = isRough ? EvidenceWeigher.fine : EvidenceWeigher.tiny
        if isTiny(cell, silentFrom, below: tiny) { return tinyRatios(cell, months) }
        let isTold =
          !isRough
          && (counts.expected[cell] >= EvidenceWeigher.fine || !grid.findings[cell].isEmpty)
        return evidence.ratios(observed(cell, silentFrom), isTold ? .fine : .coarse)
      }
    }
  }

  // Nothing ever happened but complaints, and next to nothing was to be expected.
  private func isTiny(_ cell: Int, _ silentFrom: Int, below bound: Double) -> Bool {
    silentFrom == 0 && counts.expected[cell] < bound && grid.findings[cell].isEmpty
  }

  /// Expected cases below which a silent cell is weighed in closed form.
  private static let tiny = 0.25

  // Gamma–Poisson without gathering, complaints at the mean rate; a stop in the middle of the months
  // in which it may fall.
  private func tinyRatios(_ cell: Int, _ months: MonthList) -> StateEvidence.Ratios {
    let (size, expected) = (counts.size[cell], counts.expected[cell])
    let complaints = ComplaintTerm(
      complaints(cell), exponent: counts.parameters.complaintExponent,
      isKnown: counts.complaints != nil)
    var ratios = StateEvidence.Ratios()
    ratios.neverBlind = size * SpecialFunctions.logarithmOfOnePlus(expected / size)
    ratios.neverSeeing = ratios.neverBlind
    let last = months.count - leastMonths
    if last >= SpellEvidence.earliestStop {
      let tail =
        1 - Double(last + SpellEvidence.earliestStop) / 2 / Double(months.count)
      ratios.stoppedBlind = size * SpecialFunctions.logarithmOfOnePlus(expected * tail / size)
      ratios.stoppedSeeing = ratios.stoppedBlind
    }
    ratios.structural = ratios.neverBlind + complaints.misfiled - complaints.value(1, 0)
    return ratios
  }

  // Expected cases from which a cell is weighed finely.
  private static let fine = 2.0

  /// Positions of the 5 %, the likeliest and the 95 % first month of a stop; nil where none fits.
  func change(of cell: Int) -> (lower: Int, likeliest: Int, upper: Int)? {
    let months = grid.months[cell]
    let silentFrom = months.position(of: grid.silentFrom[cell])
    let last = months.count - leastMonths
    guard silentFrom <= last else { return nil }
    let stops = evidence.stops(observed(cell, silentFrom), before: Array(silentFrom...last))
    let logs = zip(stops.seeing, stops.blind).map { seeing, blind in
      var sum = LogSum()
      sum.add(seeing)
      sum.add(blind)
      return sum.value
    }
    let highest = logs.max() ?? 0
    let weights = logs.map { SpecialFunctions.exponential($0 - highest) }
    let total = weights.reduce(0, +)
    func quantile(_ share: Double) -> Int {
      var sum = 0.0
      for (index, weight) in weights.enumerated() {
        sum += weight
        if sum >= share * total { return silentFrom + index }
      }
      return last
    }
    return (quantile(0.05), silentFrom + (logs.firstIndex(of: highest) ?? 0), quantile(0.95))
  }

  func observed(_ cell: Int, _ silentFrom: Int) -> StateEvidence.Cell {
    let months = grid.months[cell]
    let column = grid.column[cell]
    return StateEvidence.Cell(
      expected: counts.monthly(cell, grid, hasCases: cases[cell] > 0),
      cases: spread(grid.cases[cell], months), findings: spread(grid.findings[cell], months),
      silentFrom: silentFrom, size: counts.size[cell], kappa: counts.kappa[column],
      findingRate: corroboration.findingRate[column], complaints: complaints(cell))
  }

  private func complaints(_ cell: Int) -> ComplaintCounts {
    var found = ComplaintCounts()
    for event in grid.complaints[cell] { found.count += Double(event.count) }
    found.misfiled =
      corroboration.misfiled[grid.column[cell]] * corroboration.misfiling + 1e-3
    guard let expected = counts.complaints else { return found }
    found.expected = expected[cell]
    found.size =
      1 / (1 / counts.parameters.complaintSize + counts.addedInverseComplaintSize[cell])
    return found
  }

  private func spread(_ events: [MonthCount], _ months: MonthList) -> [Double] {
    var counts = [Double](repeating: 0, count: months.count)
    for event in events {
      let position = months.position(of: Int(event.month))
      if position < months.count, months.offsets[position] == Int(event.month) {
        counts[position] += Double(event.count)
      }
    }
    return counts
  }
}
