import Glibc

/// Why a key file is refused.
public enum KeyFault: Equatable, Sendable, CustomStringConvertible {
  /// The path is a link, a folder or another thing that is no regular file.
  case notARegularFile
  /// The group or others may use the file; the mode is its permission bits.
  case tooOpen(mode: UInt32)
  /// The file belongs to another user.
  case otherOwner
  /// The key has fewer than 32 bytes.
  case tooShort
  /// The file has more bytes than a key can have.
  case tooLong

  /// The fault in words.
  public var description: String {
    switch self {
    case .notARegularFile: "the key must be a regular file"
    case .tooOpen(let mode):
      "the key is open to others (mode \(String(mode, radix: 8))); make it 0600"
    case .otherOwner: "the key belongs to another user"
    case .tooShort: "the key has fewer than 32 bytes"
    case .tooLong: "the key file is too long"
    }
  }
}

/// The key of the pseudonyms; it is never printed.
public struct SecretKey: Sendable, CustomStringConvertible, CustomReflectable {
  /// Who may read the file of a key besides its owner.
  public enum Access: Sendable {
    /// Nobody.
    case owner
    /// The service that systemd gave it to: the file is root's, and an access list shows as a group.
    case credential
    /// Everybody, for the key of a published sample.
    case everyone
  }

  /// The first 8 hexadecimal digits of the SHA-256 of the key, to tell keys apart.
  public let identifier: String

  private let keyed: KeyedHash

  /// Reads a key of at least 32 bytes, raw or as hexadecimal digits.
  public init(readingFrom path: String, access: Access = .owner) throws(ArchiveError) {
    let file: FileDescriptor
    do throws(ArchiveError) {
      file = try FileDescriptor(
        opening: path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
        orThrow: ArchiveError.cannotRead)
    } catch .cannotRead(_, let code) where code == ELOOP || code == ENXIO {
      throw .unsafeKey(path: path, fault: .notARegularFile)
    }
    let status = try file.status(orThrow: ArchiveError.cannotRead)
    if let fault = fault(of: status, access) {
      throw .unsafeKey(path: path, fault: fault)
    }
    let text = try file.bytes(longestKeyFile + 1, orThrow: ArchiveError.cannotRead)
    guard text.count <= longestKeyFile else { throw .unsafeKey(path: path, fault: .tooLong) }
    let key = keyBytes(text)
    guard key.count >= 32 else { throw .unsafeKey(path: path, fault: .tooShort) }
    self.init(key)
  }

  /// A key for another purpose, from which nothing of this one can be learned.
  ///
  /// HMAC-SHA-256 of the purpose, as in RFC 5869, section 2.3, for one block.
  public func derived(_ purpose: String) -> SecretKey {
    SecretKey(derivedBytes(purpose))
  }

  /// Writes a derived key with mode 0600; an existing file is never replaced.
  public func writeDerived(_ purpose: String, to path: String) throws(ArchiveError) {
    try Self.write(derivedBytes(purpose), to: path)
  }

  private func derivedBytes(_ purpose: String) -> [UInt8] {
    var keyed = keyed
    keyed.update((Array(purpose.utf8) + [1]).span)
    return Array(keyed.code)
  }

  private init(_ key: [UInt8]) {
    identifier = String(ContentHash(of: key).hexadecimal.prefix(8))
    keyed = KeyedHash(key: key)
  }

  /// Writes a new random key with mode 0600; an existing file is never replaced.
  public static func create(at path: String) throws(ArchiveError) {
    var generator = SystemRandomNumberGenerator()
    try write((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }, to: path)
  }

  private static func write(_ key: [UInt8], to path: String) throws(ArchiveError) {
    var file = try AtomicFile(for: path, access: .ownerOnly)
    try file.write(Array((hexadecimalText(of: key) + "\n").utf8))
    do throws(ArchiveError) {
      try file.commitNew(to: path)
    } catch .alreadyPublished {
      throw .cannotCreate(path: path, code: EEXIST)
    }
  }

  /// Returns 32 hexadecimal digits that stand for the text and cannot be guessed without the key.
  ///
  /// HMAC-SHA-256 over the label, a zero byte and the text in UTF-8, cut to 16 bytes.
  ///
  /// - Parameters:
  ///   - text: Compared byte by byte; the caller has normalised it.
  ///   - label: What the text is, so that equal texts of two kinds differ; without a zero byte.
  /// - Returns: Lowercase digits.
  public func pseudonym(_ text: String, label: String) -> String {
    String(decoding: maker(label: label).pseudonym(of: text.utf8Span.span), as: UTF8.self)
  }

  /// Makes pseudonyms of many texts of one label.
  public func maker(label: String) -> PseudonymMaker { PseudonymMaker(keyed, label: label) }

  /// Returns 16 bytes that nobody without the key can make of these bytes.
  func code(_ bytes: [UInt8], label: String) -> [UInt8] {
    Array(maker(label: label).code(of: bytes.span).prefix(PseudonymMaker.codeBytes))
  }

  /// The identifier, not the key.
  public var description: String { "key \(identifier)" }

  /// Shows the identifier alone.
  public var customMirror: Mirror { Mirror(self, children: ["identifier": identifier]) }
}

private let longestKeyFile = 4096

private func fault(of status: stat, _ access: SecretKey.Access) -> KeyFault? {
  guard FileKind(mode: status.st_mode) == .regular else { return .notARegularFile }
  let isOwn = status.st_uid == geteuid() || access == .credential && status.st_uid == 0
  guard isOwn else { return .otherOwner }
  let forbidden: mode_t =
    switch access {
    case .owner: 0o077
    case .credential: 0o037
    case .everyone: 0
    }
  guard status.st_mode & forbidden == 0 else {
    return .tooOpen(mode: status.st_mode & 0o777)
  }
  return nil
}

/// Hexadecimal digits alone are decoded, so that a short key does not pass as a long raw one.
private func keyBytes(_ text: [UInt8]) -> [UInt8] {
  var line = text[...]
  while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
  let digits = line.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
  guard digits.count == line.count else { return text }
  return stride(from: 0, to: digits.count - 1, by: 2).map {
    UInt8(digits[$0] * 16 + digits[$0 + 1])
  }
}
