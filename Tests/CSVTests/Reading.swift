import CSV

/// One scanned record in a form that tests compare.
struct Seen: Equatable, CustomStringConvertible {
  enum Outcome: Equatable {
    case cells([String])
    case blank
    case rejected(RecordRule)
  }

  let outcome: Outcome
  let position: RecordPosition
  let raw: [UInt8]

  var description: String {
    "\(outcome) line \(position.line) byte \(position.byteOffset)+\(position.byteLength)"
  }

  var cells: [String]? {
    guard case .cells(let cells) = outcome else { return nil }
    return cells
  }
}

/// Everything that reading a file told.
struct Reading: Equatable {
  var records: [Seen] = []
  var error: CSVError?
  var droppedControlZ = false

  /// The cells of all sound records.
  var rows: [[String]] { records.compactMap(\.cells) }

  /// Cells as text, `blank`, or the code of the rule, in order.
  var outcomes: [Seen.Outcome] { records.map(\.outcome) }

  /// The rules of rejected records, in order.
  var rules: [RecordRule] {
    records.compactMap {
      guard case .rejected(let rule) = $0.outcome else { return nil }
      return rule
    }
  }

  init() {}

  init(
    _ bytes: [UInt8], _ encoding: TextEncoding = .utf8, _ delimiter: Delimiter = .comma,
    skipping: Int = 0, chunk: Int = .max
  ) throws {
    var rest = bytes[...]
    var reader = try RecordReader(
      encoding: encoding, delimiter: delimiter, skippingBytes: skipping
    ) {
      defer { rest = rest.dropFirst(chunk) }
      return Array(rest.prefix(chunk))
    }
    do {
      while let record = try reader.next() {
        records.append(Self.seen(record, raw: Array(reader.currentRawBytes)))
      }
    } catch let refusal as CSVError {
      error = refusal
    }
    droppedControlZ = reader.droppedControlZ
  }

  /// Reads a text as UTF-8.
  init(_ text: String, _ delimiter: Delimiter = .comma, chunk: Int = .max) throws {
    try self.init(Array(text.utf8), .utf8, delimiter, chunk: chunk)
  }

  private static func seen(_ record: ScannedRecord, raw: [UInt8]) -> Seen {
    let outcome: Seen.Outcome =
      switch record {
      case .cells(let record): .cells(record.cells)
      case .blank: .blank
      case .rejected(_, let rule): .rejected(rule)
      }
    return Seen(outcome: outcome, position: record.position, raw: raw)
  }
}
