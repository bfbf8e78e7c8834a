import Statistics

/// Who exists in a world, and how much each cell would do: everything before time.
struct WorldStructure {
  let parameters: WorldParameters
  private(set) var group: [Int] = []
  private(set) var domain: [Int] = []
  private(set) var rate: [Double] = []
  private(set) var size: [Double] = []
  /// Whether a row holds the power over a column at any time.
  private(set) var isAuthorised: Grid<Bool>
  /// Exposure by row and group.
  private(set) var exposure: Grid<Double>
  private(set) var isStructuralGroup: Grid<Bool>
  /// Exposure by row and column.
  private(set) var cellExposure: Grid<Double>
  private(set) var multiplier: Grid<Double>
  /// Expected cases over all months when active.
  private(set) var expected: Grid<Double>
  /// The same without effort, with the root of the multiplier: what complaints follow.
  private(set) var complaintBase: Grid<Double>

  private static let townRows = 3

  init(_ parameters: WorldParameters, seed: UInt64) {
    self.parameters = parameters
    let (rows, columns) = (parameters.rows, parameters.columns)
    isAuthorised = Grid(rows: rows, columns: columns, repeating: true)
    exposure = Grid(rows: rows, columns: parameters.groups, repeating: 0)
    isStructuralGroup = Grid(rows: rows, columns: parameters.groups, repeating: false)
    cellExposure = Grid(rows: rows, columns: columns, repeating: 0)
    multiplier = Grid(rows: rows, columns: columns, repeating: 1)
    expected = cellExposure
    complaintBase = cellExposure
    drawColumns(seed)
    drawRows(seed)
    drawExposure(seed)
    drawCells(seed)
    drawExpected(seed)
  }

  private mutating func drawColumns(_ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "columns")
    let columns = 0..<parameters.columns
    if parameters.grid == .unitDomain {
      group = columns.map { $0 % parameters.groups }
    } else {
      let weights = random.dirichlet(count: parameters.groups, shape: 2)
      group = columns.map { _ in random.position(weights: weights) }
    }
    domain = group.map { $0 / parameters.groupsPerDomain }
    rate = columns.map { _ in random.logNormal(spread: parameters.itemSpread) }
    if parameters.zipfExponent > 0 {
      let ranks = columns.map { PortableMath.log(Double($0 + 1)) }
      rate = random.shuffled(ranks).map { PortableMath.exp(-parameters.zipfExponent * $0) }
    }
  }

  // Half of the units hold one to three domains, a third are towns with many, the rest are the
  // city's own.
  private mutating func drawRows(_ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "rows")
    size = (0..<parameters.rows).map { _ in random.logNormal(spread: parameters.rowSpread) }
    guard parameters.grid == .unitDomain else { return }
    isAuthorised = Grid(rows: parameters.rows, columns: parameters.columns, repeating: false)
    let brigades = parameters.rows / 2
    let towns = brigades + parameters.rows / Self.townRows
    for row in 0..<parameters.rows {
      let (range, factor) =
        row < brigades ? (1...3, 3.0) : row < towns ? (6...10, 0.6) : (3...6, 1.5)
      let held = min(random.integer(in: range), parameters.columns)
      for column in random.shuffled(Array(0..<parameters.columns)).prefix(held) {
        isAuthorised[row, column] = true
      }
      size[row] *= factor
    }
  }

  private mutating func drawExposure(_ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "exposure")
    let (rows, groups) = (parameters.rows, parameters.groups)
    exposure = Grid(rows: rows, columns: groups) { row, _ in
      size[row] * random.logNormal(spread: parameters.exposureSpread)
    }
    isStructuralGroup = Grid(rows: rows, columns: groups) { _, _ in
      random.chance(parameters.structuralGroupShare)
    }
    // No group is without exposure everywhere.
    for group in 0..<groups where (0..<rows).allSatisfy({ isStructuralGroup[$0, group] }) {
      isStructuralGroup[random.integer(below: rows), group] = false
    }
    for row in 0..<rows {
      for group in 0..<groups where isStructuralGroup[row, group] { exposure[row, group] = 0 }
    }
  }

  private mutating func drawCells(_ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "cells")
    let (rows, columns) = (parameters.rows, parameters.columns)
    var isBroken = [Bool](repeating: false, count: columns)
    if parameters.brokenGroupShare > 0 {
      isBroken = isBroken.map { _ in random.chance(parameters.brokenGroupShare) }
    }
    let cluster = (0..<rows).map { _ in random.integer(below: max(parameters.cohorts, 1)) }
    let specialty = Grid(rows: max(parameters.cohorts, 1), columns: columns) { _, _ in
      random.logNormal(spread: parameters.cohortSpread)
    }
    cellExposure = Grid(rows: rows, columns: columns) { row, column in
      let factor = isBroken[column] ? random.logNormal(spread: 1) : 1
      let isStructural = random.chance(parameters.structuralCellShare)
      let own = exposure[row, group[column]] * specialty[cluster[row], column]
      return isStructural ? 0 : own * factor
    }
    multiplier = Grid(rows: rows, columns: columns) { _, _ in
      switch parameters.multiplier {
      case .gamma(let shape): random.gamma(shape: shape)
      case .logNormal(let spread):
        PortableMath.exp(-spread * spread / 2) * random.logNormal(spread: spread)
      }
    }
  }

  private mutating func drawExpected(_ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "effort")
    let (rows, columns) = (parameters.rows, parameters.columns)
    let effort = Grid(rows: rows, columns: parameters.domains) { _, _ in
      random.logNormal(spread: parameters.effortSpread)
    }
    let base = Grid(rows: rows, columns: columns) { row, column in
      isAuthorised[row, column] ? rate[column] * cellExposure[row, column] : 0
    }
    let raw = Grid(rows: rows, columns: columns) { row, column in
      base[row, column] * effort[row, domain[column]] * multiplier[row, column]
    }
    let sum = raw.values.reduce(0, +)
    let total = parameters.casesPerYear * Double(parameters.months) / 12
    let scale = total / max(sum, 1e-9)
    expected = Grid(rows: rows, columns: columns) { raw[$0, $1] * scale }
    complaintBase = Grid(rows: rows, columns: columns) { row, column in
      base[row, column] * multiplier[row, column].squareRoot() * scale
    }
  }
}
