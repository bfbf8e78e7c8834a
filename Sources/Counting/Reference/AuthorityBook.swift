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
  // First day of which the table says anything; nil where a grant holds from always on.
  private let begins: CalendarDate?
  // Items and domains that the table places with anyone.
  private let placed: (items: Set<String>, domains: Set<String>)
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
    begins = Validity.start(
      table.rows.map { Validity(table.cell($0, "valid_from"), table.cell($0, "valid_to")) })
    placed = (
      Set(table.rows.map { table.cell($0, "item_code") }),
      Set(
        table.rows.lazy.filter { table.cell($0, "item_code").isEmpty }
          .map { table.cell($0, "domain") })
    )
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
    case .levels:
      return units.levels(of: unit).reduce(into: []) { $0.formUnion(itemsOfLevels[$1] ?? []) }
    case .observed: return observed[unit] ?? []
    }
  }

  /// When a unit holds the power over an item: the item in force, a grant that holds, and the code that
  /// holds it in being. Periods that meet are one, whichever list was renewed in between.
  func held(_ unit: String, _ item: String) -> [Validity] {
    let known = catalogue.items[item]
    let inForce = catalogue.isEmpty ? [.always] : catalogue.inForce(item)
    switch source {
    case .authority:
      let own = (itemGrants[unit]?[item] ?? []).flatMap(effective)
      // A domain's grant covers an item while the item is of that domain.
      let periods = known?.periods ?? []
      let ofDomains = Set(periods.map(\.domain)).sorted().flatMap { domain in
        Self.both(
          (domainGrants[unit]?[domain] ?? []).flatMap(effective),
          periods.filter { $0.domain == domain }.map(\.validity))
      }
      return Self.both(Validity.joined(own + ofDomains), inForce)
    case .levels:
      return Validity.joined(
        units.levels(of: unit).sorted().flatMap { level in
          Self.both(units.existence(of: unit, at: level), catalogue.inForce(item, at: level))
        })
    case .observed: return isObserved(unit, item) ? Self.both(existence(of: unit), inForce) : []
    }
  }

  /// When a grant holds and the code that it was given to exists.
  func effective(_ grant: Grant) -> [Validity] {
    units.existence(of: grant.code).compactMap(grant.validity.intersection)
  }

  /// When a unit exists under its present or an earlier code.
  func existence(of unit: String) -> [Validity] {
    Validity.joined(units.predecessors(of: unit).flatMap(units.existence))
  }

  private static func both(_ left: [Validity], _ right: [Validity]) -> [Validity] {
    Validity.joined(left.flatMap { one in right.compactMap(one.intersection) })
  }

  /// What the lists say of a unit, for who asks for many items and days.
  struct Powers {
    fileprivate let items: [String: [Grant]]
    fileprivate let domains: [String: [Grant]]
    // Codes under which the authority table names the unit.
    fileprivate let codes: Set<String>
    fileprivate let levels: [(level: String, periods: [Validity])]
  }

  /// What the lists say of a unit.
  func powers(of unit: String) -> Powers {
    let (items, domains) = (itemGrants[unit] ?? [:], domainGrants[unit] ?? [:])
    let codes = Set(items.values.joined().map(\.code)).union(domains.values.joined().map(\.code))
    return Powers(
      items: items, domains: domains, codes: codes,
      levels: units.levels(of: unit).sorted().map { ($0, units.existence(of: unit, at: $0)) })
  }

  /// Whether a unit holds the power over a catalogued item on a day; nil where no list says.
  ///
  /// A list that does not name the code that the unit bore then, or begins after the day as one that was
  /// issued anew does, is silent about it: the unit's list did not come, which is not a power that it lacks.
  /// So is one that places an item with nobody at all, by itself or by its domain.
  func isEmpowered(
    _ powers: Powers, over item: CatalogueBook.Item, on day: CalendarDate
  ) -> Bool? {
    guard source != .observed else { return nil }
    let periods = item.periods.filter { $0.validity.holds(day) }
    guard !periods.isEmpty else { return catalogue.begins.map { day < $0 } ?? false ? nil : false }
    if source == .authority {
      let isHeld =
        powers.items[item.code]?.contains { $0.validity.holds(day) } ?? false
        || periods.contains { period in
          powers.domains[period.domain]?.contains { $0.validity.holds(day) } ?? false
        }
      let isTold =
        powers.codes.contains { units.exists($0, on: day) } && (begins.map { $0 <= day } ?? true)
      let isPlaced =
        placed.items.contains(item.code)
        || periods.contains { placed.domains.contains($0.domain) }
      guard isTold, !isPlaced else { return isHeld || isTold ? isHeld : nil }
      // Where the list is silent, levels may still say that it is not the unit's.
      let hasLevels = periods.allSatisfy { !$0.levels.isEmpty }
      return hasLevels && isAtLevel(powers, periods, on: day) == false ? false : nil
    }
    return isAtLevel(powers, periods, on: day)
  }

  // Whether a unit is of a level that may enforce an item; nil where its own is not known.
  private func isAtLevel(
    _ powers: Powers, _ periods: [CatalogueBook.Period], on day: CalendarDate
  ) -> Bool? {
    // By the level that the unit had then; outside its life by any that it ever had.
    let lived = powers.levels.filter { $0.periods.contains { $0.holds(day) } }
    let levels = (lived.isEmpty ? powers.levels : lived).map(\.level)
    guard !levels.isEmpty else { return nil }
    return periods.contains { period in levels.contains { period.levels.contains($0) } }
  }

  /// Grants of single items to a unit, by item.
  func itemGrants(of unit: String) -> [String: [Grant]] { itemGrants[unit] ?? [:] }

  /// Grants of whole domains to a unit, by domain.
  func domainGrants(of unit: String) -> [String: [Grant]] { domainGrants[unit] ?? [:] }

  /// Whether the unit was seen to use a power that no list states.
  func isObserved(_ unit: String, _ item: String) -> Bool {
    observed[unit]?.contains(item) ?? false
  }
}
