import Contracts
import Statistics

/// The units of one level in one domain: those whose mixes of items are compared.
struct MixField: Hashable, Comparable {
  let level: String
  let domain: String

  static func < (left: MixField, right: MixField) -> Bool {
    (left.level, left.domain) < (right.level, right.domain)
  }
}

/// Closed cases of the window by unit and item, and which items a unit may not always enforce.
struct ItemMixes {
  /// Cases by field, unit and item.
  private(set) var cases: [MixField: [String: [String: Int]]] = [:]
  /// Cases that state no item, by field and unit.
  private(set) var withoutItem: [MixField: [String: Int]] = [:]
  // Items that a unit did not hold throughout the window: how long and since when; "" if never.
  private var notHeld: [MixField: [String: [String: String]]] = [:]

  init(_ observation: Observation) {
    let peers = Peers(observation)
    for outcome in observation.windowOutcomes where !outcome.domain.isEmpty {
      let field = MixField(level: peers.group(of: outcome.unitCode), domain: outcome.domain)
      if outcome.itemCode.isEmpty {
        withoutItem[field, default: [:]][outcome.unitCode, default: 0] += outcome.cases
      } else {
        cases[field, default: [:]][outcome.unitCode, default: [:]][outcome.itemCode, default: 0] +=
          outcome.cases
      }
    }
    setPowers(observation, peers)
  }

  // Where powers are inferred from cases, a power without cases is not known to be missing. A power
  // that was never held has no cell: what a unit holds is known by the others. One held for a part
  // of the window brings fewer cases than one held throughout, and more than none.
  private mutating func setPowers(_ observation: Observation, _ peers: Peers) {
    var held: [MixField: [String: Set<String>]] = [:]
    for cell in observation.cells(of: .unitItem) where !cell.isPowerInferred {
      let field = MixField(level: peers.group(of: cell.unitCode), domain: cell.domain)
      guard cases[field]?[cell.unitCode] != nil else { continue }
      let isPart = (1..<observation.window).contains(cell.monthsEmpowered)
      if isPart || cell.state == .notEmpowered {
        notHeld[field, default: [:]][cell.unitCode, default: [:]][cell.itemCode] =
          isPart ? "\(cell.monthsEmpowered) \(cell.heldFrom?.description ?? "")" : ""
      }
      if isPart || cell.state != .notEmpowered {
        held[field, default: [:]][cell.unitCode, default: []].insert(cell.itemCode)
      }
    }
    for (field, units) in held {
      let items = Set((cases[field] ?? [:]).values.flatMap(\.keys))
      for (unit, own) in units {
        let exercised = cases[field]?[unit].map { Set($0.keys) } ?? []
        for item in items.subtracting(own).subtracting(exercised) {
          notHeld[field, default: [:]][unit, default: [:]][item] = ""
        }
      }
    }
  }

  /// Share of a unit's cases that state an item.
  func recordedShare(_ field: MixField, _ unit: String) -> Double {
    let known = cases[field]?[unit]?.values.reduce(0, +) ?? 0
    let all = known + (withoutItem[field]?[unit] ?? 0)
    return all == 0 ? 0 : Double(known) / Double(all)
  }

  /// Units of a field that hold the same of the items on which these units have cases, and as long.
  ///
  /// A unit without a power has no share there, and one that held it for a part of the window a
  /// small one, so that only units of the same powers compare.
  func groups(of units: [String], in field: MixField) -> [[String]] {
    let items = Set(units.flatMap { cases[field]?[$0]?.keys.sorted() ?? [] })
    let byPowers = Dictionary(grouping: units) { unit in
      let powers = notHeld[field]?[unit] ?? [:]
      return items.compactMap { item in powers[item].map { "\(item) \($0)" } }.sorted()
    }
    return byPowers.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { $0.value.sorted() }
  }

  /// Tests the units of some groups of a field; empty where they have but one item.
  func tested(
    _ groups: [[String]], in field: MixField, _ simulation: SimulationSettings
  ) async -> [UnitMix] {
    let counts = groups.joined().map { cases[field]?[$0] ?? [:] }
    let items = Set(counts.flatMap(\.keys)).sorted()
    guard items.count > 1 else { return [] }
    let numbers = groups.enumerated().flatMap { number, units in units.map { ($0, number) } }
    let units = zip(numbers, counts).map { named, counts in
      MixUnit(name: named.0, group: named.1, counts: items.map { counts[$0] ?? 0 })
    }
    let test = await MixTest(units: units, settings: simulation)
    return units.indices.compactMap { position in
      test.results[position].map { result in
        UnitMix(
          field: field, unit: units[position], items: items, result: result, test: test,
          position: position)
      }
    }
  }
}

/// What the test says of one unit's mix.
struct UnitMix {
  let field: MixField
  let unit: MixUnit
  let items: [String]
  let result: MixResult
  let test: MixTest
  let position: Int

  /// The distance as a finding; no interval, since the band beside it is that of its peers.
  var finding: PatternFinding {
    var finding = PatternFinding(unit.name, effect: result.distance, pValue: result.pValue)
    finding.domain = field.domain
    finding.observed = result.cases
    return finding
  }

  /// Cases of each item that the peers' mix lets expect.
  var expected: [Double] { result.peerShares.map { $0 * Double(result.cases) } }

  /// Share of what is too many that falls on one item alone; nil where nothing is too many.
  var largestPart: Double? {
    let excesses = zip(unit.counts, expected).map { max(0, Double($0) - $1) }
    let sum = excesses.reduce(0, +)
    return sum > 0 ? (excesses.max() ?? 0) / sum : nil
  }

  /// Items whose deviation has at most this chance, the least likely first.
  func conspicuous(_ chance: Double) -> [(item: String, deviation: ItemDeviation)] {
    let found = items.indices.compactMap { item in
      test.itemMidP(unit: position, item: item).map { (item: items[item], deviation: $0) }
    }
    return found.filter { $0.deviation.twoSidedMidP <= chance }.sorted {
      ($0.deviation.twoSidedMidP, $0.item) < ($1.deviation.twoSidedMidP, $1.item)
    }
  }
}

/// Ratios of observed to expected cases, drawn to what is ordinary among all tested cells.
struct ShrunkRatios {
  private let prior: GammaMixture?
  // Where cells are many those of few cases are alike, and bins of fifty stand for them; of a few
  // hundred they would move the ratios of rare items.
  private static let many = 5_000
  private static let binned = 10
  private static let kept = 20

  /// Fits the spread of ratios to the mixes of a level.
  init(_ mixes: [UnitMix]) {
    var table = mixes.flatMap { mix in
      zip(mix.unit.counts, mix.expected).filter { $0.1 > 0 }.map {
        WeightedCount(count: $0.0, expected: $0.1)
      }
    }
    for count in 0..<(table.count > Self.many ? Self.binned : 0) {
      table = WeightedCount.squashed(table, count: count, kept: Self.kept)
    }
    prior = table.isEmpty ? nil : GammaMixtureFit(table, cells: .all).prior
  }

  /// The posterior of a cell's ratio; nil where nothing was expected.
  func ratio(of deviation: ItemDeviation) -> GammaMixture? {
    guard let prior, deviation.expected > 0 else { return nil }
    return prior.posterior(count: deviation.observed, expected: deviation.expected)
  }
}
