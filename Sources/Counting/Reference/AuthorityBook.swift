import Contracts

/// Where it is known from which unit may enforce which item.
public enum PowerSource: String, Sendable, CaseIterable {
  /// The authority table.
  case authority
  /// Levels of the catalogue and of the units.
  case levels
  /// Nothing but what was ever observed.
  case observed
}

/// Which unit may enforce which item, month by month.
struct AuthorityBook: Sendable {
  let source: PowerSource

  /// A power given to a unit; it ends with the code that held it, a successor needs its own.
  struct Grant: Hashable, Sendable {
    let code: String
    let kind: String
    let validity: Validity
  }

  private var itemGrants: [String: [String: [Grant]]] = [:]
  private var domainGrants: [String: [String: [Grant]]] = [:]
  private var observed: [String: Set<String>] = [:]
  private var itemsOfLevels: [String: Set<String>] = [:]
  private let catalogue: CatalogueBook
  private let units: UnitBook

  /// Reads the authority table; without it falls back to levels, then to observation.
  init(
    _ table: ArchivedTable, catalogue: CatalogueBook, units: UnitBook,
    observed: @autoclosure () -> [String: Set<String>]
  ) {
    self.catalogue = catalogue
    self.units = units
    if !table.rows.isEmpty {
      source = .authority
    } else if catalogue.hasLevels, units.hasLevels {
      source = .levels
      for item in catalogue.items.values {
        for level in item.levels { itemsOfLevels[level, default: []].insert(item.code) }
      }
    } else {
      source = .observed
      self.observed = observed()
    }
    for row in table.rows {
      let code = table.cell(row, "unit_code")
      let unit = units.present(code)
      let grant = Grant(
        code: code, kind: table.cell(row, "kind"),
        validity: Validity(table.cell(row, "valid_from"), table.cell(row, "valid_to")))
      let item = table.cell(row, "item_code")
      if item.isEmpty {
        domainGrants[unit, default: [:]][table.cell(row, "domain"), default: []].append(grant)
      } else {
        itemGrants[unit, default: [:]][item, default: []].append(grant)
      }
    }
  }

  /// Items that a unit may ever have held.
  func candidates(_ unit: String) -> Set<String> {
    switch source {
    case .authority:
      let domains = domainGrants[unit] ?? [:]
      return Set((itemGrants[unit] ?? [:]).keys)
        .union(domains.keys.flatMap { catalogue.codes(inDomain: $0) })
    case .levels: return itemsOfLevels[units.level(of: unit)] ?? []
    case .observed: return observed[unit] ?? []
    }
  }

  /// Whether a unit holds the power over an item throughout a month.
  func isEmpowered(_ unit: String, _ item: String, _ month: Month) -> Bool {
    guard catalogue.isEmpty || catalogue.isInForce(item, month) else { return false }
    switch source {
    case .authority:
      let domain = catalogue.items[item]?.domain ?? ""
      let grants = (itemGrants[unit]?[item] ?? []) + (domainGrants[unit]?[domain] ?? [])
      return grants.contains {
        $0.validity.covers(month) && units.existsThroughout($0.code, month)
      }
    case .levels:
      return exists(unit, month)
        && catalogue.levels(of: item, month).contains(units.level(of: unit))
    case .observed: return exists(unit, month) && isObserved(unit, item)
    }
  }

  /// What the lists say of a unit, for who asks for many items and days.
  struct Powers {
    fileprivate let items: [String: [Grant]]
    fileprivate let domains: [String: [Grant]]
    fileprivate let level: String
  }

  /// What the lists say of a unit.
  func powers(of unit: String) -> Powers {
    Powers(
      items: itemGrants[unit] ?? [:], domains: domainGrants[unit] ?? [:],
      level: units.level(of: unit))
  }

  /// Whether a unit holds the power over a catalogued item on a day; nil where no list says.
  func isEmpowered(
    _ powers: Powers, over item: CatalogueBook.Item, on day: CalendarDate
  ) -> Bool? {
    guard source != .observed else { return nil }
    guard item.periods.contains(where: { $0.validity.holds(day) }) else { return false }
    if source == .authority {
      return powers.items[item.code]?.contains { $0.validity.holds(day) } ?? false
        || powers.domains[item.domain]?.contains { $0.validity.holds(day) } ?? false
    }
    guard !powers.level.isEmpty else { return nil }
    return item.periods.contains { $0.validity.holds(day) && $0.levels.contains(powers.level) }
  }

  /// Grants of single items to a unit, by item.
  func itemGrants(of unit: String) -> [String: [Grant]] { itemGrants[unit] ?? [:] }

  /// Grants of whole domains to a unit, by domain.
  func domainGrants(of unit: String) -> [String: [Grant]] { domainGrants[unit] ?? [:] }

  /// Whether the unit was seen to use a power that no list states.
  func isObserved(_ unit: String, _ item: String) -> Bool {
    observed[unit]?.contains(item) ?? false
  }

  private func exists(_ unit: String, _ month: Month) -> Bool {
    units.predecessors(of: unit).contains { units.existsThroughout($0, month) }
  }
}
