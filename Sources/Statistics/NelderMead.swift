/// The minimum of a function of several numbers, by a simplex that reflects and shrinks.
///
/// Nelder and Mead (1965), The Computer Journal 7:308, with restarts from the best point, which
/// free a simplex that has collapsed. Deterministic: the same start gives the same bits.
public struct NelderMead: Hashable, Sendable {
  /// Edge of the first simplex along each axis, above 0.
  public let edge: Double
  /// Largest distance between the best and the other corners at the end, above 0.
  public let tolerance: Double
  /// Largest number of iterations over all restarts.
  public let mostIterations: Int

  /// Makes a search with its first edge, the wanted accuracy, and a bound on its length.
  public init(edge: Double = 0.5, tolerance: Double = 1e-8, mostIterations: Int = 5_000) {
    precondition(edge > 0 && tolerance > 0 && mostIterations > 0, "settings are above 0")
    self.edge = edge
    self.tolerance = tolerance
    self.mostIterations = mostIterations
  }

  /// Returns the minimum found from `start`, which has one number or more.
  public func minimum(
    from start: [Double], of function: ([Double]) -> Double
  ) -> Minimum<[Double]> {
    precondition(!start.isEmpty, "a search needs a place to start")
    var best = start
    var value = function(start)
    var iterations = 0
    var size = edge
    while iterations < mostIterations {
      var simplex = Simplex(corner: best, edge: size, function: function)
      while iterations < mostIterations, !simplex.isWithin(tolerance) {
        simplex.advance(function)
        iterations += 1
      }
      let gain = value - simplex.best.value
      if simplex.best.value <= value { (best, value) = (simplex.best.point, simplex.best.value) }
      // A restart that gains no more than rounding confirms the minimum.
      if size < edge, gain <= 1e-12 * (1 + abs(value)), iterations < mostIterations {
        return Minimum(point: best, value: value, iterations: iterations, isConverged: true)
      }
      size = edge / 4
    }
    return Minimum(point: best, value: value, iterations: iterations, isConverged: false)
  }
}

private struct Corner {
  var point: [Double]
  var value: Double
}

private struct Simplex {
  private var corners: [Corner]

  init(corner: [Double], edge: Double, function: ([Double]) -> Double) {
    corners = [Corner(point: corner, value: function(corner))]
    for axis in corner.indices {
      var point = corner
      point[axis] += edge
      corners.append(Corner(point: point, value: function(point)))
    }
    sort()
  }

  var best: Corner { corners[0] }

  func isWithin(_ tolerance: Double) -> Bool {
    corners.dropFirst().allSatisfy { corner in
      zip(corner.point, best.point).allSatisfy { abs($0 - $1) <= tolerance }
    }
  }

  mutating func advance(_ function: ([Double]) -> Double) {
    let last = corners.count - 1
    let worst = corners[last]
    let centre = centreOfOthers()
    let reflected = corner(from: centre, away: worst, by: 1, function)
    if reflected.value < best.value {
      let expanded = corner(from: centre, away: worst, by: 2, function)
      corners[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < corners[last - 1].value {
      corners[last] = reflected
    } else {
      let isOutside = reflected.value < worst.value
      let contracted = corner(from: centre, away: worst, by: isOutside ? 0.5 : -0.5, function)
      if contracted.value <= min(reflected.value, worst.value) {
        corners[last] = contracted
      } else {
        shrink(function)
      }
    }
    sort()
  }

  private func centreOfOthers() -> [Double] {
    var centre = [Double](repeating: 0, count: best.point.count)
    for corner in corners.dropLast() {
      for axis in centre.indices { centre[axis] += corner.point[axis] }
    }
    return centre.map { $0 / Double(corners.count - 1) }
  }

  private func corner(
    from centre: [Double], away worst: Corner, by factor: Double,
    _ function: ([Double]) -> Double
  ) -> Corner {
    let point = zip(centre, worst.point).map { $0 + factor * ($0 - $1) }
    return Corner(point: point, value: function(point))
  }

  private mutating func shrink(_ function: ([Double]) -> Double) {
    for index in corners.indices.dropFirst() {
      let point = zip(best.point, corners[index].point).map { ($0 + $1) / 2 }
      corners[index] = Corner(point: point, value: function(point))
    }
  }

  // Swift's sort is stable: corners of equal value keep their order, on every machine.
  private mutating func sort() {
    corners.sort { $0.value < $1.value }
  }
}
