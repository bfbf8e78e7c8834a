import CSV
import Contracts

/// What ingestion is asked to do.
struct IngestRequest: Sendable {
  /// Files to read; empty means what is new in inbox/.
  var files: [String] = []
  /// As-of date of every file; nil reads it from the name or the profile.
  var asOf: CalendarDate?
  var table: String?
  var profile: String?
  var encoding: String?
  /// Whether the files hold the whole register of their units for the months that they span.
  var isFull = false
  /// What splits a file into records.
  var parser = Parser.scanner
  /// How many threads read and write; at least one, and no result depends on it.
  var threads = 1
  var isDryRun = false
  var language: Language?
}

/// What became of one file, as printed.
struct IngestedFile: Encodable, Sendable {
  struct Refused: Encodable, Sendable {
    let code: String
    let line: Int?
    let offset: Int?

    enum CodingKeys: String, CodingKey {
      case code, line, offset
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(code, forKey: .code)
      try container.encode(line, forKey: .line)
      try container.encode(offset, forKey: .offset)
    }
  }

  let name: String
  var sha256 = ""
  var table = ""
  var profile = ""
  var encoding = ""
  var delimiter = ""
  var records = 0
  var accepted = 0
  var rejected = 0
  var duplicate = 0
  var superseded = 0
  var blank = 0
  var repeatedHeader = 0
  var totalRow = 0
  var corrections = 0
  var refused: Refused?
  var message = ""
  var alreadyArchived = ""
  var notes: [String: Int] = [:]
  var unknownColumns: [String] = []

  enum CodingKeys: String, CodingKey {
    case name, sha256, table, profile, encoding, delimiter, records, accepted, rejected, duplicate
    case superseded, blank, corrections, refused, notes
    case repeatedHeader = "repeated_header"
    case totalRow = "total_row"
    case alreadyArchived = "already_archived"
    case unknownColumns = "unknown_columns"
  }

  /// Whether every record is accounted for.
  var isConserved: Bool {
    records == accepted + rejected + duplicate + superseded + blank + repeatedHeader + totalRow
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(sha256, forKey: .sha256)
    try container.encode(table, forKey: .table)
    try container.encode(profile, forKey: .profile)
    try container.encode(encoding, forKey: .encoding)
    try container.encode(delimiter, forKey: .delimiter)
    let counts: [(CodingKeys, Int)] = [
      (.records, records), (.accepted, accepted), (.rejected, rejected), (.duplicate, duplicate),
      (.superseded, superseded), (.blank, blank), (.repeatedHeader, repeatedHeader),
      (.totalRow, totalRow), (.corrections, corrections),
    ]
    for (key, count) in counts { try container.encode(count, forKey: key) }
    try container.encode(refused, forKey: .refused)
    try container.encode(alreadyArchived, forKey: .alreadyArchived)
    try container.encode(notes, forKey: .notes)
    try container.encode(unknownColumns, forKey: .unknownColumns)
  }
}

/// What ingestion prints as JSON.
struct IngestSummary: Encodable, Sendable {
  var schema = 1
  var files: [IngestedFile] = []
  /// What a person must know of files that were not read; told beside the summary.
  var warnings: [String] = []

  enum CodingKeys: String, CodingKey { case schema, files }
}
