import Contracts

/// Cases of units, those with a trait among them, and what comparable units let one expect.
///
/// Indirect standardisation: a unit's cases of a stratum times the share of the other units of its
/// level there. Strata are given from fine to coarse; the first counts in which enough other units
/// have enough cases, and cases without such a stratum are left out.
struct PeerShares {
  /// Cases, and those with the trait.
  struct Count: Hashable {
    var marked = 0
    var all = 0

    mutating func add(_ other: Count) {
      marked += other.marked
      all += other.all
    }
  }

  /// A unit with its comparable cases and what its peers let one expect of them.
  struct Standardised {
    let unit: String
    /// Level of the unit.
    let group: String
    /// Cases that have peers.
    var count = Count()
    /// Cases with the trait that are expected among them.
    var expected = 0.0
    /// Cases that no peer compares with.
    var leftOut = 0
  }

  /// Other units that a stratum must have.
  let fewestPeers: Int
  /// Cases of other units that a stratum must have.
  let fewestCases: Int
  private var cells: [String: [[String]: Count]] = [:]

  /// Makes shares without cases.
  init(fewestPeers: Int = 2, fewestCases: Int = 10) {
    self.fewestPeers = fewestPeers
    self.fewestCases = fewestCases
  }

  /// Adds cases of a unit that belong to the strata given, from fine to coarse.
  mutating func add(_ unit: String, strata: [String], marked: Int, all: Int) {
    cells[unit, default: [:]][strata, default: Count()].add(Count(marked: marked, all: all))
  }

  /// Units with a case, sorted.
  var units: [String] { cells.keys.sorted() }

  /// The units with a case, sorted, each beside the others of its level but for the outlying ones.
  func standardised(_ peers: Peers, without outlying: Set<String> = []) -> [Standardised] {
    let units = units
    var own: [String: [String: Count]] = [:]
    var totals: [[String]: (count: Count, units: Int)] = [:]
    for unit in units {
      let mine = strata(of: unit)
      // Who is no part of the totals has nothing to be taken off them.
      own[unit] = outlying.contains(unit) ? [:] : mine
      for (stratum, count) in own[unit] ?? [:] {
        var total = totals[[peers.group(of: unit), stratum]] ?? (Count(), 0)
        total.count.add(count)
        total.units += 1
        totals[[peers.group(of: unit), stratum]] = total
      }
    }
    return units.map { unit in
      standardised(unit, peers.group(of: unit), own: own[unit] ?? [:], totals)
    }
  }

  private func standardised(
    _ unit: String, _ group: String, own: [String: Count],
    _ totals: [[String]: (count: Count, units: Int)]
  ) -> Standardised {
    var result = Standardised(unit: unit, group: group)
    let mine = cells[unit] ?? [:]
    for strata in mine.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let count = mine[strata] ?? Count()
      let share = strata.lazy.compactMap { stratum -> Double? in
        guard let total = totals[[group, stratum]] else { return nil }
        return self.share(total, without: own[stratum] ?? Count())
      }.first
      guard let share else {
        result.leftOut += count.all
        continue
      }
      result.count.add(count)
      result.expected += Double(count.all) * share
    }
    return result
  }

  private func strata(of unit: String) -> [String: Count] {
    var result: [String: Count] = [:]
    for (strata, count) in cells[unit] ?? [:] {
      for stratum in strata { result[stratum, default: Count()].add(count) }
    }
    return result
  }

  // The share of the others; nil where they are too few to tell.
  private func share(_ total: (count: Count, units: Int), without own: Count) -> Double? {
    let others = total.units - (own.all > 0 ? 1 : 0)
    let cases = total.count.all - own.all
    guard others >= fewestPeers, cases >= fewestCases, cases > 0 else { return nil }
    return Double(total.count.marked - own.marked) / Double(cases)
  }
}

extension Month {
  /// The half of the year, as part of a stratum: standards change within a year, for all units alike.
  var halfYear: String { "\(year)H\(month <= 6 ? 1 : 2)" }
}
