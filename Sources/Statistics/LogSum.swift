/// Number, sum and sum of squares of logarithms; adds up over parts.
public struct LogSum: Hashable, Sendable {
  /// Number of values, 0 or more.
  public var count: Int
  /// Sum of the natural logarithms.
  public var sum: Double
  /// Sum of the squared natural logarithms.
  public var squares: Double

  /// Makes the sums from numbers that were added up before.
  public init(count: Int = 0, sum: Double = 0, squares: Double = 0) {
    precondition(count >= 0 && squares >= 0, "numbers and squares are not negative")
    self.count = count
    self.sum = sum
    self.squares = squares
  }

  /// Makes the sums of natural logarithms.
  public init(_ logarithms: [Double]) {
    self.init()
    for logarithm in logarithms { add(logarithm) }
  }

  /// Adds one value, `weight` times.
  public mutating func add(_ logarithm: Double, weight: Int = 1) {
    count += weight
    sum += Double(weight) * logarithm
    squares += Double(weight) * logarithm * logarithm
  }

  /// Mean of the logarithms, 0 without a value.
  public var mean: Double { count > 0 ? sum / Double(count) : 0 }

  /// Sum of the squared distances from the mean.
  public var squaresAroundMean: Double { max(0, squares - sum * mean) }

  /// Returns the sums of both parts together.
  public static func + (left: LogSum, right: LogSum) -> LogSum {
    LogSum(
      count: left.count + right.count, sum: left.sum + right.sum,
      squares: left.squares + right.squares)
  }
}
