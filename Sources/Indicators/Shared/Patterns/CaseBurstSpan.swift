import Contracts
import Statistics

/// A tested cell with its strongest window.
struct JudgedBurst {
  let monthly: MonthlyCell
  let result: BurstResult
  let window: TemporalScan
  var finding: PatternFinding
  /// Cases by observing cell and month of the other cells of the same season.
  let peerRates: [Double?]

  /// Positions of the months of the window.
  var months: Range<Int> { window.start..<(window.start + window.length) }

  /// Share of the cases that lie in the window.
  var share: Double { Double(window.observed) / Double(result.cases) }

  /// The peers' cases by month in the window as a multiple of theirs in all months; nil without.
  var peerRatio: Double? {
    let all = peerRates.compactMap(\.self)
    let inside = months.compactMap { peerRates[$0] }
    guard !inside.isEmpty else { return nil }
    let usual = all.reduce(0, +) / Double(all.count)
    return usual > 0 ? inside.reduce(0, +) / Double(inside.count) / usual : nil
  }
}

/// What is said of one cell.
struct BurstAnswer {
  let unit: String
  let domain: String
  var outcome: SubjectOutcome
  var burst: JudgedBurst?
}

/// The months that S12 looks at, and the cells in them.
struct CaseBurstSpan {
  let observation: Observation
  let months: ClosedRange<Month>
  private let settings: IndicatorSettings
  private let peers: Peers
  private let unsent: Set<String>

  init(_ observation: Observation, months: ClosedRange<Month>, _ settings: IndicatorSettings) {
    self.observation = observation
    self.months = months
    self.settings = settings
    peers = Peers(observation)
    unsent = MissingMonths(observation, in: months).unitsMostlyMissing
  }

  private func count(_ key: String) -> Int { settings.count(key, of: CaseBursts.page) }

  private func value(_ key: String) -> Double { settings.value(key, of: CaseBursts.page) }

  /// Number of months.
  var length: Int { months.upperBound.index - months.lowerBound.index + 1 }

  /// Answers for all cells of a level with a case, in their order.
  func answers(_ level: CellLevel) async -> [BurstAnswer] {
    var answers: [BurstAnswer] = []
    var sound: [(place: Int, cell: MonthlyCell)] = []
    for index in observation.positions(of: level) {
      let cell = observation.cells[index]
      guard !cell.domain.isEmpty, !cell.history.cases.isEmpty else { continue }
      let monthly = MonthlyCell(
        cell, level: peers.group(of: cell.unitCode), months: months,
        first: observation.firstMonth)
      guard monthly.total > 0 else { continue }
      let reason = reasonAgainst(monthly)
      if reason == nil { sound.append((answers.count, monthly)) }
      answers.append(
        BurstAnswer(
          unit: cell.unitCode, domain: cell.domain, outcome: reason ?? .notApplicable))
    }
    let seasons = Dictionary(grouping: sound, by: \.cell.season)
      .filter { $0.value.count >= count("units") }
    let levels = Set(seasons.keys.map { $0[0] }).sorted()
    for unitLevel in levels {
      let groups = seasons.filter { $0.key[0] == unitLevel }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
      await judge(groups, &answers)
    }
    return answers
  }

  /// Why a cell is not tested; nil where it may be.
  private func reasonAgainst(_ monthly: MonthlyCell) -> SubjectOutcome? {
    if monthly.total < count("cases") {
      return unsent.contains(monthly.cell.unitCode) ? .notComputable : .notApplicable
    }
    return monthly.observedMonths < count("fewest_months") ? .notComputable : nil
  }

  /// Tests the cells of one level of units, each group of one season.
  private func judge(
    _ groups: [[(place: Int, cell: MonthlyCell)]], _ answers: inout [BurstAnswer]
  ) async {
    let members = groups.joined()
    let cells = groups.enumerated().flatMap { number, group in
      group.map { $0.cell.tested(group: number) }
    }
    let sums = groups.flatMap { group in
      var sum = MonthlySum(months: length)
      for member in group { sum.add(member.cell) }
      return group.map { _ in sum }
    }
    let test = await BurstTest(
      cells: cells, longest: count("longest"), singleBelow: count("single"),
      settings: SimulatedTests.simulation(of: CaseBursts.page, settings))
    let tested = zip(zip(members, sums), test.results).compactMap { known, result in
      result.map { (place: known.0.place, cell: known.0.cell, sum: known.1, result: $0) }
    }
    let findings = tested.map { finding($0.cell.cell, $0.result) }.adjusted { _ in "" }
    for (one, finding) in zip(tested, findings) {
      answers[one.place].outcome = .passed
      guard let window = one.result.window else { continue }
      let burst = JudgedBurst(
        monthly: one.cell, result: one.result, window: window, finding: finding,
        peerRates: one.sum.rates(without: one.cell))
      answers[one.place].burst = burst
      if isFlagged(burst) { answers[one.place].outcome = .flagged }
    }
  }

  private func finding(_ cell: Cell, _ result: BurstResult) -> PatternFinding {
    let expected = result.window?.expected ?? 0
    let observed = result.window?.observed ?? 0
    var finding = PatternFinding(
      cell.unitCode, effect: expected > 0 ? Double(observed) / expected : 1,
      pValue: result.pValue)
    (finding.domain, finding.itemCode) = (cell.domain, cell.itemCode)
    guard expected > 0 else { return finding }
    let share = WilsonInterval(successes: observed, trials: result.cases, confidence: 0.95)
    let scale = Double(result.cases) / expected
    (finding.lower, finding.upper) = (share.lower * scale, share.upper * scale)
    (finding.observed, finding.expected) = (observed, expected)
    return finding
  }

  private func isFlagged(_ burst: JudgedBurst) -> Bool {
    burst.finding.qValue <= value("q") && burst.share >= value("share")
      && burst.months.upperBound > length - count("recent")
  }
}
