import Statistics

/// Spread between cells, from cells that have a count: zeros are what is under test.
struct SizeSearch {
  private let cells: [ZeroTruncatedNegativeBinomial.Cell]

  /// More positive cells would not move the size.
  static let mostCells = 20_000
  // A grid, so that the choice is the same on every machine: from 0.1 by 14 % to 20.
  private static let steps = 40
  private static let range = 0.1...20.0

  /// Takes the cells that have a count and are used; at most `mostCells`, evenly picked.
  init(counts: [Double], expected: [Double], added: [Double], isUsed: [Bool]) {
    let positive = counts.indices.filter { counts[$0] > 0 && isUsed[$0] }
    let step = max(1, (positive.count + SizeSearch.mostCells - 1) / SizeSearch.mostCells)
    cells = stride(from: 0, to: positive.count, by: step).map { index in
      let cell = positive[index]
      return ZeroTruncatedNegativeBinomial.Cell(
        count: Int(counts[cell]), mean: expected[cell], addedInverseSize: added[cell])
    }
  }

  /// The size of the grid with the highest likelihood; 1 where no cell has a count.
  func mostLikely() -> (size: Double, logLikelihood: Double) {
    guard !cells.isEmpty else { return (1, 0) }
    var best = (step: 0, value: -Double.infinity)
    func look(_ step: Int) {
      let value = ZeroTruncatedNegativeBinomial.logLikelihood(
        of: cells, size: SizeSearch.size(step))
      if value > best.value { best = (step, value) }
    }
    for step in stride(from: 0, through: SizeSearch.steps, by: 4) { look(step) }
    let coarse = best.step
    for step in max(0, coarse - 3)...min(SizeSearch.steps, coarse + 3) where step != coarse {
      look(step)
    }
    return (SizeSearch.size(best.step), best.value)
  }

  private static func size(_ step: Int) -> Double {
    range.lowerBound
      * SpecialFunctions.power(range.upperBound / range.lowerBound, Double(step) / Double(steps))
  }
}
