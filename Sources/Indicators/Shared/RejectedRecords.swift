import Contracts

/// Words of indicators that take what a table does not hold for missing, where records of it were
/// rejected.
///
/// A visit, an answer or a power that stands in a record that nobody can read is not missing. Cases have
/// their own account, `unreadCases`; of other tables it is known how many records of an export were rejected,
/// and not whose.
enum RejectedRecords {
  /// An indicator that blames for what a table lacks.
  struct Rule {
    let code: String
    let table: Table
    /// Category of the flags that rest on it; nil for all.
    var category: String?
  }

  static let rules = [
    Rule(code: "Z06", table: .inspections), Rule(code: "Z13", table: .referrals),
    Rule(code: "S09", table: .inspections),
    Rule(code: "P08", table: .finances, category: "receipts"),
    Rule(code: "L07", table: .officers), Rule(code: "L17", table: .authority),
    Rule(code: "C03", table: .officers), Rule(code: "O01", table: .complaints),
    Rule(code: "O02", table: .followups),
  ]

  // Of all records, from which a finding is no more than a notice.
  private static let greatShare = 0.1

  /// Records of a table by what became of them.
  struct Count: Hashable {
    var rejected = 0
    var all = 0
  }

  /// Records of the exports that a table of the window is made of.
  ///
  /// Of a table by months those are the exports as of a month of the window, else the latest; exports without
  /// a day count, unless later ones have one.
  static func count(of table: Table, in observation: Observation) -> Count {
    let sources = observation.sources.filter { $0.table == table.name }
    let last = sources.map(\.asOf).max() ?? ""
    let first = observation.windowMonths.lowerBound.description
    let isMeant = { (source: SourceSummary) in
      table.partitioning == .whole
        ? source.asOf == last : source.asOf.isEmpty || source.asOf >= first
    }
    return sources.filter(isMeant).reduce(into: Count()) { count, source in
      count.rejected += source.counts[SourceSummary.kinds.firstIndex(of: "rejected") ?? 0]
      count.all += source.counts[0]
    }
  }

  /// A result that says how many records were rejected; a tenth of them makes its flags notices.
  static func told(_ result: IndicatorResult, _ observation: Observation) -> IndicatorResult {
    var told = result
    for rule in rules where rule.code == result.code && result.coverage.isComputed {
      let count = count(of: rule.table, in: observation)
      guard count.rejected > 0 else { continue }
      let words = words(rule.table, count)
      told.headline = told.headline.followed(by: words)
      guard Double(count.rejected) >= greatShare * Double(count.all) else { continue }
      for index in told.flags.indices
      where rule.category == nil || rule.category == told.flags[index].category {
        told.flags[index].reason = told.flags[index].reason.followed(by: words)
        told.flags[index].severity = .notice
      }
    }
    return told
  }

  private static func words(_ table: Table, _ count: Count) -> Phrase {
    let (rejected, all) = (Numerals.grouped(count.rejected), Numerals.grouped(count.all))
    return Phrase(
      "所依据的“\(table.title)”\(all)条记录中有\(rejected)条被退回、未能读入，此处视为没有的可能就在其中。",
      "Of \(all) records of the table \(table.name), \(rejected) were rejected: what is taken for missing "
        + "here may be among them.")
  }
}
