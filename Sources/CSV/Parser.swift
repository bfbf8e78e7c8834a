/// What splits a file into records; both parsers give the same records.
public enum Parser: String, Sendable, CaseIterable {
  /// Strict records by a scanner of our own, all others by libcsv.
  case scanner
  /// Every record by libcsv, which defines what a record is.
  case libcsv
}
