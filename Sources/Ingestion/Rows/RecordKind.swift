/// What a record of an export is, before its cells are looked at.
public enum RecordKind: Hashable, Sendable {
  /// Every cell is empty.
  case blank
  /// The header once more.
  case repeatedHeader
  /// Totals below the rows.
  case totalRow
  /// Too few or too many cells.
  case rejected(Rejection)
  /// The cells of each row that the record stands for, at least one.
  case rows([[String]])
}

extension RowNormalizer {
  /// Returns what a record is by its cells in the file's order.
  public func kind(of cells: [String]) -> RecordKind {
    guard cells.contains(where: { !$0.isEmpty }) else { return .blank }
    let width = match.header.count
    var cells = cells
    while cells.count > width, cells[cells.count - 1].isEmpty { cells.removeLast() }
    if RecordText.isHeader(cells, match.header) { return .repeatedHeader }
    if RecordText.isTotal(cells, class: classPosition) { return .totalRow }
    guard cells.count == width else {
      return .rejected(Rejection(rule: cells.count < width ? "CSV-FEW" : "CSV-MANY"))
    }
    return .rows(records(of: cells))
  }
}

/// Recognises records that are no rows by their text.
enum RecordText {
  /// What the first filled cell of a row of totals holds.
  static let totals = ["合计", "总计", "小计", "累计", "合计:", "合计：", "total", "Total"]

  static func isHeader(_ cells: [String], _ header: [String]) -> Bool {
    cells.count == header.count && zip(cells, header).allSatisfy { trimmed($0) == trimmed($1) }
  }

  /// Whether the first filled cell says so; where one names a class, which may be 合计, any other cell.
  static func isTotal(_ cells: [String], class position: Int?) -> Bool {
    guard position == nil else {
      return cells.indices.contains { $0 != position && isTotal(trimmed(cells[$0])) }
    }
    return cells.lazy.map(trimmed).first { !$0.isEmpty }.map(isTotal) ?? false
  }

  private static func isTotal(_ text: String) -> Bool {
    totals.contains(text.filter { !$0.isWhitespace })
  }

  static func trimmed(_ text: String) -> String {
    var view = text[...]
    while view.first?.isWhitespace == true { view.removeFirst() }
    while view.last?.isWhitespace == true { view.removeLast() }
    return String(view)
  }
}
