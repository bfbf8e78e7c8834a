public import Contracts

/// How the cells of a column are stored; an empty cell is a null in each.
public enum ParquetKind: Hashable, Sendable {
  /// UTF-8 text.
  case text
  /// A day, stored as days since 1970-01-01.
  case date
  /// A whole number of 64 bits, such as an amount in fen.
  case integer
}

/// A column of a Parquet file.
public struct ParquetColumn: Hashable, Sendable {
  /// The name, as in the header of the same table as CSV.
  public let name: String
  /// How its cells are stored.
  public let kind: ParquetKind

  /// Names a column.
  public init(_ name: String, _ kind: ParquetKind) {
    self.name = name
    self.kind = kind
  }
}

extension Table {
  /// The columns of the table in the archive, in the order of `archiveNames`.
  public var parquetColumns: [ParquetColumn] {
    columns.compactMap { column in
      column.archiveName.map { ParquetColumn($0, column.kind.parquetKind) }
    }
  }
}

extension ColumnKind {
  fileprivate var parquetKind: ParquetKind {
    switch self {
    case .date, .validityDate: .date
    case .money, .count, .hours, .year: .integer
    case .text, .name, .code, .caseNumber, .areaCode, .month, .yesNo, .word, .words,
      .personIdentifier, .personIdentifiers, .personName:
      .text
    }
  }
}
