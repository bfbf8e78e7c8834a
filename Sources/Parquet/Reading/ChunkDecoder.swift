/// Reads the pages of one column of a group.
struct ChunkDecoder {
  private let kind: ParquetKind
  private let rows: Int
  private let bytes: [UInt8]
  // Where the bytes lie in the file.
  private let base: Int
  private var position = 0

  init(_ kind: ParquetKind, rows: Int, bytes: [UInt8], at base: Int) {
    self.kind = kind
    self.rows = rows
    self.bytes = bytes
    self.base = base
  }

  /// Returns the cells after checking every byte of the chunk.
  mutating func cells(hasDictionary: Bool) throws(ParquetError) -> ColumnCells {
    var values: StoredValues?
    if hasDictionary {
      let (header, page, offset) = try nextPage()
      guard header.content == .dictionary,
        let found = StoredValues.parsed(page.span, kind, count: header.values)
      else { throw .malformed(.dictionary, offset: offset) }
      values = found
    }
    let (header, page, offset) = try nextPage()
    guard header.content == .cells(areCodes: hasDictionary), header.values == rows,
      position == bytes.count,
      let cells = Self.cells(of: page.span, kind, rows: rows, dictionary: values)
    else { throw .malformed(.page, offset: offset) }
    return cells
  }

  private mutating func nextPage() throws(ParquetError) -> (PageHeader, [UInt8], offset: Int) {
    let start = base + position
    var thrift = ThriftReader(bytes, from: position, of: .pageHeader, at: base)
    let header = try PageHeader(&thrift)
    guard header.compressedBytes <= bytes.count - thrift.position else {
      throw .malformed(.pageHeader, offset: start)
    }
    position = thrift.position + header.compressedBytes
    let part: ParquetPart = header.content == .dictionary ? .dictionary : .page
    let frame = bytes.span.extracting(thrift.position..<position)
    guard Checksum.of(frame) == header.checksum else { throw .checksum(part, offset: start) }
    guard let page = decompressedPage(frame, bytes: header.uncompressedBytes) else {
      throw .malformed(part, offset: start)
    }
    return (header, page, start)
  }

  private static func cells(
    of page: Span<UInt8>, _ kind: ParquetKind, rows: Int, dictionary: StoredValues?
  ) -> ColumnCells? {
    guard page.count >= 4 else { return nil }
    let levelBytes = Int(page.halfWord(at: 0))
    guard levelBytes <= page.count - 4,
      let levels = HybridDecoder.numbers(
        page.extracting(4..<4 + levelBytes), width: 1, count: rows)
    else { return nil }
    let rest = page.extracting(4 + levelBytes..<page.count)
    let filled = levels.reduce(0) { $0 + Int($1) }
    guard let dictionary else {
      guard let values = StoredValues.parsed(rest, kind, count: filled) else { return nil }
      return ColumnCells(
        kind: kind, codes: numbered(levels), values: values, isDistinct: false)
    }
    guard let codes = codes(rest, below: dictionary.starts.count - 1, count: filled) else {
      return nil
    }
    return ColumnCells(
      kind: kind, codes: spread(codes, levels), values: dictionary, isDistinct: true)
  }

  // The codes of the file count from 0, ours from 1.
  private static func codes(
    _ page: Span<UInt8>, below limit: Int, count: Int
  ) -> [UInt32]? {
    guard page.count >= 1,
      let codes = HybridDecoder.numbers(
        page.extracting(1..<page.count), width: Int(page[0]), count: count)
    else { return nil }
    var largest: UInt32 = 0
    for code in codes { largest = max(largest, code) }
    return Int(largest) < limit ? codes : nil
  }

  private static func numbered(_ levels: [UInt32]) -> [UInt32] {
    var result = levels
    var code: UInt32 = 0
    for index in result.indices where result[index] == 1 {
      code += 1
      result[index] = code
    }
    return result
  }

  private static func spread(_ codes: [UInt32], _ levels: [UInt32]) -> [UInt32] {
    var result = levels
    if codes.count == levels.count {
      for index in result.indices { result[index] = codes[index] + 1 }
      return result
    }
    var next = 0
    for index in result.indices where result[index] == 1 {
      result[index] = codes[next] + 1
      next += 1
    }
    return result
  }
}
