/// A count kept in 32 bits, since there are millions; what is larger stays at the bound.
@propertyWrapper
public struct SmallCount: Hashable, Sendable {
  private var stored: Int32

  /// Keeps a count.
  public init(wrappedValue: Int) {
    stored = Int32(clamping: wrappedValue)
  }

  /// The count.
  public var wrappedValue: Int {
    get { Int(stored) }
    set { stored = Int32(clamping: newValue) }
  }
}
