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

  /// What a row means.
  enum Found: Equatable {
    case item(String)
    /// One of several, with their domain where they share one.
    case oneOfSeveral(domain: String?)
    case none
  }

  // A period in which an item bears the name.
  private typealias Named = (code: String, period: CatalogueBook.Period)

  /// The item that a row means.
  ///
  /// - Parameters:
  ///   - code: Item code of the row; empty where it states a name alone.
  ///   - name: Item name of the row.
  ///   - domain: Domain of the row; may be empty.
  ///   - unit: Present unit of the row; may be empty.
  ///   - month: Month of the row; nil where it has none.
  /// - Returns: The item of the catalogue.
  func found(
    _ code: String, name: String, domain: String, unit: String, month: Month?
  ) -> Found {
    if catalogue.items[code] != nil { return .item(code) }
    guard code.isEmpty else { return .none }
    let codes = catalogue.codes(named: name)
    guard codes.count > 1, let authority else { return codes.last.map { .item($0) } ?? .none }
    // What an item was called, of what domain and level it was, in the months in which it was.
    var named = codes.flatMap { code -> [Named] in
      (catalogue.items[code]?.periods ?? []).filter { $0.name == name }.map { (code, $0) }
    }
    // What excludes every one of them says nothing.
    func keep(_ isMeant: (Named) -> Bool) {
      let kept = named.filter(isMeant)
      if !kept.isEmpty { named = kept }
    }
    let levels = units.levels(of: unit)
    keep { $0.period.domain == domain }
    keep { named in month.map { named.period.validity.touches($0) } ?? true }
    keep { !levels.isDisjoint(with: $0.period.levels) }
    keep { named in
      authority.held(unit, named.code).contains { held in
        month.map { held.touches($0) } ?? true
      }
    }
    if areInTurn(named), let last = named.last { return .item(last.code) }
    let domains = Set(named.map(\.period.domain))
    return .oneOfSeveral(domain: domains.count == 1 ? domains.first : nil)
  }

  // Whether no day lies in the periods of two items.
  private func areInTurn(_ named: [Named]) -> Bool {
    for (index, one) in named.enumerated() {
      for other in named[(index + 1)...]
      where other.code != one.code
        && other.period.validity.intersection(one.period.validity) != nil
      {
        return false
      }
    }
    return true
  }
}
