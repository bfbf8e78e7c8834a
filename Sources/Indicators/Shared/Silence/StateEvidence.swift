import Contracts
import Statistics

/// How likely the months of a cell are in each state, over all rates that the cell may have.
///
/// The rate relative to peers has a gamma law of mean 1 and shape `size`; a month's cases are negative
/// binomial of size kappa around rate × expectation, and the findings of that month thin the same
/// clump: a finding becomes a case with the chance `conversion`. A stop may fall on any month with
/// equal chance; under inaction inspections go on finding problems, or they stop as well.
struct StateEvidence {
  /// Logarithms of how much likelier the data are than for a cell that works like its peers.
  struct Ratios {
    var stoppedSeeing = -Double.infinity
    var stoppedBlind = -Double.infinity
    var neverSeeing = -Double.infinity
    var neverBlind = -Double.infinity
    var structural = -Double.infinity
  }

  /// One cell as it was observed.
  struct Cell {
    /// Expected cases by peers, cases and findings of each observed month.
    var expected: [Double]
    var cases: [Double]
    var findings: [Double]
    /// First silent month, as position among the observed ones.
    var silentFrom: Int
    /// Shape of the law of the relative rate.
    var size: Double
    /// Shape of the factor of a month, in which cases gather.
    var kappa: Double
    /// Findings per case of an active cell.
    var findingRate: Double
    /// Complaints, expected by peers and by misfiling alone.
    var complaints: Double
    var expectedComplaints: Double
    var misfiledComplaints: Double
    /// Size of the law of complaints around their expectation.
    var complaintSize: Double
  }

  /// What is the same for all cells.
  struct Common {
    var conversion: Double
    var complaintExponent: Double
    var hasComplaints: Bool
    var hasFindings: Bool
    var leastMonths: Int
  }

  let common: Common

  private static let points = 24

  /// What a cell's months say at one rate, from the end backwards.
  private struct Tails {
    /// What chance pays for the last months: no case beside the findings.
    var chance = [0.0]
    /// What a stop that goes on finding problems pays for them.
    var seeing = [0.0]
  }

  private func tails(_ cell: Cell, _ rate: Double) -> Tails {
    var tails = Tails()
    var (chance, seeing) = (0.0, 0.0)
    for position in stride(from: cell.expected.count - 1, through: cell.silentFrom, by: -1) {
      let expected = rate * cell.expected[position]
      chance += zero(expected, cell.findings[position], cell)
      if common.hasFindings { seeing += found(expected, cell.findings[position], cell) }
      tails.chance.append(chance)
      tails.seeing.append(seeing)
    }
    return tails
  }

  /// Logarithms by position of the stop, from the first silent month to the end: relative to chance.
  struct Stops {
    var seeing: [Double]
    var blind: [Double]
    /// Nothing to enforce on.
    var structural: Double
  }

  /// Weighs a stop before each month from the first silent one on, and one after the last.
  func stops(_ cell: Cell) -> Stops {
    let months = cell.expected.count
    let length = months - cell.silentFrom
    var normal = LogSum()
    var seeing = [LogSum](repeating: LogSum(), count: length + 1)
    var blind = seeing
    // No stop can be blind before the last finding of the silence.
    let lastFinding = cell.findings.lastIndex { $0 > 0 } ?? -1
    for (logRate, weight) in rates(cell) {
      let rate = SpecialFunctions.exponential(logRate)
      let base = weight + before(cell, rate) + complaintTerm(cell, rate)
      let tails = tails(cell, rate)
      let whole = base + tails.chance[length]
      normal.add(whole)
      for offset in 0...length {
        let rest = length - offset
        seeing[offset].add(whole - tails.chance[rest] + tails.seeing[rest])
        if cell.silentFrom + offset > lastFinding {
          blind[offset].add(whole - tails.chance[rest])
        }
      }
    }
    let all = normal.value
    return Stops(
      seeing: seeing.map { $0.value - all }, blind: blind.map { $0.value - all },
      structural: cell.silentFrom == 0 ? structuralTerm(cell) - all : -.infinity)
  }

  /// Weighs one cell whose silence reaches the report month.
  func ratios(_ cell: Cell) -> Ratios {
    let stops = stops(cell)
    var ratios = Ratios()
    let last = cell.expected.count - common.leastMonths
    let first = max(SpellEvidence.earliestStop, cell.silentFrom)
    if first <= last {
      var (seeing, blind) = (LogSum(), LogSum())
      for position in first...last {
        seeing.add(stops.seeing[position - cell.silentFrom])
        blind.add(stops.blind[position - cell.silentFrom])
      }
      let spread = SpecialFunctions.logarithm(Double(last - SpellEvidence.earliestStop + 1))
      ratios.stoppedSeeing = seeing.value - spread
      ratios.stoppedBlind = blind.value - spread
    }
    if cell.silentFrom == 0 {
      ratios.neverSeeing = stops.seeing[0]
      ratios.neverBlind = stops.blind[0]
      ratios.structural = stops.structural
    }
    return ratios
  }

  // Logarithm of the chance of no case together with the findings of the month.
  private func zero(_ expected: Double, _ findings: Double, _ cell: Cell) -> Double {
    let (kappa, rate) = (cell.kappa, cell.findingRate)
    guard common.hasFindings else {
      return -kappa * SpecialFunctions.logarithmOfOnePlus(expected / kappa)
    }
    let all = expected * (1 + rate * (1 - common.conversion))
    let none = -(kappa + findings) * SpecialFunctions.logarithmOfOnePlus(all / kappa)
    guard findings > 0 else { return none }
    return none
      + findings
      * SpecialFunctions.logarithm(expected * rate * (1 - common.conversion) / kappa + 1e-300)
  }

  // Logarithm of the chance of the findings of the month, whatever the cases.
  private func found(_ expected: Double, _ findings: Double, _ cell: Cell) -> Double {
    let (kappa, rate) = (cell.kappa, cell.findingRate)
    let due = expected * rate
    let none = -(kappa + findings) * SpecialFunctions.logarithmOfOnePlus(due / kappa)
    guard findings > 0 else { return none }
    return none + findings * SpecialFunctions.logarithm(due / kappa + 1e-300)
  }

  // Logarithm of the chance of the months before the silence.
  private func before(_ cell: Cell, _ rate: Double) -> Double {
    let kappa = cell.kappa
    var sum = 0.0
    for month in 0..<cell.silentFrom {
      let expected = rate * cell.expected[month]
      sum -= (kappa + cell.cases[month]) * SpecialFunctions.logarithmOfOnePlus(expected / kappa)
      if cell.cases[month] > 0 {
        sum += cell.cases[month] * SpecialFunctions.logarithm(rate)
      }
    }
    return sum
  }

  private func complaintTerm(_ cell: Cell, _ rate: Double) -> Double {
    guard common.hasComplaints else { return 0 }
    let size = cell.complaintSize
    let mean =
      cell.expectedComplaints * SpecialFunctions.power(rate, common.complaintExponent)
      + cell.misfiledComplaints
    let none =
      -(size + cell.complaints) * SpecialFunctions.logarithmOfOnePlus(mean / size)
    guard cell.complaints > 0 else { return none }
    return none + cell.complaints * SpecialFunctions.logarithm(mean / size)
      + SpecialFunctions.logGamma(cell.complaints + size) - SpecialFunctions.logGamma(size)
  }

  // Without anything to enforce on, complaints are misfiled ones and findings mistaken ones.
  private func structuralTerm(_ cell: Cell) -> Double {
    var sum = 0.0
    if common.hasComplaints {
      let mean = cell.misfiledComplaints
      sum = cell.complaints * SpecialFunctions.logarithm(mean) - mean
    }
    guard common.hasFindings else { return sum }
    let (kappa, mistaken) = (cell.kappa, 0.01 / Double(cell.findings.count))
    for findings in cell.findings where findings > 0 {
      sum += findings * SpecialFunctions.logarithm(mistaken)
      sum -= SpecialFunctions.logGamma(kappa + findings) - SpecialFunctions.logGamma(kappa)
    }
    return sum
  }

  // Logarithms of rates and of their weights under the law of relative rates, where it matters.
  private func rates(_ cell: Cell) -> [(Double, Double)] {
    let (low, shape) = middle(cell, through: cell.expected.count)
    let (high, _) = middle(cell, through: cell.silentFrom)
    let from = low - min(20, max(7 / shape, 4 / shape.squareRoot()))
    let to = high + min(3, 4 / shape.squareRoot())
    let step = (to - from) / Double(StateEvidence.points - 1)
    let constant =
      cell.size * SpecialFunctions.logarithm(cell.size) - SpecialFunctions.logGamma(cell.size)
      + SpecialFunctions.logarithm(step)
    return (0..<StateEvidence.points).map { index in
      let logRate = from + step * Double(index)
      return (
        logRate,
        constant + cell.size * logRate - cell.size * SpecialFunctions.exponential(logRate)
      )
    }
  }

  // Logarithm of the likeliest rate after the first months, and the shape of its law: a month in
  // which cases gather tells less, by 1 + rate × expectation ÷ kappa.
  private func middle(_ cell: Cell, through months: Int) -> (Double, shape: Double) {
    var rate = 1.0
    var shape = cell.size
    for _ in 0..<5 {
      var (own, due) = (0.0, 0.0)
      for month in 0..<months {
        let gathered = 1 + rate * cell.expected[month] / cell.kappa
        own += cell.cases[month] / gathered
        due += cell.expected[month] / gathered
      }
      shape = cell.size + own
      rate = shape / (cell.size + due)
    }
    return (SpecialFunctions.logarithm(rate), shape)
  }
}
