/// How the cases of a cell would fall on months if it went with its peers.
enum SeasonProfiles {
  /// Cases of the whole city's profile that a peer group's own is mixed with.
  private static let cityCases = 60.0
  // What subtraction leaves of a sum that has become nothing.
  private static let rounding = 1e-9

  /// Returns the expected share of each month for each cell; nil without cases or without peers.
  ///
  /// The cell itself is left out of its group, and no cell counts for more than the median one.
  /// A campaign of the whole city is part of every profile, so it is nobody's burst.
  static func shares(of cells: [BurstCell]) -> [[Double]?] {
    var shares = [[Double]?](repeating: nil, count: cells.count)
    guard let cap = PeerGroups.medianTotal(cells.map(\.total)) else { return shares }
    let all = MonthSums(cells, cap: cap)
    let city = all.profile(without: nil).map { $0 ?? 0 }
    let cityTotal = city.reduce(0, +)
    for members in PeerGroups(cells.map(\.group)).members {
      let group = MonthSums(members.map { cells[$0] }, cap: cap)
      for index in members where cells[index].total > 0 {
        let cell = cells[index]
        guard group.weight - cell.weight(cap: cap) > rounding * group.weight else { continue }
        let peers = group.profile(without: cell)
        shares[index] = normalised(
          city.enumerated().map { month, cases in
            guard cell.isObserved(month) else { return 0 }
            let share = cases / cityTotal
            // Where no peer was observed, the city speaks for them.
            return (peers[month] ?? share * (group.weight - cell.weight(cap: cap)))
              + cityCases * share
          })
      }
    }
    return shares
  }

  private static func normalised(_ values: [Double]) -> [Double]? {
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum } : nil
  }

  /// Weighted cases of several cells by month, and how much weight observed each month.
  private struct MonthSums {
    var cases: [Double]
    var observing: [Double]
    var weight = 0.0
    let cap: Double

    init(_ cells: [BurstCell], cap: Double) {
      let months = cells.map(\.counts.count).max() ?? 0
      cases = [Double](repeating: 0, count: months)
      observing = cases
      self.cap = cap
      for cell in cells {
        let total = cell.weight(cap: cap)
        weight += total
        for month in 0..<months where cell.isObserved(month) {
          cases[month] += cell.weightedCases(in: month, cap: cap)
          observing[month] += total
        }
      }
    }

    /// Returns cases by month as if every cell had observed every month, without one cell.
    ///
    /// nil for a month that no other cell observed.
    func profile(without cell: BurstCell?) -> [Double?] {
      let others = weight - (cell?.weight(cap: cap) ?? 0)
      return cases.indices.map { month in
        let isOwn = cell?.isObserved(month) ?? false
        let seen = observing[month] - (isOwn ? cell?.weight(cap: cap) ?? 0 : 0)
        guard seen > rounding * weight else { return nil }
        let own = isOwn ? cell?.weightedCases(in: month, cap: cap) ?? 0 : 0
        return max(0, cases[month] - own) * (others / seen)
      }
    }
  }
}

extension BurstCell {
  /// Cases of all observed months after capping.
  fileprivate func weight(cap: Double) -> Double { min(Double(total), cap) }

  fileprivate func weightedCases(in month: Int, cap: Double) -> Double {
    Double(counts[month]) * PeerGroups.weight(total: total, cap: cap)
  }
}
