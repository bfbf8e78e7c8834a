import CLibcsv

/// libcsv in our dialect: strict, nothing trimmed, fed one physical line at a time.
@safe struct Tokenizer: ~Copyable {
  /// How far the record under way has come.
  enum State {
    case open
    case row
    case blank
    case rejected(RecordRule)
    case refused(Refusal)
  }

  /// Why nothing after this record can be read.
  enum Refusal {
    case columnLimit
    case unterminatedQuote
    case outOfMemory
  }

  // A cell outgrows its limit by no more than one piece before that is noticed.
  private static let pieceBytes = 4_096

  private let parser: UnsafeMutablePointer<csv_parser>
  private let sink: UnsafeMutablePointer<CellSink>

  init(delimiter: Delimiter) {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: csv_parser())
    unsafe sink = .allocate(capacity: 1)
    unsafe sink.initialize(to: CellSink())
    _ = unsafe csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    unsafe csv_set_delim(parser, delimiter.rawValue)
    unsafe csv_set_space_func(parser) { _ in 0 }
  }

  deinit {
    unsafe csv_free(parser)
    unsafe parser.deinitialize(count: 1)
    unsafe parser.deallocate()
    unsafe sink.deinitialize(count: 1)
    unsafe sink.deallocate()
  }

  /// The cells read since the last reset.
  var cells: CellSink { unsafe sink.pointee }

  /// Prepares for a new record, also after an error.
  mutating func reset() {
    unsafe sink.pointee.reset()
    unsafe parser.pointee.pstate = 0
    unsafe parser.pointee.quoted = 0
    unsafe parser.pointee.spaces = 0
    unsafe parser.pointee.entry_pos = 0
    unsafe parser.pointee.status = 0
  }

  /// Feeds one physical line with its line end, or the first part of an overlong one.
  mutating func feed(_ line: ArraySlice<UInt8>) -> State {
    var rest = line
    while !rest.isEmpty {
      let piece = rest.prefix(Self.pieceBytes)
      let consumed = unsafe piece.withUnsafeBytes { bytes in
        unsafe csv_parse(parser, bytes.baseAddress, bytes.count, appendCell, endRow, sink)
      }
      if let fault = fault(isConsumed: consumed == piece.count) { return fault }
      rest = rest.dropFirst(piece.count)
    }
    return state
  }

  /// Ends the last record of a file that has no line end.
  mutating func finish() -> State {
    guard unsafe csv_fini(parser, appendCell, endRow, sink) == 0 else {
      return .refused(.unterminatedQuote)
    }
    return fault(isConsumed: true) ?? state
  }

  private var state: State {
    guard unsafe parser.pointee.pstate == 0 else { return .open }
    return unsafe sink.pointee.hasRow ? .row : .blank
  }

  private func fault(isConsumed: Bool) -> State? {
    if unsafe sink.pointee.hasTooManyColumns { return .refused(.columnLimit) }
    // The buffer of an open cell may hold one more byte: a quote that is about to close it.
    let isOverlong = unsafe parser.pointee.entry_pos > ReadingLimits.cellBytes + 1
    if unsafe isOverlong || sink.pointee.holdsLongCell {
      return .rejected(.fieldTooLong)
    }
    guard !isConsumed else { return nil }
    return unsafe csv_error(parser) == CSV_EPARSE ? .rejected(.quote) : .refused(.outOfMemory)
  }
}

private func appendCell(
  _ cell: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  let bytes = unsafe UnsafeRawBufferPointer(start: cell, count: count)
  unsafe context?.assumingMemoryBound(to: CellSink.self).pointee.append(bytes)
}

private func endRow(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  unsafe context?.assumingMemoryBound(to: CellSink.self).pointee.hasRow = true
}
