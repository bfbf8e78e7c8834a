/// The cases of one unit by item, as a test of mixes takes them.
public struct MixUnit: Hashable, Sendable {
  /// A name that stays, of which the unit's stream of random numbers is made.
  public let name: String
  /// Number of the group of units whose mixes are compared.
  public let group: Int
  /// Cases by item, 0 or more.
  public let counts: [Int]
  /// Cases of all items.
  public let total: Int

  /// Makes a unit; `counts` has the same items in the same order for all units.
  public init(name: String, group: Int, counts: [Int]) {
    precondition(counts.allSatisfy { $0 >= 0 }, "counts are not negative")
    self.name = name
    self.group = group
    self.counts = counts
    total = counts.reduce(0, +)
  }
}

/// Whether the mix of a unit's items lies farther from its peers' than ordinary units' mixes do.
///
/// The total variation distance to the mix of the other units of the group, with a chance level
/// from Dirichlet-multinomial counts. Their strength comes from the likelihood of the units that
/// fit best and is then set so that the median unit lies in the middle of its own null law.
public struct MixTest: Sendable {
  /// Strength of the Dirichlet law around the peers' mix; nil when no unit can be assessed.
  public let concentration: Double?
  /// Findings in the order of the units; nil for a unit without cases or without peers.
  public let results: [MixResult?]
  private let units: [MixUnit]

  private static let calibrationSteps = 7
  // Of all units together: of few each needs many, lest the verdict follow the seed.
  private static let calibrationDraws = 12_000
  private static let fewestCalibrationDraws = 60
  /// Distances this close are equal but for rounding.
  private static let rounding = 1e-12

  /// Tests every unit against its peers.
  ///
  /// - Parameters:
  ///   - units: All of the same items; names are unique.
  ///   - heaviest: Cases that a unit's mix counts for at most; nil for the median of its group.
  ///   - settings: Seed and numbers of draws; small chances come from more draws.
  public init(
    units: [MixUnit], heaviest: Double? = nil, settings: SimulationSettings
  ) async {
    precondition(Set(units.map(\.counts.count)).count <= 1, "all units have the same items")
    self.units = units
    let order = NameOrder(units.map(\.name))
    let sorted = order.sorted(units)
    let mixes = PeerMixes.shares(of: sorted, heaviest: heaviest)
    let known = zip(sorted, mixes).map { unit, shares in
      shares.map { Assessable(unit: unit, shares: $0) }
    }
    let assessable = known.compactMap(\.self)
    guard !assessable.isEmpty else {
      concentration = nil
      results = known.map { _ in nil }
      return
    }
    let fitted = MixConcentration.fitted(assessable)
    let draws = max(Self.fewestCalibrationDraws, Self.calibrationDraws / assessable.count)
    let strength = await SpreadSearch.strength(
      in: (fitted / 6)...(fitted * 2), steps: Self.calibrationSteps
    ) { strength in
      await ParallelMap.values(assessable.count) { index in
        assessable[index].place(strength, draws: draws, seed: settings.seed)
      }
    }
    concentration = strength
    results = order.restored(
      await ParallelMap.values(known.count) { index in
        known[index].map { $0.result(strength, settings) }
      })
  }

  /// Returns how far one item of a unit is from its expected share; nil where not assessable.
  ///
  /// For units that the test found: over all units it would find little and err more.
  ///
  /// - Parameters:
  ///   - unit: Position of the unit.
  ///   - item: Position of the item.
  /// - Returns: Observed and expected cases with both tails of a beta-binomial law.
  public func itemMidP(unit: Int, item: Int) -> ItemDeviation? {
    guard let result = results[unit], let concentration else { return nil }
    return ItemDeviation(
      observed: units[unit].counts[item], total: units[unit].total,
      share: result.peerShares[item], concentration: concentration)
  }

  /// A unit with the mix of its peers.
  struct Assessable {
    let name: String
    let counts: [Int]
    let total: Int
    let shares: [Double]
    let distance: Double

    init(unit: MixUnit, shares: [Double]) {
      name = unit.name
      counts = unit.counts
      total = unit.total
      self.shares = shares
      let scale = 1 / Double(unit.total)
      distance = TotalVariation.distance(unit.counts.map { Double($0) * scale }, shares)
    }

    func place(_ strength: Double, draws: Int, seed: UInt64) -> Double {
      var random = RandomSource(seed: seed, purpose: "mix/calibration/\(name)")
      var drawn = MixDraws(total: total, shares: shares)
      let below = (0..<draws).count { _ in
        drawn.distance(strength, from: &random) < distance - MixTest.rounding
      }
      return Double(below) / Double(draws)
    }

    func result(_ strength: Double, _ settings: SimulationSettings) -> MixResult {
      var band: [Double] = []
      var simulated = MixDraws(total: total, shares: shares)
      let pValue = settings.pValue { draws, stream in
        var random = RandomSource(seed: settings.seed, purpose: "mix/\(stream)/\(name)")
        let drawn = (0..<draws).map { _ in simulated.distance(strength, from: &random) }
        if band.isEmpty { band = drawn }
        let reached = drawn.count { $0 >= distance - MixTest.rounding }
        return Double(reached + 1) / Double(draws + 1)
      }
      return MixResult(
        cases: total, distance: distance,
        nullBand: SampleQuantile.value(
          of: band, at: 0.05)...SampleQuantile.value(of: band, at: 0.95),
        pValue: pValue, peerShares: shares)
    }
  }
}

/// How far the mix of one unit lies from that of its peers.
public struct MixResult: Hashable, Sendable {
  /// Cases of the unit.
  public let cases: Int
  /// Share of its cases that would have to be of other items, from 0 to 1.
  public let distance: Double
  /// Distances between which nine of ten ordinary units of as many cases lie.
  public let nullBand: ClosedRange<Double>
  /// Chance of a distance as large for an ordinary unit.
  public let pValue: Double
  /// Expected share of each item by the other units of the group; they sum to 1.
  public let peerShares: [Double]
}
