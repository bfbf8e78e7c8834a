/// How a judgement compares with the truth of one world; measurements add up.
public struct Measurement: Hashable, Sendable {
  /// Flags.
  public private(set) var flags = 0
  /// Flags on cells that are not inactive.
  public private(set) var falseFlags = 0
  /// Findings: flags, those of one cause counted once.
  public private(set) var findings = 0
  /// Findings none of whose flags is on an inactive cell.
  public private(set) var falseFindings = 0
  /// Cells that are called sure.
  public private(set) var sure = 0
  /// Of those, cells that are not inactive.
  public private(set) var falseSure = 0
  /// Inactive cells by band of expected cases.
  public private(set) var inactive = [Int](repeating: 0, count: Measurement.bounds.count)
  /// Inactive cells with a flag, by band of expected cases.
  public private(set) var found = [Int](repeating: 0, count: Measurement.bounds.count)
  /// Calibration of the score.
  public private(set) var calibration = Calibration()

  /// Lower ends of the bands of expected cases; a band ends where the next begins.
  public static let bounds = [0.0, 1, 3, 10, 30]

  /// A measurement without any cell.
  public init() {}

  /// Measures a judgement.
  public init(_ judgement: Judgement, of population: Population) {
    var isTrue: [Int: Bool] = [:]
    for position in population.places.indices {
      let isInactive = population.isInactive[position]
      let isFlagged = judgement.isFlagged[position]
      let score = judgement.score[position]
      flags += isFlagged ? 1 : 0
      falseFlags += isFlagged && !isInactive ? 1 : 0
      sure += judgement.isSure[position] ? 1 : 0
      falseSure += judgement.isSure[position] && !isInactive ? 1 : 0
      if isFlagged {
        let finding = judgement.finding[position]
        isTrue[finding] = isTrue[finding] ?? false || isInactive
      }
      calibration.add(score, isInactive: isInactive)
      guard isInactive else { continue }
      let band = Self.bounds.lastIndex { $0 <= population.expected[position] } ?? 0
      inactive[band] += 1
      found[band] += isFlagged ? 1 : 0
    }
    findings = isTrue.count
    falseFindings = isTrue.values.count { !$0 }
  }

  /// Share of false findings; 0 without any.
  public var falseFindingShare: Double {
    findings == 0 ? 0 : Double(falseFindings) / Double(findings)
  }

  /// Share of false flags; 0 without flags.
  public var falseShare: Double { flags == 0 ? 0 : Double(falseFlags) / Double(flags) }

  /// Share of false among the sure; 0 without any.
  public var falseSureShare: Double { sure == 0 ? 0 : Double(falseSure) / Double(sure) }

  /// Share of inactive cells found among those that expect `least` or more cases.
  ///
  /// - Parameter least: One of `bounds`.
  /// - Returns: The share; nil where no such cell is inactive.
  public func power(expectingAtLeast least: Double) -> Double? {
    share(Self.bounds.indices.filter { Self.bounds[$0] >= least })
  }

  /// Share of inactive cells found in a band; nil without any.
  public func power(ofBand band: Int) -> Double? { share([band]) }

  private func share(_ bands: [Int]) -> Double? {
    let all = bands.reduce(0) { $0 + inactive[$1] }
    let own = bands.reduce(0) { $0 + found[$1] }
    return all == 0 ? nil : Double(own) / Double(all)
  }

  /// Adds what was measured in another world.
  public mutating func add(_ other: Measurement) {
    flags += other.flags
    falseFlags += other.falseFlags
    findings += other.findings
    falseFindings += other.falseFindings
    sure += other.sure
    falseSure += other.falseSure
    for band in inactive.indices {
      inactive[band] += other.inactive[band]
      found[band] += other.found[band]
    }
    calibration.add(other.calibration)
  }
}

/// Whether cells are inactive as often as their scores say.
public struct Calibration: Hashable, Sendable {
  /// Lower ends of the bins of the score; a bin ends where the next begins.
  public static let bounds = [0, 0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97]
  /// Cells of each bin.
  public private(set) var cells = [Int](repeating: 0, count: Calibration.bounds.count)
  /// Inactive cells of each bin.
  public private(set) var inactive = [Int](repeating: 0, count: Calibration.bounds.count)
  private var sums = [Double](repeating: 0, count: Calibration.bounds.count)

  /// A calibration without any cell.
  public init() {}

  mutating func add(_ score: Double, isInactive: Bool) {
    let bin = Self.bounds.lastIndex { $0 <= score } ?? 0
    cells[bin] += 1
    inactive[bin] += isInactive ? 1 : 0
    sums[bin] += score
  }

  mutating func add(_ other: Calibration) {
    for bin in cells.indices {
      cells[bin] += other.cells[bin]
      inactive[bin] += other.inactive[bin]
      sums[bin] += other.sums[bin]
    }
  }

  /// Mean score of a bin; nil without cells.
  public func predicted(_ bin: Int) -> Double? {
    cells[bin] == 0 ? nil : sums[bin] / Double(cells[bin])
  }

  /// Share of inactive cells of a bin; nil without cells.
  public func realised(_ bin: Int) -> Double? {
    cells[bin] == 0 ? nil : Double(inactive[bin]) / Double(cells[bin])
  }
}
