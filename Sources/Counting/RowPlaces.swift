public import Contracts

/// Where one archived row stands in the aggregates.
public struct RowPlace: Hashable, Sendable {
  /// As what a row counts.
  public enum Role: String, Sendable {
    /// The row itself, once.
    case counted
    /// A further item of a case.
    case item
    /// A case that the unit handled in the name of another.
    case handled
  }

  /// Month that it counts in; empty where it has no date.
  public let month: String
  /// Present unit; empty where the row names none.
  public let unitCode: String
  /// Present district.
  public let districtCode: String
  /// Counties of the place and of the unit's seat: a cell of either holds the row.
  public let counties: Set<String>
  /// Domain, empty where unknown.
  public let domain: String
  /// Item, empty where unknown.
  public let itemCode: String
  /// As what it counts.
  public let role: Role
}

/// Says where archived rows stand in the aggregates: the way back from a count to its rows.
public struct RowPlaces: Sendable {
  private let mapping: Mapping
  private let basis: CountingBasis
  /// Whom complaints go to that name no unit.
  public let unnamed: UnnamedComplaints

  /// Reads the reference tables of a snapshot.
  ///
  /// - Parameters:
  ///   - input: Reference tables and the names beside unit codes.
  ///   - basis: By which date a case belongs to a month.
  public init(_ input: CountingInput, basis: CountingBasis) {
    let districts = DistrictBook(input.table(.districts))
    let units = UnitBook(input.table(.units), districts: districts, observed: input.unitNames)
    mapping = Mapping(
      catalogue: CatalogueBook(input.table(.catalogue)), units: units, districts: districts,
      authority: input.table(.authority))
    self.basis = basis
    unnamed = UnnamedComplaints(input, mapping)
  }

  /// The unit that carries the history of a code today.
  public func presentUnit(_ code: String) -> String {
    code.isEmpty ? "" : mapping.units.present(code)
  }

  /// The places of a case: one for each item, and those again for a unit that handled it.
  ///
  /// - Parameters:
  ///   - row: A row of `cases`.
  ///   - table: The table that holds the row.
  ///   - items: Domain, code and name of each item of a case that has several.
  /// - Returns: The place of the case itself first.
  public func places(
    ofCase row: [String], in table: ArchivedTable, items: [[String]]
  ) -> [RowPlace] {
    let cell = { (name: String) in table.cell(row, name) }
    let dates =
      basis == .decided ? ["decided_date", "filed_date"] : ["filed_date", "decided_date"]
    let month = dates.lazy.map { String(cell($0).prefix(7)) }.first { !$0.isEmpty } ?? ""
    let own = ["domain", "item_code", "item_name"].map(cell)
    let handler = presentUnit(cell("handling_unit_code"))
    var places: [RowPlace] = []
    var handled: [RowPlace] = []
    var seen: Set<[String]> = []
    for item in [own] + items where seen.insert(item[1].isEmpty ? item : [item[1]]).inserted {
      let role: RowPlace.Role = places.isEmpty ? .counted : .item
      let place = place(month, role) { name in
        Self.itemColumns.firstIndex(of: name).map { item[$0] } ?? cell(name)
      }
      places.append(place)
      guard !handler.isEmpty, handler != place.unitCode else { continue }
      handled.append(
        RowPlace(
          month: month, unitCode: handler, districtCode: place.districtCode, counties: [],
          domain: place.domain, itemCode: place.itemCode, role: .handled))
    }
    return places + handled
  }

  /// The place of an inspection or a complaint.
  ///
  /// - Parameters:
  ///   - row: A row of the table.
  ///   - table: The table that holds the row.
  ///   - date: Name of the column that says in which month the row counts.
  ///   - unnamed: Whom complaints go to that name no unit; nil for other tables.
  /// - Returns: Its place; the unit is empty where the row names none and goes to none.
  public func place(
    of row: [String], in table: ArchivedTable, date: String, _ unnamed: inout UnnamedComplaints?
  ) -> RowPlace {
    let text = String(table.cell(row, date).prefix(7))
    let holder = Month(text).flatMap { unnamed?.holder($0) { table.cell(row, $0) } }
    return place(text, .counted) { name in
      name == "unit_code" ? holder ?? table.cell(row, name) : table.cell(row, name)
    }
  }

  private static let itemColumns = ["domain", "item_code", "item_name"]

  private func place(
    _ month: String, _ role: RowPlace.Role, _ cell: (String) -> String
  ) -> RowPlace {
    let subject = mapping.subject(in: Month(month), of: cell)
    let districts = [subject[1], mapping.units.district(of: subject[0])]
    let counties = Set(districts.map { mapping.units.county(of: $0) }).subtracting([""])
    return RowPlace(
      month: month, unitCode: subject[0], districtCode: subject[1], counties: counties,
      domain: subject[2], itemCode: subject[3], role: role)
  }
}
