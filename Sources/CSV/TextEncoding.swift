/// The encodings that exports arrive in.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// Strict UTF-8: no overlong forms, no surrogates.
  case utf8 = "UTF-8"
  /// GB18030 as the C library reads it, a superset of GBK and GB2312.
  case gb18030 = "GB18030"
  /// UTF-16, low byte first: the Unicode text of spreadsheets.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"

  /// Finds an encoding by a usual name in any case, such as `gbk` or `utf-16`; nil if unknown.
  public init?(name: String) {
    switch name.lowercased().filter({ $0 != "-" && $0 != "_" }) {
    case "utf8": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    case "utf16", "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// Returns the text of `bytes`, or nil if one byte of them is invalid.
  ///
  /// - Parameter bytes: Encoded text; a byte order mark stays as U+FEFF.
  /// - Returns: The whole text, never with replacement characters of our own.
  /// - Throws: `CSVError.encodingUnavailable` if the system has no converter.
  public func decode(_ bytes: ArraySlice<UInt8>) throws(CSVError) -> String? {
    switch self {
    case .utf8:
      return String(validating: bytes, as: UTF8.self)
    case .gb18030:
      let converter = try TextConverter(from: .gb18030, to: .utf8)
      guard case .converted(let text) = converter.convert(bytes) else { return nil }
      return String(decoding: text, as: UTF8.self)
    case .utf16LittleEndian, .utf16BigEndian:
      guard bytes.count.isMultiple(of: 2) else { return nil }
      var text: [UInt8] = []
      UTF16Line(bytes: bytes, isLittleEndian: self == .utf16LittleEndian).appendUTF8(to: &text)
      return String(validating: text, as: UTF8.self)
    }
  }

  /// Returns `text` as bytes without a byte order mark, or nil if a character has no code.
  ///
  /// - Parameter text: Any text.
  /// - Returns: The encoded bytes.
  /// - Throws: `CSVError.encodingUnavailable` if the system has no converter.
  public func encode(_ text: String) throws(CSVError) -> [UInt8]? {
    switch self {
    case .utf8:
      return Array(text.utf8)
    case .gb18030:
      let converter = try TextConverter(from: .utf8, to: .gb18030)
      let result = converter.convert(Array(text.utf8)[...])
      guard case .converted(let bytes) = result else { return nil }
      return bytes
    case .utf16LittleEndian:
      return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }

  /// U+FEFF as the cell parser sees it at the start of a record.
  var markBeforeParsing: [UInt8] {
    self == .gb18030 ? [0x84, 0x31, 0x95, 0x33] : [0xEF, 0xBB, 0xBF]
  }

  /// The encoding that a file of this one is most likely glued to.
  var other: TextEncoding? {
    switch self {
    case .utf8: .gb18030
    case .gb18030: .utf8
    case .utf16LittleEndian, .utf16BigEndian: nil
    }
  }
}
