import Contracts
import Counting

/// What a figure is of: the rows that stand in it are those in all of its places.
struct TraceSubject: Hashable, Sendable {
  /// Months.
  var months: ClosedRange<Month>
  /// Present unit; nil is any, as for the fields below, and empty is none.
  var unitCode: String?
  /// Present district.
  var districtCode: String?
  /// County of the place or of the unit's seat, as the cells of districts count.
  var county: String?
  /// Domain.
  var domain: String?
  /// Item.
  var itemCode: String?
  /// Units and numbers of the only cases in question; nil is every case.
  var cases: Set<[String]>?
  /// Year of a yearly table.
  var year: String?
  /// Flag of a follow-up.
  var flag: String?
  /// Whether of inspections and complaints only those count that ask for enforcement, as in cells.
  var isOfCell = false

  init(_ months: ClosedRange<Month>) {
    self.months = months
  }

  /// Whether a case is one of those in question.
  func holds(_ number: String, of unit: String) -> Bool {
    cases.map { $0.contains([unit, number]) } ?? true
  }

  /// Whether a row at a place stands in the figure.
  func contains(_ place: RowPlace) -> Bool {
    let pairs = [
      (unitCode, place.unitCode), (districtCode, place.districtCode), (domain, place.domain),
      (itemCode, place.itemCode),
    ]
    guard pairs.allSatisfy({ $0 == nil || $0 == $1 }),
      county.map(place.counties.contains) ?? true,
      // Only cells count what a unit did in the name of another.
      isOfCell || place.role != .handled
    else { return false }
    return Month(place.month).map(months.contains) ?? false
  }
}

/// A record of an export behind a figure: which one, and where it stands.
struct TracedRow: Hashable, Sendable, Encodable {
  /// Name of the table.
  let table: String
  /// Month that it counts in; empty for a reference table.
  let month: String
  /// Unit as delivered.
  let unitCode: String
  /// Number of the case, inspection or complaint; empty for a reference table.
  let identifier: String
  /// As what it counts.
  var role: String
  /// File name of the export that states it last.
  let source: String
  /// SHA-256 of that export.
  let sha256: String
  /// Physical line on which the record starts.
  let line: Int
  /// Whether the archive keeps the export, so that the line can be read.
  let isKept: Bool

  enum CodingKeys: String, CodingKey {
    case table, month, identifier, role, source, sha256, line
    case isKept = "kept"
    case unitCode = "unit_code"
  }

  /// The row in the order in which rows are listed, but for its line.
  fileprivate var order: [String] { [table, month, unitCode, identifier, role, source, sha256] }
}

extension TracedRow {
  /// Rows in a fixed order.
  static func sorted(_ rows: [TracedRow]) -> [TracedRow] {
    rows.sorted { left, right in
      let (first, second) = (left.order, right.order)
      return first == second ? left.line < right.line : first.lexicographicallyPrecedes(second)
    }
  }
}
