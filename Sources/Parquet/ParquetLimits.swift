/// Sizes within which the module writes, and beyond which it does not read.
enum ParquetLimits {
  /// The most rows of a group.
  static let groupRows = 131_072
  /// The most rows of a group that is written: a quarter of the memory for 0.3 % more bytes.
  static let writtenGroupRows = 32_768
  /// The bytes of cells after which a group ends.
  static let groupBytes = 32 << 20
  /// The most bytes of one row.
  static let rowBytes = 16 << 20
  /// The bytes of distinct values after which a column is written without a dictionary.
  static let dictionaryBytes = 1 << 20
  /// The most bytes of an uncompressed page: a group, its last row and the lengths of its cells.
  static let pageBytes = groupBytes + rowBytes + 8 * groupRows
  /// The most bytes of the stored values of a group: a cell of one byte is stored in five.
  static let groupValueBytes = 3 * pageBytes
  /// The most bytes of a footer.
  static let footerBytes = 64 << 20
  /// The most columns.
  static let columns = 1_024
}
