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
      append(cell: cell, isOnly: cells.count == 1)
    }
    appendLineEnd()
  }

  /// Appends one record of at least one cell that lie one after another in UTF-8.
  ///
  /// - Parameters:
  ///   - row: The cells, one byte that belongs to no cell after each.
  ///   - first: Where the first cell starts in `row`.
  ///   - ends: Where each cell ends, counted from `first`.
  public mutating func append(_ row: [UInt8], from first: Int = 0, ends: [Int]) {
    precondition(!ends.isEmpty, "a record has at least one cell")
    if ends.count > 1, isPlain(row, first, ends) {
      let start = bytes.count
      let cells = row.span.extracting(first..<first + ends[ends.count - 1])
      unsafe cells.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
      let separator = delimiter.rawValue
      var span = bytes.mutableSpan
      for index in 0..<ends.count - 1 { span[start + ends[index]] = separator }
      return appendLineEnd()
    }
    var start = first
    for (index, end) in ends.enumerated() {
      if index > 0 { bytes.append(delimiter.rawValue) }
      let end = first + end
      let cell = row[start..<end]
      if isPlain(cell) && (ends.count > 1 || !cell.isEmpty) {
        bytes.append(contentsOf: cell)
      } else {
        append(cell: String(decoding: cell, as: UTF8.self), isOnly: ends.count == 1)
      }
      start = end + 1
    }
    appendLineEnd()
  }

  /// Returns the bytes written since the last call and forgets them, for writing in parts.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  // Whether all cells can be copied in one go; not where a mark stands between them.
  private func isPlain(_ row: [UInt8], _ first: Int, _ ends: [Int]) -> Bool {
    let span = row.span
    guard !holdsMark(span, first, first + ends[ends.count - 1]) else { return false }
    var start = first
    for end in ends {
      let end = first + end
      if start < end {
        guard isInnerByte(span[start]) || isIdeograph(span[start]),
          isInnerByte(span[end - 1]) || (end - start > 2 && isIdeograph(span[end - 3]))
        else { return false }
      }
      start = end + 1
    }
    return true
  }

  private func isInnerByte(_ byte: UInt8) -> Bool { byte &- 0x21 <= 0x7E - 0x21 }

  // Whether a delimiter, a quote, a CR or a LF stands in a part of the bytes.
  private func holdsMark(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let marks = (
      Lanes(repeating: delimiter.rawValue), Lanes(repeating: 0x22), Lanes(repeating: 0x0A),
      Lanes(repeating: 0x0D)
    )
    var offset = start
    while offset + 16 <= end {
      let lanes = unsafe bytes.bytes.lanes(at: offset)
      let found =
        lanes.matches(marks.0) | lanes.matches(marks.1) | lanes.matches(marks.2)
        | lanes.matches(marks.3)
      if found.isNonzero { return true }
      offset += 16
    }
    while offset < end {
      let byte = bytes[offset]
      if byte == delimiter.rawValue || byte == 0x22 || byte == 0x0A || byte == 0x0D { return true }
      offset += 1
    }
    return false
  }

  // Printable ASCII or a common ideograph at both ends, and nothing inside that could end the cell.
  private func isPlain(_ cell: ArraySlice<UInt8>) -> Bool {
    guard let first = cell.first, let last = cell.last else { return true }
    guard (0x21...0x7E).contains(first) || isIdeograph(first) else { return false }
    guard (0x21...0x7E).contains(last) || (cell.count > 2 && isIdeograph(cell[cell.endIndex - 3]))
    else { return false }
    for byte in cell
    where byte == delimiter.rawValue || byte == 0x22 || byte == 0x0A || byte == 0x0D {
      return false
    }
    return true
  }

  // The first of the three bytes of U+4000 to U+9FFF, none of which is white space.
  private func isIdeograph(_ byte: UInt8) -> Bool { (0xE4...0xE9).contains(byte) }

  private mutating func append(cell: String, isOnly: Bool) {
    if needsQuotes(cell) || (isOnly && cell.isEmpty) {
      appendQuoted(cell)
    } else {
      bytes.append(contentsOf: cell.utf8)
    }
  }

  private mutating func appendLineEnd() {
    switch lineEnd {
    case .lf: bytes.append(0x0A)
    case .crlf: bytes.append(contentsOf: [0x0D, 0x0A])
    }
  }

  private func needsQuotes(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first, let last = cell.unicodeScalars.last else {
      return false
    }
    // An unquoted U+FEFF at the start of a record would be taken for a byte order mark.
    let isOuterSafe =
      !isWhiteSpace(first) && !isWhiteSpace(last) && first != "\u{FEFF}"
    return !isOuterSafe
      || cell.utf8.contains {
        $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D
      }
  }

  // The properties of a scalar are looked up where it is rare.
  private func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x7E, 0x4000...0x9FFF: false
    default: scalar.properties.isWhitespace
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
