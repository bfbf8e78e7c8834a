/// Why a world could not be written down.
public enum SimulationError: Error, Equatable, CustomStringConvertible {
  /// A file holds text that its encoding cannot carry.
  case notEncodable(file: String)
  /// The system has no converter for the encoding of a file.
  case noConverter(file: String)
  /// The number of months is outside the supported range.
  case monthsOutOfRange(allowed: ClosedRange<Int>)

  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .notEncodable(let file):
      "\(file): its text does not fit its encoding"
    case .noConverter(let file):
      "\(file): the system has no converter for its encoding"
    case .monthsOutOfRange(let allowed):
      "months must be between \(allowed.lowerBound) and \(allowed.upperBound)"
    }
  }
}
