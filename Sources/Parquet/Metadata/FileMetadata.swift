/// What the footer of a file says.
struct FileMetadata: Equatable {
  var columns: [ParquetColumn]
  var rows: Int
  var groups: [GroupMetadata]
}

/// Where the rows of a group lie.
struct GroupMetadata: Equatable {
  var rows: Int
  var chunks: [ChunkMetadata]
}

/// Where the cells of one column of a group lie.
struct ChunkMetadata: Equatable {
  // The dictionary comes first where there is one.
  var offset: Int
  var dataOffset: Int
  var uncompressedBytes: Int
  var compressedBytes: Int
  var statistics: ColumnStatistics

  var hasDictionary: Bool { offset < dataOffset }
}

/// The least and the greatest value of a column of a group, as Parquet writes values.
struct ColumnStatistics: Equatable {
  var emptyCells: Int
  // Nil where every cell is empty, or where they are too long to be worth their bytes.
  var range: (minimum: [UInt8], maximum: [UInt8])?

  static func == (left: Self, right: Self) -> Bool {
    left.emptyCells == right.emptyCells && left.range?.minimum == right.range?.minimum
      && left.range?.maximum == right.range?.maximum
  }
}

/// Numbers of the format, from parquet.thrift.
enum FormatNumber {
  static let magic = Array("PAR1".utf8)
  static let version = 2
  static let optional = 1
  static let zstandard = 6
  static let dataPage = 0
  static let dictionaryPage = 2
  static let plain = 0
  static let runs = 3
  static let dictionaryCodes = 8
}

extension ParquetKind {
  /// The physical type by its number in the format.
  var physicalType: Int {
    switch self {
    case .text: 6
    case .date: 1
    case .integer: 2
    }
  }

  /// The meaning by its old number in the format, which every reader knows; nil for none.
  var convertedType: Int? {
    switch self {
    case .text: 0
    case .date: 6
    case .integer: nil
    }
  }

  /// The meaning by its field in the union of logical types; nil for none.
  var logicalType: Int? {
    switch self {
    case .text: 1
    case .date: 6
    case .integer: nil
    }
  }

  init?(physicalType: Int, convertedType: Int?) {
    for kind in [Self.text, .date, .integer]
    where kind.physicalType == physicalType && kind.convertedType == convertedType {
      self = kind
      return
    }
    return nil
  }

  /// The bytes of a stored number; nil for text.
  var numberBytes: Int? {
    switch self {
    case .text: nil
    case .date: 4
    case .integer: 8
    }
  }
}
