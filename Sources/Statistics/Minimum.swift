/// Where a search for a minimum ended, and whether it can be trusted.
public struct Minimum<Point: Hashable & Sendable>: Hashable, Sendable {
  /// The best point found.
  public let point: Point
  /// The function at `point`.
  public let value: Double
  /// Iterations used.
  public let iterations: Int
  /// Whether the tolerance was reached before the largest number of iterations.
  public let isConverged: Bool
}
