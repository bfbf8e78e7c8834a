/// The zero of a continuous function of one number, by bisection and interpolation.
///
/// Brent (1973), Algorithms for Minimization without Derivatives, chapter 4 (`zero`).
public enum BrentRoot {
  private static let mostIterations = 300

  /// Returns a point of `range` at which `function` is 0, nil if both ends have the same sign.
  ///
  /// - Parameters:
  ///   - function: Continuous and finite on the range.
  ///   - range: Its ends lie on both sides of the zero.
  ///   - tolerance: Wanted absolute accuracy; 0 asks for all digits of the point.
  /// - Returns: The point with the smaller value of the last two that enclose the zero.
  public static func of(
    _ function: (Double) -> Double, within range: ClosedRange<Double>, tolerance: Double = 0
  ) -> Double? {
    var state = SignChange(
      best: range.upperBound, bestValue: function(range.upperBound),
      other: range.lowerBound, otherValue: function(range.lowerBound))
    if state.otherValue == 0 { return range.lowerBound }
    guard state.bestValue == 0 || (state.bestValue > 0) != (state.otherValue > 0) else {
      return nil
    }
    for _ in 0..<mostIterations {
      state.keepSmallerAsBest()
      let floor = 2 * Double.ulpOfOne * abs(state.best) + tolerance / 2
      let half = (state.other - state.best) / 2
      if abs(half) <= floor || state.bestValue == 0 { return state.best }
      state.advance(half: half, floor: floor, function: function)
    }
    return state.best
  }
}

/// A point close to the zero, its predecessor, and a point on the other side.
private struct SignChange {
  var best: Double
  var bestValue: Double
  var other: Double
  var otherValue: Double
  var previous: Double
  var previousValue: Double
  var step: Double
  var previousStep: Double

  init(best: Double, bestValue: Double, other: Double, otherValue: Double) {
    self.best = best
    self.bestValue = bestValue
    self.other = other
    self.otherValue = otherValue
    previous = other
    previousValue = otherValue
    step = best - other
    previousStep = step
  }

  mutating func keepSmallerAsBest() {
    guard abs(otherValue) < abs(bestValue) else { return }
    (previous, previousValue) = (best, bestValue)
    swap(&best, &other)
    swap(&bestValue, &otherValue)
  }

  mutating func advance(half: Double, floor: Double, function: (Double) -> Double) {
    if let interpolated = interpolatedStep(half: half, floor: floor) {
      previousStep = step
      step = interpolated
    } else {
      step = half
      previousStep = half
    }
    (previous, previousValue) = (best, bestValue)
    best += abs(step) > floor ? step : (half > 0 ? floor : -floor)
    bestValue = function(best)
    guard (bestValue > 0) == (otherValue > 0) else { return }
    (other, otherValue) = (previous, previousValue)
    step = best - previous
    previousStep = step
  }

  /// Returns the step of a secant or an inverse parabola, if it shortens the search enough.
  private func interpolatedStep(half: Double, floor: Double) -> Double? {
    guard abs(previousStep) >= floor, abs(previousValue) > abs(bestValue) else { return nil }
    let ratio = bestValue / previousValue
    var numerator: Double
    var denominator: Double
    if previous == other {
      numerator = 2 * half * ratio
      denominator = 1 - ratio
    } else {
      let far = previousValue / otherValue
      let near = bestValue / otherValue
      numerator = ratio * (2 * half * far * (far - near) - (best - previous) * (near - 1))
      denominator = (far - 1) * (near - 1) * (ratio - 1)
    }
    if numerator > 0 { denominator = -denominator }
    numerator = abs(numerator)
    let inside = 3 * half * denominator - abs(floor * denominator)
    let shorter = abs(previousStep * denominator)
    return 2 * numerator < min(inside, shorter) ? numerator / denominator : nil
  }
}
