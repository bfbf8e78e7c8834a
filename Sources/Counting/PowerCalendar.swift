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
      MonthSet(of: months, first, Validity.joined(item.periods.map(\.validity)))
    }
  }

  /// The powers of one unit.
  struct Powers {
    fileprivate let calendar: PowerCalendar
    fileprivate let unit: String
    fileprivate let exists: MonthSet
    // By level, each with the months in which the unit was of it.
    fileprivate let ofLevels: [(months: MonthSet, items: [String: MonthSet])]
    fileprivate let itemGrants: [String: [AuthorityBook.Grant]]
    fileprivate let domainGrants: [String: [AuthorityBook.Grant]]
    // A unit has many grants of few periods.
    fileprivate let ofGrants: [[AuthorityBook.Grant]: (held: MonthSet, kind: String)]

    /// Months in which the unit holds an item, and the kind of the grant in the report month.
    func held(_ item: String) -> (months: MonthSet, kind: String) {
      let none = MonthSet(of: calendar.months)
      let authority = calendar.authority
      switch authority.source {
      case .authority: return granted(item)
      case .levels: return (ofLevel(item), "")
      case .observed:
        guard authority.isObserved(unit, item) else { return (none, "") }
        return (calendar.cut(exists, item), "")
      }
    }

    private func ofLevel(_ item: String) -> MonthSet {
      // A change of level in the middle of a month may leave the item with the unit all the same.
      guard ofLevels.count == 1, let level = ofLevels.first else {
        return calendar.months(calendar.authority.held(unit, item))
      }
      return (level.items[item] ?? MonthSet(of: calendar.months)).intersection(level.months)
    }

    // A grant of the item itself tells the kind before one of its whole domain.
    private func granted(_ item: String) -> (months: MonthSet, kind: String) {
      let known = calendar.catalogue.items[item]
      let own = itemGrants[item] ?? []
      let ofDomain = domainGrants[known?.domain ?? ""] ?? []
      let kinds = [own, ofDomain].compactMap { ofGrants[$0]?.kind }
      let kind = kinds.first { !$0.isEmpty } ?? ""
      let isOfOneDomain = known.map { known in
        known.periods.allSatisfy { $0.domain == known.domain }
      }
      guard isOfOneDomain ?? true, let held = ofGrants[own + ofDomain]?.held else {
        let held = calendar.months(calendar.authority.held(unit, item))
        return (held, held.holdsLast ? kind : "")
      }
      let months = calendar.cut(held, item)
      return (months, months.holdsLast ? kind : "")
    }
  }

  /// The powers of a unit.
  mutating func powers(of unit: String) -> Powers {
    var levels: [(months: MonthSet, items: [String: MonthSet])] = []
    for level in units.levels(of: unit).sorted() {
      levels.append((months(units.existence(of: unit, at: level)), months(ofLevel: level)))
    }
    let (ofItems, ofDomains) = (authority.itemGrants(of: unit), authority.domainGrants(of: unit))
    var lists = Set(ofDomains.values).union(ofItems.values).union([[]])
    for (item, grants) in ofItems {
      lists.insert(grants + (ofDomains[catalogue.items[item]?.domain ?? ""] ?? []))
    }
    var ofGrants: [[AuthorityBook.Grant]: (held: MonthSet, kind: String)] = [:]
    for grants in lists { ofGrants[grants] = (months(of: grants), kind(of: grants)) }
    return Powers(
      calendar: self, unit: unit, exists: months(authority.existence(of: unit)), ofLevels: levels,
      itemGrants: ofItems, domainGrants: ofDomains, ofGrants: ofGrants)
  }

  private mutating func months(ofLevel level: String) -> [String: MonthSet] {
    guard authority.source == .levels else { return [:] }
    if let known = byLevel[level] { return known }
    let sets = catalogue.items.mapValues { item in
      months(catalogue.inForce(item.code, at: level))
    }
    byLevel[level] = sets
    return sets
  }

  private func cut(_ held: MonthSet, _ item: String) -> MonthSet {
    guard !catalogue.isEmpty else { return held }
    return held.intersection(inForce[item] ?? MonthSet(of: months))
  }

  private func months(of grants: [AuthorityBook.Grant]) -> MonthSet {
    months(Validity.joined(grants.flatMap(authority.effective)))
  }

  fileprivate func months(_ periods: [Validity]) -> MonthSet {
    MonthSet(of: months, first, periods)
  }

  // The kind of the grants that hold at the end of the report month, the strongest of several.
  private func kind(of grants: [AuthorityBook.Grant]) -> String {
    let end = (first + (months - 1)).lastDay
    let held = grants.filter { authority.effective($0).contains { $0.holds(end) } }.map(\.kind)
    return ["statutory", "empowered", "entrusted"].first { held.contains($0) } ?? ""
  }
}

extension MonthSet {
  /// The months that one of some periods covers, which meet nowhere.
  fileprivate init(of months: Int, _ first: Month, _ periods: [Validity]) {
    self.init(of: months) { offset in periods.contains { $0.covers(first + offset) } }
  }
}
