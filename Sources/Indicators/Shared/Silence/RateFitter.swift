import Statistics

/// One alternating fit over the counts of a grid.
struct RateFitter: Sendable {
  let grid: CellGrid
  /// Count of each cell.
  let counts: [Double]
  /// Share of the column's year-round expectation that falls in the cell's observed months.
  let time: [Double]
  /// Whether a cell may teach the fit.
  let isUsed: [Bool]
  /// Variance of a column's counts relative to Poisson ones, 1 or more: cases that gather in months
  /// count for less than one each.
  let inflation: [Double]
  /// Counts of other kinds of events in each cell that tell of the rate of their column.
  let traces: [[Double]]
  // Weight of a cell in the fit: its observed share, 0 where it is not used.
  private let own: [Double]
  private let usedInColumn: [Double]

  init(
    grid: CellGrid, counts: [Double], time: [Double], isUsed: [Bool], inflation: [Double],
    traces: [[Double]] = []
  ) {
    self.inflation = inflation
    self.traces = traces
    self.grid = grid
    self.counts = counts
    self.time = time
    self.isUsed = isUsed
    own = zip(time, isUsed).map { $1 ? $0 : 0 }
    var used = [Double](repeating: 0, count: grid.columns)
    for cell in 0..<grid.count where own[cell] > 0 { used[grid.column[cell]] += 1 }
    usedInColumn = used
  }

  /// Sums of one pass over the cells.
  private struct Sums {
    var columnCount: [Double]
    var columnExposure: [Double]
    var columnWeight: [Double]
    var groupCount: [Double]
    var groupExposure: [Double]

    init(_ grid: CellGrid) {
      columnCount = [Double](repeating: 0, count: grid.columns)
      columnExposure = columnCount
      columnWeight = columnCount
      groupCount = [Double](repeating: 0, count: grid.rows * grid.groups)
      groupExposure = groupCount
    }
  }

  /// The fit nearest to cases in proportion to parties that the data allow, unless settled before.
  func best(after previous: RateFit.Start?) -> RateFit {
    if let previous {
      return fit(
        prior: prior(previous.partiesExponent), exponent: previous.partiesExponent, from: previous)
    }
    let exponents = grid.parties.contains { $0 != nil } ? RateFit.exponents : [0]
    let fits = exponents.map { fit(prior: prior($0), exponent: $0, from: nil) }
    let highest = fits.map(\.logLikelihood).max() ?? 0
    return fits.last { $0.logLikelihood >= highest - RateFit.doubt } ?? fits[0]
  }

  // Parties of a row relative to the mean of the rows that are known, to a power; unknown is 1.
  private func prior(_ exponent: Double) -> [Double] {
    var prior = [Double](repeating: 1, count: grid.rows * grid.groups)
    guard exponent > 0 else { return prior }
    for group in 0..<grid.groups {
      let known = (0..<grid.rows).compactMap { grid.parties[$0 * grid.groups + group] }
      guard !known.isEmpty else { continue }
      let mean = known.reduce(0) { $0 + $1 + 0.5 } / Double(known.count)
      for row in 0..<grid.rows {
        guard let parties = grid.parties[row * grid.groups + group] else { continue }
        prior[row * grid.groups + group] = power((parties + 0.5) / mean, exponent)
      }
    }
    return prior
  }

  private func fit(prior: [Double], exponent: Double, from previous: RateFit.Start?) -> RateFit {
    var size = previous?.size ?? 1.5
    var state = State(
      rate: nil, activity: previous?.activity ?? prior, scaled: prior,
      prior: ColumnPrior(kinds: traces.count))
    var result = RateFit(
      expected: [], addedInverseSize: [], size: size, partiesExponent: exponent, logLikelihood: 0,
      rounds: 0, lastChange: 0, activity: [], peerCount: [], prior: state.prior)
    for round in 0..<2 {
      if round == 1, !traces.isEmpty { learnPrior(&state, size: size) }
      for number in 1...RateFit.rounds {
        let before = number == RateFit.rounds ? state : nil
        improve(&state, prior: prior, size: size)
        result.rounds += 1
        if let before { result.lastChange = change(from: before, to: state) }
      }
      leaveOneOut(&result, state, prior: prior, size: size)
      let found = mostLikelySize(result)
      size = found.size
      result.size = size
      result.logLikelihood = found.logLikelihood
    }
    return result
  }

  private struct State {
    var rate: [Double]?
    var activity: [Double]
    // Prior activity of a row in a group: its scale over all groups times the register's prior.
    var scaled: [Double]
    var prior: ColumnPrior
    /// Traces of each kind by column, and their rate in each group.
    var traces: [[Double]] = []
    var traceRates: [[Double]] = []
    /// Exposure of each column, and the prior of its rate relative to its group's mean.
    var exposure: [Double] = []
    var relative: [Double] = []
  }

  private func improve(_ state: inout State, prior: [Double], size: Double) {
    let rate = columnRates(columnPass(state, size: size), state)
    state.rate = rate
    let sums = groupPass(rate, state.activity, size: size)
    for row in 0..<grid.rows {
      let range = (row * grid.groups)..<((row + 1) * grid.groups)
      var (count, exposure) = (2.0, 2.0)
      for index in range {
        count += sums.groupCount[index]
        exposure += sums.groupExposure[index] * prior[index]
      }
      let scale = count / exposure
      for index in range {
        let scaled = prior[index] * scale
        let activity =
          scaled * (RateFit.activityShrinkage + sums.groupCount[index])
          / (RateFit.activityShrinkage + sums.groupExposure[index] * scaled)
        state.activity[index] = activity
        state.scaled[index] = scaled
      }
    }
  }

  // Sum of the absolute changes of all expectations, relative to their sum.
  private func change(from old: State, to new: State) -> Double {
    guard let oldRates = old.rate, let newRates = new.rate else { return 1 }
    var (changed, sum) = (0.0, 0.0)
    for row in 0..<grid.rows {
      for cell in grid.cells(row) where own[cell] > 0 {
        let column = grid.column[cell]
        let index = row * grid.groups + grid.group[column]
        let before = oldRates[column] * old.activity[index] * own[cell]
        let after = newRates[column] * new.activity[index] * own[cell]
        changed += abs(after - before)
        sum += after
      }
    }
    return sum > 0 ? changed / sum : 0
  }

  private func columnPass(_ state: State, size: Double) -> Sums {
    var sums = Sums(grid)
    let rates = state.rate ?? firstRates(state.activity)
    for row in 0..<grid.rows {
      let base = row * grid.groups
      for cell in grid.cells(row) where own[cell] > 0 {
        let column = grid.column[cell]
        let exposure = state.activity[base + grid.group[column]] * own[cell]
        let weight = 1 / (inflation[column] + rates[column] * exposure / size)
        sums.columnCount[column] += weight * counts[cell]
        sums.columnExposure[column] += weight * exposure
        sums.columnWeight[column] += weight
      }
    }
    return sums
  }

  private func firstRates(_ activity: [Double]) -> [Double] {
    var count = [Double](repeating: 0, count: grid.columns)
    var exposure = count
    for row in 0..<grid.rows {
      for cell in grid.cells(row) where own[cell] > 0 {
        let column = grid.column[cell]
        count[column] += counts[cell]
        exposure[column] += activity[row * grid.groups + grid.group[column]] * own[cell]
      }
    }
    return zip(count, exposure).map { $0 / max($1, 1e-12) }
  }

  // Rate of a group over its columns, each by its exposure times what traces say of it.
  private func groupMeans(_ sums: Sums, _ state: State) -> [Double] {
    var count = [Double](repeating: 0, count: grid.groups)
    var exposure = count
    for column in 0..<grid.columns {
      let relative = state.relative.isEmpty ? 1 : state.relative[column]
      count[grid.group[column]] += sums.columnCount[column]
      exposure[grid.group[column]] += sums.columnExposure[column] * relative
    }
    return zip(count, exposure).map { max($0 / max($1, 1e-12), 1e-12) }
  }

  private func columnRates(_ sums: Sums, _ state: State) -> [Double] {
    let means = groupMeans(sums, state)
    return (0..<grid.columns).map { column in
      let shrinkage = shrinkage(sums, column, state)
      let relative = state.relative.isEmpty ? 1 : state.relative[column]
      return (shrinkage + sums.columnCount[column])
        / (shrinkage / (means[grid.group[column]] * relative) + sums.columnExposure[column]
          + 1e-12)
    }
  }

  private func shrinkage(_ sums: Sums, _ column: Int, _ state: State) -> Double {
    state.prior.weight * sums.columnWeight[column] / max(usedInColumn[column], 1)
  }

  // Lets findings and complaints tell how much a column's rate differs from its group's.
  private func learnPrior(_ state: inout State, size: Double) {
    var exposure = [Double](repeating: 0, count: grid.columns)
    var cases = exposure
    var found = [[Double]](repeating: exposure, count: traces.count)
    for row in 0..<grid.rows {
      for cell in grid.cells(row) where own[cell] > 0 {
        let column = grid.column[cell]
        exposure[column] += state.activity[row * grid.groups + grid.group[column]] * own[cell]
        cases[column] += counts[cell]
        for kind in traces.indices { found[kind][column] += traces[kind][cell] }
      }
    }
    let rates = ([cases] + found).map { groupRates($0, exposure) }
    state.exposure = exposure
    state.traces = found
    state.traceRates = Array(rates.dropFirst())
    state.prior.fit(
      (0..<grid.columns).map { column in
        let group = grid.group[column]
        return ColumnPrior.Column(
          cases: cases[column] / inflation[column],
          expected: rates[0][group] * exposure[column] / inflation[column],
          found: found.map { $0[column] },
          expectedTraces: state.traceRates.map { $0[group] * exposure[column] })
      })
    state.relative = (0..<grid.columns).map { relativeRate($0, state, without: nil) }
  }

  private func groupRates(_ counts: [Double], _ exposure: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: grid.groups)
    var exposures = sums
    for column in 0..<grid.columns {
      sums[grid.group[column]] += counts[column]
      exposures[grid.group[column]] += exposure[column]
    }
    return zip(sums, exposures).map { $0 / max($1, 1e-12) }
  }

  // What traces say of a column, those of one cell left out.
  private func relativeRate(
    _ column: Int, _ state: State, without cell: Int?, _ cellExposure: Double = 0
  ) -> Double {
    guard !state.traces.isEmpty else { return 1 }
    let exposure = state.exposure[column] - cellExposure
    let found = traces.indices.map { kind in
      max(0, state.traces[kind][column] - (cell.map { own[$0] > 0 ? traces[kind][$0] : 0 } ?? 0))
    }
    return state.prior.relativeRate(
      found: found,
      expected: state.traceRates.map { $0[grid.group[column]] * max(exposure, 0) })
  }

  private func groupPass(_ rates: [Double], _ activity: [Double], size: Double) -> Sums {
    var sums = Sums(grid)
    for row in 0..<grid.rows {
      let base = row * grid.groups
      for cell in grid.cells(row) where own[cell] > 0 {
        let column = grid.column[cell]
        let index = base + grid.group[column]
        let rate = rates[column] * own[cell]
        let weight = 1 / (inflation[column] + rate * activity[index] / size)
        sums.groupCount[index] += weight * counts[cell]
        sums.groupExposure[index] += weight * rate
      }
    }
    return sums
  }

  // Expectations without the cell's own count, in the column as in the row's group.
  private func leaveOneOut(
    _ result: inout RateFit, _ state: State, prior: [Double], size: Double
  ) {
    guard let rates = state.rate else { return }
    let columns = columnPass(state, size: size)
    let groups = groupPass(rates, state.activity, size: size)
    let means = groupMeans(columns, state)
    result.prior = state.prior
    result.activity = state.activity
    result.expected = [Double](repeating: 0, count: grid.count)
    result.addedInverseSize = result.expected
    result.peerCount = result.expected
    for row in 0..<grid.rows {
      let base = row * grid.groups
      var (rowCount, rowExposure) = (2.0, 2.0)
      for index in base..<(base + grid.groups) {
        rowCount += groups.groupCount[index]
        rowExposure += groups.groupExposure[index] * prior[index]
      }
      for cell in grid.cells(row) {
        let column = grid.column[cell]
        let index = base + grid.group[column]
        let exposure = state.activity[index] * own[cell]
        let weight = own[cell] > 0 ? 1 / (inflation[column] + rates[column] * exposure / size) : 0
        let ownCount = weight * counts[cell]
        let ownRate = weight * rates[column] * own[cell]
        let shrinkage = shrinkage(columns, column, state)
        let relative = relativeRate(column, state, without: cell, exposure)
        let rate =
          (shrinkage + columns.columnCount[column] - ownCount)
          / (shrinkage / (means[grid.group[column]] * relative) + columns.columnExposure[column]
            - weight * exposure + 1e-12)
        let scaled =
          prior[index] * (rowCount - ownCount) / (rowExposure - ownRate * prior[index])
        let groupCount = groups.groupCount[index] - ownCount
        let groupExposure = groups.groupExposure[index] - ownRate
        // A silent group says nothing about its own exposure.
        let isSilent = groupCount < RateFit.silentShare * groupExposure * scaled
        let activity =
          isSilent
          ? scaled
          : scaled * (RateFit.activityShrinkage + groupCount)
            / (RateFit.activityShrinkage + groupExposure * scaled)
        let peers = columns.columnCount[column] - ownCount
        result.expected[cell] = max(rate * activity * time[cell], 1e-9)
        result.peerCount[cell] = max(peers, 0)
        result.addedInverseSize[cell] =
          1 / (state.prior.weight + max(peers, 0))
          + 1 / (RateFit.activityShrinkage + (isSilent ? 0 : max(groupCount, 0)))
      }
    }
  }

  private func mostLikelySize(_ result: RateFit) -> (size: Double, logLikelihood: Double) {
    SizeSearch(
      counts: counts, expected: result.expected, added: result.addedInverseSize, isUsed: isUsed
    ).mostLikely()
  }
}

/// A positive number to a power of 0, one half or 1.
private func power(_ base: Double, _ exponent: Double) -> Double {
  exponent == 1 ? base : exponent == 0 ? 1 : base.squareRoot()
}
