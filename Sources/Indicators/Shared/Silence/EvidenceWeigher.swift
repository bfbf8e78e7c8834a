import Contracts
import Statistics

/// Brings the evidence of every cell of a grid together.
struct EvidenceWeigher {
  let grid: CellGrid
  let counts: ExpectedCounts
  let cases: [Double]
  let corroboration: Corroboration
  /// Share of findings that become cases in a cell that acts.
  let conversion: Double
  let leastMonths: Int

  private var evidence: StateEvidence {
    StateEvidence(
      common: .init(
        conversion: conversion,
        complaintExponent: counts.parameters.complaintExponent,
        hasComplaints: counts.complaints != nil,
        hasFindings: grid.findings.contains { !$0.isEmpty }, leastMonths: leastMonths))
  }

  /// Likelihood ratios of the states of each cell.
  func ratios() -> [StateEvidence.Ratios] {
    let evidence = evidence
    return (0..<grid.count).map { cell in
      let months = grid.months[cell]
      let silentFrom = months.position(of: grid.silentFrom[cell])
      // A cell that acts now is in no other state.
      guard months.count - silentFrom >= leastMonths else { return .init() }
      let isTold = counts.expected[cell] >= EvidenceWeigher.fine || !grid.findings[cell].isEmpty
      return evidence.ratios(observed(cell, silentFrom), isTold ? .fine : .coarse)
    }
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

  private func observed(_ cell: Int, _ silentFrom: Int) -> StateEvidence.Cell {
    let months = grid.months[cell]
    let column = grid.column[cell]
    let reports = grid.complaints[cell].reduce(0.0) { $0 + Double($1.count) }
    return StateEvidence.Cell(
      expected: counts.monthly(cell, grid, hasCases: cases[cell] > 0),
      cases: spread(grid.cases[cell], months), findings: spread(grid.findings[cell], months),
      silentFrom: silentFrom, size: counts.size[cell],
      kappa: counts.kappa[column],
      findingRate: corroboration.findingRate[column], complaints: reports,
      expectedComplaints: counts.complaints?[cell] ?? 0,
      misfiledComplaints: corroboration.misfiled[column] * corroboration.misfiling + 1e-3,
      complaintSize: counts.complaints == nil
        ? 1
        : 1
          / (1 / counts.parameters.complaintSize + counts.addedInverseComplaintSize[cell]))
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

  /// Groups of a row whose cells are all silent, at least two of them after activity.
  func groupCandidates(_ mixture: StateMixture, _ ratios: [StateEvidence.Ratios])
    -> (candidates: [GroupStops.Candidate], groups: Int)
  {
    var candidates: [GroupStops.Candidate] = []
    var groups = 0
    let evidence = evidence
    for row in 0..<grid.rows {
      var members = [[Int]](repeating: [], count: grid.groups)
      for cell in grid.cells(row) where counts.expected[cell] > 1e-3 {
        members[grid.group[grid.column[cell]]].append(cell)
      }
      for cells in members where cells.count >= GroupStops.fewestCells {
        groups += 1
        guard isSilent(cells) else { continue }
        candidates.append(candidate(cells, evidence, mixture, ratios))
      }
    }
    return (candidates, groups)
  }

  private func isSilent(_ cells: [Int]) -> Bool {
    cells.count { cases[$0] > 0 } >= 2
      && cells.allSatisfy { cell in
        let months = grid.months[cell]
        return months.count - months.position(of: grid.silentFrom[cell]) >= leastMonths
      }
  }

  private func candidate(
    _ cells: [Int], _ evidence: StateEvidence, _ mixture: StateMixture,
    _ ratios: [StateEvidence.Ratios]
  ) -> GroupStops.Candidate {
    let range = SpellEvidence.earliestStop...(grid.length - leastMonths)
    var apart = 0.0
    let stops = cells.map { cell -> [GroupStops.Stop] in
      let months = grid.months[cell]
      let silentFrom = months.position(of: grid.silentFrom[cell])
      let positions = range.map { max(months.position(of: $0), silentFrom) }
      let own = evidence.stops(observed(cell, silentFrom), before: positions)
      let share = mixture.structural[corroboration.stratum[cell]]
      apart += mixture.logLikelihood(ratios[cell], corroboration.stratum[cell])
      func withNothingThere(_ value: Double) -> Double {
        var sum = LogSum()
        sum.add(SpecialFunctions.logarithm(1 - share) + value)
        sum.add(SpecialFunctions.logarithm(share) + own.structural)
        return sum.value
      }
      return range.enumerated().map { index, month in
        guard months.position(of: month) >= silentFrom else {
          return .init(seeing: -.infinity, blind: -.infinity)
        }
        return .init(
          seeing: withNothingThere(own.seeing[index]), blind: withNothingThere(own.blind[index]))
      }
    }
    return GroupStops.Candidate(
      cells: cells, evidence: stops, apart: apart,
      spread: SpecialFunctions.logarithm(Double(range.count)))
  }
}
