import Contracts

/// What keeps a sure cell from grade A: something that the data could not show is as likely a cause.
struct GradeLimits: Sendable {
  /// No list says who holds which power: levels of items and units do, or what was ever observed.
  let arePowersInferred: Bool
  private let units: [UnitFact]
  private let lastVisits: [String: Month]

  init(_ observation: Observation) {
    arePowersInferred = !observation.tables.contains(Table.authority.name)
    units = observation.units
    var last: [String: Month] = [:]
    for visit in observation.patterns.visits where visit.known > 0 {
      last[visit.unitCode] = max(last[visit.unitCode] ?? visit.month, visit.month)
    }
    lastVisits = last
  }

  /// Whether no inspection of a unit with a result is on record since a month.
  func hasNoVisit(_ unit: String, since month: Month) -> Bool {
    lastVisits[unit].map { $0 < month } ?? true
  }

  /// Units that hold the power of a cell, and whose inspections lack in its silence while others' came.
  ///
  /// What they settled without a case cannot be seen. Where hardly anybody sends inspections none is named.
  func unseen(_ cell: Cell, among cells: ArraySlice<Cell>) -> [String] {
    guard let first = cell.silentFrom else { return [] }
    guard cell.unitCode.isEmpty else {
      return isMissing(cell.unitCode, since: first) ? [cell.unitCode] : []
    }
    let missing = Set(
      units.filter { $0.countyCode == cell.districtCode && isMissing($0.code, since: first) }
        .map(\.code))
    guard !missing.isEmpty else { return [] }
    let holders = cells.filter {
      $0.itemCode == cell.itemCode && $0.domain == cell.domain && $0.holders > 0
        && missing.contains($0.unitCode)
    }
    return Set(holders.map(\.unitCode)).sorted()
  }

  // At least half of the others of its level, or of all where it has no like, sent inspections.
  private func isMissing(_ unit: String, since month: Month) -> Bool {
    guard hasNoVisit(unit, since: month) else { return false }
    let level = units.first { $0.code == unit }?.level
    let others = units.filter { $0.code != unit }
    let like = others.filter { $0.level == level }
    let peers = like.isEmpty ? others : like
    let sending = peers.count { !hasNoVisit($0.code, since: month) }
    return sending > 0 && 2 * sending >= peers.count
  }
}
