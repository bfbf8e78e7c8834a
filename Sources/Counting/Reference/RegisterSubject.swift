import Contracts

/// What a row of the delivery register speaks of, by its cell `table`.
enum RegisterSubject: Hashable, Sendable {
  /// Cases alone.
  case cases
  /// Cases among others, or every table.
  case several
  /// Other tables alone.
  case others
  /// A word that names no table, and none that means cases.
  case unknown

  /// Reads the names of tables, in English or Chinese, as a list; an empty cell means all of them.
  init(_ cell: String) {
    let words = Self.words(cell)
    let tables = words.map { Self.tables[$0] }
    if words.isEmpty || tables.contains(Self.all) {
      self = .several
    } else if tables.contains(Table.cases.name) {
      self = tables.allSatisfy { $0 == Table.cases.name } ? .cases : .several
    } else {
      self = tables.contains(nil) ? .unknown : .others
    }
  }

  /// Names of the tables that a cell lists, those that are known; nil for every table.
  static func names(_ cell: String) -> Set<String>? {
    let words = words(cell)
    let names = Set(words.compactMap { tables[$0] })
    return words.isEmpty || names.contains(all) ? nil : names
  }

  private static func words(_ cell: String) -> [String] {
    cell.lowercased().filter { !$0.isWhitespace }
      .split { ";；、,，".contains($0) }.map(String.init)
  }

  private static let all = "*"

  private static let shortWords: KeyValuePairs = [
    Table.cases: ["案件", "行政处罚", "处罚", "处罚案件", "立案"],
    .inspections: ["检查"], .complaints: ["投诉", "举报"], .exposure: ["监管对象"],
    .catalogue: ["事项清单"], .authority: ["职权清单"], .referrals: ["移送", "移交"],
  ]

  // Name of the table by word.
  private static let tables: [String: String] = {
    var tables = ["all": all, "全部": all, "所有": all]
    for table in Table.all { (tables[table.name], tables[table.title]) = (table.name, table.name) }
    for (table, words) in shortWords { for word in words { tables[word] = table.name } }
    return tables
  }()
}
