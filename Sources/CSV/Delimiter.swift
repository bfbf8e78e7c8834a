/// The byte between two cells of a record.
public enum Delimiter: UInt8, Sendable, CaseIterable {
  /// The comma of RFC 4180.
  case comma = 0x2C
  /// The tabulator of spreadsheet text exports.
  case tab = 0x09
  /// The semicolon of spreadsheets whose decimal sign is a comma.
  case semicolon = 0x3B
}
