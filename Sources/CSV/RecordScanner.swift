/// Bytes in, records out, without a source: the pure half of the reader.
struct RecordScanner: ~Copyable {
  /// The answer to a request for the next record.
  enum Step {
    case record(ScannedRecord)
    case needsMore
    case end
  }

  private(set) var source: SourceBuffer
  private var tokenizer: Tokenizer
  private let decoder: CellDecoder
  private(set) var line = 1
  private var recordLine = 1
  private var recordCount = 0
  private var isRecordOpen = false
  // The transcoded line, kept for its storage.
  private var wideLine: [UInt8] = []

  init(encoding: TextEncoding, delimiter: Delimiter, skippingBytes: Int) throws(CSVError) {
    source = SourceBuffer(encoding: encoding, skippingBytes: skippingBytes)
    decoder = try CellDecoder(encoding: encoding)
    tokenizer = Tokenizer(delimiter: delimiter)
  }

  /// Prepares to read single records of a part of a file, each after a call of `seek`.
  init(_ stretch: borrowing Stretch) throws(CSVError) {
    let dialect = stretch.dialect
    source = SourceBuffer(
      encoding: dialect.encoding, bytes: stretch.buffers.bytes, offset: stretch.offset)
    decoder = try CellDecoder(encoding: dialect.encoding)
    tokenizer = Tokenizer(delimiter: dialect.delimiter)
  }

  /// The parsed cells of the record last returned, not yet decoded.
  var cells: CellSink { tokenizer.cells }

  /// Moves to a record that starts at an index of the bytes and on a line.
  mutating func seek(to start: Int, line: Int) {
    source.seek(to: start)
    self.line = line
    isRecordOpen = false
  }

  mutating func append(_ chunk: [UInt8]) { source.append(chunk) }

  mutating func finish() { source.finish() }

  mutating func next() throws(CSVError) -> Step {
    if !isRecordOpen {
      source.beginRecord()
      tokenizer.reset()
      recordLine = line
      isRecordOpen = true
    }
    while true {
      switch source.nextLine() {
      case .needsMore: return .needsMore
      case .end: return .end
      case .overlong(let range): throw overlongError(range)
      case .line(let range, let isLast):
        line += 1
        guard let record = try record(endingWith: range, isLast: isLast) else { continue }
        isRecordOpen = false
        recordCount += 1
        return .record(record)
      }
    }
  }

  private var place: FilePlace { FilePlace(line: recordLine, byteOffset: source.recordOffset) }

  private var position: RecordPosition {
    RecordPosition(
      line: recordLine, byteOffset: source.recordOffset, byteLength: source.recordBytes.count,
      record: recordCount + 1)
  }

  /// Returns the record if it ends with this line, or nil if it goes on.
  private mutating func record(
    endingWith range: Range<Int>, isLast: Bool
  ) throws(CSVError) -> ScannedRecord? {
    if isLast, endsInNULs(source.recordBytes) { throw .nulTail(place) }
    var state = feed(range)
    if isLast, case .open = state { state = tokenizer.finish() }
    switch state {
    case .open: return nil
    case .row: return try decodedRecord(isLast: isLast)
    case .blank: return .blank(position)
    case .rejected(let rule): return .rejected(position, rule: rule)
    case .refused(let reason): throw refusal(for: reason)
    }
  }

  private func refusal(for reason: Tokenizer.Refusal) -> CSVError {
    switch reason {
    case .columnLimit: .columnLimit(place)
    case .unterminatedQuote: .unterminatedQuote(place)
    case .outOfMemory: .outOfMemory(place)
    }
  }

  private mutating func feed(_ range: Range<Int>) -> Tokenizer.State {
    // Files glued together leave a byte order mark at the start of a later record.
    let mark = decoder.encoding.markBeforeParsing
    let isFirstLine = range.lowerBound == source.recordStart
    switch decoder.encoding {
    case .utf8, .gb18030:
      let skipped = isFirstLine && source.bytes[range].starts(with: mark) ? mark.count : 0
      return tokenizer.feed(source.bytes[range].dropFirst(skipped))
    case .utf16LittleEndian, .utf16BigEndian:
      wideLine.removeAll(keepingCapacity: true)
      let isLittleEndian = decoder.encoding == .utf16LittleEndian
      UTF16Line(bytes: source.bytes[range], isLittleEndian: isLittleEndian)
        .appendUTF8(to: &wideLine)
      let skipped = isFirstLine && wideLine.starts(with: mark) ? mark.count : 0
      return tokenizer.feed(wideLine.dropFirst(skipped))
    }
  }

  private func decodedRecord(isLast: Bool) throws(CSVError) -> ScannedRecord {
    let cells = tokenizer.cells
    guard !cells.holdsNUL else { return .rejected(position, rule: .nulByte) }
    if let record = decoder.record(of: cells, at: position) { return .cells(record) }
    let bytes = source.recordBytes
    if let fault = try decoder.encoding.fault(in: bytes) {
      let place = FilePlace(line: recordLine, byteOffset: source.recordOffset + fault.offset)
      if isLast, fault.isIncomplete { throw .truncatedCharacter(place) }
      if let other = decoder.encoding.other, try other.fault(in: bytes) == nil {
        throw .mixedEncodings(place)
      }
    }
    return .rejected(position, rule: .invalidEncoding)
  }

  /// Names the first limit that a record without a line end breaks.
  private mutating func overlongError(_ range: Range<Int>) -> CSVError {
    if endsInNULs(source.bytes[range]) { return .nulTail(place) }
    return switch feed(range) {
    case .rejected(.fieldTooLong): .fieldTooLong(place)
    case .refused(let reason): refusal(for: reason)
    case .rejected, .open, .row, .blank: .recordTooLong(place)
    }
  }

  private func endsInNULs(_ bytes: ArraySlice<UInt8>) -> Bool {
    let count = ReadingLimits.nulTailBytes
    return bytes.count >= count && bytes.suffix(count).allSatisfy { $0 == 0 }
  }
}
