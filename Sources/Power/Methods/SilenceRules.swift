internal import Glibc
public import Simulation
internal import Statistics

/// Rules that a list of silent cells is usually made by, for comparison.
public enum SilenceRules {
  /// Months of silence that the rules ask for.
  static let window = 12

  /// Every cell without a case in the last twelve months.
  public static func silent(_ world: PlantedWorld, _ population: Population) -> Judgement {
    let silent = population.places.map { silence(world, $0) >= window }
    return Judgement(isFlagged: silent, score: silent.map { $0 ? 1 : 0 })
  }

  /// Cells whose silence is too long for independent cases at the rate of the margins.
  ///
  /// The rate is row sum times column sum by total; a silence shorter than twelve months is no
  /// evidence; Benjamini and Hochberg at `level`.
  public static func poisson(
    _ world: PlantedWorld, _ population: Population, level: Double
  ) -> Judgement {
    let counts = population.places.map { place in
      world.events(place.row, place.column).reduce(0) { $0 + $1.cases }
    }
    var rows = [Double](repeating: 0, count: world.parameters.rows)
    var columns = [Double](repeating: 0, count: world.parameters.columns)
    for (place, count) in zip(population.places, counts) {
      rows[place.row] += Double(count)
      columns[place.column] += Double(count)
    }
    let total = max(rows.reduce(0, +), 1)
    let chances = population.places.map { place in
      let silence = silence(world, place)
      guard silence >= window else { return 1.0 }
      let expected = rows[place.row] * columns[place.column] / total
      return exp(-expected * Double(silence) / Double(world.months))
    }
    let adjusted = AdjustedPValues.benjaminiHochberg(chances)
    return Judgement(isFlagged: adjusted.map { $0 <= level }, score: chances.map { 1 - $0 })
  }

  // Months after the last case; all of them where there was none.
  private static func silence(_ world: PlantedWorld, _ place: Population.Place) -> Int {
    let last = world.events(place.row, place.column).last { $0.cases > 0 }?.month
    return world.months - 1 - (last ?? -1)
  }
}
