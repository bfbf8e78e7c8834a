import Glibc
import Statistics

/// The catalogue, the powers and the registers of the invented city.
enum Catalogue {
  private static let fineFloors = [100, 200, 200, 500, 500, 1_000, 2_000, 5_000]
  private static let townPowerStart = Day(2022, 1, 1)
  private static let laterTownPowerStart = Day(2023, 1, 1)

  static func items(seed: UInt64) -> [CatalogueItem] {
    var random = RandomSource(seed: seed, purpose: "items")
    return Domain.all.indices.flatMap { domain in
      let ranks = random.shuffled(Array(1...ItemNames.byDomain[domain].count))
      return ItemNames.byDomain[domain].enumerated().map { position, name in
        item(position, name, domain: domain, rank: ranks[position], random: &random)
      }
    }
  }

  private static func item(
    _ position: Int, _ name: String, domain: Int, rank: Int, random: inout RandomSource
  ) -> CatalogueItem {
    let field = Domain.all[domain]
    let code = "\(field.prefix)-\(padded(position + 1, 3))"
    let floor = random.element(of: fineFloors)
    var item = CatalogueItem(
      code: code, name: name, domain: domain,
      exposureGroup: field.exposureGroups[position % field.exposureGroups.count],
      article: 10 + domain * 3 + position, fineMinimum: floor,
      fineMaximum: floor * random.element(of: [5, 10, 10, 20]),
      isForTowns: position < field.townItems && code != Plan.withdrawnItem,
      weight: pow(Double(rank), -0.7))
    if Plan.dormantItems.contains(code) { item.weight = 0 }
    if code == Plan.withdrawnItem {
      item.validTo = Plan.withdrawnOn
      item.weight = 1
    }
    if code == Plan.newItem {
      item.validFrom = Plan.newFrom
      item.weight = 0.35
    }
    return item
  }

  /// Statutory powers by domain; towns are empowered item by item, twenty or so each.
  static func authorities(
    units: [EnforcementUnit], items: [CatalogueItem], seed: UInt64
  ) -> [Authority] {
    var random = RandomSource(seed: seed, purpose: "authorities")
    let pool = items.indices.filter { items[$0].isForTowns }
    return units.indices.flatMap { unit -> [Authority] in
      guard units[unit].level == .town else {
        return units[unit].domains.map { domain in
          Authority(
            unit: unit, domain: domain, item: nil,
            validFrom: max(units[unit].activeFrom, Day(2020, 1, 1)),
            validTo: units[unit].activeTo)
        }
      }
      let later = Set(random.shuffled(pool).prefix(6))
      let chosen = random.shuffled(pool).prefix(random.integer(in: 18...22)).sorted()
      return chosen.map { item in
        Authority(
          unit: unit, domain: items[item].domain, item: item,
          validFrom: later.contains(item) ? laterTownPowerStart : townPowerStart)
      }
    }
  }

  /// Parties of each place, disjoint between city, districts and towns, for each year.
  static func exposures(years: ClosedRange<Int>, seed: UInt64) -> [Exposure] {
    var random = RandomSource(seed: seed, purpose: "exposures")
    let codes = Geography.districts.map(\.code) + Geography.towns.map(\.code)
    var rows: [Exposure] = []
    for code in codes where code != Plan.unknownExposureDistrict {
      for domain in Domain.all {
        let local = random.gamma(shape: 40)
        for year in years where isCurrent(code, in: year) {
          let growth = local * pow(1.02, Double(year - years.lowerBound))
          rows += exposures(of: domain, at: code, year: year, factor: growth)
        }
      }
    }
    return rows
  }

  private static func exposures(
    of domain: Domain, at code: String, year: Int, factor: Double
  ) -> [Exposure] {
    let size = code == Plan.noExposureDistrict ? 0 : Geography.size(of: code) * factor
    let groups = zip(domain.exposureGroups, domain.partiesPerGroup).map { group, parties in
      Exposure(
        districtCode: code, exposureGroup: group, domain: "", year: year,
        regulatedParties: Int((Double(parties) * size).rounded()))
    }
    let total = groups.reduce(0) { $0 + $1.regulatedParties }
    let whole = Exposure(
      districtCode: code, exposureGroup: "", domain: domain.name, year: year,
      regulatedParties: total)
    return [whole] + groups
  }

  // A year belongs to the district that exists on its last day, so no party counts twice.
  private static func isCurrent(_ code: String, in year: Int) -> Bool {
    guard let place = Geography.districts.first(where: { $0.code == code }) else { return true }
    let lastDay = Day(year, 12, 31)
    return place.validFrom <= lastDay && lastDay <= (place.validTo ?? lastDay)
  }
}
