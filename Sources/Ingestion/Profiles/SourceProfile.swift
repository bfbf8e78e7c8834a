import Contracts

/// How the export of one system maps onto an input table.
public struct SourceProfile: Sendable, Decodable {
  /// Which units a source speaks for.
  public enum Coverage: String, Sendable, Decodable {
    /// A month in which the source has any row counts as delivered by every unit.
    case allUnits = "all-units"
  }

  /// A cell that lists several subjects, each of which is a record of its own.
  public struct Each: Sendable, Decodable {
    /// Source header of the list.
    public let column: String
    /// Text between the parts.
    public let separator: String
  }

  /// Name, unique among the profiles of a workspace.
  public let name: String
  /// Name of the table that it fills.
  public let table: String
  /// Encoding; nil detects it.
  public let encoding: String?
  /// `comma`, `tab` or `semicolon`; nil detects it.
  public let delimiter: String?
  /// Order of the parts of a date that does not start with the year.
  public let dateOrder: DateRule.Order?
  /// Epoch of spreadsheet day numbers; nil refuses them.
  public let dateSerials: DateRule.SerialEpoch?
  /// Unit of every amount; nil reads it from the header, else yuan.
  public let moneyUnit: MoneyRule.Unit?
  /// Which units the source speaks for.
  public let covers: Coverage?
  /// Whether an export holds the whole register of its units for the months that it spans.
  public let full: Bool?
  /// As-of date where neither the command line nor the file name gives one.
  public let asOf: String?
  /// Headers that must all be present for the profile to be bound to a file.
  public let header: [String]
  /// Headers left out on purpose.
  public let ignore: [String]?
  /// The list whose parts are records of their own; nil where a line is one record.
  public let each: Each?
  /// Source header by canonical column.
  public let columns: [String: String]?
  /// Fixed text by canonical column.
  public let constants: [String: String]?
  /// Canonical word by source word, by canonical column.
  public let vocabularies: [String: [String: String]]?
  /// Columns made from others, in order.
  public let computed: [ComputedColumn]?

  enum CodingKeys: String, CodingKey {
    case name, table, encoding, delimiter, covers, full, header, ignore, each, columns, constants
    case vocabularies, computed
    case dateOrder = "date_order"
    case dateSerials = "date_serials"
    case moneyUnit = "money_unit"
    case asOf = "as_of"
  }

  /// Canonical columns that the profile fills without a header of that name.
  var filledColumns: [String] {
    Array((constants ?? [:]).keys) + (computed ?? []).map(\.column)
  }

  /// What is wrong with the profile itself, or nil: unknown tables, columns, words.
  public var fault: String? {
    guard let table = Table.all.first(where: { $0.name == table }) else {
      return "profile \(name): no table is called \(table)"
    }
    let named =
      Array((columns ?? [:]).keys) + Array((constants ?? [:]).keys)
      + Array((vocabularies ?? [:]).keys)
      + (computed ?? []).map(\.column).filter { !$0.hasPrefix("@") }
    if let unknown = named.sorted().first(where: { table.index(of: $0) == nil }) {
      return "profile \(name): table \(table.name) has no column \(unknown)"
    }
    if full == true, table.name != Table.cases.name {
      return "profile \(name): only a register of cases can be full"
    }
    if let asOf, CalendarDate(asOf) == nil { return "profile \(name): as_of is no day YYYY-MM-DD" }
    if let delimiter, !["comma", "tab", "semicolon"].contains(delimiter) {
      return "profile \(name): delimiter is none of comma, tab, semicolon"
    }
    if header.isEmpty { return "profile \(name): header names no column to recognise a file by" }
    if each?.separator.isEmpty ?? false { return "profile \(name): each needs a separator" }
    return (computed ?? []).lazy.compactMap(\.fault).first.map { "profile \(name): \($0)" }
  }
}
