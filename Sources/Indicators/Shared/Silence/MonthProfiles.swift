import Contracts

/// How the cases of a column fall on the months, as shares that sum to 1 over all months.
///
/// A column's own counts are shrunk to its domain's profile, the domain's to everything's. Months in
/// which few rows were observed count by the share of rows that were. A cell's own cases never shape
/// its own profile.
struct MonthProfiles: Sendable {
  /// Share of each month, column by column.
  private(set) var shares: [Double]
  /// Last month in which a column that ended had a case; nil where it goes on.
  private(set) var endOfColumn: [Int?]
  private let length: Int
  private let counts: [Double]
  private let coverage: [Double]
  private let domainShares: [Double]
  private let domain: [Int]
  private let isUsed: [Bool]
  private let inflation: [Double]
  private let concentration: Double

  /// Pseudo-cases that draw a domain's profile to everything's.
  static let domainShrinkage = 60.0
  /// A column has ended when nobody had a case for this many months …
  static let endMonths = 12
  /// … although this many were due.
  static let endDue = 3.0

  /// Cases and pseudo-cases that a column's profile rests on; gathered cases count for less.
  var information: [Double] {
    endOfColumn.indices.map { column in
      var sum = 0.0
      for month in 0..<length { sum += counts[column * length + month] }
      return concentration + sum / inflation[column]
    }
  }

  /// Finds the profiles from the cells that may teach.
  init(_ grid: CellGrid, isUsed: [Bool], _ pairs: MonthPairs) {
    inflation = pairs.inflation
    concentration = pairs.profileConcentration
    length = grid.length
    domain = grid.domain
    self.isUsed = isUsed
    var counts = [Double](repeating: 0, count: grid.columns * grid.length)
    for cell in 0..<grid.count where isUsed[cell] {
      let base = grid.column[cell] * grid.length
      for event in grid.cases[cell] { counts[base + Int(event.month)] += Double(event.count) }
    }
    self.counts = counts
    coverage = MonthProfiles.coverage(grid, isUsed: isUsed)
    domainShares = MonthProfiles.domainShares(grid, counts, coverage)
    shares = []
    endOfColumn = []
    var shares = [Double](repeating: 0, count: counts.count)
    for column in 0..<grid.columns {
      let end = end(of: column)
      endOfColumn.append(end)
      let profile = profile(column, less: [], end: end)
      for month in 0..<length { shares[column * length + month] = profile[month] }
    }
    self.shares = shares
  }

  /// Shares of a column's months without the cases of one cell, or as if it never ended.
  func profile(
    _ column: Int, without cell: Int, _ events: [MonthCount], goesOn: Bool = false
  ) -> [Double] {
    if goesOn, let end = endOfColumn[column] { return season(column, until: end) }
    return profile(
      column, less: isUsed[cell] ? events : [], end: end(of: column, without: cell, events))
  }

  // Shares of a column that ended, as its domain's months would have had them go on.
  private func season(_ column: Int, until end: Int) -> [Double] {
    let own = shares[column * length...column * length + end]
    let domainShares = domainShares[(domain[column] * length)..<((domain[column] + 1) * length)]
    let before = domainShares.prefix(end + 1).reduce(0, +)
    let scale = before > 0 ? own.reduce(0, +) / before : 0
    let profile = own + domainShares.dropFirst(end + 1).map { $0 * scale }
    let sum = profile.reduce(0, +)
    return profile.map { sum > 0 ? $0 / sum : $0 }
  }

  /// Last month with a case in a column that ended, as far as others than one cell show it.
  ///
  /// The silence of a cell cannot prove its own excuse: the others must have had cases due since,
  /// and must have gone on until about then.
  func end(of column: Int, without cell: Int, _ events: [MonthCount]) -> Int? {
    guard let end = endOfColumn[column], isUsed[cell], !events.isEmpty else {
      return endOfColumn[column]
    }
    let base = column * length
    var others = Array(counts[base..<(base + length)])
    for event in events { others[Int(event.month)] -= Double(event.count) }
    guard let last = others.lastIndex(where: { $0 > 0 }) else { return nil }
    let total = others.reduce(0, +)
    let since = due(column, total: total, before: 0...end, after: end + 1..<length)
    let missed = due(column, total: total, before: 0...last, after: last + 1..<end + 1)
    return since >= MonthProfiles.endDue && missed < MonthProfiles.endDue ? end : nil
  }

  private func profile(_ column: Int, less cell: [MonthCount], end: Int?) -> [Double] {
    let base = column * length
    let prior = domain[column] * length
    var own = Array(counts[base..<(base + length)])
    for event in cell { own[Int(event.month)] -= Double(event.count) }
    var total = 0.0
    var covered = 0.0
    for month in 0..<length {
      total += own[month]
      covered += domainShares[prior + month] * coverage[base + month]
    }
    // What the column would count if every row were observed in every month.
    let whole = covered > 0 ? total / covered : 0
    // Cases that gather in months tell less of the profile.
    let shrinkage = concentration * inflation[column]
    var profile = [Double](repeating: 0, count: length)
    var sum = 0.0
    for month in 0..<length where end.map({ month <= $0 }) ?? true {
      let share =
        (shrinkage * domainShares[prior + month] + max(own[month], 0))
        / (shrinkage + whole * coverage[base + month])
      profile[month] = share
      sum += share
    }
    guard sum > 0 else { return profile }
    for month in 0..<length { profile[month] /= sum }
    return profile
  }

  // Silent everywhere since its last case although several were due: ended, not ignored.
  private func end(of column: Int) -> Int? {
    let base = column * length
    guard let last = (0..<length).last(where: { counts[base + $0] > 0 }),
      length - 1 - last >= MonthProfiles.endMonths
    else { return nil }
    let total = counts[base..<(base + length)].reduce(0, +)
    let since = due(column, total: total, before: 0...last, after: last + 1..<length)
    return since >= MonthProfiles.endDue ? last : nil
  }

  // Cases due in the later months had those of the earlier ones gone on; 0 where none was observed.
  private func due(
    _ column: Int, total: Double, before: ClosedRange<Int>, after: Range<Int>
  ) -> Double {
    func share(_ month: Int) -> Double {
      domainShares[domain[column] * length + month] * coverage[column * length + month]
    }
    let earlier = before.reduce(0) { $0 + share($1) }
    return earlier > 0 ? total * after.reduce(0) { $0 + share($1) } / earlier : 0
  }

  // Share of a column's rows, weighted by their cases in the domain, that were observed in a month;
  // of a row that may do a part of the column's work, that part.
  private static func coverage(_ grid: CellGrid, isUsed: [Bool]) -> [Double] {
    var rowWeight = [Double](repeating: 1, count: grid.rows * grid.domains)
    for row in 0..<grid.rows {
      for cell in grid.cells(row) {
        let index = row * grid.domains + grid.domain[grid.column[cell]]
        for event in grid.cases[cell] { rowWeight[index] += Double(event.count) }
      }
    }
    var observed = [Double](repeating: 0, count: grid.columns * grid.length)
    var whole = [Double](repeating: 0, count: grid.columns)
    for row in 0..<grid.rows {
      for cell in grid.cells(row) where isUsed[cell] {
        let column = grid.column[cell]
        let weight = rowWeight[row * grid.domains + grid.domain[column]]
        whole[column] += weight
        let share = grid.powerShares[cell]
        for month in grid.months[cell].offsets {
          observed[column * grid.length + month] += weight * (share?[month] ?? 1)
        }
      }
    }
    for column in 0..<grid.columns where whole[column] > 0 {
      for month in 0..<grid.length { observed[column * grid.length + month] /= whole[column] }
    }
    return observed
  }

  private static func domainShares(
    _ grid: CellGrid, _ counts: [Double], _ coverage: [Double]
  ) -> [Double] {
    let length = grid.length
    var domainCounts = [Double](repeating: 0, count: grid.domains * length)
    var domainCover = domainCounts
    for column in 0..<grid.columns {
      var total = 1e-9
      for month in 0..<length { total += counts[column * length + month] }
      for month in 0..<length {
        let index = grid.domain[column] * length + month
        domainCounts[index] += counts[column * length + month]
        domainCover[index] += total * coverage[column * length + month]
      }
    }
    var all = [Double](repeating: 1, count: length)
    var allCover = [Double](repeating: 0, count: length)
    for index in domainCounts.indices {
      all[index % length] += domainCounts[index]
      allCover[index % length] += domainCover[index]
    }
    let whole = all.reduce(0, +)
    let general = normalised(
      (0..<length).map { (all[$0]) / max(allCover[$0], 0.02 * whole) })
    var shares = [Double](repeating: 0, count: domainCounts.count)
    for domain in 0..<grid.domains {
      let base = domain * length
      let total = domainCounts[base..<(base + length)].reduce(0, +)
      var covered = 0.0
      for month in 0..<length {
        covered += general[month] * domainCover[base + month] / max(total, 1e-9)
      }
      let own = normalised(
        (0..<length).map { month in
          let cover = domainCover[base + month] / max(total, 1e-9)
          let pseudo = domainShrinkage * general[month]
          return (pseudo + domainCounts[base + month])
            / (domainShrinkage + total / max(covered, 1e-9) * cover)
        })
      for month in 0..<length { shares[base + month] = own[month] }
    }
    return shares
  }

  private static func normalised(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum } : values
  }
}
