import Crypto

/// A SHA-256 of bytes.
public struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  /// The hash as 64 lowercase hexadecimal digits.
  public let hexadecimal: String

  /// Accepts exactly 64 lowercase hexadecimal digits.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy(isLowercaseHexadecimal) else { return nil }
    hexadecimal = text
  }

  /// Computes the hash of bytes that are in memory.
  public init(of bytes: [UInt8]) {
    var hasher = ContentHasher()
    hasher.update(bytes)
    self = hasher.hash
  }

  fileprivate init(_ digest: SHA256.Digest) {
    hexadecimal = hexadecimalText(of: digest)
  }

  /// The hexadecimal digits.
  public var description: String { hexadecimal }
}

extension ContentHash: Codable {
  /// Reads the hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let hash = ContentHash(hexadecimal: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a SHA-256")
    }
    self = hash
  }

  /// Writes the hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}

/// A SHA-256 in the making, for bytes that arrive in pieces.
public struct ContentHasher: Sendable {
  private var state = SHA256()

  /// Starts with no bytes.
  public init() {}

  /// Adds the next bytes.
  public mutating func update(_ bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
  }

  /// Adds the next bytes, which are not kept.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
  }

  /// The hash of all bytes so far; more bytes may follow.
  public var hash: ContentHash { ContentHash(state.finalize()) }
}

func hexadecimalText(of bytes: some Sequence<UInt8>) -> String {
  String(decoding: hexadecimalDigits(of: bytes), as: UTF8.self)
}

func hexadecimalDigits(of bytes: some Sequence<UInt8>) -> [UInt8] {
  var text: [UInt8] = []
  text.reserveCapacity(64)
  for byte in bytes {
    text.append(digit(byte >> 4))
    text.append(digit(byte & 15))
  }
  return text
}

private func digit(_ number: UInt8) -> UInt8 { number + (number < 10 ? 0x30 : 0x57) }

private func isLowercaseHexadecimal(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
}
