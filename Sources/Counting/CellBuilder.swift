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
      activity.keys(.cityItem).map { ($0[4], $0[3]) }, uniquingKeysWith: { first, _ in first })
    observedItems = Dictionary(grouping: activity.keys(.unitItem), by: { $0[1] })
      .mapValues { $0.map { $0[4] } }
    observedUnitDomains = Dictionary(grouping: activity.keys(.unitDomain), by: { $0[1] })
      .mapValues { $0.map { $0[3] } }
    observedCounties = Dictionary(grouping: activity.keys(.districtItem), by: { $0[4] })
      .mapValues { $0.map { $0[2] } }
  }

  private struct Holder {
    let unit: String
    let county: String
    let empowered: [Bool]
  }

  /// Cells of every level, sorted by key.
  func cells() -> [Cell] {
    let items = knownItems()
    let sent = Dictionary(
      uniqueKeysWithValues: unitCodes.map { unit in
        (unit, months { deliveries.delivery(unit, $0).isSent })
      })
    var result: [Cell] = []
    var holders: [String: [Holder]] = [:]
    for unit in unitCodes {
      let own = ownItems(unit, items)
      var byDomain: [String: [Bool]] = [:]
      for item in own {
        let empowered = months { authority.isEmpowered(unit, item, $0) }
        let domain = domain(of: item)
        let joined = byDomain[domain] ?? empowered
        byDomain[domain] = zip(joined, empowered).map { $0 || $1 }
        let county = districts.county(of: units.district(of: unit))
        holders[item, default: []].append(
          Holder(unit: unit, county: county, empowered: empowered))
        result.append(unitItem(unit, item, empowered, sent[unit] ?? []))
      }
      result += unitDomains(unit, byDomain, sent[unit] ?? [])
    }
    for item in items {
      result += places(item, holders[item] ?? [], sent)
    }
    let byDomain = Dictionary(grouping: items, by: { domain(of: $0) })
    for name in byDomain.keys.sorted() where !name.isEmpty {
      let all = (byDomain[name] ?? []).flatMap { holders[$0] ?? [] }
      for (county, own) in Dictionary(grouping: all, by: \.county).sorted(by: { $0.key < $1.key })
      where !county.isEmpty {
        result.append(place(.districtDomain, county, domain: name, "", own, sent))
      }
    }
    return result.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }

  private func months(_ value: (Month) -> Bool) -> [Bool] {
    (0..<activity.months).map { value(activity.first + $0) }
  }

  private func knownItems() -> [String] {
    let observed = activity.keys(.cityItem).map { $0[4] }
    return Set(catalogue.items.keys).union(observed).sorted()
  }

  // Items that the unit may hold, and items on which it has cases without holding them.
  private func ownItems(_ unit: String, _ items: [String]) -> [String] {
    let candidates = Set(authority.candidates(unit, items: items))
    return candidates.union(observedItems[unit] ?? []).sorted()
  }

  private func domain(of item: String) -> String {
    catalogue.items[item]?.domain ?? observedDomains[item] ?? ""
  }

  private func unitItem(
    _ unit: String, _ item: String, _ empowered: [Bool], _ sent: [Bool]
  ) -> Cell {
    let domain = domain(of: item)
    var cell = Cell(level: .unitItem, domain: domain, state: .active)
    (cell.unitCode, cell.itemCode) = (unit, item)
    let subject = catalogue.items[item]
    let district = units.district(of: unit)
    return filled(
      cell, district, empowered, sent,
      parties: {
        exposure.parties(unit: unit, district: district, item: subject, domain: domain, $0)
      })
  }

  private func unitDomains(
    _ unit: String, _ byDomain: [String: [Bool]], _ sent: [Bool]
  ) -> [Cell] {
    let observed = observedUnitDomains[unit] ?? []
    let district = units.district(of: unit)
    return Set(byDomain.keys).union(observed).subtracting([""]).sorted().map { domain in
      var cell = Cell(level: .unitDomain, domain: domain, state: .active)
      cell.unitCode = unit
      let isHandled = activity[.unitDomain, unit, "", domain, ""]?.isHandled ?? false
      let none = [Bool](
        repeating: authority.source == .observed && isHandled, count: activity.months)
      return filled(
        cell, district, byDomain[domain] ?? none, sent,
        parties: {
          exposure.parties(unit: unit, district: district, item: nil, domain: domain, $0)
        })
    }
  }

  // A place holds the power while any of its units does; its month came when all of theirs did.
  private func places(
    _ item: String, _ holders: [Holder], _ sent: [String: [Bool]]
  ) -> [Cell] {
    let byCounty = Dictionary(grouping: holders.filter { !$0.county.isEmpty }, by: \.county)
    // Without the places of units nothing is known of a district's powers.
    let observed =
      unitCodes.contains { !units.district(of: $0).isEmpty }
      ? observedCounties[item] ?? [] : []
    var cells = Set(byCounty.keys).union(observed).sorted().map { county in
      place(.districtItem, county, domain: domain(of: item), item, byCounty[county] ?? [], sent)
    }
    cells.append(place(.cityItem, "", domain: domain(of: item), item, holders, sent))
    return cells
  }

  private func place(
    _ level: CellLevel, _ county: String, domain: String, _ item: String, _ holders: [Holder],
    _ sent: [String: [Bool]]
  ) -> Cell {
    var cell = Cell(level: level, domain: domain, state: .active)
    cell.itemCode = item
    let subject = catalogue.items[item]
    let empowered = (0..<activity.months).map { month in
      holders.contains { $0.empowered[month] }
    }
    let delivered = (0..<activity.months).map { month in
      holders.allSatisfy { !$0.empowered[month] || sent[$0.unit]?[month] ?? false }
    }
    let counties = level == .cityItem ? Set(holders.map(\.county)).sorted() : [county]
    return filled(
      cell, county, empowered, delivered,
      parties: { month in
        let known = counties.compactMap {
          exposure.parties(district: $0, item: subject, domain: cell.domain, month)
        }
        guard known.count == counties.count || known.contains(where: { $0 > 0 }) else {
          return nil
        }
        return known.isEmpty ? nil : known.reduce(0, +)
      })
  }

  private func filled(
    _ base: Cell, _ district: String, _ empowered: [Bool], _ sent: [Bool],
    parties: (Month) -> Int?
  ) -> Cell {
    var cell = base
    let isUnit = cell.level == .unitItem || cell.level == .unitDomain
    let events = activity[
      cell.level, cell.unitCode, isUnit ? "" : district, cell.domain, cell.itemCode]
    cell.districtCode = district
    cell.isPowerInferred = authority.source == .observed
    let last = activity.first + (activity.months - 1)
    let evidence = CellEvidence(
      empowered: empowered, sent: sent,
      parties: (0..<activity.months).map { parties(activity.first + $0) }, events: events,
      explained: isUnit
        ? explanations.valid(
          unit: cell.unitCode, domain: cell.domain, item: cell.itemCode, at: last) : nil,
      first: activity.first, window: window)
    evidence.fill(&cell)
    return cell
  }
}
