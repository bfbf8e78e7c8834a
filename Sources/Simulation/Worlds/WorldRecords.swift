import Statistics

/// What one item of one cell had in one month, under the codes of that month.
public struct WorldRecord: Sendable {
  /// Months since the first.
  public let month: Int
  /// The month as 2020-01.
  public let monthText: String
  /// Unit code of that month.
  public let unitCode: String
  /// Name of the unit.
  public let unitName: String
  /// District code of that month.
  public let districtCode: String
  /// Name of the domain.
  public let domain: String
  /// Item code.
  public let itemCode: String
  /// Item name.
  public let itemName: String
  /// Cases, those that began as findings included.
  public let cases: Int
  /// Inspections that found a problem.
  public let findings: Int
  /// Findings that became cases.
  public let converted: Int
  /// Reports by the public.
  public let complaints: Int
  /// Fine of each case, in whole yuan.
  public let fineInYuan: Int
}

/// Goes through what happened in a world, item by item, as its exports tell it.
struct WorldRecords {
  let world: PlantedWorld
  let names: WorldNames
  private let itemWeights: [[Double]]
  private let unitNames: [String]

  init(_ world: PlantedWorld, _ names: WorldNames) {
    self.world = world
    self.names = names
    var random = RandomSource(seed: world.seed, purpose: "items of domains")
    itemWeights = (0..<world.parameters.columns).map { column in
      random.dirichlet(count: names.items(ofColumn: column).count, shape: 2)
    }
    unitNames = (0..<world.parameters.rows).map { names.unitName(names.unit($0)) }
  }

  /// Hands over the records of some months, row by row, column by column.
  func forEach<Failure: Error>(
    in months: Range<Int>, _ body: (WorldRecord) throws(Failure) -> Void
  ) throws(Failure) {
    for row in 0..<world.parameters.rows {
      for column in 0..<world.parameters.columns {
        for event in world.events(row, column) where months.contains(event.month) {
          for part in parts(of: event, row, column) {
            try body(record(part.counts, item: part.item, row: row, column: column))
          }
        }
      }
    }
  }

  private typealias Part = (item: Int, counts: CellEvent)

  // Which item of its domain each event falls on; a stream of its own for each cell and month.
  private func parts(of event: CellEvent, _ row: Int, _ column: Int) -> [Part] {
    let items = names.items(ofColumn: column)
    guard items.count > 1 else { return [(items.lowerBound, event)] }
    let weights = itemWeights[column]
    let place = (row * world.parameters.columns + column) * world.months + event.month
    var random = RandomSource(seed: world.seed &* 1_000_003 &+ UInt64(place), purpose: "items")
    var tallies = items.map { _ in (direct: 0, open: 0, converted: 0, complaints: 0) }
    for _ in 0..<event.converted { tallies[random.position(weights: weights)].converted += 1 }
    for _ in 0..<(event.cases - event.converted) {
      tallies[random.position(weights: weights)].direct += 1
    }
    for _ in 0..<(event.findings - event.converted) {
      tallies[random.position(weights: weights)].open += 1
    }
    for _ in 0..<event.complaints { tallies[random.position(weights: weights)].complaints += 1 }
    return zip(items, tallies).compactMap { item, tally in
      let counts = CellEvent(
        month: event.month, cases: tally.direct + tally.converted,
        findings: tally.open + tally.converted, converted: tally.converted,
        complaints: tally.complaints)
      return counts.cases + counts.findings + counts.complaints > 0 ? (item, counts) : nil
    }
  }

  private func record(_ counts: CellEvent, item: Int, row: Int, column: Int) -> WorldRecord {
    var (unit, district, name) = (names.unit(row), names.district(row), unitNames[row])
    if world.isMerged(row), counts.month < world.mergerMonth {
      // The two parts share the items of a month by turns.
      let part = names.parts[(column + counts.month) % 2]
      (unit, district, name) = (part.unit, part.district, names.unitName(part.unit))
    }
    return WorldRecord(
      month: counts.month, monthText: names.month(counts.month), unitCode: unit, unitName: name,
      districtCode: district, domain: names.domain(world.domain[column]),
      itemCode: names.item(item), itemName: names.itemName(item), cases: counts.cases,
      findings: counts.findings, converted: counts.converted, complaints: counts.complaints,
      fineInYuan: 500 + 100 * (item % 40))
  }
}
