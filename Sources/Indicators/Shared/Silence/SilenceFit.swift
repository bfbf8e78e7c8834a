import Contracts
import Statistics

/// The zero-case model of one grid: expected counts, evidence, and the posterior of each cell.
struct SilenceFit: Sendable {
  /// The grid without the months that are taken as not delivered.
  private(set) var grid: CellGrid
  /// Cases of each cell in observed months.
  private(set) var cases: [Double]
  /// Expected counts of the last round.
  private(set) var counts: ExpectedCounts
  /// What complaints, findings and the register say.
  private(set) var corroboration: Corroboration
  /// Share of findings that become cases.
  private(set) var conversion: ConversionFit
  /// Shares of the states.
  private(set) var mixture: StateMixture
  /// Posterior of each cell.
  private(set) var posteriors: [StatePosterior]
  /// Months of each row that are taken as not delivered.
  private(set) var gaps: [[Int]] = []
  /// Groups that may have stopped together, and their posteriors.
  private(set) var groups: [(cells: [Int], posterior: GroupStops.Posterior)]
  /// Shares of groups that stopped together, and whose power moved.
  private(set) var groupShares: (together: Double, moved: Double)

  /// Posterior of inaction from which a cell no longer teaches its peers.
  private static let suspected = 0.8

  /// Fits twice: the second time without gaps of delivery and the cells that the first suspects.
  init(_ grid: CellGrid, leastMonths: Int) async {
    let whole = [Bool](repeating: true, count: grid.count)
    let first = await ExpectedCounts(grid, isUsed: whole)
    let gaps = DeliveryGaps.gaps(grid, first, grid.totals(grid.cases))
    let observed = DeliveryGaps.without(gaps, grid)
    let isTrusted = await SilenceFit.suspicion(observed, first, leastMonths).map {
      $0.inaction < SilenceFit.suspected
    }
    let counts = await ExpectedCounts(
      observed, isUsed: SilenceFit.teachers(observed, isTrusted), after: first.start)
    await self.init(observed, counts, leastMonths)
    self.gaps = gaps
  }

  // Suspected cells teach nobody, but where they hold every case of their group: without them its rate
  // would be nothing, and no silence in it could ever be seen.
  private static func teachers(_ grid: CellGrid, _ isTrusted: [Bool]) -> [Bool] {
    var hasTeacher = [Bool](repeating: false, count: grid.groups)
    for cell in 0..<grid.count where isTrusted[cell] && !grid.cases[cell].isEmpty {
      hasTeacher[grid.group[grid.column[cell]]] = true
    }
    return isTrusted.indices.map { isTrusted[$0] || !hasTeacher[grid.group[grid.column[$0]]] }
  }

  // Posteriors of single cells by a first fit, from which suspected cells still teach.
  private static func suspicion(
    _ grid: CellGrid, _ counts: ExpectedCounts, _ leastMonths: Int
  ) async -> [StatePosterior] {
    let cases = grid.totals(grid.cases)
    let corroboration = CorroborationFitter(
      grid: grid, counts: counts, cases: cases
    ).corroboration()
    let conversion = ConversionFit(
      grid, counts, cases: cases, findingRate: corroboration.findingRate)
    let weigher = EvidenceWeigher(
      grid: grid, counts: counts, cases: cases, corroboration: corroboration,
      conversion: conversion.share, leastMonths: leastMonths)
    var mixture = StateMixture(structural: Corroboration.firstShares)
    return mixture.posteriors(
      await weigher.ratios(isRough: true), strata: corroboration.stratum,
      isUsed: counts.expected.map { $0 > 1e-8 })
  }

  private init(_ grid: CellGrid, _ counts: ExpectedCounts, _ leastMonths: Int) async {
    self.grid = grid
    self.counts = counts
    cases = grid.totals(grid.cases)
    corroboration = CorroborationFitter(grid: grid, counts: counts, cases: cases).corroboration()
    conversion = ConversionFit(
      grid, counts, cases: cases, findingRate: corroboration.findingRate)
    let weigher = EvidenceWeigher(
      grid: grid, counts: counts, cases: cases, corroboration: corroboration,
      conversion: conversion.share, leastMonths: leastMonths)
    let ratios = await weigher.ratios()
    let known = counts.expected.map { $0 > 1e-8 }
    let silent = SilentGroups(weigher)
    let strata = corroboration.stratum
    let first = GroupedPosteriors(silent, ratios, strata: strata, isUsed: known)
    // Cells that a stop of their whole group explains say nothing of how often single cells stop.
    var single = known
    for (cells, posterior) in first.groups where posterior.together + posterior.moved > 0.5 {
      for cell in cells { single[cell] = false }
    }
    let last = GroupedPosteriors(silent, ratios, strata: strata, isUsed: single)
    mixture = last.mixture
    (groups, groupShares) = (last.groups, last.shares)
    // The cells of such a group keep what all stops together made likely of them.
    posteriors = last.posteriors.indices.map {
      known[$0] && !single[$0] ? first.posteriors[$0] : last.posteriors[$0]
    }
  }

  /// Weighs the cells of the fit again, one by one.
  func weigher(leastMonths: Int) -> EvidenceWeigher {
    EvidenceWeigher(
      grid: grid, counts: counts, cases: cases, corroboration: corroboration,
      conversion: conversion.share, leastMonths: leastMonths)
  }
}

/// Posteriors of single cells, and of groups that may have stopped as one.
private struct GroupedPosteriors {
  let mixture: StateMixture
  let posteriors: [StatePosterior]
  let groups: [(cells: [Int], posterior: GroupStops.Posterior)]
  let shares: (together: Double, moved: Double)

  init(
    _ silent: SilentGroups, _ ratios: [StateEvidence.Ratios], strata: [Int], isUsed: [Bool]
  ) {
    var mixture = StateMixture(structural: Corroboration.firstShares)
    var posteriors = mixture.posteriors(ratios, strata: strata, isUsed: isUsed)
    self.mixture = mixture
    let candidates = silent.candidates(mixture, ratios, strata: strata)
    let stops = GroupStops(candidates, groups: silent.count, seeing: mixture.seeing)
    shares = (stops.together, stops.moved)
    groups = zip(candidates, stops.posteriors).map { ($0.cells, $1) }
    for (cells, posterior) in groups {
      for cell in cells {
        posteriors[cell] = GroupedPosteriors.joined(posteriors[cell], posterior)
      }
    }
    self.posteriors = posteriors
  }

  // A power that moved is no inaction. A group that stopped together neither raises nor lowers its
  // cells: one whose power moved while inspections went on looks the same, and no data tell.
  private static func joined(
    _ alone: StatePosterior, _ group: GroupStops.Posterior
  ) -> StatePosterior {
    let stays = 1 - group.moved
    return StatePosterior(
      normal: stays * alone.normal + group.moved, stopped: stays * alone.stopped,
      never: stays * alone.never, structural: stays * alone.structural)
  }
}
