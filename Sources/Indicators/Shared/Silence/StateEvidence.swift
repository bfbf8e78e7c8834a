import Contracts
import Statistics

/// How likely the months of a cell are in each state, over all rates that the cell may have.
///
/// The rate relative to peers has a gamma law of mean 1 and shape `size`; a month's cases are negative
/// binomial of size kappa around rate × expectation, and the findings of that month thin the same
/// clump: a finding becomes a case with the chance `conversion`, but findings become no more cases than
/// the column has. A stop may fall on any month with equal chance; under inaction inspections go on
/// finding problems, or they stop as well.
struct StateEvidence: Sendable {
  /// Logarithms of how much likelier the data are than for a cell that works like its peers.
  struct Ratios: Sendable {
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
    /// Complaints, and what lets one expect them.
    var complaints: ComplaintCounts
  }

  /// What is the same for all cells.
  struct Common: Sendable {
    var conversion: Double
    var complaintExponent: Double
    var hasComplaints: Bool
    var hasFindings: Bool
    var leastMonths: Int
  }

  /// How finely a cell is weighed: steps between months of the stop, and the fewest rates.
  struct Resolution {
    var stride: Int
    var points: Int

    /// For cells that may be told.
    static let fine = Resolution(stride: 1, points: 24)
    /// For cells of which too few cases are expected to tell them without other traces.
    static let coarse = Resolution(stride: 4, points: 16)
  }

  let common: Common

  /// Logarithms by month of the stop, relative to chance.
  struct Stops {
    var seeing: [Double]
    var blind: [Double]
    /// Nothing to enforce on.
    var structural: Double
  }

  /// Weighs one cell whose silence reaches the report month.
  func ratios(_ cell: Cell, _ resolution: Resolution = .fine) -> Ratios {
    let last = cell.expected.count - common.leastMonths
    // A silence that began early in a short record is a stop all the same: cases came before it.
    let isNever = cell.silentFrom == 0
    let earliest =
      isNever ? SpellEvidence.earliestStop : min(SpellEvidence.earliestStop, last)
    let first = max(earliest, cell.silentFrom)
    var positions =
      first <= last ? Array(stride(from: first, through: last, by: resolution.stride)) : []
    if isNever { positions.append(0) }
    guard !positions.isEmpty else { return Ratios() }
    let stops = stops(cell, before: positions, points: resolution.points)
    var ratios = Ratios()
    let dated = positions.count - (isNever ? 1 : 0)
    if dated > 0 {
      var (seeing, blind) = (LogSum(), LogSum())
      for index in 0..<dated {
        seeing.add(stops.seeing[index])
        blind.add(stops.blind[index])
      }
      // Months before the silence could have been those of a stop as well.
      let share = Double(last - first + 1) / Double(last - earliest + 1)
      let spread = SpecialFunctions.logarithm(Double(dated) / share)
      ratios.stoppedSeeing = seeing.value - spread
      ratios.stoppedBlind = blind.value - spread
    }
    if isNever {
      ratios.neverSeeing = stops.seeing[dated]
      ratios.neverBlind = stops.blind[dated]
      ratios.structural = stops.structural
    }
    return ratios
  }

  /// Weighs a stop before each of these months; a position past the last month is no stop.
  func stops(_ cell: Cell, before positions: [Int], points: Int = 24) -> Stops {
    // No stop can be blind before the last finding of the silence.
    let lastFinding = cell.findings.lastIndex { $0 > 0 } ?? -1
    var normal = LogSum()
    var seeing = [LogSum](repeating: LogSum(), count: positions.count)
    var blind = seeing
    let series = MonthSeries(cell, common)
    let complaints = ComplaintTerm(
      cell.complaints, exponent: common.complaintExponent, isKnown: common.hasComplaints)
    for (logRate, weight) in rates(cell, points: points) {
      let rate = SpecialFunctions.exponential(logRate)
      let base = weight + series.before(rate, logRate) + complaints.value(rate, logRate)
      let tails = series.tails(rate, logRate, from: positions)
      let whole = base + tails.whole
      normal.add(whole)
      for index in positions.indices {
        let chance = tails.chance[index]
        seeing[index].add(whole - chance + tails.seeing[index])
        if positions[index] > lastFinding { blind[index].add(whole - chance) }
      }
    }
    let all = normal.value
    return Stops(
      seeing: seeing.map { $0.value - all },
      blind: blind.map { $0.value - all },
      structural: cell.silentFrom == 0 ? structuralTerm(cell, complaints) - all : -.infinity)
  }

  // Without anything to enforce on, complaints are misfiled ones and findings mistaken ones.
  private func structuralTerm(_ cell: Cell, _ complaints: ComplaintTerm) -> Double {
    var sum = complaints.misfiled
    guard common.hasFindings else { return sum }
    let (kappa, mistaken) = (cell.kappa, 0.01 / Double(cell.findings.count))
    for findings in cell.findings where findings > 0 {
      sum += findings * SpecialFunctions.logarithm(mistaken)
      sum -= SpecialFunctions.logGamma(kappa + findings) - SpecialFunctions.logGamma(kappa)
    }
    return sum
  }

  // Logarithms of rates and of their weights under the law of relative rates, where it matters.
  private func rates(_ cell: Cell, points: Int) -> [(Double, Double)] {
    let (low, shape) = middle(cell, through: cell.expected.count)
    let (high, _) = middle(cell, through: cell.silentFrom)
    let from = low - min(20, max(7 / shape, 4 / shape.squareRoot()))
    let to = high + min(3, 4 / shape.squareRoot())
    let most = StateEvidence.widestStep / max(1, shape + traces(cell)).squareRoot()
    let steps = max(
      points - 1, min(StateEvidence.mostSteps, Int(((to - from) / most).rounded(.up))))
    let step = (to - from) / Double(steps)
    let constant =
      cell.size * SpecialFunctions.logarithm(cell.size) - SpecialFunctions.logGamma(cell.size)
      + SpecialFunctions.logarithm(step)
    return (0...steps).map { index in
      let logRate = from + step * Double(index)
      return (
        logRate,
        constant + cell.size * logRate - cell.size * SpecialFunctions.exponential(logRate)
      )
    }
  }

  // In units of the spread of the law of the logarithm of the rate: the rule of equal steps is then
  // exact to about one in a hundred.
  private static let widestStep = 1.0
  private static let mostSteps = 400

  // What findings and complaints tell of the rate beside the cases, in cases.
  private func traces(_ cell: Cell) -> Double {
    var sum = 0.0
    for findings in cell.findings[cell.silentFrom...] where findings > 0 {
      sum += findings / (1 + findings / cell.kappa)
    }
    let (count, exponent) = (cell.complaints.count, common.complaintExponent)
    return sum + exponent * exponent * count / (1 + count / cell.complaints.size)
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
