/// Turns the bytes of cells into text; one serves any number of blocks and threads.
public struct CellText: Sendable {
  private let encoding: TextEncoding
  private let codes: GB18030Codes?

  /// Prepares for the cells of files in one encoding.
  ///
  /// - Parameter encoding: The encoding of the file; the cells of UTF-16 files are UTF-8.
  /// - Throws: `CSVError.encodingUnavailable` if the system has no converter.
  public init(encoding: TextEncoding) throws(CSVError) {
    self.encoding = encoding == .gb18030 ? .gb18030 : .utf8
    codes = encoding == .gb18030 ? try GB18030Codes() : nil
  }

  /// Returns a cell as text, or nil if its bytes are none, which no cell of a block is.
  public func text(of cell: Span<UInt8>) -> String? {
    var utf8: [UInt8] = []
    guard append(cell, to: &utf8) else { return nil }
    return String(validating: utf8, as: UTF8.self)
  }

  /// Appends a cell as UTF-8, or does nothing and returns false if its bytes are no text.
  ///
  /// - Parameters:
  ///   - cell: The bytes of a cell; those of a UTF-8 file are taken as they are.
  ///   - utf8: What to append to.
  /// - Returns: Whether the cell is text.
  public func append(_ cell: Span<UInt8>, to utf8: inout [UInt8]) -> Bool {
    guard let codes else {
      for index in cell.indices { utf8.append(cell[index]) }
      return true
    }
    let start = utf8.count
    if start == 0 { utf8.reserveCapacity(cell.count * 3 / 2 + 24) }
    var index = 0
    while index < cell.count {
      let lead = cell[index]
      if lead < 0x80 {
        utf8.append(lead)
        index += 1
        continue
      }
      let unit = index + 1 < cell.count ? codes.unit(lead, cell[index + 1]) : 0
      // A code has a unit beyond ASCII that is no surrogate, or has to be asked for.
      guard unit >= 0x80 else {
        utf8.removeLast(utf8.count - start)
        return convert(cell, to: &utf8)
      }
      if unit < 0x800 {
        utf8.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
      } else {
        utf8.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
        utf8.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6 & 0x3F))
      }
      utf8.append(0x80 | UInt8(truncatingIfNeeded: unit & 0x3F))
      index += 2
    }
    return true
  }

  private func convert(_ cell: Span<UInt8>, to utf8: inout [UInt8]) -> Bool {
    let bytes = cell.indices.map { cell[$0] }
    guard let converter = try? TextConverter(from: encoding, to: .utf8),
      case .converted(let text) = converter.convert(bytes[...])
    else { return false }
    utf8.append(contentsOf: text)
    return true
  }
}
