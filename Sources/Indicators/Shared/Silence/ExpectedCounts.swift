import Contracts
import Statistics

/// What peers let one expect of every cell of a grid, and how much that may vary.
struct ExpectedCounts: Sendable {
  /// Expected cases in the observed months of a cell, by peers alone.
  var expected: [Double]
  /// Size of the negative binomial of a cell: spread between cells and scarcity of peers' cases.
  var size: [Double]
  /// Expected complaints of a cell; nil where there are none to learn from.
  var complaints: [Double]?
  /// 1 ÷ size that the scarcity of peers' complaints adds to each cell.
  var addedInverseComplaintSize: [Double] = []
  /// How cases fall on months.
  var profiles: MonthProfiles
  /// How cases gather in months.
  var clumping: Clumping
  /// Shape of the monthly factor of a column: clumping, and what is not known of its profile.
  var kappa: [Double] = []
  /// Weighted cases of peers in the column of a cell.
  var peerCount: [Double]
  /// What a later round starts from.
  private(set) var start: Start
  /// Parameters that were found, for the method annex.
  var parameters: Parameters

  /// The fits of cases and complaints, from which a later round starts.
  struct Start: Sendable {
    var cases: RateFit.Start
    var complaints: RateFit.Start?
  }

  /// Parameters of one fit.
  struct Parameters: Sendable, Hashable {
    var size = 1.0
    var complaintSize = 1.0
    var partiesExponent = 0.0
    var traceExponents: [Double] = []
    var columnWeight = 0.3
    var complaintExponent = 0.0
    var kappa = 1.0
    var profileConcentration = 12.0
    var rounds = 0
    var lastChange = 0.0
  }

  /// Fits the grid on the cells that may teach.
  init(_ grid: CellGrid, isUsed: [Bool], after previous: Start? = nil) async {
    let pairs = MonthPairs(grid)
    clumping = pairs.clumping
    profiles = MonthProfiles(grid, isUsed: isUsed, pairs)
    let time = ExpectedCounts.time(grid, profiles)
    let cases = grid.totals(grid.cases)
    let reports = grid.totals(grid.complaints)
    let fitter = RateFitter(
      grid: grid, counts: cases, time: time, isUsed: isUsed, inflation: pairs.inflation,
      traces: [grid.totals(grid.findings), reports].filter { $0.contains { $0 > 0 } })
    let other = RateFitter(
      grid: grid, counts: reports, time: time, isUsed: isUsed,
      inflation: [Double](repeating: 1, count: grid.columns))
    let hasComplaints = reports.contains { $0 > 0 }
    async let casesFit = fitter.best(after: previous?.cases)
    async let complaintFit = hasComplaints ? other.best(after: previous?.complaints) : nil
    let (fit, complaintsFit) = await (casesFit, complaintFit)
    start = Start(cases: fit.start, complaints: complaintsFit?.start)
    parameters = Parameters()
    parameters.traceExponents = fit.prior.exponents
    parameters.columnWeight = fit.prior.weight
    parameters.partiesExponent = fit.partiesExponent
    parameters.rounds = fit.rounds
    parameters.lastChange = fit.lastChange
    peerCount = fit.peerCount
    expected = fit.expected
    if let complaintsFit {
      complaints = complaintsFit.expected
      addedInverseComplaintSize = complaintsFit.addedInverseSize
      parameters.rounds += complaintsFit.rounds
    }
    size = fit.addedInverseSize.map { 1 / (1 / fit.size + $0) }
    parameters.size = fit.size
    parameters.kappa = clumping.kappa
    parameters.profileConcentration = pairs.profileConcentration
    kappa = profiles.information.map {
      1 / (1 / pairs.clumping.kappa + Double(grid.length) / $0)
    }
    guard let complaints else { return }
    let link = ComplaintLink(
      cases: cases, expected: expected, size: size, kappa: parameters.kappa,
      months: grid.length, complaints: reports, expectedComplaints: complaints,
      added: addedInverseComplaintSize, isUsed: isUsed
    ).likeliest()
    parameters.complaintExponent = link.exponent
    parameters.complaintSize = link.size
  }

  // Share of the column's whole expectation that falls in the observed months of a cell, and in what
  // its holder may do.
  private static func time(_ grid: CellGrid, _ profiles: MonthProfiles) -> [Double] {
    let length = grid.length
    return (0..<grid.count).map { cell in
      let (months, powers) = (grid.months[cell], grid.powerShares[cell])
      guard months.count < length || powers != nil else { return 1 }
      let base = grid.column[cell] * length
      return months.offsets.reduce(0) {
        $0 + profiles.shares[base + $1] * (powers?[$1] ?? 1)
      }
    }
  }

  /// Expected cases of a cell in each of its observed months, or those had its column gone on.
  ///
  /// Peers tell of as many parties as there are in the last month. Months that had more had as many
  /// times the cases: what a cell did with two hundred parties is no measure of what it does with ten.
  func monthly(_ cell: Int, _ grid: CellGrid, hasCases: Bool, goesOn: Bool = false) -> [Double] {
    let column = grid.column[cell]
    let offsets = grid.months[cell].offsets
    var months = [Double](repeating: 0, count: offsets.count)
    var sum = 0.0
    if hasCases {
      let profile = profiles.profile(
        column, without: cell, grid.cases[cell], goesOn: goesOn)
      for (index, month) in offsets.enumerated() { months[index] = profile[month] }
    } else {
      let base = column * grid.length
      for (index, month) in offsets.enumerated() { months[index] = profiles.shares[base + month] }
    }
    if let powers = grid.powerShares[cell] {
      for (index, month) in offsets.enumerated() { months[index] *= powers[month] }
    }
    for share in months { sum += share }
    guard sum > 0 else { return months }
    let scale = expected[cell] / sum
    for index in months.indices { months[index] *= scale }
    if let ratios = grid.partyRatios[cell] {
      for (index, month) in offsets.enumerated() { months[index] *= ratios[month] }
    }
    return months
  }
}
