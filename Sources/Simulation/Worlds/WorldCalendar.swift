import Statistics

/// When things happen in a world: seasons, ends and beginnings, powers and deliveries.
struct WorldCalendar {
  let parameters: WorldParameters
  /// Share of each month in a column; sums to 1 unless the item ends or begins unannounced.
  private(set) var profile: Grid<Double>
  /// Factor of each month on a row, of mean 1.
  private(set) var rowProfile: Grid<Double>
  /// First month in which a column is gone; the number of months where it never goes.
  private(set) var repealedFrom: [Int]
  /// Months in which an item is in force by the catalogue.
  private(set) var itemMonths: [Range<Int>]
  /// Months in which a row holds the power over a domain.
  private(set) var grantMonths: Grid<Range<Int>>
  /// Whether a row delivered a month, as the register of deliveries has it.
  private(set) var isSent: Grid<Bool>
  /// Rows whose last months did not arrive, although the register says so.
  private(set) var gapRows: Set<Int> = []

  // Cosine and sine of the months of a year in twelfths of the circle.
  private static let half = 0.75.squareRoot()
  private static let cosines = [1, half, 0.5, 0, -0.5, -half, -1, -half, -0.5, 0, 0.5, half]
  // The share of a month outside the season of an item that has one.
  private static let outOfSeason = 0.02

  init(_ structure: WorldStructure, seed: UInt64) {
    parameters = structure.parameters
    let (rows, columns, months) = (parameters.rows, parameters.columns, parameters.months)
    profile = Grid(rows: columns, columns: months, repeating: 0)
    rowProfile = Grid(rows: rows, columns: months, repeating: 1)
    repealedFrom = [Int](repeating: months, count: columns)
    itemMonths = [Range<Int>](repeating: 0..<months, count: columns)
    grantMonths = Grid(rows: rows, columns: parameters.domains, repeating: 0..<months)
    isSent = Grid(rows: rows, columns: months, repeating: true)
    drawProfile(structure, seed)
    drawUnannouncedItems(seed)
    drawRowProfile(seed)
    drawPowers(structure, seed)
    drawDeliveries(seed)
  }

  /// A month that was given for sixty months, in a world of another length.
  private func month(_ month: Int) -> Int { month * parameters.months / 60 }

  private func months(_ first: Int, _ last: Int) -> ClosedRange<Int> {
    month(first)...max(month(first), month(last))
  }

  private mutating func drawProfile(_ structure: WorldStructure, _ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "profile")
    let months = 0..<parameters.months
    let waves = (0..<parameters.domains).map { _ in wave(&random) }
    var level = 0.0
    let trend = months.map { _ in
      level += parameters.trendSpread / 3.5 * random.normal()
      return PortableMath.exp(level)
    }
    let shape = 1 / (parameters.campaignDeviation * parameters.campaignDeviation)
    for column in 0..<parameters.columns {
      let isPeaked = parameters.peakedShare > 0 && random.chance(parameters.peakedShare)
      let start = random.integer(below: 12)
      let raw = months.map { month in
        let isIn = (month - start + 12) % 12 < 3
        let base =
          isPeaked
          ? (isIn ? 1 : Self.outOfSeason)
          : waves[structure.domain[column]][month % 12] * trend[month]
        return base * random.gamma(shape: shape)
      }
      let sum = raw.reduce(0, +)
      for month in months { profile[column, month] = raw[month] / sum }
    }
  }

  // The phase is a random direction: two normal values, so that no arc function is needed.
  private func wave(_ random: inout RandomSource) -> [Double] {
    let (across, up) = (random.normal(), random.normal())
    let length = (across * across + up * up).squareRoot()
    return (0..<12).map { month in
      let sine = Self.cosines[(month + 9) % 12]
      let cosine = (Self.cosines[month] * across + sine * up) / length
      return 1 + parameters.seasonAmplitude * cosine
    }
  }

  private mutating func drawUnannouncedItems(_ seed: UInt64) {
    guard parameters.repealedShare + parameters.newShare > 0 else { return }
    var random = RandomSource(seed: seed, purpose: "unannounced items")
    for column in 0..<parameters.columns {
      let isRepealed = random.chance(parameters.repealedShare)
      let isNew = random.chance(parameters.newShare) && !isRepealed
      let end = random.integer(in: months(15, 44))
      let beginning = random.integer(in: months(12, 39))
      if isRepealed { repealedFrom[column] = end }
      for month in 0..<parameters.months
      where isRepealed && month >= end || isNew && month < beginning {
        profile[column, month] = 0
      }
    }
  }

  private mutating func drawRowProfile(_ seed: UInt64) {
    guard parameters.driftFactor > 1 else { return }
    var random = RandomSource(seed: seed, purpose: "drift")
    let largest = PortableMath.log(parameters.driftFactor)
    for row in 0..<parameters.rows {
      let change = largest * (2 * random.uniform() - 1)
      let raw = (0..<parameters.months).map { month in
        PortableMath.exp(change * Double(month) / Double(max(parameters.months - 1, 1)))
      }
      let mean = raw.reduce(0, +) / Double(raw.count)
      for month in raw.indices { rowProfile[row, month] = raw[month] / mean }
    }
  }

  private mutating func drawPowers(_ structure: WorldStructure, _ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "powers")
    let all = parameters.months
    for row in 0..<parameters.rows {
      for domain in 0..<parameters.domains {
        let isLate = random.chance(parameters.lateGrantShare)
        let isWithdrawn = random.chance(parameters.withdrawnShare) && !isLate
        let beginning = random.integer(in: months(12, 36))
        let end = random.integer(in: months(20, 54))
        grantMonths[row, domain] = (isLate ? beginning : 0)..<(isWithdrawn ? end : all)
      }
    }
    for column in 0..<parameters.columns where parameters.datedItemShare > 0 {
      let isLate = random.chance(parameters.datedItemShare)
      let isEnded = random.chance(parameters.datedItemShare) && !isLate
      let beginning = random.integer(in: months(12, 36))
      let end = random.integer(in: months(20, 54))
      itemMonths[column] = (isLate ? beginning : 0)..<(isEnded ? end : all)
    }
  }

  // Of the rows that missed months the first missed the last ones, too.
  private mutating func drawDeliveries(_ seed: UInt64) {
    var random = RandomSource(seed: seed, purpose: "deliveries")
    let order = random.shuffled(Array(0..<parameters.rows))
    gapRows = Set(order.prefix(parameters.gapRows))
    let length = min(parameters.unsentMonths, parameters.months)
    for (position, row) in order.prefix(parameters.unsentRows).enumerated() {
      let latest = parameters.months - length
      let second = random.integer(below: latest + 1)
      for start in [random.integer(below: latest + 1), position == 0 ? latest : second] {
        for month in start..<(start + length) { isSent[row, month] = false }
      }
    }
  }

  /// Whether a month of a row arrived, whatever the register says.
  func hasArrived(_ row: Int, _ month: Int) -> Bool {
    let isGap = gapRows.contains(row) && month >= parameters.months - parameters.gapMonths
    return isSent[row, month] && !isGap
  }
}
