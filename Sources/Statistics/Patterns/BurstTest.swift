/// Whether cases of a cell burst: more in a few consecutive months than season and clumping make.
///
/// Kulldorff's scan over windows of a few months against the season of peers, with a chance
/// level from multinomial counts whose months have gamma factors. Their shape is set so that the
/// median cell lies in the middle of its own null law.
public struct BurstTest: Sendable {
  /// Shape of the gamma factor of a month; nil when no cell with peers has two cases.
  public let clumping: Clumping?
  /// Findings in the order of the cells; nil without cases, without peers or without clumping.
  public let results: [BurstResult?]

  // Below, a cell says too little about how cases gather.
  private static let fewestCases = 10
  // Wide enough for all or nothing at one end and for as good as even months at the other.
  private static let kappas = 0.05...1_000.0
  private static let calibrationSteps = 8
  private static let calibrationDraws = 40
  // Of all cells: of few cells with few draws each, the shape would follow the seed.
  private static let calibrationDrawsOfAll = 8_000
  /// Statistics this close are equal but for rounding.
  private static let rounding = 1e-9

  /// Tests every cell against its peers.
  ///
  /// - Parameters:
  ///   - cells: All of the same months; names are unique.
  ///   - longest: Largest number of months in a window, 1 or more.
  ///   - singleBelow: Cases below which a cell's windows are of one month.
  ///   - settings: Seed and numbers of draws.
  public init(
    cells: [BurstCell], longest: Int = 3, singleBelow: Int = 0, settings: SimulationSettings
  ) async {
    precondition(longest >= 1, "a window has a month")
    precondition(Set(cells.map(\.counts.count)).count <= 1, "all cells have the same months")
    let order = NameOrder(cells.map(\.name))
    let sorted = order.sorted(cells)
    let known = zip(sorted, SeasonProfiles.shares(of: sorted)).map { cell, shares in
      shares.map {
        Assessable(cell: cell, shares: $0, longest: cell.total < singleBelow ? 1 : longest)
      }
    }
    guard
      let calibrated = await Self.calibrated(known.compactMap(\.self), seed: settings.seed)
    else {
      clumping = nil
      results = known.map { _ in nil }
      return
    }
    clumping = calibrated
    let factors = GammaSampler(shape: calibrated.kappa)
    results = order.restored(
      await ParallelMap.values(known.count) { index in
        known[index].map { $0.result(factors, settings) }
      })
  }

  /// A cell with its expected shares and its null law.
  struct Assessable {
    let cell: BurstCell
    let shares: [Double]
    let null: BurstNull
    let scan: TemporalScan?
    let statistic: Double

    init(cell: BurstCell, shares: [Double], longest: Int) {
      self.cell = cell
      self.shares = shares
      null = BurstNull(total: cell.total, shares: shares, longest: longest)
      scan = TemporalScan(counts: cell.counts, shares: shares, longest: longest)
      statistic = null.statistic(of: cell.counts)
    }

    func result(_ factors: GammaSampler, _ settings: SimulationSettings) -> BurstResult {
      guard let scan else {
        return BurstResult(window: nil, cases: cell.total, pValue: 1, silentMonthsAfter: 0)
      }
      let limits = null.limits(reaching: statistic - rounding)
      var drawn = BurstDraws(null, factors)
      let pValue = settings.pValue { draws, stream in
        var random = RandomSource(seed: settings.seed, purpose: "burst/\(stream)/\(cell.name)")
        let reached = drawn.count(of: draws, reaching: limits, from: &random)
        return Double(reached + 1) / Double(draws + 1)
      }
      return BurstResult(
        window: scan, cases: cell.total, pValue: pValue,
        silentMonthsAfter: cell.silentMonths(from: scan.start + scan.length))
    }

    /// Returns the share of null statistics below the cell's own, equal ones by half.
    func place(_ factors: GammaSampler, draws: Int, seed: UInt64) -> Double {
      var random = RandomSource(seed: seed, purpose: "burst/calibration/\(cell.name)")
      var drawn = BurstDraws(null, factors)
      let reached = null.limits(reaching: statistic - rounding)
      let passed = null.limits(reaching: statistic + rounding)
      let points = (0..<draws).reduce(0.0) { sum, _ in
        drawn.draw(from: &random)
        guard reached.areReached(by: drawn.sums) else { return sum + 1 }
        return passed.areReached(by: drawn.sums) ? sum : sum + 0.5
      }
      return points / Double(draws)
    }
  }

  /// The cells with enough cases, or where there are none those that have a pair.
  private static func telling(_ cells: [Assessable]) -> [Assessable] {
    let large = cells.filter { $0.cell.total >= fewestCases }
    return large.isEmpty ? cells.filter { $0.cell.total >= 2 } : large
  }

  /// Returns the clumping at which the median cell lies in the middle; nil without pairs.
  ///
  /// Pairs of cases are no guide here: where a campaign makes half of a year, its month's factor
  /// spreads what pairs of the median cell show, and they show none.
  private static func calibrated(_ cells: [Assessable], seed: UInt64) async -> Clumping? {
    let telling = telling(cells)
    guard !telling.isEmpty else { return nil }
    let draws = max(calibrationDraws, calibrationDrawsOfAll / telling.count)
    let kappa = await SpreadSearch.strength(in: kappas, steps: calibrationSteps) { kappa in
      let factors = GammaSampler(shape: kappa)
      return await ParallelMap.values(telling.count) {
        telling[$0].place(factors, draws: draws, seed: seed)
      }
    }
    return Clumping(kappa: kappa)
  }
}

/// The strongest window of a cell, and how surprising it is.
public struct BurstResult: Hashable, Sendable {
  /// Start, length, observed and expected cases; nil when no window has more than expected.
  public let window: TemporalScan?
  /// Cases of all observed months.
  public let cases: Int
  /// Chance of a window as strong without a burst; 1 without a window.
  public let pValue: Double
  /// Observed months without a case between the window and the next case, or the end.
  public let silentMonthsAfter: Int
}
