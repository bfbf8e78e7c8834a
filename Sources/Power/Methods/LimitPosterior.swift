internal import Glibc
internal import Simulation
internal import Statistics

/// Sums of numbers that are known by their logarithms.
struct LogarithmicSum {
  private var largest = -Double.infinity
  private var sum = 0.0

  /// Adds the number with this logarithm.
  mutating func add(_ logarithm: Double) {
    if logarithm <= largest {
      sum += exp(logarithm - largest)
    } else if logarithm > -.infinity {
      sum = sum * exp(largest - logarithm) + 1
      largest = logarithm
    }
  }

  /// Logarithm of the sum.
  var logarithm: Double { largest + log(sum) }
}

/// The posterior of one cell, by summing over a grid of multipliers.
struct LimitPosterior {
  private let parameters: WorldParameters
  private let clump: Double
  private let multipliers: [Double]
  private let weights: [Double]
  private let stops: ClosedRange<Int>

  private static let points = 36
  // A finding in a month that nobody visited is next to impossible.
  private static let impossible = -1e4

  init(_ world: PlantedWorld) {
    parameters = world.parameters
    let logarithms = (0..<Self.points).map { -7 + 9.2 * Double($0) / Double(Self.points - 1) }
    multipliers = logarithms.map { exp($0) }
    // Densities of the logarithm of the multiplier, up to a constant.
    let densities = logarithms.map { logarithm -> Double in
      switch world.parameters.multiplier {
      case .gamma(let shape): return shape * (logarithm - exp(logarithm))
      case .logNormal(let spread):
        let deviate = (logarithm + spread * spread / 2) / spread
        return -deviate * deviate / 2
      }
    }
    let largest = densities.max() ?? 0
    let sum = densities.reduce(0) { $0 + exp($1 - largest) }
    weights = densities.map { $0 - largest - log(sum) }
    if case .gamma(let shape) = world.parameters.clump { clump = shape } else { clump = 1 }
    let first = 6
    stops = first...max(first, world.months - world.parameters.minimumSilence)
  }

  /// Chance that a cell is inactive.
  func inaction(of cell: LimitCell) -> Double {
    let months = cell.expected.count
    let spell = (cell.last + 1)..<months
    var base = weights
    for point in 0..<Self.points {
      base[point] += before(cell, multipliers[point]) + complaints(cell, multipliers[point])
    }
    let sums = sums(cell, base, spell)
    let never = max(parameters.neverShare, 1e-9)
    let stopped = max(parameters.stopShare, 1e-9)
    let exposed = log(1 - parameters.structuralCellShare)
    var inactive = LogarithmicSum()
    inactive.add(sums.stopped - log(Double(stops.count)) + log(stopped) + exposed)
    if cell.last < 0 { inactive.add(sums.never + log(never) + exposed) }
    var all = inactive
    all.add(sums.normal + log(1 - never - stopped) + exposed)
    if cell.last < 0, cell.findings.allSatisfy({ $0 == 0 }) {
      all.add(misfiled(cell) + log(max(parameters.structuralCellShare, 1e-12)))
    }
    return min(1, exp(inactive.logarithm - all.logarithm))
  }

  private struct Sums {
    var normal = 0.0
    var stopped = 0.0
    var never = 0.0
  }

  // Goes through the silent months once forwards and once backwards for each multiplier.
  private func sums(_ cell: LimitCell, _ base: [Double], _ spell: Range<Int>) -> Sums {
    var (normal, stopped, never) = (LogarithmicSum(), LogarithmicSum(), LogarithmicSum())
    let sees = (log(parameters.seesShare), log(1 - parameters.seesShare))
    var active = [Double](repeating: 0, count: spell.count + 1)
    for point in 0..<Self.points {
      for (position, month) in spell.enumerated() {
        active[position + 1] = active[position] + silence(cell, month, multipliers[point])
      }
      normal.add(base[point] + active[spell.count])
      var (seeing, blind) = (0.0, 0.0)
      for month in spell.reversed() {
        seeing += findings(cell, month, multipliers[point])
        blind += cell.findings[month] == 0 ? 0 : Self.impossible
        guard stops.contains(month) else { continue }
        let start = base[point] + active[month - spell.lowerBound]
        stopped.add(start + seeing + sees.0)
        stopped.add(start + blind + sees.1)
      }
      never.add(base[point] + seeing + sees.0)
      never.add(base[point] + blind + sees.1)
    }
    return Sums(
      normal: normal.logarithm, stopped: stopped.logarithm, never: never.logarithm)
  }

  // Cases up to the last one, up to constants: negative binomial in each month.
  private func before(_ cell: LimitCell, _ multiplier: Double) -> Double {
    guard cell.last >= 0 else { return 0 }
    var sum = 0.0
    for month in 0...cell.last where cell.expected[month] > 0 {
      let mean = cell.expected[month] * multiplier
      sum -= clump * log1p(mean / clump)
      let count = cell.cases[month]
      if count > 0 { sum += Double(count) * log(mean / (clump + mean)) }
    }
    return sum
  }

  // No case in a month, and the findings that it had.
  private func silence(_ cell: LimitCell, _ month: Int, _ multiplier: Double) -> Double {
    let mean = cell.expected[month] * multiplier
    guard mean > 0 else { return 0 }
    let share = cell.findingShare
    let direct = 1 - share * parameters.conversion
    let count = cell.findings[month]
    // Neither finding nor case: one negative binomial zero.
    guard count > 0 else { return -clump * log1p(mean * (share + direct) / clump) }
    let found = clump + mean * share
    return findings(cell, month, multiplier)
      + (clump + Double(count)) * log(found / (found + mean * direct))
      + Double(count) * log(1 - parameters.conversion)
  }

  // The findings of a month alone, up to constants.
  private func findings(_ cell: LimitCell, _ month: Int, _ multiplier: Double) -> Double {
    let mean = cell.expected[month] * multiplier * cell.findingShare
    guard mean > 0 else { return 0 }
    let count = cell.findings[month]
    let none = -clump * log1p(mean / clump)
    return count == 0 ? none : none + Double(count) * log(mean / (clump + mean))
  }

  // Complaints follow the root of the multiplier, and are as uneven as a gamma law of shape 2.
  private func complaints(_ cell: LimitCell, _ multiplier: Double) -> Double {
    let mean = cell.expectedComplaints * multiplier.squareRoot() + cell.misfiled
    let count = Double(cell.complaints)
    return log(count + 1) + count * log(mean / (2 + mean) + 1e-300) + 2 * log(2 / (2 + mean))
  }

  // Complaints of a cell without exposure: those that stand in a wrong cell.
  private func misfiled(_ cell: LimitCell) -> Double {
    let count = Double(cell.complaints)
    return count * log(cell.misfiled + 1e-12) - cell.misfiled
      - SpecialFunctions.logGamma(count + 1)
  }
}
