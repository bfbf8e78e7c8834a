/// What belongs together at one time: every file of the archive and the exports behind them.
public struct Snapshot: Codable, Equatable, Sendable {
  /// The format that this program writes and the newest that it reads.
  ///
  /// Format 1 has no column files.
  public static let currentFormat = 2

  /// The version of the format of the archive.
  public let formatVersion: Int
  /// The number of the snapshot, from 1 without gaps.
  public let number: Int
  /// The hash of the file of the snapshot before, nil for the first.
  public let previous: ContentHash?
  /// The files in byte order of their paths.
  public let files: [ArchivedFile]
  /// The exports in order of arrival.
  public let sources: [ArchivedSource]
  /// Every rewriting up to this snapshot, nil where there was none.
  public let rewritings: [Rewriting]?

  /// Sorts the files by path; the sources keep their order.
  public init(
    number: Int, previous: ContentHash?, files: [ArchivedFile], sources: [ArchivedSource],
    rewritings: [Rewriting]? = nil
  ) {
    formatVersion = Self.currentFormat
    self.number = number
    self.previous = previous
    self.files = files.sorted { precedesByBytes($0.path, $1.path) }
    self.sources = sources
    self.rewritings = rewritings
  }
}

/// What a file of the archive is for.
public enum ArchivedKind: String, Codable, Sendable {
  /// The rows of one table and month.
  case partition
  /// Where the rows of a partition came from.
  case provenance
  /// A reference table.
  case reference
  /// What earlier reports said.
  case history
  /// An export as it was delivered.
  case raw
}

/// One compressed file of the archive; the suffix of its path says how it is to be read.
public struct ArchivedFile: Codable, Hashable, Sendable {
  /// The path below the folder of the archive.
  public let path: String
  /// The name of the table.
  public let table: String
  /// The month as YYYY-MM, nil for a file of no month.
  public let month: String?
  /// What the file is for.
  public let kind: ArchivedKind
  /// The number of rows without the header.
  public let rows: Int
  /// The size of the content in bytes.
  public let bytes: Int
  /// The hash of the content.
  public let sha256: ContentHash
  /// The size of the file in bytes.
  public let compressedBytes: Int
  /// The hash of the file.
  public let compressedSHA256: ContentHash

  /// Describes a file that was found to hold what the summary says.
  public init(path: String, label: FileLabel, rows: Int, summary: FrameSummary) {
    self.path = path
    table = label.table
    month = label.month
    kind = label.kind
    self.rows = rows
    bytes = summary.bytes
    sha256 = summary.sha256
    compressedBytes = summary.compressedBytes
    compressedSHA256 = summary.compressedSHA256
  }
}

/// What is known of a file before it is written.
public struct FileLabel: Hashable, Sendable {
  /// The name of the table.
  public let table: String
  /// The month as YYYY-MM, nil for a file of no month.
  public let month: String?
  /// What the file is for.
  public let kind: ArchivedKind

  /// Names table, month and purpose.
  public init(table: String, month: String?, kind: ArchivedKind) {
    self.table = table
    self.month = month
    self.kind = kind
  }
}

/// One export as it was taken in.
public struct ArchivedSource: Codable, Equatable, Sendable {
  /// The name as delivered, without its folder.
  public var name: String
  /// The hash of the export.
  public var sha256: ContentHash
  /// The size of the export in bytes.
  public var bytes: Int
  /// The table that the export holds.
  public var table: String
  /// The position in the order of arrival over all snapshots.
  public var order: Int
  /// The form of the source system.
  public var profile = ""
  /// The encoding of the text.
  public var encoding = ""
  /// The character between two fields.
  public var delimiter = ""
  /// The day of the export as YYYY-MM-DD, nil where nothing tells it.
  public var asOf: String?
  /// All records, the sum of the seven that follow.
  public var records = 0
  /// Records that became rows.
  public var accepted = 0
  /// Records that broke a rule.
  public var rejected = 0
  /// Records that say the same as another.
  public var duplicate = 0
  /// Records that a later one replaced.
  public var superseded = 0
  /// Records without any value.
  public var blank = 0
  /// Records that repeat the header.
  public var repeatedHeader = 0
  /// Records that sum up others.
  public var totalRow = 0
  /// The path of the raw file below the archive, nil where it is not kept.
  public var path: String?
  /// The hash of the raw file where purged records are blank in it; nil where it is as delivered.
  public var erased: ContentHash?
  /// The identifier of the key that made the pseudonyms, never the key.
  public var keyIdentifier: String?
  /// How many records each warning concerns, by its code.
  public var notes: [String: Int] = [:]
  /// The columns of the table that nothing in the export fills; nil where an older program took it in.
  public var absentColumns: [String]?

  /// Describes an export of which nothing was counted yet.
  public init(name: String, sha256: ContentHash, bytes: Int, table: String, order: Int) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
    self.table = table
    self.order = order
  }
}
