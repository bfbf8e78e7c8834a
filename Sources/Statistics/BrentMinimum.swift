/// The minimum of a function of one number, by golden sections and parabolas.
///
/// Brent (1973), Algorithms for Minimization without Derivatives, chapter 5 (`localmin`).
/// Deterministic: the same function and range give the same bits.
public enum BrentMinimum {
  private static let golden = 0.381966011250105151795
  private static let mostIterations = 200

  /// Returns a local minimum of `function` inside `range`.
  ///
  /// - Parameters:
  ///   - function: Finite on the range; one minimum there, or any of them will do.
  ///   - range: Neither empty nor infinite.
  ///   - tolerance: Wanted accuracy of the point; the square root of the rounding unit is a floor.
  /// - Returns: The point, its value, and how the search ended.
  public static func of(
    _ function: (Double) -> Double, within range: ClosedRange<Double>, tolerance: Double = 1e-9
  ) -> Minimum<Double> {
    var state = Bracket(range: range, golden: golden, function: function)
    for iteration in 1...mostIterations {
      let floor = 1.5e-8 * abs(state.best) + tolerance / 3
      if state.isWithin(floor) {
        return Minimum(
          point: state.best, value: state.bestValue, iterations: iteration, isConverged: true)
      }
      state.advance(floor: floor, golden: golden, function: function)
    }
    return Minimum(
      point: state.best, value: state.bestValue, iterations: mostIterations, isConverged: false)
  }

  /// Returns the lowest minimum that a grid of `steps` + 1 points and a search beside it find.
  ///
  /// For functions that may have several minima.
  ///
  /// - Parameters:
  ///   - function: Finite on the range.
  ///   - range: Neither empty nor infinite.
  ///   - steps: 2 or more.
  ///   - tolerance: Wanted accuracy of the point.
  /// - Returns: The point, its value, and how the search ended; grid points count as iterations.
  public static func ofGrid(
    _ function: (Double) -> Double, within range: ClosedRange<Double>, steps: Int,
    tolerance: Double = 1e-9
  ) -> Minimum<Double> {
    precondition(steps >= 2, "a grid needs at least two steps")
    let width = (range.upperBound - range.lowerBound) / Double(steps)
    let points = (0...steps).map { step in
      step == steps ? range.upperBound : range.lowerBound + width * Double(step)
    }
    let values = points.map(function)
    var lowest = 0
    for index in 1...steps where values[index] < values[lowest] { lowest = index }
    let beside = points[max(0, lowest - 1)]...points[min(steps, lowest + 1)]
    let found = of(function, within: beside, tolerance: tolerance)
    let isGridBetter = values[lowest] <= found.value
    return Minimum(
      point: isGridBetter ? points[lowest] : found.point,
      value: isGridBetter ? values[lowest] : found.value,
      iterations: steps + 1 + found.iterations, isConverged: found.isConverged)
  }
}

/// The three best points so far and the ends between which the minimum lies.
private struct Bracket {
  var low: Double
  var high: Double
  var best: Double
  var second: Double
  var third: Double
  var bestValue: Double
  var secondValue: Double
  var thirdValue: Double
  var step = 0.0
  var previousStep = 0.0

  init(range: ClosedRange<Double>, golden: Double, function: (Double) -> Double) {
    low = range.lowerBound
    high = range.upperBound
    best = low + golden * (high - low)
    second = best
    third = best
    bestValue = function(best)
    secondValue = bestValue
    thirdValue = bestValue
  }

  func isWithin(_ floor: Double) -> Bool {
    abs(best - (low + high) / 2) <= 2 * floor - (high - low) / 2
  }

  mutating func advance(floor: Double, golden: Double, function: (Double) -> Double) {
    if let parabola = parabolicStep(floor: floor) {
      previousStep = step
      step = parabola
    } else {
      previousStep = best < (low + high) / 2 ? high - best : low - best
      step = golden * previousStep
    }
    let trial = abs(step) >= floor ? best + step : best + (step < 0 ? -floor : floor)
    accept(trial, function(trial))
  }

  /// Returns the step to the vertex of a parabola through the points, if it can be relied upon.
  private func parabolicStep(floor: Double) -> Double? {
    guard abs(previousStep) > floor else { return nil }
    let first = (best - second) * (bestValue - thirdValue)
    let other = (best - third) * (bestValue - secondValue)
    var numerator = (best - third) * other - (best - second) * first
    var denominator = 2 * (other - first)
    if denominator > 0 { numerator = -numerator }
    denominator = abs(denominator)
    guard abs(numerator) < abs(denominator * previousStep / 2),
      numerator > denominator * (low - best), numerator < denominator * (high - best)
    else { return nil }
    let step = numerator / denominator
    let trial = best + step
    guard trial - low < 2 * floor || high - trial < 2 * floor else { return step }
    return best < (low + high) / 2 ? floor : -floor
  }

  private mutating func accept(_ trial: Double, _ value: Double) {
    if value <= bestValue {
      if trial < best { high = best } else { low = best }
      (third, thirdValue) = (second, secondValue)
      (second, secondValue) = (best, bestValue)
      (best, bestValue) = (trial, value)
      return
    }
    if trial < best { low = trial } else { high = trial }
    if value <= secondValue || second == best {
      (third, thirdValue) = (second, secondValue)
      (second, secondValue) = (trial, value)
    } else if value <= thirdValue || third == best || third == second {
      (third, thirdValue) = (trial, value)
    }
  }
}
