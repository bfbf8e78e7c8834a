/// What the yearly report of a past year says of the penalty decisions of each present unit.
///
/// A decision counts once, at its heaviest class; those of merged units stand under the successor.
struct AnnualTotalsTable {
  let world: World

  /// The classes that decisions of the city have, heaviest first.
  private static let classes = ["没收违法所得", "罚款", "警告"]

  func table() -> TextTable {
    var counts: [String: Int] = [:]
    for decided in world.cases
    where decided.disposition == .punished
      && decided.decided.civil.year == ConductPlan.totalsYear
    {
      let unit = world.units[decided.unit]
      let present = unit.successor.isEmpty ? unit.code : unit.successor
      let heaviest = Self.classes.first { decided.penalties.contains($0) } ?? ""
      counts["\(present)/\(heaviest)", default: 0] += 1
    }
    let present = world.units.filter { $0.activeTo == nil }
    let rows = present.flatMap { unit in
      Self.classes.map { kind in
        let isWrong =
          unit.code == ConductPlan.wrongTotalUnit && kind == ConductPlan.wrongTotalClass
        let surplus = isWrong ? ConductPlan.wrongTotalSurplus : 0
        return [
          unit.code, String(ConductPlan.totalsYear), kind,
          String(counts["\(unit.code)/\(kind)", default: 0] + surplus),
        ]
      }
    }
    return TextTable(
      name: "annual_totals.csv", header: ["执法主体代码", "年度", "处罚种类", "宗数"], rows: rows)
  }
}
