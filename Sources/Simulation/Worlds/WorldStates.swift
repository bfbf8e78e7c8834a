import Statistics

/// What each cell of a world does: acts, never acts, stops, or has nothing to act on.
struct WorldStates {
  private let structure: WorldStructure
  private let calendar: WorldCalendar
  private let parameters: WorldParameters
  /// Months in which a row holds the power over a column.
  private(set) var authority: Grid<Range<Int>>
  private(set) var state: Grid<PlantedState>
  /// First silent month; the number of months where there is none.
  private(set) var stopMonth: Grid<Int>

  private static let firstStop = 6
  private static let firstTransfer = 12

  init(_ structure: WorldStructure, _ calendar: WorldCalendar, seed: UInt64) {
    self.structure = structure
    self.calendar = calendar
    parameters = structure.parameters
    let (rows, columns) = (parameters.rows, parameters.columns)
    state = Grid(rows: rows, columns: columns, repeating: .normal)
    stopMonth = Grid(rows: rows, columns: columns, repeating: parameters.months)
    authority = Grid(rows: rows, columns: columns) { row, column in
      let granted = calendar.grantMonths[row, structure.domain[column]]
      let held = granted.clamped(to: calendar.itemMonths[column])
      return structure.isAuthorised[row, column] ? held : 0..<0
    }
    drawInaction(seed)
    drawDeadRows(seed)
    drawDeadItems(seed)
    drawTransfers(seed)
    markOthers()
  }

  private var lastStop: Int { max(Self.firstStop, parameters.months - parameters.minimumSilence) }

  private func isAuthorised(_ row: Int, _ column: Int) -> Bool {
    authority[row, column].contains(parameters.months - 1)
  }

  private func isEligible(_ row: Int, _ column: Int) -> Bool {
    isAuthorised(row, column) && structure.cellExposure[row, column] > 0
  }

  // Whether a cell or a whole row and group is drawn, of which kind, and from when.
  private struct Draw {
    var isDrawn = false
    var kind = 0.0
    var stop = 0

    init(_ random: inout RandomSource, chance: Double, stops: ClosedRange<Int>) {
      isDrawn = random.chance(chance)
      kind = random.uniform()
      stop = random.integer(in: stops)
    }
  }

  private mutating func drawInaction(_ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "inaction")
    let both = parameters.neverShare + parameters.stopShare
    let neverPart = parameters.neverShare / max(both, 1e-12)
    let stops = Self.firstStop...lastStop
    let (clustered, single) = (parameters.clusteredShare, 1 - parameters.clusteredShare)
    let clusters = Grid(rows: parameters.rows, columns: parameters.groups) { _, _ in
      Draw(&random, chance: both * clustered, stops: stops)
    }
    for row in 0..<parameters.rows {
      for column in 0..<parameters.columns {
        let own = Draw(&random, chance: both * single, stops: stops)
        let cluster = clusters[row, structure.group[column]]
        guard own.isDrawn || cluster.isDrawn, isEligible(row, column) else { continue }
        let draw = cluster.isDrawn ? cluster : own
        stopCell(row, column, at: draw.kind < neverPart ? 0 : draw.stop)
      }
    }
  }

  // A stop before the power came is inaction from the first day on, and one after the item went
  // is none.
  private mutating func stopCell(_ row: Int, _ column: Int, at month: Int) {
    guard month < calendar.repealedFrom[column] else { return }
    let isNever = month <= authority[row, column].lowerBound
    state[row, column] = isNever ? .never : .stopped
    stopMonth[row, column] = isNever ? 0 : month
  }

  private mutating func drawDeadRows(_ seed: UInt64) {
    guard parameters.deadRows > 0 else { return }
    var random = RandomSource(seed: seed, purpose: "dead rows")
    let small = (0..<parameters.rows).filter { row in
      (0..<parameters.columns).count { structure.isAuthorised[row, $0] } <= 3
    }
    for row in random.shuffled(small).prefix(parameters.deadRows) {
      for column in 0..<parameters.columns where isEligible(row, column) {
        stopCell(row, column, at: 0)
      }
    }
  }

  private mutating func drawDeadItems(_ seed: UInt64) {
    guard parameters.deadItemShare > 0 else { return }
    var random = RandomSource(seed: seed, purpose: "dead items")
    for column in 0..<parameters.columns where random.chance(parameters.deadItemShare) {
      for row in 0..<parameters.rows where isEligible(row, column) {
        stopCell(row, column, at: 0)
      }
    }
  }

  private mutating func drawTransfers(_ seed: UInt64) {
    guard parameters.hiddenTransferShare > 0 else { return }
    var random = RandomSource(seed: seed, purpose: "transfers")
    let stops = Self.firstTransfer...max(Self.firstTransfer, lastStop)
    let moved = Grid(rows: parameters.rows, columns: parameters.groups) { _, _ in
      Draw(&random, chance: parameters.hiddenTransferShare, stops: stops)
    }
    for row in 0..<parameters.rows {
      for column in 0..<parameters.columns where state[row, column] == .normal {
        let draw = moved[row, structure.group[column]]
        guard draw.isDrawn, isEligible(row, column) else { continue }
        state[row, column] = .transferred
        stopMonth[row, column] = draw.stop
      }
    }
  }

  private mutating func markOthers() {
    for row in 0..<parameters.rows {
      for column in 0..<parameters.columns {
        if !isAuthorised(row, column) {
          state[row, column] = .unauthorised
        } else if structure.cellExposure[row, column] == 0 {
          state[row, column] = .structural
        }
      }
    }
  }
}
