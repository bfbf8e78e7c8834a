/// Writes records as UTF-8 that `RecordReader` reads back unchanged.
public struct CSVWriter: Sendable {
  /// What ends each record.
  public enum LineEnd: Sendable {
    /// One line feed, as in the archive.
    case lf
    /// Carriage return and line feed, as spreadsheets expect.
    case crlf
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// All bytes written and not yet taken.
  public private(set) var bytes: [UInt8]
  private let delimiter: Delimiter
  private let lineEnd: LineEnd

  /// Starts an empty table, with a UTF-8 byte order mark if asked for.
  public init(
    delimiter: Delimiter = .comma, lineEnd: LineEnd = .lf, byteOrderMark: Bool = false
  ) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    bytes = byteOrderMark ? Self.byteOrderMark : []
  }

  /// Appends one record of at least one cell.
  ///
  /// A cell is quoted if it holds the delimiter, a quote, CR or LF, or has outer white space;
  /// a record of one empty cell is written `""`, since an empty line would be blank.
  public mutating func append(_ cells: [String]) {
    precondition(!cells.isEmpty, "a record has at least one cell")
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(delimiter.rawValue) }
      if needsQuotes(cell) || (cells.count == 1 && cell.isEmpty) {
        appendQuoted(cell)
      } else {
        bytes.append(contentsOf: cell.utf8)
      }
    }
    switch lineEnd {
    case .lf: bytes.append(0x0A)
    case .crlf: bytes.append(contentsOf: [0x0D, 0x0A])
    }
  }

  /// Returns the bytes written since the last call and forgets them, for writing in parts.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  private func needsQuotes(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first, let last = cell.unicodeScalars.last else {
      return false
    }
    // An unquoted U+FEFF at the start of a record would be taken for a byte order mark.
    let isOuterSafe =
      !first.properties.isWhitespace && !last.properties.isWhitespace && first != "\u{FEFF}"
    return !isOuterSafe
      || cell.utf8.contains {
        $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D
      }
  }

  private mutating func appendQuoted(_ cell: String) {
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
