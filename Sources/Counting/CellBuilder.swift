import Contracts

/// The reference tables, read.
struct ReferenceBooks {
  let catalogue: CatalogueBook
  let units: UnitBook
  let districts: DistrictBook
  let authority: AuthorityBook
  let exposure: ExposureBook
  let deliveries: DeliveryBook
  let explanations: ExplanationBook
}

/// Builds the cells of every level for one report month.
struct CellBuilder {
  let catalogue: CatalogueBook
  let units: UnitBook
  let districts: DistrictBook
  let authority: AuthorityBook
  let exposure: ExposureBook
  let deliveries: DeliveryBook
  let explanations: ExplanationBook
  let activity: Activity
  let unitCodes: [String]
  let window: Int
  private let observedDomains: [String: String]
  private let observedItems: [String: [String]]
  private let observedUnitDomains: [String: [String]]
  private let observedCounties: [String: [String]]
  private var calendar: PowerCalendar
  // Cells are many, the patterns of their months few.
  private var ranges: [MonthSet: [ClosedRange<Int32>]] = [:]

  init(
    books: ReferenceBooks, activity: Activity, unitCodes: [String], window: Int
  ) {
    catalogue = books.catalogue
    units = books.units
    districts = books.districts
    authority = books.authority
    exposure = books.exposure
    deliveries = books.deliveries
    explanations = books.explanations
    self.activity = activity
    self.unitCodes = unitCodes
    self.window = window
    observedDomains = Dictionary(
      activity.keys(.cityItem).map { ($0[4], $0[3]) }, uniquingKeysWith: { min($0, $1) })
    observedItems = Dictionary(grouping: activity.keys(.unitItem), by: { $0[1] })
      .mapValues { $0.map { $0[4] } }
    observedUnitDomains = Dictionary(grouping: activity.keys(.unitDomain), by: { $0[1] })
      .mapValues { $0.map { $0[3] } }
    observedCounties = Dictionary(grouping: activity.keys(.districtItem), by: { $0[4] })
      .mapValues { $0.map { $0[2] } }
    calendar = PowerCalendar(
      authority, catalogue: catalogue, units: units, first: activity.first,
      months: activity.months)
  }

  private struct Holder {
    let unit: String
    let county: String
    let power: Power
  }

  // When a power was held and its cases came, and the kind of the grant of the report month.
  private struct Power {
    var empowered: MonthSet
    var sent: MonthSet
    var kind = ""
    var holders = 0
  }

  /// Cells of every level, sorted by key.
  mutating func cells() -> [Cell] {
    let items = knownItems()
    var (unitItems, unitDomains): ([Cell], [Cell]) = ([], [])
    var holders: [String: [Holder]] = [:]
    for unit in unitCodes {
      let sent = MonthSet(of: activity.months) {
        deliveries.delivery(unit, activity.first + $0).isSent
      }
      let district = units.district(of: unit)
      let county = units.county(of: district)
      let powers = calendar.powers(of: unit)
      var byDomain: [String: [Power]] = [:]
      for item in ownItems(unit, items) {
        let held = powers.held(item)
        let power = Power(
          empowered: held.months, sent: sent, kind: held.kind,
          holders: held.months.holdsLast ? 1 : 0)
        byDomain[domain(of: item), default: []].append(power)
        holders[item, default: []].append(Holder(unit: unit, county: county, power: power))
        unitItems.append(unitItem(unit, district, item, power))
      }
      unitDomains += self.unitDomains(unit, district, byDomain, sent)
    }
    let places = items.flatMap { self.places($0, holders[$0] ?? []) }
    let districtDomains = districtDomains(items, holders)
    // In the order of the levels: sorting has little left to move.
    var result = places.filter { $0.level == .cityItem }
    result += districtDomains.sorted(by: Cell.precedes)
    result += places.filter { $0.level == .districtItem }.sorted(by: Cell.precedes)
    result += unitDomains
    result += unitItems
    result.sort(by: Cell.precedes)
    return result
  }

  private func knownItems() -> [String] {
    let observed = activity.keys(.cityItem).map { $0[4] }
    // By domain first, as cells are sorted: those of a unit then come in their order.
    return Set(catalogue.items.keys).union(observed)
      .map { (domain: domain(of: $0), item: $0) }
      .sorted { $0 < $1 }.map(\.item)
  }

  // Items that the unit may hold, and items on which it has cases without holding them.
  private func ownItems(_ unit: String, _ items: [String]) -> [String] {
    let candidates = authority.candidates(unit, items: items)
    let others = Set(observedItems[unit] ?? []).subtracting(candidates)
    guard !others.isEmpty else { return candidates }
    let own = others.union(candidates)
    return items.filter { own.contains($0) }
  }

  private func domain(of item: String) -> String {
    catalogue.items[item]?.domain ?? observedDomains[item] ?? ""
  }

  private mutating func unitItem(
    _ unit: String, _ district: String, _ item: String, _ power: Power
  ) -> Cell {
    let subject = catalogue.items[item]
    var cell = Cell(
      level: .unitItem, domain: subject?.domain ?? observedDomains[item] ?? "", state: .active)
    (cell.unitCode, cell.itemCode, cell.districtCode) = (unit, item, district)
    cell.exposureGroup = subject?.group ?? cell.domain
    let figures = exposure.figures(
      unit: unit, district: district, item: subject, domain: cell.domain)
    return filled(cell, power) { figures[$0] }
  }

  private mutating func unitDomains(
    _ unit: String, _ district: String, _ byDomain: [String: [Power]], _ sent: MonthSet
  ) -> [Cell] {
    let observed = observedUnitDomains[unit] ?? []
    var cells: [Cell] = []
    for domain in Set(byDomain.keys).union(observed).subtracting([""]).sorted() {
      var cell = Cell(level: .unitDomain, domain: domain, state: .active)
      (cell.unitCode, cell.districtCode, cell.exposureGroup) = (unit, district, domain)
      let isHandled = activity[.unitDomain, unit, "", domain, ""]?.isHandled ?? false
      let isAlways = authority.source == .observed && isHandled
      let none = Power(
        empowered: MonthSet(of: activity.months) { _ in isAlways }, sent: sent,
        holders: isAlways ? 1 : 0)
      var power = byDomain[domain].map(joined) ?? none
      power.holders = min(power.holders, 1)
      let figures = exposure.figures(unit: unit, district: district, item: nil, domain: domain)
      cells.append(filled(cell, power) { figures[$0] })
    }
    return cells
  }

  // A place holds the power while any of its units does; its month came when all of theirs did.
  private mutating func places(_ item: String, _ holders: [Holder]) -> [Cell] {
    let byCounty = Dictionary(grouping: holders.filter { !$0.county.isEmpty }, by: \.county)
    // Without the places of units nothing is known of a district's powers.
    let observed =
      unitCodes.contains { !units.district(of: $0).isEmpty }
      ? observedCounties[item] ?? [] : []
    let domain = domain(of: item)
    var cells: [Cell] = []
    for county in Set(byCounty.keys).union(observed).sorted() {
      cells.append(place(.districtItem, county, domain, item, byCounty[county] ?? []))
    }
    cells.append(place(.cityItem, "", domain, item, holders))
    return cells
  }

  private mutating func districtDomains(
    _ items: [String], _ holders: [String: [Holder]]
  ) -> [Cell] {
    let byDomain = Dictionary(grouping: items, by: { domain(of: $0) })
    var cells: [Cell] = []
    for name in byDomain.keys.sorted() where !name.isEmpty {
      let all = (byDomain[name] ?? []).flatMap { holders[$0] ?? [] }
      for (county, own) in Dictionary(grouping: all, by: \.county).sorted(by: { $0.key < $1.key })
      where !county.isEmpty {
        cells.append(place(.districtDomain, county, name, "", own))
      }
    }
    return cells
  }

  private mutating func place(
    _ level: CellLevel, _ county: String, _ domain: String, _ item: String, _ holders: [Holder]
  ) -> Cell {
    let subject = catalogue.items[item]
    var cell = Cell(level: level, domain: domain, state: .active)
    (cell.itemCode, cell.districtCode) = (item, county)
    cell.exposureGroup = subject?.group ?? domain
    var power = joined(holders.map(\.power))
    power.holders = Set(holders.filter { $0.power.holders > 0 }.map(\.unit)).count
    let counties = level == .cityItem ? Set(holders.map(\.county)).sorted() : [county]
    let figures = counties.map { exposure.figures(district: $0, item: subject, domain: domain) }
    guard figures.contains(where: { !$0.isEmpty }) else { return filled(cell, power) { _ in nil } }
    return filled(cell, power) { month in
      let known = figures.compactMap { $0[month] }
      guard known.count == counties.count || known.contains(where: { $0 > 0 }) else { return nil }
      return known.reduce(0, +)
    }
  }

  private func joined(_ powers: [Power]) -> Power {
    var empowered = MonthSet(of: activity.months)
    var missing = empowered
    for power in powers {
      empowered.formUnion(power.empowered)
      missing.formUnion(power.empowered.subtracting(power.sent))
    }
    let held = powers.filter { $0.holders > 0 }
    let kinds = Set(held.map(\.kind))
    let every = MonthSet(of: activity.months) { _ in true }
    return Power(
      empowered: empowered, sent: every.subtracting(missing),
      kind: kinds.count == 1 ? held[0].kind : "", holders: held.count)
  }

  private mutating func filled(
    _ base: Cell, _ power: Power, parties: @escaping (Month) -> Int?
  ) -> Cell {
    var cell = base
    let isUnit = cell.level == .unitItem || cell.level == .unitDomain
    cell.isPowerInferred = authority.source == .observed
    (cell.powerKind, cell.holders) = (power.kind, power.holders)
    let last = activity.first + (activity.months - 1)
    let evidence = CellEvidence(
      empowered: power.empowered, sent: power.sent, parties: parties,
      events: activity[
        cell.level, cell.unitCode, isUnit ? "" : cell.districtCode, cell.domain, cell.itemCode],
      explained: isUnit
        ? explanations.valid(
          unit: cell.unitCode, domain: cell.domain, item: cell.itemCode, at: last) : nil,
      first: activity.first, window: window)
    evidence.fill(&cell)
    cell.history.observed = observed(power.empowered.intersection(power.sent))
    return cell
  }

  private mutating func observed(_ months: MonthSet) -> [ClosedRange<Int32>] {
    if let known = ranges[months] { return known }
    let fresh = months.ranges
    ranges[months] = fresh
    return fresh
  }
}
