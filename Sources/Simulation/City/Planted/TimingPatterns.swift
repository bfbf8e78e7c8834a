import Statistics

/// Moves the days of cases: a rush at the end of months, a burst, and a campaign of all units.
///
/// No case changes its unit, item or year, so that silences stay as they are.
struct TimingPatterns {
  let model: RateModel
  private(set) var cases: [SimulatedCase]
  private let seed: UInt64

  init(model: RateModel, cases: [SimulatedCase], seed: UInt64) {
    self.model = model
    self.cases = cases
    self.seed = seed
  }

  /// The item of the burst: the one that its unit decides most of in the window.
  static func burstItem(of cases: [SimulatedCase], in model: RateModel) -> Int? {
    var counts = Array(repeating: 0, count: model.items.count)
    for own in cases where model.isInWindow(own, of: PatternPlan.burstUnit) {
      counts[own.item] += 1
    }
    return counts.indices.max { (counts[$0], $1) < (counts[$1], $0) }
  }

  mutating func plant() {
    plantRush()
    plantBurst()
    plantCampaign()
  }

  private mutating func plantRush() {
    var random = RandomSource(seed: seed, purpose: "pattern rush")
    let own = cases.indices.filter { model.isInWindow(cases[$0], of: PatternPlan.rushUnit) }
    var early: [Int] = []
    for position in own {
      let last = Holidays.lastWorkingDays(PatternPlan.rushDays, of: cases[position].decided.month)
      if let first = last.first, cases[position].decided < first { early.append(position) }
    }
    let wanted = Int((PatternPlan.rushShare * Double(own.count)).rounded())
    let missing = max(0, wanted - (own.count - early.count))
    for position in random.shuffled(early).prefix(missing) {
      let day = random.element(
        of: Holidays.lastWorkingDays(PatternPlan.rushDays, of: cases[position].decided.month))
      // An ordinary case is only decided later; a summary one is over on the day of its discovery.
      if cases[position].isSummary {
        move(position, to: day)
      } else {
        cases[position].decided = day
      }
    }
  }

  private mutating func plantBurst() {
    var random = RandomSource(seed: seed, purpose: "pattern burst")
    guard let item = Self.burstItem(of: cases, in: model) else { return }
    let burst = PatternPlan.burstMonth
    let own = random.shuffled(
      cases.indices.filter {
        cases[$0].item == item && model.isInWindow(cases[$0], of: PatternPlan.burstUnit)
      })
    let later = own.filter { cases[$0].decided.month > burst && isMovable(cases[$0]) }
      .dropFirst(PatternPlan.casesAfterBurst)
    let earlier = own.filter { cases[$0].decided.month < burst && isMovable(cases[$0]) }
    var missing = own.count / 2 - own.count { cases[$0].decided.month == burst }
    let before = Month.months(from: PatternPlan.window.lowerBound, through: burst - 1)
    for position in later {
      let month = missing > 0 ? burst : random.element(of: before)
      if move(position, to: random.element(of: Holidays.workingDays(of: month))), month == burst {
        missing -= 1
      }
    }
    for position in earlier where missing > 0 {
      let day = random.element(of: Holidays.workingDays(of: burst))
      if move(position, to: day) { missing -= 1 }
    }
  }

  // Every unit of the domain decides a quarter of its year, three times the usual, in one month.
  private mutating func plantCampaign() {
    var random = RandomSource(seed: seed, purpose: "pattern campaign")
    let domain = Domain.position(of: PatternPlan.campaignDomain)
    let days = Holidays.workingDays(of: PatternPlan.campaignMonth)
    for unit in model.units {
      let own = cases.indices.filter {
        model.items[cases[$0].item].domain == domain && model.isInWindow(cases[$0], of: unit.code)
      }
      let present = own.count { cases[$0].decided.month == PatternPlan.campaignMonth }
      var missing = Int((Double(own.count) / 4).rounded()) - present
      for position in random.shuffled(own) where missing > 0 {
        let isElsewhere = cases[position].decided.month != PatternPlan.campaignMonth
        guard isElsewhere, isMovable(cases[position]) else { continue }
        if move(position, to: random.element(of: days)) { missing -= 1 }
      }
    }
  }

  // An export has shown a pending case in the month of its filing, which must stay.
  private func isMovable(_ candidate: SimulatedCase) -> Bool { !candidate.isReportedWhilePending }

  /// Moves a case with its whole course; false where its number would name another year.
  @discardableResult
  private mutating func move(_ position: Int, to day: Day) -> Bool {
    var moved = cases[position]
    let shift = day.number - moved.decided.number
    let filed = moved.filed + shift
    if filed.civil.year == moved.filed.civil.year {
      moved.filed = filed
    } else if moved.isSummary || moved.filed > day {
      return false
    }
    moved.found = min(moved.found + shift, moved.filed)
    moved.reviewDate = moved.reviewDate.map { max(moved.filed, $0 + shift) }
    moved.decided = day
    cases[position] = moved
    return true
  }
}

extension RateModel {
  /// Whether a unit decided a case in the window of the planted patterns.
  func isInWindow(_ candidate: SimulatedCase, of unit: String) -> Bool {
    units[candidate.unit].code == unit
      && PatternPlan.window.contains(candidate.decided.month)
  }
}
