/// What the provenance of a row says of its content.
public enum RowDigest {
  /// The digest of a version: of one row, or of all rows of a case with several items or parties.
  public static func text(of rows: [[String]]) -> String {
    RowLayout.digest(rows.sorted { $0.lexicographicallyPrecedes($1) })
  }
}
