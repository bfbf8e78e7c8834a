/// Why a whole file was refused.
public enum CSVError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A quoted cell is open at the end of the file; the place is the start of its record.
  case unterminatedQuote(FilePlace)
  /// A cell passes 65,536 bytes and no line end follows within the limit of its record.
  case fieldTooLong(FilePlace)
  /// A record passes 1,048,576 bytes.
  case recordTooLong(FilePlace)
  /// A record has more than 512 columns.
  case columnLimit(FilePlace)
  /// A record is text in the other known encoding; the place is its first wrong byte.
  case mixedEncodings(FilePlace)
  /// The file ends within a character; the place is the first byte of that character.
  case truncatedCharacter(FilePlace)
  /// The file ends in zero bytes; the place is the start of the record that holds them.
  case nulTail(FilePlace)
  /// A record that a strict reader cannot skip breaks a rule.
  case rejectedRecord(RecordRule, FilePlace)
  /// The parser found no memory for a cell.
  case outOfMemory(FilePlace)
  /// The system has no converter for an encoding.
  case encodingUnavailable(TextEncoding)

  /// The stable code of the broken rule.
  public var code: String {
    switch self {
    case .unterminatedQuote: "CSV-UNTERMINATED"
    case .fieldTooLong: "FIELD-TOO-LONG"
    case .recordTooLong: "RECORD-TOO-LONG"
    case .columnLimit: "COLUMN-LIMIT"
    case .mixedEncodings: "ENC-MIXED"
    case .truncatedCharacter: "ENC-TRUNCATED"
    case .nulTail: "NUL-TAIL"
    case .rejectedRecord(let rule, _): rule.rawValue
    case .outOfMemory: "OUT-OF-MEMORY"
    case .encodingUnavailable: "ENC-UNAVAILABLE"
    }
  }

  /// Where the rule is broken; nil where no byte of the file is to blame.
  public var place: FilePlace? {
    switch self {
    case .unterminatedQuote(let place), .fieldTooLong(let place), .recordTooLong(let place),
      .columnLimit(let place), .mixedEncodings(let place), .truncatedCharacter(let place),
      .nulTail(let place), .rejectedRecord(_, let place), .outOfMemory(let place):
      place
    case .encodingUnavailable: nil
    }
  }

  /// One line for the terminal, without any cell's value.
  public var description: String {
    guard let place else { return "\(code): \(words)" }
    return "\(code): line \(place.line), byte \(place.byteOffset): \(words)"
  }

  /// The same error with its place that many lines further down.
  func moved(lines: Int) -> CSVError {
    guard let place else { return self }
    return moved(to: FilePlace(line: place.line + lines, byteOffset: place.byteOffset))
  }

  private func moved(to place: FilePlace) -> CSVError {
    switch self {
    case .unterminatedQuote: .unterminatedQuote(place)
    case .fieldTooLong: .fieldTooLong(place)
    case .recordTooLong: .recordTooLong(place)
    case .columnLimit: .columnLimit(place)
    case .mixedEncodings: .mixedEncodings(place)
    case .truncatedCharacter: .truncatedCharacter(place)
    case .nulTail: .nulTail(place)
    case .rejectedRecord(let rule, _): .rejectedRecord(rule, place)
    default: .outOfMemory(place)
    }
  }

  private var words: String {
    switch self {
    case .unterminatedQuote: "a quoted cell is never closed"
    case .fieldTooLong: "a cell is longer than \(ReadingLimits.cellBytes) bytes"
    case .recordTooLong: "a record is longer than \(ReadingLimits.recordBytes) bytes"
    case .columnLimit: "a record has more than \(ReadingLimits.columns) columns"
    case .mixedEncodings: "the file changes between UTF-8 and GB18030"
    case .truncatedCharacter: "the file ends within a character"
    case .nulTail: "the file ends in zero bytes, as after a crash"
    case .rejectedRecord: "the record breaks the rule"
    case .outOfMemory: "no memory left for a cell"
    case .encodingUnavailable(let encoding): "this system cannot convert \(encoding.rawValue)"
    }
  }
}
