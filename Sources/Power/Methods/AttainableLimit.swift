internal import Glibc
public import Simulation
internal import Statistics

/// The Bayes posterior of inaction that knows everything of a world but the cells themselves.
///
/// It knows rates, exposures, efforts, months, dispersions and shares, and sees cases, findings
/// and complaints; it does not know the multiplier of a cell nor which cells have nothing to
/// enforce on. No method that learns all this from the data can do better on average.
public enum AttainableLimit {
  /// The posterior of each cell, and the list whose mean chance of the null stays within `level`.
  public static func judgement(
    _ world: PlantedWorld, _ population: Population, level: Double
  ) -> Judgement {
    let cells = LimitCells(world)
    let posterior = LimitPosterior(world)
    let scores = population.places.map { place -> Double in
      guard let cell = cells.cell(place) else { return 0 }
      return posterior.inaction(of: cell)
    }
    let selected = LocalFalseDiscoverySelection(rates: scores.map { 1 - $0 }, level: level)
    var isFlagged = [Bool](repeating: false, count: scores.count)
    for position in selected.selected { isFlagged[position] = true }
    return Judgement(isFlagged: isFlagged, score: scores)
  }
}

/// What the limit knows of one cell.
struct LimitCell {
  /// Expected cases of each month for a multiplier of 1; 0 where nothing could be recorded.
  var expected: [Double]
  var cases: [Int]
  var findings: [Int]
  /// Last month with a case; -1 where there was none.
  var last: Int
  var complaints: Int
  /// Expected complaints for a multiplier of 1.
  var expectedComplaints: Double
  var misfiled: Double
  var findingShare: Double
}

/// Prepares the cells of a world for the limit.
struct LimitCells {
  private let world: PlantedWorld
  // Expected cases and complaints of a cell for a multiplier of 1.
  private var rate: Grid<Double>
  private var complaintRate: Grid<Double>

  init(_ world: PlantedWorld) {
    self.world = world
    let oracle = world.oracle
    let (rows, columns) = (world.parameters.rows, world.parameters.columns)
    let multiplier = oracle.multiplier
    let own = Grid(rows: rows, columns: columns) {
      oracle.rate[$0, $1] / max(multiplier[$0, $1], 1e-300)
    }
    let complaints = Grid(rows: rows, columns: columns) {
      oracle.complaints[$0, $1] / max(multiplier[$0, $1], 1e-300).squareRoot()
    }
    (rate, complaintRate) = (own, complaints)
    fillStructural(own, complaints)
  }

  // A single cell without exposure looks to the limit like the median cell of its column, and
  // one whose whole group is without exposure is known to be so.
  private mutating func fillStructural(_ own: Grid<Double>, _ complaints: Grid<Double>) {
    let (rows, columns) = (world.parameters.rows, world.parameters.columns)
    var isPresent = Grid(rows: rows, columns: world.parameters.groups, repeating: false)
    for row in 0..<rows {
      for column in 0..<columns where own[row, column] > 0 {
        isPresent[row, world.group[column]] = true
      }
    }
    for column in 0..<columns {
      let medians = [own, complaints].map { grid in
        SampleMedian.median((0..<rows).map { grid[$0, column] }.filter { $0 > 0 })
      }
      for row in 0..<rows
      where own[row, column] == 0 && isPresent[row, world.group[column]]
        && world.isAuthorised(row, column)
      {
        rate[row, column] = medians[0]
        complaintRate[row, column] = medians[1]
      }
    }
  }

  /// A cell that may be inactive; nil where it has nothing to enforce on or a recent case.
  func cell(_ place: Population.Place) -> LimitCell? {
    let (row, column) = (place.row, place.column)
    let events = world.events(row, column)
    let last = events.last { $0.cases > 0 }?.month ?? -1
    let months = 0..<world.months
    let isObserved = months.map { month in
      world.authority[row, column].contains(month) && world.isSent[row, month]
    }
    let silence = months.count { $0 > last && isObserved[$0] }
    guard rate[row, column] > 0, silence >= world.parameters.minimumSilence else { return nil }
    let profile = months.map {
      world.oracle.profile[column, $0] * world.oracle.rowProfile[row, $0]
    }
    var cell = LimitCell(
      expected: months.map { isObserved[$0] ? rate[row, column] * profile[$0] : 0 },
      cases: months.map { _ in 0 }, findings: months.map { _ in 0 }, last: last, complaints: 0,
      expectedComplaints: complaintRate[row, column] * profile.reduce(0, +),
      misfiled: world.oracle.misfiled[column], findingShare: world.oracle.findingShare[column])
    for event in events {
      cell.cases[event.month] = event.cases
      cell.findings[event.month] = event.findings
      cell.complaints += event.complaints
    }
    return cell
  }
}

/// The median of a small sample.
enum SampleMedian {
  /// The middle value, or the mean of the two in the middle; 0 of an empty sample.
  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
