import Contracts

/// In which observed months units hold their powers: `AuthorityBook.isEmpowered`, all months at once.
struct PowerCalendar {
  let first: Month
  let months: Int
  private let authority: AuthorityBook
  private let catalogue: CatalogueBook
  private let units: UnitBook
  private let inForce: [String: MonthSet]
  private var byLevel: [String: [String: MonthSet]] = [:]

  init(
    _ authority: AuthorityBook, catalogue: CatalogueBook, units: UnitBook, first: Month,
    months: Int
  ) {
    self.authority = authority
    self.catalogue = catalogue
    self.units = units
    self.first = first
    self.months = months
    inForce = catalogue.items.mapValues { item in
      MonthSet(of: months) { offset in
        item.periods.contains { $0.validity.covers(first + offset) }
      }
    }
  }

  /// The powers of one unit.
  struct Powers {
    fileprivate let calendar: PowerCalendar
    fileprivate let unit: String
    fileprivate let exists: MonthSet
    fileprivate let ofLevel: [String: MonthSet]
    fileprivate let ofDomains: [String: (held: MonthSet, kind: String)]
    fileprivate let itemGrants: [String: [AuthorityBook.Grant]]
    // A unit has many grants of few periods.
    fileprivate let ofGrants: [AuthorityBook.Grant: MonthSet]

    /// Months in which the unit holds an item, and the kind of the grant in the report month.
    func held(_ item: String) -> (months: MonthSet, kind: String) {
      let none = MonthSet(of: calendar.months)
      let authority = calendar.authority
      switch authority.source {
      case .authority: return granted(item)
      case .levels: return ((ofLevel[item] ?? none).intersection(exists), "")
      case .observed:
        guard authority.isObserved(unit, item) else { return (none, "") }
        return (calendar.cut(exists, item), "")
      }
    }

    // A grant of the item itself tells the kind before one of its whole domain.
    private func granted(_ item: String) -> (months: MonthSet, kind: String) {
      let domain = calendar.catalogue.items[item]?.domain ?? ""
      let ofDomain = ofDomains[domain]
      var held = MonthSet(of: calendar.months)
      var kind = ofDomain?.kind ?? ""
      if let grants = itemGrants[item] {
        for grant in grants { held.formUnion(ofGrants[grant] ?? held) }
        if held.holdsLast { kind = calendar.kind(of: grants) }
      }
      if let ofDomain { held.formUnion(ofDomain.held) }
      held = calendar.cut(held, item)
      return (held, held.holdsLast ? kind : "")
    }
  }

  /// The powers of a unit.
  mutating func powers(of unit: String) -> Powers {
    let predecessors = units.predecessors(of: unit)
    let exists = MonthSet(of: months) { offset in
      predecessors.contains { units.existsThroughout($0, first + offset) }
    }
    var ofDomains: [String: (held: MonthSet, kind: String)] = [:]
    for (domain, grants) in authority.domainGrants(of: unit) {
      ofDomains[domain] = (months(of: grants), kind(of: grants))
    }
    let itemGrants = authority.itemGrants(of: unit)
    var ofGrants: [AuthorityBook.Grant: MonthSet] = [:]
    for grant in itemGrants.values.joined() where ofGrants[grant] == nil {
      ofGrants[grant] = months(of: [grant])
    }
    return Powers(
      calendar: self, unit: unit, exists: exists, ofLevel: months(ofLevel: units.level(of: unit)),
      ofDomains: ofDomains, itemGrants: itemGrants, ofGrants: ofGrants)
  }

  private mutating func months(ofLevel level: String) -> [String: MonthSet] {
    guard authority.source == .levels else { return [:] }
    if let known = byLevel[level] { return known }
    let sets = catalogue.items.mapValues { item in
      MonthSet(of: months) { offset in
        item.periods.contains {
          $0.levels.contains(level) && $0.validity.covers(first + offset)
        }
      }
    }
    byLevel[level] = sets
    return sets
  }

  private func cut(_ held: MonthSet, _ item: String) -> MonthSet {
    guard !catalogue.isEmpty else { return held }
    return held.intersection(inForce[item] ?? MonthSet(of: months))
  }

  private func months(of grants: [AuthorityBook.Grant]) -> MonthSet {
    MonthSet(of: months) { offset in grants.contains { isHeld($0, first + offset) } }
  }

  // The kind of the grants that hold in the report month, the strongest of several.
  private func kind(of grants: [AuthorityBook.Grant]) -> String {
    let held = Set(grants.filter { isHeld($0, first + (months - 1)) }.map(\.kind))
    return ["statutory", "empowered", "entrusted"].first { held.contains($0) } ?? ""
  }

  private func isHeld(_ grant: AuthorityBook.Grant, _ month: Month) -> Bool {
    grant.validity.covers(month) && units.existsThroughout(grant.code, month)
  }
}
