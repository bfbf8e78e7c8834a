public import Contracts
public import Simulation

/// The cells over which methods are measured: those that hold the power in the last month.
public struct Population: Sendable {
  /// A row and a column of the world.
  public struct Place: Hashable, Sendable {
    /// Row.
    public let row: Int
    /// Column.
    public let column: Int
  }

  /// Cells, row by row.
  public let places: [Place]
  /// Whether each cell is inactive: never acted or stopped.
  public let isInactive: [Bool]
  /// Cases that each cell expects when active.
  public let expected: [Double]
  private let positions: [[String]: Int]

  /// The population of a world.
  public init(_ world: PlantedWorld) {
    let names = WorldExports(world).names
    let isOfUnits = world.parameters.grid == .unitDomain
    var places: [Place] = []
    var positions: [[String]: Int] = [:]
    for row in 0..<world.parameters.rows {
      for column in 0..<world.parameters.columns where world.isAuthorised(row, column) {
        let subject =
          isOfUnits
          ? [CellLevel.unitDomain.rawValue, names.unit(row), names.domain(world.domain[column])]
          : [CellLevel.unitItem.rawValue, names.unit(row), names.item(column)]
        positions[subject] = places.count
        places.append(Place(row: row, column: column))
      }
    }
    self.places = places
    self.positions = positions
    isInactive = places.map { world.state[$0.row, $0.column].isInactive }
    expected = places.map { world.expected[$0.row, $0.column] }
  }

  /// The position of the cell of an assessment.
  ///
  /// - Parameter key: Level, unit, district, domain, item.
  /// - Returns: The position; nil for a cell of another level, or without power.
  func position(ofKey key: [String]) -> Int? {
    guard key.count == 5 else { return nil }
    return positions[[key[0], key[1], key[4].isEmpty ? key[3] : key[4]]]
  }
}

/// What a method says of each cell of a population, in its order.
public struct Judgement: Sendable {
  /// Whether the cell is on the list.
  public var isFlagged: [Bool]
  /// How likely inaction is; only the order matters where the method gives no chance.
  public var score: [Double]
  /// Whether the method calls the cell sure.
  public var isSure: [Bool]
  /// Number of the finding that the cell belongs to; cells that one cause explains share one.
  public var finding: [Int]

  /// Score from which a cell counts as sure where the method has no word for it, inclusive.
  public static let sureScore = 0.9

  /// Makes the judgement of a method in which each cell is a finding of its own.
  public init(isFlagged: [Bool], score: [Double]) {
    precondition(isFlagged.count == score.count, "a judgement speaks of each cell")
    self.isFlagged = isFlagged
    self.score = score
    isSure = score.map { $0 >= Judgement.sureScore }
    finding = Array(score.indices)
  }

  /// Takes the judgement out of assessments; a cell without one is not flagged and scores 0.
  public init(
    _ assessments: [CellAssessment], in observation: Observation, of population: Population
  ) {
    let count = population.places.count
    self.init(
      isFlagged: [Bool](repeating: false, count: count), score: [Double](repeating: 0, count: count)
    )
    var groups: [[String]: Int] = [:]
    for assessment in assessments {
      let cell = observation.cells[assessment.cell]
      guard let position = population.position(ofKey: cell.key) else { continue }
      isFlagged[position] = assessment.verdict.isFlagged
      isSure[position] = assessment.verdict == .gradeA
      score[position] = assessment.posterior.inaction
      guard assessment.isGroupStop else { continue }
      let group = [cell.unitCode, cell.exposureGroup]
      finding[position] = groups[group] ?? position
      groups[group] = finding[position]
    }
  }
}
