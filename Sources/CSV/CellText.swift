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
    codes = encoding == .gb18030 ? try GB18030Codes.standard : nil
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
    var isKnown = true
    // Three bytes for two at most.
    utf8.append(addingCapacity: cell.count * 3 / 2 + 1) { utf8 in
      isKnown = codes.append(cell, to: &utf8)
    }
    guard isKnown else {
      utf8.removeLast(utf8.count - start)
      return convert(cell, to: &utf8)
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
