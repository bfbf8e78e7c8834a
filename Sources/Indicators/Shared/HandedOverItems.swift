import Contracts

/// Items that counties handed over to their towns, and what the counties did before.
struct HandedOverItems {
  /// Months before the hand-over that are looked at.
  static let yearBefore = 12

  private let counties: [String: String]
  private let countyItems: [String: [Cell]]
  private let cityItems: [String: [Cell]]
  private let first: Month
  /// Cells of items that towns hold by empowerment in the report month, sorted by key.
  let townCells: [Cell]

  init(_ observation: Observation) {
    first = observation.firstMonth
    let levels = Dictionary(
      observation.units.map { ($0.code, $0.level) }, uniquingKeysWith: { first, _ in first })
    let counties = Dictionary(
      observation.units.map { ($0.code, $0.countyCode) }, uniquingKeysWith: { first, _ in first })
    let towns = observation.cells(of: .unitItem).filter {
      $0.powerKind == "empowered" && $0.state != .notEmpowered
        && levels[$0.unitCode] == "town"
    }
    // There are millions of cells: those of others are kept for items of towns alone.
    let handedOver = Set(
      towns.map { HandedOverItems.key(counties[$0.unitCode] ?? "", $0.itemCode) })
    let items = Set(towns.map(\.itemCode))
    var countyItems: [String: [Cell]] = [:]
    var cityItems: [String: [Cell]] = [:]
    for index in observation.positions(of: .unitItem) where !handedOver.isEmpty {
      let cell = observation.cells[index]
      switch levels[cell.unitCode] {
      case "county":
        let key = HandedOverItems.key(counties[cell.unitCode] ?? "", cell.itemCode)
        if handedOver.contains(key) { countyItems[key, default: []].append(cell) }
      case "city":
        if items.contains(cell.itemCode) { cityItems[cell.itemCode, default: []].append(cell) }
      default: break
      }
    }
    townCells = towns
    self.countyItems = countyItems
    self.cityItems = cityItems
    self.counties = counties
  }

  /// The items of an observation; nil where a list is missing or no item was handed over, which
  /// the coverage and the headline of the result then say.
  static func found(
    in observation: Observation, orSaidIn result: inout IndicatorResult
  ) -> HandedOverItems? {
    let missing = ["authority", "units"].filter { !observation.tables.contains($0) }
    guard missing.isEmpty else {
      result.coverage = Coverage(isComputed: false, missing: missing)
      result.headline = Phrase(
        "没有职权与赋权清单或执法主体表，无法计算。",
        "Not computable: the list of powers or that of units is missing.")
      return nil
    }
    let items = HandedOverItems(observation)
    guard !items.townCells.isEmpty else {
      result.headline = Phrase("没有赋权乡镇街道的事项。", "No item is empowered to a town.")
      return nil
    }
    return items
  }

  /// County-level district of a unit; empty where unknown.
  func county(of unit: String) -> String { counties[unit] ?? "" }

  /// Cells of the county-level units of a county on an item.
  func countyCells(_ county: String, _ item: String) -> [Cell] {
    county.isEmpty ? [] : countyItems[HandedOverItems.key(county, item)] ?? []
  }

  /// Cells of the units of the city on an item; they hold the power in every county of it.
  func cityCells(_ item: String) -> [Cell] { cityItems[item] ?? [] }

  /// Cases of the county on an item in the year before a hand-over; nil where no month is known.
  func casesBefore(_ handOver: Month?, _ county: String, _ item: String) -> Int? {
    // A power that reaches back to the first month was handed over at an unknown time.
    guard let handOver, handOver > first else { return nil }
    let year = handOver - HandedOverItems.yearBefore...handOver - 1
    let parts = countyCells(county, item).map { $0.cases(in: year, since: first) }
    guard parts.contains(where: { $0.observed > 0 }) else { return nil }
    return parts.reduce(0) { $0 + $1.cases }
  }

  private static func key(_ county: String, _ item: String) -> String {
    county + "\u{1F}" + item
  }
}
