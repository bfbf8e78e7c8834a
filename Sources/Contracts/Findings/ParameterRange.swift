/// What values a parameter of an indicator may have.
public struct ParameterRange: Hashable, Sendable {
  /// Lowest and highest value.
  public let bounds: ClosedRange<Double>
  /// Whether the lowest value itself is out.
  public let isAboveLowest: Bool
  /// Whether only whole numbers will do.
  public let isWhole: Bool

  // Below a thousand million, so that sums and products of counts stay exact.
  private static let highest = 999_999_999.0

  /// A whole number, such as of cases, months or units.
  public static func whole(_ bounds: ClosedRange<Int>) -> ParameterRange {
    ParameterRange(
      bounds: Double(bounds.lowerBound)...Double(bounds.upperBound), isAboveLowest: false,
      isWhole: true)
  }

  /// A number, the bounds included.
  public static func number(_ bounds: ClosedRange<Double>) -> ParameterRange {
    ParameterRange(bounds: bounds, isAboveLowest: false, isWhole: false)
  }

  /// A number above 0 and up to a bound.
  public static func above0(upTo highest: Double) -> ParameterRange {
    ParameterRange(bounds: 0...highest, isAboveLowest: true, isWhole: false)
  }

  /// A number above 0.
  public static let above0 = above0(upTo: highest)

  /// A whole number of 1 or more.
  public static let count = whole(1...Int(highest))
  /// A whole number of 0 or more.
  public static let countOrNone = whole(0...Int(highest))
  /// A share or a chance, above 0 and up to 1.
  public static let share = above0(upTo: 1)
  /// A least effect as a share; 0 asks for none.
  public static let effect = number(0...1)
  /// Days of a term.
  public static let days = whole(1...3_650)
  /// Months that are looked at.
  public static let months = whole(1...1_200)
  /// A ratio of 1 or more.
  public static let ratio = number(1...highest)
  /// Draws of a simulation.
  public static let draws = whole(1...1_000_000)

  /// What a default suggests: a share below 1, a count where it is whole, a ratio else.
  init(like value: Double) {
    if value > 0, value < 1 {
      self = .share
    } else if value == value.rounded() {
      self = .count
    } else {
      self = .ratio
    }
  }

  private init(bounds: ClosedRange<Double>, isAboveLowest: Bool, isWhole: Bool) {
    self.bounds = bounds
    self.isAboveLowest = isAboveLowest
    self.isWhole = isWhole
  }

  /// Whether a value is one of them; not a number is none.
  public func contains(_ value: Double) -> Bool {
    bounds.contains(value) && !(isAboveLowest && value == bounds.lowerBound)
      && (!isWhole || value == value.rounded())
  }

  /// The values in words, for an error line.
  public var description: String {
    let (low, high) = (
      Numerals.decimal(bounds.lowerBound, places: 6), Numerals.decimal(bounds.upperBound, places: 6)
    )
    let kind = isWhole ? "a whole number" : "a number"
    return isAboveLowest ? "\(kind) above \(low), up to \(high)" : "\(kind) from \(low) to \(high)"
  }
}
