public import Contracts

/// What the subjects of flags are called today, by what they were called when flags were published.
public struct RenamedSubjects: Sendable {
  private let units: [String: String]
  private let districts: [String: String]
  private let domains: [String: String]
  private let domainsOfItems: [String: String]

  /// Takes pairs of what was and what is; rows of another form say nothing.
  ///
  /// - Parameters:
  ///   - units: Units that are gone, each with the one that carries its history.
  ///   - districts: Divisions likewise.
  ///   - domains: Domains of which every item moved to the same new one.
  ///   - items: Items that were ever in another domain, each with its domain of today.
  public init(
    units: [[String]], districts: [[String]], domains: [[String]], items: [[String]]
  ) {
    self.units = Self.map(units)
    self.districts = Self.map(districts)
    self.domains = Self.map(domains)
    domainsOfItems = Self.map(items)
  }

  private static func map(_ pairs: [[String]]) -> [String: String] {
    Dictionary(
      pairs.filter { $0.count > 1 }.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
  }

  /// A flag with its subject as it is called today, under the identifier that it has.
  public func today(_ flag: Flag) -> Flag {
    var flag = flag
    flag.unitCode = units[flag.unitCode] ?? flag.unitCode
    flag.districtCode = districts[flag.districtCode] ?? flag.districtCode
    // Another unit of a pair may be the category.
    flag.category = units[flag.category] ?? flag.category
    // A flag of a unit alone has no domain, and one that lists an item may leave it out.
    if !flag.domain.isEmpty {
      flag.domain = domainsOfItems[flag.itemCode] ?? domains[flag.domain] ?? flag.domain
    }
    return flag
  }
}
