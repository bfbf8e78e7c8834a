import Contracts

/// Items with their periods of validity.
struct CatalogueBook: Sendable {
  /// One item.
  struct Item: Sendable {
    let code: String
    let name: String
    let domain: String
    let group: String
    let periods: [Period]

    /// Levels that may enforce it in any period.
    var levels: Set<String> { periods.reduce(into: []) { $0.formUnion($1.levels) } }
  }

  /// A period of validity of an item, and the levels that may enforce it then.
  struct Period: Sendable {
    let validity: Validity
    let name: String
    let domain: String
    let levels: Set<String>
  }

  /// Items by code.
  private(set) var items: [String: Item] = [:]
  /// First day of which the catalogue says anything; nil where an item holds from always on.
  let begins: CalendarDate?
  // The newest last.
  private var codesByName: [String: [String]] = [:]
  /// Whether several items share a name, so that it takes more than the name to tell them apart.
  private(set) var hasSharedNames = false
  private var codesByDomain: [String: [String]] = [:]
  private(set) var domains: Set<String> = []

  /// Reads the catalogue; several rows of a code are several periods.
  init(_ table: ArchivedTable) {
    // The latest period of an item gives its present name, domain and group.
    let rows = table.rows.sorted {
      (table.cell($0, "valid_from"), table.cell($0, "item_code"))
        < (table.cell($1, "valid_from"), table.cell($1, "item_code"))
    }
    for row in rows {
      let cell = { (name: String) in table.cell(row, name) }
      let code = cell("item_code")
      let period = Period(
        validity: Validity(cell("valid_from"), cell("valid_to")), name: cell("item_name"),
        domain: cell("domain"),
        levels: Set(cell("levels").split(separator: ";").map(String.init)))
      let group = cell("exposure_group")
      let known = items[code]
      items[code] = Item(
        code: code, name: cell("item_name"), domain: cell("domain"),
        group: group.isEmpty ? cell("domain") : group,
        periods: (known?.periods ?? []) + [period])
      codesByName[cell("item_name"), default: []].removeAll { $0 == code }
      codesByName[cell("item_name"), default: []].append(code)
      domains.insert(cell("domain"))
    }
    hasSharedNames = codesByName.contains { !$0.key.isEmpty && $0.value.count > 1 }
    begins = Validity.start(items.values.flatMap(\.periods).map(\.validity))
    codesByDomain = Dictionary(grouping: items.keys.sorted()) { items[$0]?.domain ?? "" }
  }

  /// Whether there is a catalogue at all.
  var isEmpty: Bool { items.isEmpty }

  /// Codes of the items of a domain, sorted.
  func codes(inDomain domain: String) -> [String] { codesByDomain[domain] ?? [] }

  /// Whether any item states the levels that may enforce it.
  var hasLevels: Bool { items.values.contains { !$0.levels.isEmpty } }

  /// When an item is in force, at one level where it is named.
  func inForce(_ code: String, at level: String? = nil) -> [Validity] {
    let periods = items[code]?.periods ?? []
    return Validity.joined(
      periods.filter { period in level.map { period.levels.contains($0) } ?? true }.map(\.validity))
  }

  /// Domain of today of each item that was ever in another one.
  var movedItems: [String: String] {
    items.filter { _, item in item.periods.contains { $0.domain != item.domain } }
      .mapValues(\.domain)
  }

  /// Domains of which every item moved to the same one by a month, with that one, which has no item
  /// that was there before; an item that ended in its domain says nothing.
  func domainSuccessions(by month: Month) -> [String: String] {
    var heirs: [String: Set<String>] = [:]
    for item in items.values {
      for period in item.periods where period.domain != item.domain {
        heirs[period.domain, default: []].insert(item.domain)
      }
    }
    heirs = heirs.filter { old, new in new.allSatisfy { isMadeOf($0, old) } }
    let held = Set(
      items.values.filter { item in
        item.periods.contains { $0.domain == item.domain && $0.validity.touches(month) }
      }.map(\.domain))
    return heirs.filter { $0.value.count == 1 && !held.contains($0.key) }
      .compactMapValues(\.first)
  }

  // Whether nothing was in a domain before the items of another one came.
  private func isMadeOf(_ domain: String, _ old: String) -> Bool {
    // When each item came from the old one.
    let starts = items.values.compactMap { item -> CalendarDate? in
      guard let last = item.periods.lastIndex(where: { $0.domain == old }) else { return nil }
      return item.periods[(last + 1)...].first { $0.domain == domain }?.validity.from
    }
    guard let first = starts.min() else { return false }
    return items.values.flatMap(\.periods).filter { $0.domain == domain }
      .allSatisfy { $0.validity.from.map { $0 >= first } ?? false }
  }

  /// Levels that may enforce an item throughout a month.
  func levels(of code: String, _ month: Month) -> Set<String> {
    (items[code]?.levels ?? []).filter { level in
      inForce(code, at: level).contains { $0.covers(month) }
    }
  }

  /// Codes of the items of a name, the newest last; empty where there is none.
  func codes(named name: String) -> [String] { codesByName[name] ?? [] }
}
