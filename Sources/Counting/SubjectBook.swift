import Contracts

/// What a cell is about: an item, or a domain as a whole.
struct Subject {
  /// Code of the item; empty for a domain.
  let item: String
  /// Domain; empty where unknown.
  let domain: String
  /// What the catalogue says of the item; nil where it does not know it.
  let catalogued: CatalogueBook.Item?
  /// By what the regulated parties are counted.
  let group: String
  /// Number of the item's code among events; nil where nothing ever happened.
  let itemNumber: UInt32?
  /// Number of the domain among events.
  let domainNumber: UInt32?

  /// A domain as a whole.
  init(domain: String, number: UInt32?) {
    (item, self.domain, group, catalogued) = ("", domain, domain, nil)
    (itemNumber, domainNumber) = (Activity.none, number)
  }

  fileprivate init(
    _ item: String, domain: String, _ catalogued: CatalogueBook.Item?, _ activity: Activity
  ) {
    self.item = item
    self.domain = domain
    self.catalogued = catalogued
    group = catalogued?.group ?? domain
    itemNumber = activity.number(of: item)
    domainNumber = activity.number(of: domain)
  }
}

/// The items that cells are about, and where any of them was ever met.
struct SubjectBook {
  /// Items of the catalogue and observed ones, by domain, then by code.
  let all: [Subject]
  /// Counties and subjects that were met in them.
  let observedCounties: [(county: String, subject: Int)]
  private let places: [String: Int]
  // By the number of the unit.
  private let ofUnits: [UInt32: [Int]]
  private let domainsOfUnits: [UInt32: [String]]

  init(_ catalogue: CatalogueBook, _ activity: Activity) {
    let observed = Dictionary(
      activity.cells(.cityItem).map { (activity.text($0.item), activity.text($0.domain)) },
      uniquingKeysWith: { min($0, $1) })
    all = Set(catalogue.items.keys).union(observed.keys)
      .map { (domain: catalogue.items[$0]?.domain ?? observed[$0] ?? "", item: $0) }
      .sorted { $0 < $1 }
      .map { Subject($0.item, domain: $0.domain, catalogue.items[$0.item], activity) }
    places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.item, $0) })
    var numbers: [UInt32: Int] = [:]
    for (index, subject) in all.enumerated() {
      if let number = subject.itemNumber { numbers[number] = index }
    }
    var ofUnits: [UInt32: [Int]] = [:]
    for cell in activity.cells(.unitItem) {
      if let subject = numbers[cell.item] { ofUnits[cell.unit, default: []].append(subject) }
    }
    self.ofUnits = ofUnits
    domainsOfUnits = Dictionary(grouping: activity.cells(.unitDomain), by: \.unit)
      .mapValues { $0.map { activity.text($0.domain) } }
    observedCounties = activity.cells(.districtItem).compactMap { cell in
      numbers[cell.item].map { (activity.text(cell.district), $0) }
    }
  }

  /// Subjects that a unit may hold, and those on which it has cases without holding them, sorted.
  func ofUnit(_ unit: UInt32?, candidates: Set<String>) -> [Int] {
    let own = unit.flatMap { ofUnits[$0] } ?? []
    return Set(candidates.compactMap { places[$0] } + own).sorted()
  }

  /// Domains in which a unit was met.
  func observedDomains(_ unit: UInt32?) -> [String] { unit.flatMap { domainsOfUnits[$0] } ?? [] }
}
