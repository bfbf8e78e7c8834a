import Contracts
import Statistics

/// How inspections were chosen, as far as their finds may be compared.
enum VisitStream: String, CaseIterable {
  case random, special, routine, complaint, other

  init(mode: String) {
    self = VisitStream(rawValue: mode) ?? .other
  }

  var name: Phrase {
    switch self {
    case .random: Phrase("双随机", "random")
    case .special: Phrase("专项", "targeted")
    case .routine: Phrase("日常", "routine")
    case .complaint: Phrase("投诉核查", "complaint-led")
    case .other: Phrase("其他或未写明", "other or not stated")
    }
  }
}

/// Inspections, and of those with a stated result the ones that found a problem.
struct FindCount: Hashable {
  var visits = 0
  var known = 0
  var problems = 0

  mutating func add(_ other: FindCount) {
    visits += other.visits
    known += other.known
    problems += other.problems
  }
}

/// What the inspections of one unit found.
struct UnitFinds {
  private(set) var streams: [VisitStream: FindCount] = [:]
  private var cells: [[String]: [VisitStream: FindCount]] = [:]

  mutating func add(_ group: ConductedVisits) {
    let stream = VisitStream(mode: group.mode)
    let count = FindCount(visits: group.visits, known: group.known, problems: group.problems)
    streams[stream, default: FindCount()].add(count)
  }

  /// Adds visits to the stratum of their domain, item and year.
  mutating func addToStrata(_ visits: VisitOutcome) {
    let key = [visits.domain, visits.itemCode, String(visits.month.year)]
    let count = FindCount(
      visits: visits.visits, known: visits.known, problems: visits.problems)
    cells[key, default: [:]][VisitStream(mode: visits.mode), default: FindCount()].add(count)
  }

  /// Inspections of one stream.
  func count(_ stream: VisitStream) -> FindCount { streams[stream] ?? FindCount() }

  /// Inspections of every stream but the complaint-led one.
  var ownChoice: FindCount {
    var sum = FindCount()
    for (stream, count) in streams where stream != .complaint { sum.add(count) }
    return sum
  }

  /// Finds of the targeted and the random stream by domain, item and year, where both have any.
  var strata: [TwoByTwoTable] {
    cells.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      let count = { (stream: VisitStream) in cells[key]?[stream] ?? FindCount() }
      return UnitFinds.table(count(.special), count(.random))
    }.filter { $0.first > 0 && $0.second > 0 }
  }

  /// Finds of the targeted and the random stream.
  var pooled: TwoByTwoTable { UnitFinds.table(count(.special), count(.random)) }

  private static func table(_ first: FindCount, _ second: FindCount) -> TwoByTwoTable {
    TwoByTwoTable(
      first.problems, first.known - first.problems, second.problems,
      second.known - second.problems)
  }
}

/// The targeted inspections of a unit against its random ones.
struct StreamContrast {
  let unit: String
  /// Targeted first, then random; with a find and without.
  let pooled: TwoByTwoTable
  /// Finds of the targeted visits of strata that hold both streams.
  let observed: Int
  /// As many as one expects of them if both streams found alike within strata.
  let expected: Double
  /// Common odds ratio within domain, item and year; nil where no stratum has finds to compare.
  let oddsRatio: Double?
  /// Odds ratio of the sums; nil as above.
  let crude: Double?
  /// Chance of so few finds by targeted inspections if both streams found alike.
  let chance: Double
  /// Adjusted over the units by Benjamini and Hochberg.
  private(set) var qValue = 1.0

  /// Whether targeted inspections find less within strata and more in sum, or the other way round.
  var isReversed: Bool {
    guard let oddsRatio, let crude else { return false }
    return oddsRatio < 1 && crude > 1 || oddsRatio > 1 && crude < 1
  }

  init(unit: String, pooled: TwoByTwoTable, strata: [TwoByTwoTable]) {
    self.unit = unit
    self.pooled = pooled
    observed = strata.reduce(0) { $0 + $1.firstYes }
    expected = strata.reduce(0) { $0 + $1.expectedFirstYes }
    chance = StratifiedExactTest.less(of: strata)
    oddsRatio = StreamContrast.commonOddsRatio(strata)
    crude = StreamContrast.commonOddsRatio([pooled])
  }

  /// Contrasts of units with enough known results of both streams in strata that hold both, and any
  /// find; with q-values.
  static func all(_ units: [String: UnitFinds], fewest: Int) -> [StreamContrast] {
    var contrasts: [StreamContrast] = []
    for (unit, finds) in units.sorted(by: { $0.key < $1.key }) {
      let strata = finds.strata
      let sum = ContrastAnswer.sum(strata)
      guard min(sum.first, sum.second) >= max(fewest, 1), sum.yes > 0 else { continue }
      contrasts.append(StreamContrast(unit: unit, pooled: finds.pooled, strata: strata))
    }
    let qValues = AdjustedPValues.benjaminiHochberg(contrasts.map(\.chance))
    for (index, qValue) in qValues.enumerated() { contrasts[index].qValue = qValue }
    return contrasts
  }

  // Mantel and Haenszel (1959), JNCI 22:719; 0 is an answer here: no targeted visit found anything.
  private static func commonOddsRatio(_ strata: [TwoByTwoTable]) -> Double? {
    var (concordant, discordant) = (0.0, 0.0)
    for table in strata where table.total > 0 {
      let total = Double(table.total)
      concordant += Double(table.firstYes) * Double(table.secondNo) / total
      discordant += Double(table.firstNo) * Double(table.secondYes) / total
    }
    guard concordant + discordant > 0 else { return nil }
    return discordant > 0 ? concordant / discordant : .infinity
  }
}
