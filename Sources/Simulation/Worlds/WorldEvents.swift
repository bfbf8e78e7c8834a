import Statistics

/// Draws what happens in each cell and month.
struct WorldEvents {
  private let structure: WorldStructure
  private let calendar: WorldCalendar
  private let states: WorldStates
  private let parameters: WorldParameters
  private let findingShare: [Double]
  /// Expected complaints by row and column, the multiplier of the cell included.
  let complaints: Grid<Double>
  /// Expected complaints that stand in a wrong cell, by column.
  let misfiled: [Double]

  /// Cases of one cell by month, before what is lost or hidden.
  private struct Counts {
    var cases: [Int]
    var findings: [Int]
    var converted: [Int]
    var complaints: [Int]
  }

  init(
    _ structure: WorldStructure, _ calendar: WorldCalendar, _ states: WorldStates, seed: UInt64
  ) {
    self.structure = structure
    self.calendar = calendar
    self.states = states
    parameters = structure.parameters
    let share = parameters.findingShare
    var random = RandomSource(seed: seed, purpose: "traces")
    findingShare = (0..<parameters.columns).map { _ in random.beta(4 * share, 4 * (1 - share)) }
    let ratio = (0..<parameters.columns).map { _ in
      let isProne = random.chance(structure.parameters.complaintProneShare)
      let spread = random.logNormal(spread: 0.8)
      return isProne ? structure.parameters.complaintRatio * spread : 0
    }
    let expected = Grid(rows: parameters.rows, columns: parameters.columns) { row, column in
      structure.complaintBase[row, column] * ratio[column]
    }
    complaints = expected
    let (rows, rate) = (parameters.rows, parameters.misfiledRate)
    misfiled = (0..<parameters.columns).map { column in
      rate * (0..<rows).reduce(0) { $0 + expected[$1, column] } / Double(rows)
    }
  }

  /// Share of the cases of each column that start from a finding.
  var shares: [Double] { findingShare }

  /// Events of all cells, and the place of the first event of each cell.
  func drawn(seed: UInt64) -> (events: [CellEvent], starts: [Int]) {
    var random = RandomSource(seed: seed, purpose: "counts")
    var events: [CellEvent] = []
    var starts = [0]
    starts.reserveCapacity(parameters.rows * parameters.columns + 1)
    for row in 0..<parameters.rows {
      for column in 0..<parameters.columns {
        if !states.authority[row, column].isEmpty {
          append(counts(row, column, &random), to: &events)
        }
        starts.append(events.count)
      }
    }
    return (events, starts)
  }

  private func append(_ counts: Counts, to events: inout [CellEvent]) {
    for month in 0..<parameters.months {
      let event = CellEvent(
        month: month, cases: counts.cases[month], findings: counts.findings[month],
        converted: counts.converted[month], complaints: counts.complaints[month])
      if event.cases + event.findings + event.complaints > 0 { events.append(event) }
    }
  }

  private func counts(_ row: Int, _ column: Int, _ random: inout RandomSource) -> Counts {
    let none = [Int](repeating: 0, count: parameters.months)
    var counts = Counts(cases: none, findings: none, converted: none, complaints: none)
    let due = (0..<parameters.months).map { expected(row, column, $0) }
    drawCases(&counts, due, findingShare[column], &random)
    hide(&counts, row, column, due, &random)
    for month in 0..<parameters.months where !isRecorded(row, column, month) {
      (counts.cases[month], counts.findings[month], counts.converted[month]) = (0, 0, 0)
    }
    drawComplaints(&counts, row, column, &random)
    return counts
  }

  // Expected cases of a month when active, powers and deliveries aside.
  private func expected(_ row: Int, _ column: Int, _ month: Int) -> Double {
    structure.expected[row, column] * calendar.profile[column, month]
      * calendar.rowProfile[row, month]
  }

  private func isRecorded(_ row: Int, _ column: Int, _ month: Int) -> Bool {
    states.authority[row, column].contains(month) && calendar.hasArrived(row, month)
  }

  private func drawCases(
    _ counts: inout Counts, _ due: [Double], _ share: Double, _ random: inout RandomSource
  ) {
    for month in due.indices where due[month] > 0 {
      let rate = due[month] * clump(&random)
      let findings = random.poisson(mean: rate * share)
      let converted = random.binomial(trials: findings, chance: parameters.conversion)
      counts.findings[month] = findings
      counts.converted[month] = converted
      let direct = rate * (1 - share * parameters.conversion)
      counts.cases[month] = converted + random.poisson(mean: direct)
    }
  }

  private func clump(_ random: inout RandomSource) -> Double {
    switch parameters.clump {
    case .gamma(let shape): random.gamma(shape: shape)
    case .spikes: random.chance(0.1) ? 6 : 4.0 / 9
    }
  }

  // A cell that does not act has no case, and findings where its inspections go on.
  private func hide(
    _ counts: inout Counts, _ row: Int, _ column: Int, _ due: [Double],
    _ random: inout RandomSource
  ) {
    let stop = states.stopMonth[row, column]
    guard stop < parameters.months else { return }
    let sees = random.chance(parameters.seesShare)
    for month in stop..<parameters.months {
      (counts.cases[month], counts.converted[month]) = (0, 0)
      if !sees { counts.findings[month] = 0 }
    }
    guard parameters.tokenRate > 0, states.state[row, column].isInactive else { return }
    let tokens = (stop..<parameters.months).map { _ in
      random.poisson(mean: parameters.tokenRate)
    }
    // Tokens never exceed a tenth of what was due.
    guard Double(tokens.reduce(0, +)) <= 0.1 * due[stop...].reduce(0, +) else { return }
    for (position, count) in tokens.enumerated() { counts.cases[stop + position] = count }
  }

  private func drawComplaints(
    _ counts: inout Counts, _ row: Int, _ column: Int, _ random: inout RandomSource
  ) {
    let own = complaints[row, column] * random.gamma(shape: 2)
    for month in 0..<parameters.months {
      let share = calendar.profile[column, month] * calendar.rowProfile[row, month]
      let mean = (own + misfiled[column]) * share
      if mean > 0 { counts.complaints[month] = random.poisson(mean: mean) }
    }
  }
}
