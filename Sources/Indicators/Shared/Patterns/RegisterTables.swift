import Contracts

/// Tables of the register against the inspections; numbers of persons as they may be printed.
enum RegisterTables {
  /// Every group with its share, where it is large enough, sorted by district.
  static func shares(
    _ parties: RegisteredParties, _ comparisons: [RegisteredGroup: VisitComparison],
    _ names: NameBook, _ fewest: Int
  ) -> ResultTable {
    ResultTable(
      title: Phrase("没有检查记录的名录对象", "Parties without an inspection on record"),
      columns: [
        Phrase("区县", "District"), Phrase("领域", "Domain"), Phrase("风险等级", "Risk class"),
        Phrase("对象", "Parties"), Phrase("无检查记录", "Without a record"), Phrase("比例", "Share"),
        Phrase("95%区间", "95 % interval"), Phrase("参照值", "Reference"), Phrase("q", "q"),
      ],
      rows: byDistrict(parties).map { group in
        let count = parties.groups[group] ?? RegisteredCount()
        let comparison = comparisons[group]
        return [
          same(names.district(group.district)), same(group.domain), same(group.risk),
          same(SmallNumbers.shown(count.parties)), same(SmallNumbers.shown(count.unvisited)),
          count.parties < max(fewest, 1) ? same("") : same(share(count)),
          count.parties < max(fewest, 1) ? same("") : same(interval(count)),
          same(comparison.map { PlainNumber.count($0.expected) } ?? ""),
          parties.isUnseen(group)
            ? Phrase("无任何记录，核实报送", "no record at all: verify delivery")
            : same(comparison.map { Figures.chance($0.qValue) } ?? ""),
        ]
      })
  }

  /// Districts and domains in which a higher class is visited less than a lower one.
  static func inverted(
    _ parties: RegisteredParties, _ names: NameBook, _ fewest: Int
  ) -> ResultTable {
    let places = Dictionary(grouping: byDistrict(parties)) { [$0.district, $0.domain] }
    var rows: [[Phrase]] = []
    for place in places.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let ranked = (places[place] ?? []).compactMap { group in
        RiskClassOrder.rank(of: group.risk).map { (rank: $0, group: group) }
      }.filter { (parties.groups[$0.group]?.parties ?? 0) >= max(fewest, 1) }
      for higher in ranked {
        for lower in ranked where lower.rank < higher.rank {
          rows += row(higher.group, lower.group, parties, names)
        }
      }
    }
    return ResultTable(
      title: Phrase("风险高者反而更少被查", "Higher risk visited less than lower"),
      columns: [
        Phrase("区县", "District"), Phrase("领域", "Domain"), Phrase("较高等级", "Higher class"),
        Phrase("无记录比例", "Share without a record"), Phrase("较低等级", "Lower class"),
        Phrase("无记录比例", "Share without a record"), Phrase("区间是否分开", "Intervals apart"),
      ], rows: rows)
  }

  private static func row(
    _ higher: RegisteredGroup, _ lower: RegisteredGroup, _ parties: RegisteredParties,
    _ names: NameBook
  ) -> [[Phrase]] {
    guard let high = parties.groups[higher], let low = parties.groups[lower],
      high.share > low.share
    else { return [] }
    let isApart = high.interval.lower > low.interval.upper
    return [
      [
        same(names.district(higher.district)), same(higher.domain), same(higher.risk),
        same(shareText(high)), same(lower.risk), same(shareText(low)),
        isApart ? Phrase("是", "yes") : Phrase("否", "no"),
      ]
    ]
  }

  private static func shareText(_ count: RegisteredCount) -> String {
    "\(share(count)) (\(interval(count)))"
  }

  // A share would give away one to four persons.
  private static func share(_ count: RegisteredCount) -> String {
    count.isTold ? Figures.percent(count.share) : "—"
  }

  private static func interval(_ count: RegisteredCount) -> String {
    guard count.isTold else { return "—" }
    return Figures.range(count.interval.lower, count.interval.upper, Figures.percent)
  }

  private static func byDistrict(_ parties: RegisteredParties) -> [RegisteredGroup] {
    parties.groups.keys.sorted {
      ($0.district, $0.domain, $0.risk) < ($1.district, $1.domain, $1.risk)
    }
  }
}
