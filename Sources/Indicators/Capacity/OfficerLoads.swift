import Contracts

/// Cases of officers by month, against the line of their level.
struct OfficerLoads {
  /// Officer-months of the units of one level.
  struct Level {
    let level: String
    let officerMonths: Int
    /// Cases a month; nil where there are too few officer-months.
    let line: Int?
    /// Officer-months with more cases.
    let above: Int
  }

  /// Officers of one unit; which they are is not kept.
  struct Unit {
    let code: String
    let level: String
    let officers: Int
    /// Officers above the line for enough months in a row.
    let inRow: Int
  }

  private struct Load {
    let unit: String
    let officer: String
    let month: Month
    let cases: Int
  }

  /// Levels, sorted.
  private(set) var levels: [Level] = []
  /// Units with an officer-month, sorted by code.
  private(set) var units: [Unit] = []

  /// Compares the officer-months of the window.
  ///
  /// - Parameters:
  ///   - observation: What is seen.
  ///   - percentile: Percentile of the line.
  ///   - fewest: Officer-months below which a level has no line.
  ///   - months: Months in a row above the line.
  init(_ observation: Observation, percentile: Double, fewest: Int, months: Int) {
    let peers = Peers(observation)
    let table = observation.legality.officerMonths
    let loads = table.sums.compactMap { key, sums -> Load? in
      guard let month = Month(key[2]), observation.windowMonths.contains(month), sums[0] > 0,
        !key[0].isEmpty
      else { return nil }
      return Load(unit: key[0], officer: key[1], month: month, cases: sums[0])
    }
    let byLevel = Dictionary(grouping: loads) { peers.group(of: $0.unit) }
    for level in byLevel.keys.sorted() {
      let members = byLevel[level] ?? []
      let line =
        members.count < fewest
        ? nil : OfficerWorkload.line(members.map(\.cases), percentile: percentile)
      levels.append(
        Level(
          level: level, officerMonths: members.count, line: line,
          above: members.count { load in line.map { load.cases > $0 } ?? false }))
      let byUnit = Dictionary(grouping: members, by: \.unit)
      units += byUnit.map { OfficerLoads.unit($0.key, level, $0.value, (line, months)) }
    }
    units.sort { $0.code < $1.code }
  }

  private static func unit(
    _ code: String, _ level: String, _ loads: [Load], _ rule: (line: Int?, months: Int)
  ) -> Unit {
    let officers = Dictionary(grouping: loads, by: \.officer)
    let inRow = officers.values.count { own in
      guard let line = rule.line else { return false }
      let above = own.filter { $0.cases > line }.map(\.month)
      return OfficerWorkload.longestRun(above) >= rule.months
    }
    return Unit(code: code, level: level, officers: officers.count, inRow: inRow)
  }

  /// The line of a level.
  func line(of level: String) -> Int? { levels.first { $0.level == level }?.line }
}
