import Statistics

/// One unit and one item with the rate at which cases arise: the unit of a planted world.
struct RateCell {
  var unit: Int
  var item: Int
  /// Cases decided in an ordinary month.
  var monthlyRate: Double
  /// First and last month with decisions, inclusive.
  var months: ClosedRange<Month>
  /// The first day on which the power, the unit and the item all exist.
  var openFrom: Day
  /// From this month on no case ends in a penalty; nil where penalties go on.
  var handledOnlyFrom: Month?
}

/// What a rate is made from.
struct RateModel {
  var units: [EnforcementUnit]
  var items: [CatalogueItem]
  var authorities: [Authority]
  var lastMonth: Month

  /// Cases per month of a town with no plan against it, over all its items.
  private let townCasesPerMonth = 3.2
  /// Shape of the gamma factor of a cell: the lower, the more units differ.
  private let countyShape = 3.0
  private let townShape = 0.8

  init(
    units: [EnforcementUnit], items: [CatalogueItem], authorities: [Authority], lastMonth: Month
  ) {
    self.units = units
    self.items = items
    self.authorities = authorities
    self.lastMonth = lastMonth
  }

  /// Cells in the order of units, then items; silent ones are left out.
  func cells(seed: UInt64) -> [RateCell] {
    var random = RandomSource(seed: seed, purpose: "cells")
    var cells: [RateCell] = []
    for authority in authorities {
      let positions = items.indices.filter { position in
        authority.item.map { $0 == position } ?? (items[position].domain == authority.domain)
      }
      for position in positions {
        let shape = units[authority.unit].level == .town ? townShape : countyShape
        let drawn = random.gamma(shape: shape)
        // Steady rates keep the unit that stops busy in every month before, whatever the seed.
        let factor = units[authority.unit].code == Plan.stoppedUnit ? 1 : drawn
        if let cell = cell(authority, item: position, factor: factor) { cells.append(cell) }
      }
    }
    return cells.sorted { ($0.unit, $0.item) < ($1.unit, $1.item) }
  }

  private func cell(_ authority: Authority, item position: Int, factor: Double) -> RateCell? {
    let unit = units[authority.unit]
    let item = items[position]
    guard !Plan.isSilent(unit: unit.code, item: item) else { return nil }
    let openFrom = max(authority.validFrom, unit.activeFrom, item.validFrom)
    let closed = [authority.validTo, unit.activeTo, item.validTo].compactMap { $0?.month }.min()
    var last = closed ?? lastMonth + 2
    if unit.code == Plan.stoppedUnit { last = min(last, Plan.lastActiveMonth) }
    let first = max(openFrom.month, Plan.start)
    guard first <= last else { return nil }
    let isHandled =
      unit.code == Plan.handledUnit && Domain.all[item.domain].name == Plan.handledDomain
    return RateCell(
      unit: authority.unit, item: position,
      monthlyRate: rate(unit: unit, item: item, authority.unit) * factor,
      months: first...last, openFrom: openFrom,
      handledOnlyFrom: isHandled ? lastMonth - 11 : nil)
  }

  private func rate(unit: EnforcementUnit, item: CatalogueItem, _ position: Int) -> Double {
    let field = Domain.all[item.domain]
    let total: Double
    switch unit.level {
    case .city: total = field.cityCasesPerMonth
    case .county: total = field.countyCasesPerMonth * Geography.size(of: unit.districtCode)
    case .town:
      let empowered = authorities.count { $0.unit == position }
      return townCasesPerMonth / Double(empowered)
    }
    let weights = items.filter { $0.domain == item.domain }.reduce(0) { $0 + $1.weight }
    // The unit that stops is busy enough before for its stop to be no accident.
    let busy = unit.code == Plan.stoppedUnit ? 1.8 : 1
    return total * busy * item.weight / weights
  }
}
