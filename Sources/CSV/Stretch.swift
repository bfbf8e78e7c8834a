/// How the bytes of a file are to be read.
struct BlockDialect: Sendable {
  let encoding: TextEncoding
  let delimiter: Delimiter
  let parser: Parser
  /// The codes of GB18030, if the file is in it.
  let codes: GB18030Codes?

  init(encoding: TextEncoding, delimiter: Delimiter, parser: Parser) throws(CSVError) {
    self.encoding = encoding
    self.delimiter = delimiter
    let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
    self.parser = isWide ? .libcsv : parser
    codes = encoding == .gb18030 ? try GB18030Codes.standard : nil
  }
}

/// A part of a file that starts with a record, ready to be parsed on any thread.
struct Stretch: Sendable {
  let dialect: BlockDialect
  /// The bytes, and memory for what is made of them.
  var buffers: SpareBuffers
  /// Offset in the file of the first byte.
  let offset: Int
  /// Whether the file ends here.
  let isLast: Bool

  /// Returns all records that end in these bytes, with lines and numbers counted from the start.
  ///
  /// Can be asked once: the block takes the bytes with it.
  mutating func parsed() -> RecordBlock {
    var block = RecordBlock(of: self)
    var otherCells: [UInt8] = []
    do {
      var parser = try BlockParser(of: &self)
      parser.parse(into: &block)
      otherCells = parser.otherCells
    } catch {
      block.error = error
    }
    swap(&block.bytes, &buffers.bytes)
    block.bytes.append(contentsOf: otherCells)
    block.bytes.append(contentsOf: repeatElement(0, count: 64))
    return block
  }
}

/// A stretch on its way to a thread, held by nobody else, so that its memory is changed in place.
actor StretchParsing {
  private var stretch: Stretch

  init(_ stretch: consuming Stretch) {
    self.stretch = stretch
  }

  /// Returns the records of the stretch; can be asked once.
  func block() -> RecordBlock { stretch.parsed() }
}
