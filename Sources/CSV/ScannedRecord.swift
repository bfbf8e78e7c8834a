/// One record as found in the source, in file order.
public enum ScannedRecord: Sendable {
  /// The cells of a record, which may all be empty.
  case cells(Record)
  /// A line without any byte before its line end.
  case blank(RecordPosition)
  /// A record that breaks a rule; its bytes are the reader's current raw bytes.
  case rejected(RecordPosition, rule: RecordRule)

  /// Where the record stands, whatever became of it.
  public var position: RecordPosition {
    switch self {
    case .cells(let record): record.position
    case .blank(let position), .rejected(let position, _): position
    }
  }
}
