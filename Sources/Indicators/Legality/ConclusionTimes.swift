import Contracts
import Statistics

/// How long ordinary cases stay open, for the city and for each level of units.
struct ConclusionTimes {
  /// Cases of the city or of a level.
  struct Group {
    /// Level of the units; nil for the city.
    let level: String?
    /// Cases that came to an end in the window.
    let concluded: Int
    /// Cases that are open at the end of the report month.
    let open: Int
    /// Share still open by age; nil where it cannot be told.
    let curve: KaplanMeierCurve?

    /// The curve, if it rests on enough cases.
    func curve(fewest: Int) -> KaplanMeierCurve? { concluded + open >= fewest ? curve : nil }
  }

  /// Ages in days at which the share still open is given.
  static let ages = [90, 180]

  /// The city first, then its levels from the top.
  let groups: [Group]

  init(_ observation: Observation) {
    let behind = observation.unitsWithoutReportMonth
    let levels = Peers(observation)
    let calendar = WindowDays(observation)
    var spells: [String: [KaplanMeierCurve.Spell]] = [:]
    for count in observation.procedures(.terms) where !behind.contains(count.unitCode) {
      guard count.facts[1] != "summary", let days = Int(count.facts[2]), days >= 0 else { continue }
      let isOpen = count.facts[0] == "pending"
      let entry = calendar.ageAtStart(days, isOpen ? nil : count.month)
      let spell = KaplanMeierCurve.Spell(
        entry: entry, exit: days, hasEnded: !isOpen, cases: count.cases)
      spells[levels.group(of: count.unitCode), default: []].append(spell)
    }
    let present = ["city", "county", "town", ""].filter { spells[$0] != nil }
    let all = present.flatMap { spells[$0] ?? [] }
    let byLevel = present.map { ConclusionTimes.group($0, spells[$0] ?? []) }
    groups = [ConclusionTimes.group(nil, all)] + (byLevel.count > 1 ? byLevel : [])
  }

  /// The city.
  var city: Group { groups[0] }

  private static func group(_ level: String?, _ spells: [KaplanMeierCurve.Spell]) -> Group {
    let cases = { (hasEnded: Bool) in
      spells.filter { $0.hasEnded == hasEnded }.reduce(0) { $0 + $1.cases }
    }
    return Group(
      level: level, concluded: cases(true), open: cases(false), curve: KaplanMeierCurve(spells))
  }
}

/// Where ages lie against the first day of the window.
struct WindowDays {
  private let first: Int
  private let last: Int

  init(_ observation: Observation) {
    first = observation.windowStart.firstDay.dayNumber
    last = observation.month.lastDay.dayNumber
  }

  /// The age of a case on the first day of the window; 0 where it was filed later.
  ///
  /// - Parameters:
  ///   - days: Age at the end of the case, or at the end of the report month.
  ///   - month: Month in which it ended; nil where it is open.
  /// - Returns: Days, exact for open cases, to half a month for others, at most `days`.
  func ageAtStart(_ days: Int, _ month: Month?) -> Int {
    let end = month.map { ($0.firstDay.dayNumber + $0.lastDay.dayNumber) / 2 } ?? last
    return min(days, max(0, days - (end - first)))
  }
}
