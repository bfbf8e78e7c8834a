/// Turns the parsed cells of a record into UTF-8.
struct CellDecoder {
  let encoding: TextEncoding
  private let converter: TextConverter?

  init(encoding: TextEncoding) throws(CSVError) {
    self.encoding = encoding
    converter =
      encoding == .gb18030 ? try TextConverter(from: .gb18030, to: .utf8) : nil
  }

  /// Returns a record of `cells`, or nil if they are no text; no cell may hold a zero byte.
  func record(of cells: CellSink, at position: RecordPosition) -> Record? {
    guard let converter else {
      guard TextEncoding.faultOfUTF8(cells.text.span) == nil else { return nil }
      return Record(position: position, text: cells.text, ends: cells.ends)
    }
    guard cells.text.contains(where: { $0 >= 0x80 }) else {
      return Record(position: position, text: cells.text, ends: cells.ends)
    }
    guard case .converted(let text) = converter.convert(cells.text[...]) else { return nil }
    let ends = text.indices.filter { text[$0] == 0 }
    return Record(position: position, text: text, ends: ends)
  }
}
