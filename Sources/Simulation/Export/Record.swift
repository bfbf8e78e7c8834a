/// One record of an export, whole or broken on purpose.
enum Record: Equatable {
  case cells([String])
  /// The last cells are missing.
  case truncated([String])
  /// Text stands after the closing quote of the party's name.
  case brokenQuote([String])
  /// A line without any cell.
  case emptyLine

  /// The cells, where the record is whole.
  var whole: [String]? {
    guard case .cells(let cells) = self else { return nil }
    return cells
  }
}
