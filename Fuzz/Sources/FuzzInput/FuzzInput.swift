/// The bytes of one run of a fuzz target.
public struct FuzzInput {
  /// The bytes as the fuzzer made them.
  public let bytes: [UInt8]

  /// Copies what the fuzzer hands over.
  public init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// The bytes as text; those that are none are replaced.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The bytes, where each `01 N B` stands for B repeated up to 65,536 times.
  ///
  /// So inputs that are small enough to be mutated reach limits that are large.
  public var expanded: [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 1, index + 2 < bytes.count, result.count < 1 << 21 else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let times = 1 << (Int(bytes[index + 1]) % 17)
      result.append(contentsOf: repeatElement(bytes[index + 2], count: times))
      index += 3
    }
    return result
  }
}

/// Ends the process where something does not hold, for the fuzzer to keep the input.
public func hold(_ isHeld: Bool, _ claim: @autoclosure () -> String) {
  if !isHeld { fatalError(claim()) }
}
