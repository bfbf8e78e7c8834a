import Contracts

/// What a rejected record of a case still says: whose it is, on what, and when.
///
/// A rejected record is no proof of a case, and none of silence either: where it belongs, a zero is
/// not known to be one.
public struct RejectedCase: Hashable, Sendable {
  /// Columns of `Table.rejectedCases` that it fills.
  public static let columns = [
    "unit_code", "case_id", "district_code", "domain", "item_code", "item_name", "filed_date",
    "decided_date",
  ]
  private static let separator = "\u{1F}"

  // Cells in one text: of a long history many wait.
  private let text: String
  /// Hash of the identity of the case in an `IdentityFilter`; nil where no number can be read.
  public let identity: UInt64?

  /// Takes cells in the order of `columns`; nil where they name no unit.
  public init?(_ cells: [String]) {
    // Characters would be put together of several scalars, bytes need not.
    guard let unit = cells.first, !unit.isEmpty,
      !cells.contains(where: { $0.utf8.contains(NormalizedRows.separator) })
    else { return nil }
    text = cells.joined(separator: Self.separator)
    identity = Self.identity(unit: unit, number: cells[1])
  }

  /// Cells in the order of `columns`; empty where a record says nothing that can be used.
  public var cells: [String] {
    text.utf8.split(separator: NormalizedRows.separator, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
  }

  /// Hash of an identity in an `IdentityFilter`; nil without a number.
  public static func identity(unit: String, number: String) -> UInt64? {
    guard !number.isEmpty else { return nil }
    return IdentityFilter.hash("\(unit)\(separator)\(number)".utf8Span.span)
  }
}

extension RowNormalizer {
  /// What a rejected record of a case still says; nil of other tables, and where its unit is unknown.
  ///
  /// - Parameter cells: Its cells in the file's order.
  /// - Returns: What can be read of it.
  func rejectedCase(_ cells: [String]) -> RejectedCase? {
    guard match.table.name == Table.cases.name else { return nil }
    let computed = computation.values(of: cells)
    let own = { (column: String) in readable(column, in: cells, computed) }
    // As in `RowRules` a unit without a code is known by its name, a case by its document. A number that
    // is there and cannot be read is not replaced: the case as it should be has another one.
    var unit = own("unit_code") ?? ""
    if unit.isEmpty { unit = own("unit_name") ?? "" }
    var number = own("case_id")
    if number?.isEmpty == true { number = own("doc_no") }
    let item = own("item_code") ?? ""
    let name = item.isEmpty ? own("item_name") : ""
    let told = [
      unit, number, own("district_code"), own("domain"), item, name, own("filed_date"),
      own("decided_date"),
    ]
    return RejectedCase(told.map { $0 ?? "" })
  }
}
