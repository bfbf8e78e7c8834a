import Contracts
import Statistics

/// Groups of a row whose cells are all silent, some of them after activity, and what their months say.
struct SilentGroups {
  /// One group.
  struct Group {
    let cells: [Int]
    /// What each cell that tells anything says of a stop before each of the months.
    var told: [(cell: Int, stops: StateEvidence.Stops, isOpen: [Bool])]
  }

  /// Groups that may have stopped as one.
  private(set) var groups: [Group] = []
  /// Groups of the grid that have enough cells.
  private(set) var count = 0
  /// Months before which a stop is weighed.
  private let months: [Int]

  // Cases that a group must let one expect, and a cell of it, to say anything.
  private static let fewestExpected = 3.0
  private static let tellingExpected = 0.05
  private static let stride = 2

  /// Weighs the groups of a grid.
  init(_ weigher: EvidenceWeigher) {
    let (grid, expected) = (weigher.grid, weigher.counts.expected)
    let last = grid.length - weigher.leastMonths
    // As for single cells: a short record leaves earlier stops.
    let first = min(SpellEvidence.earliestStop, max(last, 1))
    months = Array(Swift.stride(from: first, through: last, by: SilentGroups.stride))
    guard !months.isEmpty else { return }
    for row in 0..<grid.rows {
      var members = [[Int]](repeating: [], count: grid.groups)
      for cell in grid.cells(row) where expected[cell] > 1e-3 {
        members[grid.group[grid.column[cell]]].append(cell)
      }
      for cells in members where cells.count >= GroupStops.fewestCells {
        count += 1
        let sum = cells.reduce(0) { $0 + expected[$1] }
        guard sum >= SilentGroups.fewestExpected, isSilent(cells, weigher) else { continue }
        groups.append(group(cells, weigher))
      }
    }
  }

  private func isSilent(_ cells: [Int], _ weigher: EvidenceWeigher) -> Bool {
    cells.count { weigher.cases[$0] > 0 } >= 2
      && cells.allSatisfy { cell in
        let months = weigher.grid.months[cell]
        return months.count - months.position(of: weigher.grid.silentFrom[cell])
          >= weigher.leastMonths
      }
  }

  private func group(_ cells: [Int], _ weigher: EvidenceWeigher) -> Group {
    let evidence = weigher.evidence
    var group = Group(cells: cells, told: [])
    for cell in cells
    where weigher.counts.expected[cell] >= SilentGroups.tellingExpected
      || weigher.cases[cell] > 0 || !weigher.grid.findings[cell].isEmpty
    {
      let observed = weigher.grid.months[cell]
      let silentFrom = observed.position(of: weigher.grid.silentFrom[cell])
      let positions = months.map { observed.position(of: $0) }
      let stops = evidence.stops(
        weigher.observed(cell, silentFrom), before: positions.map { max($0, silentFrom) })
      group.told.append((cell, stops, positions.map { $0 >= silentFrom }))
    }
    return group
  }

  /// The groups with the shares of the states taken into account.
  func candidates(
    _ mixture: StateMixture, _ ratios: [StateEvidence.Ratios], strata: [Int]
  ) -> [GroupStops.Candidate] {
    groups.map { group in
      var apart = 0.0
      let evidence = group.told.map { cell, stops, isOpen -> [GroupStops.Stop] in
        apart += mixture.logLikelihood(ratios[cell], strata[cell])
        let share = mixture.structural[strata[cell]]
        func withNothingThere(_ value: Double) -> Double {
          var sum = LogSum()
          sum.add(SpecialFunctions.logarithm(1 - share) + value)
          sum.add(SpecialFunctions.logarithm(share) + stops.structural)
          return sum.value
        }
        return isOpen.indices.map { index in
          guard isOpen[index] else { return .init(seeing: -.infinity, blind: -.infinity) }
          return .init(
            seeing: withNothingThere(stops.seeing[index]),
            blind: withNothingThere(stops.blind[index]))
        }
      }
      return GroupStops.Candidate(
        cells: group.cells, evidence: evidence, apart: apart,
        spread: SpecialFunctions.logarithm(Double(months.count)))
    }
  }
}
