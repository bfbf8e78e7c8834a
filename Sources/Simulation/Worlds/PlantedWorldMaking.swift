import Statistics

extension PlantedWorld {
  // Parties of the median row and group that has any.
  private static let medianParties = 40.0

  /// Makes a world.
  ///
  /// - Parameters:
  ///   - parameters: How it is made.
  ///   - seed: Decides every random choice.
  public init(_ parameters: WorldParameters, seed: UInt64) {
    precondition(
      parameters.rows > 0 && parameters.columns > 0 && parameters.months >= 24,
      "a world has rows, columns and at least 24 months")
    let structure = WorldStructure(parameters, seed: seed)
    let calendar = WorldCalendar(structure, seed: seed)
    let states = WorldStates(structure, calendar, seed: seed)
    let makers = WorldEvents(structure, calendar, states, seed: seed)
    let drawn = makers.drawn(seed: seed)
    let due = Self.expected(structure, calendar, states)
    self.parameters = parameters
    self.seed = seed
    (group, domain) = (structure.group, structure.domain)
    (authority, state, stopMonth) = (states.authority, states.state, states.stopMonth)
    (itemMonths, grantMonths) = (calendar.itemMonths, calendar.grantMonths)
    isSent = calendar.isSent
    parties = Self.parties(structure, seed: seed)
    (expected, expectedSinceStop) = (due.all, due.sinceStop)
    oracle = OracleKnowledge(
      rate: structure.expected, multiplier: structure.multiplier, profile: calendar.profile,
      rowProfile: calendar.rowProfile, findingShare: makers.shares,
      complaints: makers.complaints, misfiled: makers.misfiled)
    (events, starts) = (drawn.events, drawn.starts)
  }

  private static func expected(
    _ structure: WorldStructure, _ calendar: WorldCalendar, _ states: WorldStates
  ) -> (all: Grid<Double>, sinceStop: Grid<Double>) {
    let (rows, columns) = (structure.parameters.rows, structure.parameters.columns)
    var all = Grid(rows: rows, columns: columns, repeating: 0.0)
    var sinceStop = all
    for row in 0..<rows {
      for column in 0..<columns {
        let rate = structure.expected[row, column]
        for month in states.authority[row, column] where calendar.isSent[row, month] {
          let due = rate * calendar.profile[column, month] * calendar.rowProfile[row, month]
          all[row, column] += due
          if month >= states.stopMonth[row, column] { sinceStop[row, column] += due }
        }
      }
    }
    return (all, sinceStop)
  }

  private static func parties(_ structure: WorldStructure, seed: UInt64) -> Grid<Int?> {
    let parameters = structure.parameters
    var random = RandomSource(seed: seed, purpose: "parties")
    let positive = structure.exposure.values.filter { $0 > 0 }.sorted()
    let median = positive.isEmpty ? 1 : positive[positive.count / 2]
    return Grid(rows: parameters.rows, columns: parameters.groups) { row, group in
      let error = random.logNormal(spread: parameters.partiesNoise)
      let mean = structure.exposure[row, group] * medianParties / median * error
      let counted = max(random.poisson(mean: mean), 1)
      let isFalse = random.chance(parameters.partiesFalse)
      let invented = random.integer(in: 1...5)
      let isMissing = random.chance(parameters.partiesMissing)
      let isStructural = structure.isStructuralGroup[row, group]
      if isMissing { return nil }
      return isStructural ? (isFalse ? invented : 0) : counted
    }
  }
}
