import Contracts

/// Finds the item that a row means: by its code, or by its name where no code is given.
///
/// A wrong code is never repaired by a name. A name that several items bear is that of the one which
/// the row can mean: of its domain, in force in its month, of the unit's level, among its powers. Items
/// that follow one another are one that was given a new code, and the newest is meant; of several in
/// force together nobody knows which, and none is.
struct ItemFinder: Sendable {
  private let catalogue: CatalogueBook
  private let units: UnitBook
  // Nil where names alone tell items apart.
  private let authority: AuthorityBook?

  init(_ catalogue: CatalogueBook, units: UnitBook, authority: ArchivedTable) {
    self.catalogue = catalogue
    self.units = units
    self.authority =
      catalogue.hasSharedNames
      ? AuthorityBook(authority, catalogue: catalogue, units: units, observed: [:]) : nil
  }

  /// Whether unit and month of a row may decide which item it means.
  var asksWhoAndWhen: Bool { authority != nil }

  /// The code of the item that a row means; nil for none in the catalogue.
  ///
  /// - Parameters:
  ///   - code: Item code of the row; empty where it states a name alone.
  ///   - name: Item name of the row.
  ///   - domain: Domain of the row; may be empty.
  ///   - unit: Present unit of the row; may be empty.
  ///   - month: Month of the row; nil where it has none.
  /// - Returns: The code.
  func code(
    _ code: String, name: String, domain: String, unit: String, month: Month?
  ) -> String? {
    if catalogue.items[code] != nil { return code }
    guard code.isEmpty else { return nil }
    var codes = catalogue.codes(named: name)
    guard codes.count > 1, let authority else { return codes.last }
    // What excludes every one of them says nothing.
    func keep(_ isMeant: (String) -> Bool) {
      let kept = codes.filter(isMeant)
      if !kept.isEmpty { codes = kept }
    }
    keep { code in periods(of: code).contains { $0.domain == domain } }
    if let month {
      keep { code in periods(of: code).contains { $0.validity.touches(month) } }
    }
    let levels = units.levels(of: unit)
    keep { code in
      periods(of: code).contains { period in
        (month.map { period.validity.touches($0) } ?? true)
          && !levels.isDisjoint(with: period.levels)
      }
    }
    keep { code in
      authority.held(unit, code).contains { held in month.map { held.touches($0) } ?? true }
    }
    return areInTurn(codes) ? codes.last : nil
  }

  private func periods(of code: String) -> [CatalogueBook.Period] {
    catalogue.items[code]?.periods ?? []
  }

  // Whether no day lies in the periods of two of them.
  private func areInTurn(_ codes: [String]) -> Bool {
    for (index, code) in codes.enumerated() {
      for other in codes[(index + 1)...] {
        for period in periods(of: code)
        where periods(of: other).contains(where: {
          $0.validity.intersection(period.validity) != nil
        }) {
          return false
        }
      }
    }
    return true
  }
}
