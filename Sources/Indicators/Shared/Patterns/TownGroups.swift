import Contracts

/// The towns of one county in one domain: monthly counts, and fines that could have differed.
struct TownGroup {
  /// County-level district or unit.
  let county: String
  let domain: String
  /// Monthly counts of the towns that can be judged, by town.
  var counts: [String: [Int]] = [:]
  /// Towns with a case but too few months that were delivered and in which they held a power.
  var short = 0
  /// Towns with a case but fewer a month than can be judged.
  var sparse = 0
  /// Number of fines by amount in fen.
  var fines: [Int: Int] = [:]
  /// Fines of items whose band is itself narrow.
  var fixed = 0
}

/// Sorts the cases of towns by county and domain.
struct TownGroups {
  static let months = 24

  private struct Place: Hashable {
    let unit: String
    let domain: String
  }

  private let months: ClosedRange<Month>
  private let counties: [String: String]
  private let delivered: [String: [Month]]
  private let allMonths: [Month]
  private let firstMonth: Month
  /// What tells in which months a town held a power of a domain, where the powers are listed.
  private let cells: [Place: Cell]

  init(_ observation: Observation) {
    let first = max(observation.month - (TownGroups.months - 1), observation.firstMonth)
    months = first...max(first, observation.month)
    allMonths = (months.lowerBound.index...months.upperBound.index).map { Month(index: $0) }
    var counties: [String: String] = [:]
    for unit in observation.units where unit.level == "town" {
      let county = unit.countyCode.isEmpty ? unit.parentCode : unit.countyCode
      if !county.isEmpty { counties[unit.code] = county }
    }
    self.counties = counties
    var delivered: [String: [Month]] = [:]
    for month in observation.unitMonths
    where counties[month.unitCode] != nil && months.contains(month.month) {
      if month.isSent {
        delivered[month.unitCode, default: []].append(month.month)
      } else if delivered[month.unitCode] == nil {
        delivered[month.unitCode] = []
      }
    }
    self.delivered = delivered
    firstMonth = observation.firstMonth
    var cells: [Place: Cell] = [:]
    for cell in observation.cells(of: .unitDomain)
    where counties[cell.unitCode] != nil && !cell.isPowerInferred {
      cells[Place(unit: cell.unitCode, domain: cell.domain)] = cell
    }
    self.cells = cells
  }

  /// Whether any town has a county, so that towns can be grouped.
  var isEmpty: Bool { counties.isEmpty }

  /// Groups in order of county and domain.
  ///
  /// - Parameters:
  ///   - observation: What the groups are made of.
  ///   - fewestMonths: Months delivered with a power of the domain that a town must have.
  ///   - fewestCases: Cases a month that a town must have on average.
  /// - Returns: Every group with a case.
  func groups(
    of observation: Observation, fewestMonths: Int, fewestCases: Double
  ) -> [TownGroup] {
    var counts: [Place: [Month: Int]] = [:]
    var groups: [[String]: TownGroup] = [:]
    let bands = observation.patterns.bandsByItem
    for outcome in observation.patterns.outcomes
    where months.contains(outcome.month) && outcome.sanction != .dismissed {
      guard !outcome.domain.isEmpty, let county = counties[outcome.unitCode] else { continue }
      let key = [county, outcome.domain]
      counts[Place(unit: outcome.unitCode, domain: outcome.domain), default: [:]][
        outcome.month, default: 0] += outcome.cases
      let isFixed = (bands[outcome.itemCode] ?? []).contains {
        TownGroups.isFixed($0, in: outcome.month)
      }
      let fresh = TownGroup(county: county, domain: outcome.domain)
      guard let fine = outcome.fineFen, fine > 0 else {
        if groups[key] == nil { groups[key] = fresh }
        continue
      }
      if isFixed {
        groups[key, default: fresh].fixed += outcome.cases
      } else {
        groups[key, default: fresh].fines[fine, default: 0] += outcome.cases
      }
    }
    for (place, byMonth) in counts {
      let series = observedMonths(of: place, byMonth).map { byMonth[$0] ?? 0 }
      let key = [counties[place.unit] ?? "", place.domain]
      if series.count < fewestMonths {
        groups[key]?.short += 1
      } else if Double(series.reduce(0, +)) < fewestCases * Double(series.count) {
        groups[key]?.sparse += 1
      } else {
        groups[key]?.counts[place.unit] = series
      }
    }
    return groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { groups[$0] }
  }

  // A month without a power is no month of zero, as one that was not delivered is none. Where a tenth or
  // more of a town's cases come without one the list of powers is not whole.
  private func observedMonths(of place: Place, _ cases: [Month: Int]) -> [Month] {
    let months = delivered[place.unit] ?? allMonths
    guard let cell = cells[place] else { return months }
    let held = months.filter { cell.isObserved($0.index - firstMonth.index) }
    let count = { (months: [Month]) in months.reduce(0) { $0 + (cases[$1] ?? 0) } }
    return 10 * (count(months) - count(held)) < count(months) ? held : months
  }

  private static func isFixed(_ band: FineBand, in month: Month) -> Bool {
    guard !band.isMultiple, band.covers(month), let least = band.least, let most = band.most
    else { return false }
    return least > 0 && HeapedFines.isNarrow(least, most)
  }
}
