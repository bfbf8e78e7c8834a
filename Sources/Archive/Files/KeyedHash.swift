import Crypto

/// HMAC-SHA-256 in the making (RFC 2104): what depends on the key is worked out once and copied.
struct KeyedHash: Sendable {
  private var state: HMAC<SHA256>

  /// Starts with a key of any length and no bytes.
  init(key: [UInt8]) {
    state = HMAC(key: SymmetricKey(data: key))
  }

  /// Adds the next bytes, which are not kept.
  mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe state.update(data: $0) }
  }

  /// The code of all bytes so far.
  var code: HMAC<SHA256>.MAC { state.finalize() }
}

/// Makes the pseudonyms of one kind of text; what depends on key and label is worked out once.
public struct PseudonymMaker: Sendable {
  /// Bytes of the code that a pseudonym shows, two digits each.
  static let codeBytes = 16
  private let keyed: KeyedHash

  init(_ keyed: KeyedHash, label: String) {
    precondition(!label.utf8.contains(0), "a label has no zero byte")
    var keyed = keyed
    keyed.update((Array(label.utf8) + [0]).span)
    self.keyed = keyed
  }

  /// Returns the digits of `SecretKey.pseudonym` for a text in UTF-8.
  public func pseudonym(of text: Span<UInt8>) -> [UInt8] {
    hexadecimalDigits(of: code(of: text).prefix(Self.codeBytes))
  }

  func code(of text: Span<UInt8>) -> HMAC<SHA256>.MAC {
    var keyed = keyed
    keyed.update(text)
    return keyed.code
  }
}
