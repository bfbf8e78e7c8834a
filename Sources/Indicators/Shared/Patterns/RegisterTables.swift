import Contracts

/// Tables of the register against the inspections; numbers of persons as they may be printed.
struct RegisterTables {
  let parties: RegisteredParties
  /// Groups of which nothing is told, so that others do not follow from a sum.
  let hidden: Set<RegisteredGroup>
  let names: NameBook
  /// Parties below which no share is given.
  let fewest: Int

  /// Every group with its share, where it is large enough, sorted by district.
  func shares(_ comparisons: [RegisteredGroup: VisitComparison]) -> ResultTable {
    ResultTable(
      title: Phrase("没有检查记录的名录对象", "Parties without an inspection on record"),
      columns: [
        Phrase("区县", "District"), Phrase("领域", "Domain"), Phrase("风险等级", "Risk class"),
        Phrase("对象", "Parties"), Phrase("无检查记录", "Without a record"), Phrase("比例", "Share"),
        Phrase("95%区间", "95% interval"), Phrase("参照值", "Reference"), Phrase("q", "q"),
      ],
      rows: byDistrict.filter { !few.contains([$0.domain, $0.risk]) }.map { group in
        [same(names.district(group.district)), same(group.domain), same(group.risk)]
          + figures(of: group, comparisons[group])
      })
  }

  private func figures(of group: RegisteredGroup, _ comparison: VisitComparison?) -> [Phrase] {
    guard !hidden.contains(group) else { return [Phrase](repeating: same("—"), count: 6) }
    let count = parties.groups[group] ?? RegisteredCount()
    let isLarge = count.parties >= max(fewest, 1)
    let told = { (text: String) in comparison?.isReferenceTold == false ? "—" : text }
    return [
      same(SmallNumbers.shown(count.parties)), same(count.shownUnvisited),
      same(isLarge ? share(group) : ""), same(isLarge ? interval(group) : ""),
      same(comparison.map { told(PlainNumber.count($0.expected)) } ?? ""),
      parties.isUnseen(group)
        ? Phrase("无可用记录，核实报送", "no usable record: verify delivery")
        : same(comparison.map { told(Figures.chance($0.qValue)) } ?? ""),
    ]
  }

  // Of a class of one party its number follows from the records of the register, and with it all else.
  private var few: Set<[String]> {
    let kinds = Dictionary(grouping: parties.groups.keys) { [$0.domain, $0.risk] }
    return Set(
      kinds.filter { _, members in
        SmallNumbers.isHidden(members.reduce(0) { $0 + (parties.groups[$1]?.parties ?? 0) })
      }.keys)
  }

  /// Districts and domains in which a higher class is visited less than a lower one.
  func inverted() -> ResultTable {
    let places = Dictionary(grouping: byDistrict) { [$0.district, $0.domain] }
    var rows: [[Phrase]] = []
    for place in places.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let ranked = (places[place] ?? []).compactMap { group in
        RiskClassOrder.rank(of: group.risk).map { (rank: $0, group: group) }
      }.filter { (parties.groups[$0.group]?.parties ?? 0) >= max(fewest, 1) }
      for higher in ranked {
        for lower in ranked where lower.rank < higher.rank {
          rows += row(higher.group, lower.group)
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

  private func row(_ higher: RegisteredGroup, _ lower: RegisteredGroup) -> [[Phrase]] {
    // A row that came or went with a hidden number would tell of it.
    guard let high = parties.groups[higher], let low = parties.groups[lower],
      !hidden.contains(higher), !hidden.contains(lower),
      high.leastUnvisited * low.parties > low.mostUnvisited * high.parties
    else { return [] }
    let least = high.interval(of: high.leastUnvisited)
    let isApart = least.lower > low.interval(of: low.mostUnvisited).upper
    return [
      [
        same(names.district(higher.district)), same(higher.domain), same(higher.risk),
        same(shareText(higher)), same(lower.risk), same(shareText(lower)),
        isApart ? Phrase("是", "yes") : Phrase("否", "no"),
      ]
    ]
  }

  private func shareText(_ group: RegisteredGroup) -> String {
    "\(share(group)) (\(interval(group)))"
  }

  // A share would give away one to four persons.
  private func share(_ group: RegisteredGroup) -> String {
    told(group).map { Figures.percent($0.share) } ?? "—"
  }

  private func interval(_ group: RegisteredGroup) -> String {
    told(group).map { Figures.range($0.interval.lower, $0.interval.upper, Figures.percent) } ?? "—"
  }

  private func told(_ group: RegisteredGroup) -> RegisteredCount? {
    guard let count = parties.groups[group], count.isTold, !hidden.contains(group) else {
      return nil
    }
    return count
  }

  private var byDistrict: [RegisteredGroup] {
    parties.groups.keys.sorted {
      ($0.district, $0.domain) == ($1.district, $1.domain)
        ? RiskClassOrder.precedes($0.risk, $1.risk)
        : ($0.district, $0.domain) < ($1.district, $1.domain)
    }
  }
}
