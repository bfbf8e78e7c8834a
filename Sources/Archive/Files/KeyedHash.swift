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
    let code = code(of: text)
    return unsafe code.withUnsafeBytes { bytes in
      [UInt8](capacity: 2 * Self.codeBytes) { digits in
        for offset in stride(from: 0, to: Self.codeBytes, by: 4) {
          let four = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
          var word = hexadecimalDigits(of: UInt32(littleEndian: four))
          for _ in 0..<8 {
            digits.append(UInt8(truncatingIfNeeded: word))
            word >>= 8
          }
        }
      }
    }
  }

  func code(of text: Span<UInt8>) -> HMAC<SHA256>.MAC {
    var keyed = keyed
    keyed.update(text)
    return keyed.code
  }
}

// The digits of four bytes, all at once; the first is in the lowest byte, in both.
private func hexadecimalDigits(of bytes: UInt32) -> UInt64 {
  var digits = UInt64(bytes)
  digits = (digits | digits << 16) & 0x0000_FFFF_0000_FFFF
  digits = (digits | digits << 8) & 0x00FF_00FF_00FF_00FF
  digits = (digits >> 4 | digits << 8) & 0x0F0F_0F0F_0F0F_0F0F
  let areLetters = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
  return digits + 0x3030_3030_3030_3030 + areLetters * 0x27
}
