/// Codes and names of a planted world, as its exports write them; nobody real bears them.
public struct WorldNames: Sendable {
  /// The city, of a code that GB/T 2260 does not assign.
  public static let city = "970200"
  /// Items of each domain in a grid of units.
  static let itemsPerDomain = 6
  /// How many counties share the units of a grid of units.
  private static let counties = 10
  private static let firstMonth = Month(2020, 1)

  private let parameters: WorldParameters
  private let monthTexts: [String]
  private let unitCodes: [String]
  private let districtCodes: [String]
  private let domainNames: [String]
  private let groupNames: [String]

  init(_ parameters: WorldParameters) {
    self.parameters = parameters
    monthTexts = (0..<parameters.months).map { (Self.firstMonth + $0).text }
    // The last two are the parts of the row that was made of two.
    let places = parameters.rows + 2
    unitCodes = (1...places).map { "ZF-" + padded($0, 4) }
    let isOfUnits = parameters.grid == .unitDomain
    districtCodes = (0..<places).map { place in
      let number = isOfUnits ? place % Self.counties : place
      return String(970_201 + number)
    }
    let domains = (1...max(parameters.domains, 1)).map { "领域" + padded($0, 2) }
    domainNames = domains
    groupNames = domains.flatMap { domain in
      (1...parameters.groupsPerDomain).map { "\(domain)对象\($0)" }
    }
  }

  /// A month as 2020-01, by its place in the world.
  public func month(_ month: Int) -> String { monthTexts[month] }

  /// The present unit of a row.
  public func unit(_ row: Int) -> String { unitCodes[row] }

  /// The present district of a row.
  public func district(_ row: Int) -> String { districtCodes[row] }

  /// The name of a domain.
  public func domain(_ domain: Int) -> String { domainNames[domain] }

  /// The name of an exposure group.
  public func group(_ group: Int) -> String { groupNames[group] }

  /// The code of an item, by its place among all items.
  public func item(_ item: Int) -> String { "SX-" + padded(item + 1, 5) }

  /// Items of a column: itself in a grid of districts, several in a grid of units.
  public func items(ofColumn column: Int) -> Range<Int> {
    let width = parameters.grid == .unitDomain ? Self.itemsPerDomain : 1
    return (column * width)..<((column + 1) * width)
  }

  /// Name of an item.
  func itemName(_ item: Int) -> String { "示例事项" + padded(item + 1, 5) }

  /// Name of a unit by its code.
  func unitName(_ code: String) -> String { "示例执法队" + String(code.dropFirst(3)) }

  /// Name of a district by its code.
  func districtName(_ code: String) -> String { "示例\(code.suffix(4))区" }

  /// The first day of a month, as a date; before the first month a day long past.
  func firstDay(_ month: Int) -> String {
    month <= 0 ? "2000-01-01" : monthTexts[month] + "-01"
  }

  /// The last day before a month, as a date.
  func lastDay(before month: Int) -> String { ((Self.firstMonth + month).firstDay - 1).text }

  /// The calendar year of a month.
  func year(_ month: Int) -> Int { (Self.firstMonth + month).year }

  /// Codes of the parts of the last row: of their units and districts.
  var parts: [(unit: String, district: String)] {
    [parameters.rows, parameters.rows + 1].map { (unitCodes[$0], districtCodes[$0]) }
  }
}
