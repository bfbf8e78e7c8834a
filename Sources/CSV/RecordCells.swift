/// Finds the cells of one record in the bytes of a file.
public struct RecordCells: Sendable {
  private let quote: [UInt8]
  private let delimiter: [UInt8]
  private let lineEnds: [[UInt8]]

  /// Prepares for a file.
  public init(encoding: TextEncoding, delimiter: Delimiter) {
    // No byte of a longer character is one of these, GB18030 included.
    let unit = { (byte: UInt8) -> [UInt8] in
      switch encoding {
      case .utf8, .gb18030: [byte]
      case .utf16LittleEndian: [byte, 0]
      case .utf16BigEndian: [0, byte]
      }
    }
    quote = unit(0x22)
    self.delimiter = unit(delimiter.rawValue)
    lineEnds = [unit(0x0A), unit(0x0D)]
  }

  /// Where each cell stands, without the quotes around it.
  ///
  /// - Parameter record: The bytes of a record that follows the rules of quotes.
  /// - Returns: Ranges of indices of `record`, in order.
  public func ranges(in record: ArraySlice<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = record.startIndex
    var isQuoted = false
    for place in stride(from: record.startIndex, to: record.endIndex, by: quote.count) {
      let unit = record[place..<min(place + quote.count, record.endIndex)]
      if unit.elementsEqual(quote) { isQuoted.toggle() }
      guard !isQuoted, unit.elementsEqual(delimiter) || lineEnds.contains(where: unit.elementsEqual)
      else { continue }
      ranges.append(unquoted(record[start..<place]))
      start = place + quote.count
    }
    if start < record.endIndex { ranges.append(unquoted(record[start...])) }
    return ranges
  }

  private func unquoted(_ cell: ArraySlice<UInt8>) -> Range<Int> {
    guard cell.count >= 2 * quote.count, cell.starts(with: quote) else { return cell.indices }
    return cell.indices.dropFirst(quote.count).dropLast(quote.count)
  }
}
