/// A number that is kept to seven digits, for values of which there are millions.
@propertyWrapper
public struct SinglePrecision: Hashable, Sendable {
  private var number: Float

  /// Keeps a number.
  public init(wrappedValue: Double) {
    number = Float(wrappedValue)
  }

  /// The number, to seven digits.
  public var wrappedValue: Double {
    get { Double(number) }
    set { number = Float(newValue) }
  }
}
