/// A part of a Parquet file.
public enum ParquetPart: String, Equatable, Sendable {
  /// The description of the columns and of where they lie, at the end of the file.
  case footer
  /// What stands before a page.
  case pageHeader = "page header"
  /// The distinct values of a column in a group of rows.
  case dictionary
  /// The cells of a column in a group of rows.
  case page
}

/// What a cell must satisfy to be kept in its column.
public enum CellRule: String, Error, Equatable, Sendable {
  /// A text is UTF-8.
  case text = "UTF-8"
  /// A day is written YYYY-MM-DD and exists.
  case date = "a day as YYYY-MM-DD"
  /// A number is written without plus sign or leading zeros and fits 64 bits.
  case integer = "a whole number"
}

/// Why a Parquet file could not be written or read.
public enum ParquetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A cell does not fit its column; rows are counted from 1.
  case unfitCell(column: String, row: Int, rule: CellRule)
  /// A row is larger than the limit in bytes; rows are counted from 1.
  case rowTooLong(row: Int, limit: Int)
  /// The bytes do not start or end as a Parquet file does.
  case notParquet
  /// A part says what cannot be; the offset is that of the byte in the file where it shows.
  case malformed(ParquetPart, offset: Int)
  /// A part does not match its checksum; the offset is its start in the file.
  case checksum(ParquetPart, offset: Int)
  /// A part uses what this reader does not; the offset is that of the byte in the file.
  case unsupported(ParquetPart, offset: Int)
  /// A part is larger than the limit in bytes; the offset is its start in the file.
  case tooLarge(ParquetPart, offset: Int, limit: Int)
  /// The library that compresses refused; the code is its ZSTD_ErrorCode.
  case zstd(code: UInt32)
  /// Bytes of the file could not be read; the code is the errno.
  case unreadable(offset: Int, code: Int32)

  /// One line for the terminal, without any cell's value.
  public var description: String {
    switch self {
    case .unfitCell(let column, let row, let rule):
      "row \(row), column \(column): expected \(rule.rawValue)"
    case .rowTooLong(let row, let limit): "row \(row) is larger than \(limit) bytes"
    case .notParquet: "is not a Parquet file"
    case .malformed(let part, let offset): "byte \(offset): the \(part.rawValue) is damaged"
    case .checksum(let part, let offset):
      "byte \(offset): the \(part.rawValue) does not match its checksum"
    case .unsupported(let part, let offset):
      "byte \(offset): the \(part.rawValue) is of a kind that the archive does not write"
    case .tooLarge(let part, let offset, let limit):
      "byte \(offset): the \(part.rawValue) is larger than \(limit) bytes"
    case .zstd(let code): "zstd refuses a page (code \(code))"
    case .unreadable(let offset, let code): "byte \(offset): cannot read (error \(code))"
    }
  }
}
