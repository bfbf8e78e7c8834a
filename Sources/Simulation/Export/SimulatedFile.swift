/// One file of a simulated delivery.
public struct SimulatedFile: Equatable, Sendable {
  /// The path below the output folder, with `/` between its parts.
  public let path: String
  /// The whole content.
  public let bytes: [UInt8]
}
