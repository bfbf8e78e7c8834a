import Contracts
import Statistics

/// Settings of the verdicts; each is a parameter of Z04.
struct SilenceSettings: Sendable {
  /// Shortest silence in observed months.
  var months = 12
  /// Expected cases in the silence below which nothing is tested.
  var fewestExpected = 3.0
  /// Complaints and findings in the silence from which it is tested all the same.
  var fewestTraces = 5
  /// Largest mean local false discovery rate of the list.
  var level = 0.10
  /// Posterior of inaction from which a cell is of grade A.
  var gradeA = 0.9
}

/// Gives each silent cell of a level its verdict: a grade, or the reason why there is none.
struct SilenceJudge: Sendable {
  let fit: SilenceFit
  let level: LevelGrid
  let cells: [Cell]
  let settings: SilenceSettings
  /// Cases without a known item, of which a silent cell may have some.
  let unmatched: UnmatchedCases
  /// Positions of the cells that something showed to have something to enforce on.
  let traced: Set<Int>
  private let observation: Observation
  private let held: HeldCases
  private let limits: GradeLimits
  // Cells of the units, who hold what places hold.
  private let unitCells: Range<Int>

  init(
    fit: SilenceFit, level: LevelGrid, observation: Observation, settings: SilenceSettings
  ) {
    unmatched = UnmatchedCases(observation)
    limits = GradeLimits(observation)
    self.observation = observation
    cells = observation.cells
    unitCells = observation.positions(of: level.level.ofUnits)
    self.fit = fit
    self.level = level
    self.settings = settings
    held = HeldCases(of: level.level, cells)
    traced = Set(
      level.position.indices.filter { fit.corroboration.isTraced[$0] }.map { level.position[$0] })
  }

  // Share of a domain's cases with items still held below which its record is of what is gone.
  private static let leastHeld = 0.5
  // Peers' cases below which there is no base rate.
  private static let fewestPeerCases = 0.5

  /// Assessments of the silent cells in the order of the grid, verdicts and q values included.
  func assessments() async -> [CellAssessment] {
    let moved = groupChances { $0.moved }
    let together = groupChances { $0.together }
    let rowOfCell = (0..<fit.grid.rows).flatMap { row in fit.grid.cells(row).map { _ in Int32(row) }
    }
    let last = fit.grid.length - 1
    let isMissing = fit.gaps.map { $0.last == last }
    var result = await Blocks.map(fit.grid.count) { range in
      range.compactMap { cell -> CellAssessment? in
        let months = fit.grid.months[cell]
        let silentFrom = months.position(of: fit.grid.silentFrom[cell])
        let isGap = isMissing[Int(rowOfCell[cell])]
        guard silentFrom < months.count || isGap else { return nil }
        var assessment = assessment(cell, silentFrom)
        assessment.moved = moved[cell]
        assessment.isGroupStop = together[cell] > 0.5
        assessment.verdict = verdict(assessment, cell, isMissing: isGap)
        return assessment
      }
    }
    select(&result, settings)
    for index in result.indices where isDated(result[index]) {
      result[index].change = change(of: place(of: result[index].cell))
    }
    return result
  }

  // Cells of the grid stand in the order of the observation.
  private func place(of position: Int) -> Int {
    var (low, high) = (0, level.position.count)
    while low < high {
      let middle = (low + high) / 2
      if level.position[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // A month of the stop is told where the silence is told.
  private func isDated(_ assessment: CellAssessment) -> Bool {
    assessment.verdict.isFlagged || assessment.ownRecord.map { $0.chance < 0.05 } ?? false
  }

  /// How the list would change at other settings, on the same fit.
  func effect(of setting: String, _ value: Double, on assessments: [CellAssessment])
    -> SettingEffect
  {
    var other = settings
    switch setting {
    case "months": other.months = Int(value)
    case "fewest_expected": other.fewestExpected = value
    default: other.level = value
    }
    let tested = assessments.indices.filter { index in
      assessments[index].verdict.isOpenToSettings
        && assessments[index].monthsSilent >= other.months
        && !isTooSmall(assessments[index], other)
        && traced.contains(assessments[index].cell)
    }
    let rates = tested.map { min(max(1 - assessments[$0].posterior.inaction, 0), 1) }
    let selected = LocalFalseDiscoverySelection(rates: rates, level: other.level).selected
    var effect = SettingEffect(setting, value)
    effect.flagged = selected.count
    effect.added = selected.count { !assessments[tested[$0]].verdict.isFlagged }
    let flagged = assessments.count { $0.verdict.isFlagged }
    effect.removed = flagged - (effect.flagged - effect.added)
    return effect
  }

  // Neither cases expected nor traces of offences in number: silence says nothing.
  private func isTooSmall(_ assessment: CellAssessment, _ settings: SilenceSettings) -> Bool {
    assessment.expected < settings.fewestExpected && !hasTraces(assessment, settings)
  }

  // What led to a case of another domain or item speaks for no inaction.
  private func hasTraces(_ assessment: CellAssessment, _ settings: SilenceSettings) -> Bool {
    let cell = cells[assessment.cell]
    return assessment.complaints + assessment.findings - cell.complaintsWithCase
      - cell.findingsWithCase >= settings.fewestTraces
  }

  private func isJudged(_ assessment: CellAssessment) -> Bool {
    SilenceFlags.isJudged(cells[assessment.cell])
  }

  private func groupChances(_ chance: (GroupStops.Posterior) -> Double) -> [Double] {
    var chances = [Double](repeating: 0, count: fit.grid.count)
    for (cells, posterior) in fit.groups {
      for cell in cells { chances[cell] = chance(posterior) }
    }
    return chances
  }

  private func assessment(_ cell: Int, _ silentFrom: Int) -> CellAssessment {
    let spell = SpellEvidence(
      months: fit.counts.monthly(cell, fit.grid, hasCases: fit.cases[cell] > 0),
      cases: fit.cases[cell],
      lastMonthCases: Double(fit.grid.cases[cell].last?.count ?? 0), silentFrom: silentFrom,
      size: fit.counts.size[cell],
      clumping: Clumping(kappa: fit.counts.kappa[fit.grid.column[cell]]))
    let (numbers, expected) = spell.numbers
    var assessment = CellAssessment(
      cell: level.position[cell], monthsSilent: fit.grid.months[cell].count - silentFrom,
      expected: expected, expectedByPeers: fit.counts.expected[cell], spell: numbers,
      posterior: fit.posteriors[cell], verdict: .notTested)
    assessment.ownRecord = ownRecord(cell, spell)
    let first = fit.grid.silentFrom[cell]
    assessment.complaints = SilenceJudge.count(fit.grid.complaints[cell], from: first)
    assessment.findings = SilenceJudge.count(fit.grid.findings[cell], from: first)
    return assessment
  }

  // A cell against itself alone: what others' silence says of the column does not enter.
  private func ownRecord(_ cell: Int, _ spell: SpellEvidence) -> OwnRecord? {
    guard fit.counts.profiles.endOfColumn[fit.grid.column[cell]] != nil, fit.cases[cell] > 0
    else { return spell.ownRecord }
    var spell = spell
    spell.months = fit.counts.monthly(cell, fit.grid, hasCases: true, goesOn: true)
    return spell.ownRecord
  }

  private static func count(_ events: [MonthCount], from month: Int) -> Int {
    events.reduce(0) { Int($1.month) >= month ? $0 + Int($1.count) : $0 }
  }

  private func verdict(
    _ assessment: CellAssessment, _ cell: Int, isMissing: Bool
  ) -> SilenceVerdict {
    switch cells[assessment.cell].state {
    case .zeroOpen, .zeroExplained: break
    case .exposureUnknown: return isJudged(assessment) ? .verifyExposure : .judgedAtUnit
    default: return .notTested
    }
    if !isJudged(assessment) { return .judgedAtUnit }
    if isMissing { return .verifyDelivery }
    if assessment.monthsSilent < settings.months { return .tooShort }
    if held.share(of: cells[assessment.cell]) < SilenceJudge.leastHeld { return .verifyPower }
    let column = fit.grid.column[cell]
    let end = fit.counts.profiles.end(of: column, without: cell, fit.grid.cases[cell])
    if end != nil { return .itemEnded }
    let hasPeers = fit.counts.peerCount[cell] >= SilenceJudge.fewestPeerCases
    if !hasPeers, fit.cases[cell] == 0, !hasTraces(assessment, settings) { return .noBaseRate }
    if isTooSmall(assessment, settings) { return .tooFewExpected }
    if !traced.contains(assessment.cell) { return .verifyExposure }
    if assessment.moved > 0.5 { return .verifyPower }
    return .withinChance
  }

  // Whether cases without a known item, were they all of this one, would end the silence.
  private func isMatchOpen(_ assessment: CellAssessment) -> Bool {
    let (cell, spell) = (cells[assessment.cell], assessment.spell)
    guard let first = cell.silentFrom else { return false }
    let shape = spell.size + spell.earlier
    let law = NegativeBinomialDistribution(
      mean: shape / (spell.size + spell.before) * spell.since, size: shape)
    return unmatched.mayExplain(cell, from: first, law)
  }

  // Local false discovery rate: the longest list whose mean chance of the null stays in the level.
  private func select(_ assessments: inout [CellAssessment], _ settings: SilenceSettings) {
    let tested = assessments.indices.filter {
      assessments[$0].verdict == .withinChance
    }
    let rates = tested.map { min(max(1 - assessments[$0].posterior.inaction, 0), 1) }
    let selection = LocalFalseDiscoverySelection(rates: rates, level: settings.level)
    for (place, index) in selection.order.enumerated() {
      assessments[tested[index]].qValue = selection.runningMeans[place]
      guard place < selection.count else { continue }
      if isMatchOpen(assessments[tested[index]]) {
        assessments[tested[index]].verdict = .verifyItems
        continue
      }
      let isSure = 1 - rates[index] >= settings.gradeA
      // A power that moved unregistered looks like a group that stopped, and a domain that ended like
      // its last holder: never grade A.
      let isOpen = assessments[tested[index]].isGroupStop || isLast(assessments[tested[index]])
      assessments[tested[index]].verdict =
        isSure && !isOpen && !isLimited(assessments[tested[index]]) ? .gradeA : .gradeB
    }
  }

  // A power that nobody listed may be another's, cases may have had a season that was not delivered, and
  // settlements may stand in inspections that lack.
  private func isLimited(_ assessment: CellAssessment) -> Bool {
    limits.arePowersInferred
      || OwnSeason.isUnseen(at: assessment.cell, in: observation)
      || !limits.unseen(cells[assessment.cell], among: cells[unitCells]).isEmpty
  }

  private func isLast(_ assessment: CellAssessment) -> Bool {
    DomainPeers.areAllSilent(since: assessment.cell, in: observation)
  }

  private func change(of cell: Int) -> ChangeMonth? {
    guard fit.cases[cell] > 0 else { return nil }
    let months = fit.grid.months[cell]
    guard let stop = fit.weigher(leastMonths: settings.months).change(of: cell) else { return nil }
    let first = months.offsets
    func month(_ position: Int) -> Month {
      level.firstMonth + first[min(position, first.count - 1)]
    }
    return ChangeMonth(
      month: month(stop.likeliest), lower: month(stop.lower), upper: month(stop.upper))
  }
}
