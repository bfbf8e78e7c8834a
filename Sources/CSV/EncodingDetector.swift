/// What the bytes of a file say about its encoding.
public struct DetectedEncoding: Equatable, Sendable {
  /// Which rule decided.
  public enum Reason: Equatable, Sendable {
    /// The file starts with a byte order mark.
    case byteOrderMark
    /// The first line that holds a byte above 7F decided.
    case firstNonASCIILine
    /// No byte is above 7F, so that the choice changes nothing.
    case asciiOnly
  }

  /// The encoding to read the file in.
  public let encoding: TextEncoding
  /// Bytes to skip at the start of the file: 0, 2 or 3.
  public let byteOrderMarkLength: Int
  /// Which rule decided.
  public let reason: Reason
}

/// Decides the encoding of a file by rule while its bytes pass by once.
///
/// A byte order mark decides, else the first physical line with a byte above 7F: valid UTF-8 is
/// UTF-8, all else GB18030. At most one line is held, and of that one at most 1 MiB.
public struct EncodingDetector: Sendable {
  private var head: [UInt8] = []
  private var isHeadRead = false
  private var line: [UInt8] = []
  private var decision: DetectedEncoding?

  /// Starts before the first byte of a file.
  public init() {}

  /// Whether no further byte changes the decision.
  public var isDecided: Bool { decision != nil }

  /// Takes the next bytes of the file, any number of them.
  public mutating func consume(_ chunk: ArraySlice<UInt8>) {
    guard decision == nil else { return }
    guard !isHeadRead else { return consumeText(chunk) }
    head.append(contentsOf: chunk)
    guard head.count >= 3 else { return }
    readHead()
  }

  /// Returns the decision at the end of the file.
  public mutating func finish() -> DetectedEncoding {
    if !isHeadRead { readHead() }
    if let decision { return decision }
    guard line.isEmpty else { return decide(isCut: true) }
    return DetectedEncoding(encoding: .utf8, byteOrderMarkLength: 0, reason: .asciiOnly)
  }

  private mutating func readHead() {
    isHeadRead = true
    let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
      ([0xEF, 0xBB, 0xBF], .utf8), ([0xFF, 0xFE], .utf16LittleEndian),
      ([0xFE, 0xFF], .utf16BigEndian),
    ]
    if let mark = marks.first(where: { head.starts(with: $0.bytes) }) {
      decision = DetectedEncoding(
        encoding: mark.encoding, byteOrderMarkLength: mark.bytes.count, reason: .byteOrderMark)
    } else {
      consumeText(head[...])
    }
    head = []
  }

  private mutating func consumeText(_ chunk: ArraySlice<UInt8>) {
    var rest = chunk
    // What comes before the first byte above 7F is valid either way and need not be held.
    if line.isEmpty {
      guard let start = chunk.firstIndex(where: { $0 >= 0x80 }) else { return }
      rest = chunk[start...]
    }
    let room = ReadingLimits.recordBytes - line.count
    let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D }
    line.append(contentsOf: rest[..<(end ?? rest.endIndex)].prefix(room))
    if line.count == ReadingLimits.recordBytes {
      _ = decide(isCut: true)
    } else if end != nil {
      _ = decide(isCut: false)
    }
  }

  /// A line cut within a character still speaks for UTF-8 if whole ones stand before the cut.
  private mutating func decide(isCut: Bool) -> DetectedEncoding {
    let fault = TextEncoding.faultOfUTF8(line.span)
    let isUTF8 = fault.map { isCut && $0.isIncomplete && $0.offset > 0 } ?? true
    let decided = DetectedEncoding(
      encoding: isUTF8 ? .utf8 : .gb18030, byteOrderMarkLength: 0, reason: .firstNonASCIILine)
    decision = decided
    line = []
    return decided
  }
}
