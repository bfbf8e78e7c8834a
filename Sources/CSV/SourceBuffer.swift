/// Source bytes from the start of the current record on, cut at physical line ends.
///
/// LF, CRLF and a lone CR end a line, inside quotes too.
struct SourceBuffer {
  /// What the buffered bytes hold after the lines already cut.
  enum Cut {
    /// A line with its line end; the last one of a file has none and may be empty.
    case line(Range<Int>, isLast: Bool)
    /// The start of a line that carries its record past the limit.
    case overlong(Range<Int>)
    case needsMore
    case end
  }

  private let encoding: TextEncoding
  private(set) var bytes: [UInt8] = []
  private(set) var droppedControlZ = false
  private var bytesToSkip: Int
  // Offset in the source of the first byte held.
  private var base: Int
  private(set) var recordStart = 0
  private var lineStart = 0
  // No line end stands before this index.
  private var searched = 0
  private var isFinished = false

  init(encoding: TextEncoding, skippingBytes: Int) {
    self.encoding = encoding
    bytesToSkip = skippingBytes
    base = skippingBytes
  }

  /// Holds a part of a source that begins at an offset, without a copy of it.
  init(encoding: TextEncoding, bytes: [UInt8], offset: Int) {
    self.encoding = encoding
    self.bytes = bytes
    bytesToSkip = 0
    base = offset
  }

  /// Moves to a record that starts at an index of the bytes.
  mutating func seek(to start: Int) {
    recordStart = start
    lineStart = start
    searched = start
  }

  /// Offset in the source of the first byte of the current record.
  var recordOffset: Int { base + recordStart }

  /// The bytes of the current record cut so far.
  var recordBytes: ArraySlice<UInt8> { bytes[recordStart..<lineStart] }

  private var isWide: Bool { encoding == .utf16LittleEndian || encoding == .utf16BigEndian }

  mutating func append(_ chunk: [UInt8]) {
    bytes.removeFirst(recordStart)
    base += recordStart
    lineStart -= recordStart
    searched -= recordStart
    recordStart = 0
    let skipped = min(bytesToSkip, chunk.count)
    bytesToSkip -= skipped
    bytes.append(contentsOf: chunk[skipped...])
  }

  /// Notes the end of the source and drops the end-of-file mark of old systems.
  mutating func finish() {
    isFinished = true
    let mark: [UInt8] =
      switch encoding {
      case .utf8, .gb18030: [0x1A]
      case .utf16LittleEndian: [0x1A, 0x00]
      case .utf16BigEndian: [0x00, 0x1A]
      }
    let rest = bytes[lineStart...]
    guard rest.count.isMultiple(of: mark.count), rest.suffix(mark.count).elementsEqual(mark) else {
      return
    }
    bytes.removeLast(mark.count)
    searched = min(searched, bytes.count)
    droppedControlZ = true
  }

  /// Starts the next record where the last line ended.
  mutating func beginRecord() {
    recordStart = lineStart
  }

  mutating func nextLine() -> Cut {
    let limit = recordStart + ReadingLimits.recordBytes
    searchLineEnd(before: min(bytes.count, limit))
    let width = isWide ? 2 : 1
    if searched + width <= min(bytes.count, limit) {
      let after = searched + width
      guard character(at: searched) == 0x0D else { return cut(to: after) }
      guard isFinished || after + width <= bytes.count else { return .needsMore }
      return cut(to: character(at: after) == 0x0A ? after + width : after)
    }
    // The LF of a CRLF may stand just past the limit.
    if bytes.count > limit { return .overlong(lineStart..<max(lineStart, limit)) }
    guard isFinished else { return .needsMore }
    return recordStart == bytes.count ? .end : cut(to: bytes.count, isLast: true)
  }

  private mutating func cut(to end: Int, isLast: Bool = false) -> Cut {
    let range = lineStart..<end
    lineStart = end
    searched = end
    return .line(range, isLast: isLast)
  }

  /// Moves `searched` to the next CR or LF, else to the last whole character before `end`.
  private mutating func searchLineEnd(before end: Int) {
    var index = searched
    if isWide {
      while index + 2 <= end, !isLineEnd(character(at: index)) { index += 2 }
    } else {
      let span = bytes.span
      while index < end, !isLineEnd(span[index]) { index += 1 }
    }
    searched = index
  }

  private func isLineEnd(_ character: UInt8?) -> Bool {
    character == 0x0A || character == 0x0D
  }

  /// The ASCII character at `index`; nil for any other or past the end.
  private func character(at index: Int) -> UInt8? {
    guard isWide else { return index < bytes.count ? bytes[index] : nil }
    guard index + 1 < bytes.count else { return nil }
    let isLittleEndian = encoding == .utf16LittleEndian
    guard bytes[isLittleEndian ? index + 1 : index] == 0 else { return nil }
    return bytes[isLittleEndian ? index : index + 1]
  }
}
