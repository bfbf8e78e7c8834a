/// Why no report could be made.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// A result has no page of its code.
  case missingPage(indicator: String)
  /// A row of a result's table is not as wide as its header; both positions start at 1.
  case tableShape(indicator: String, table: Int, row: Int)
  /// A setting is not a key and a value; the position starts at 1.
  case settingShape(row: Int)
  /// A built-in template does not parse.
  case template(name: String)

  /// One line for the terminal.
  public var description: String {
    switch self {
    case .missingPage(let indicator):
      "indicator \(indicator): a result without a page"
    case .tableShape(let indicator, let table, let row):
      "indicator \(indicator), table \(table), row \(row): not as many cells as columns"
    case .settingShape(let row):
      "setting \(row): expected a key and a value"
    case .template(let name):
      "template \(name): does not parse"
    }
  }
}
