/// Plants visits over the cap, visits of two units, and visits that find and publish nothing.
///
/// New visits go to parties that nobody visited for more than a year, so that no other visit is
/// near, and that were visited before, so that the register stays as it is.
struct VisitPatterns {
  let model: RateModel
  let register: [[String]]
  private(set) var inspections: [Inspection]
  private(set) var cases: [SimulatedCase]
  private(set) var truths: [PlantedTruth] = []
  private var quiet: [Int] = []
  private var added: [Inspection] = []

  private static let quietFrom = Day(2023, 10, 1)
  /// Numbers of added visits begin here.
  private static let firstSerial = 900_001

  /// A visit yet to be placed.
  private struct Visit {
    var unit: String
    var item: Int
    var mode: String
  }

  /// `register` holds the rows of the parties of the world in their order.
  init(world: World, register: [[String]]) {
    model = world.model
    self.register = register
    (inspections, cases) = (world.inspections, world.cases)
    let known = Set(inspections.filter { $0.date < Self.quietFrom }.map(\.party))
    let busy = Set(inspections.filter { $0.date >= Self.quietFrom }.map(\.party))
    quiet = world.parties.indices.filter {
      known.contains($0) && !busy.contains($0) && register[$0][4] < "2023"
    }
  }

  mutating func plant() {
    hideResults()
    plantOverCap()
    plantRepeats()
    plantCleanUnit()
    let numbered = added.enumerated().map { serial, visit in
      var numbered = visit
      numbered.identity = "JC\(visit.date.civil.year)-\(Self.firstSerial + serial)"
      return numbered
    }
    inspections = (inspections + numbered).enumerated()
      .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(\.element)
  }

  // One unit publishes nothing in the year; every other result is published in time.
  private mutating func hideResults() {
    var count = 0
    for position in inspections.indices where inspections[position].mode == "双随机" {
      let visit = inspections[position]
      guard model.units[visit.unit].code == ConductPlan.unpublishedUnit,
        visit.date.civil.year == ConductPlan.year
      else {
        publish(position)
        continue
      }
      inspections[position].published = nil
      count += 1
    }
    state(
      "results_unpublished", "D07", unit: ConductPlan.unpublishedUnit,
      note: "no result of a random visit is published", count)
  }

  // The last export does not know what is published after it.
  private mutating func publish(_ position: Int) {
    let visit = inspections[position]
    let quarter = visit.date.month.quarterEnd
    let day = visit.date + 8
    guard visit.published == nil, quarter < model.lastMonth || day <= quarter.lastDay else {
      return
    }
    inspections[position].published = min(day, quarter.lastDay)
  }

  private mutating func plantOverCap() {
    guard let item = item(ConductPlan.overCapUnit, domain: ConductPlan.overCapDomain) else {
      return
    }
    let parties = take(ConductPlan.overCapParties + 2) { row in
      row[1] == ConductPlan.overCapDistrict && row[2] == ConductPlan.overCapDomain
    }
    let months = Month.months(from: Month(2024, 1), through: Month(2024, 12))
    for (place, party) in parties.prefix(ConductPlan.overCapParties + 1).enumerated() {
      let isLed = place == ConductPlan.overCapParties
      for month in months {
        let days = Holidays.workingDays(of: month)
        let mode = isLed ? "投诉核查" : "日常"
        add(
          Visit(unit: ConductPlan.overCapUnit, item: item, mode: mode), party,
          days[(place * 2 + 1) % days.count])
      }
    }
    let capped = parties.prefix(ConductPlan.overCapParties)
    let over = capped.reduce(0) { $0 + 12 - cap(of: $1) }
    state(
      "over_cap", "D01", unit: ConductPlan.overCapUnit,
      note: "\(capped.count) parties visited 12 times each, \(over) visits over the caps",
      capped.count)
    state(
      "innocent_complaint_visits", "D01", unit: ConductPlan.overCapUnit,
      note: "one party, 12 visits led by complaints", 12)
    plantJointVisits(parties.dropFirst(ConductPlan.overCapParties + 1), item: item)
  }

  // As many joint visits as the cap allows; each is two rows.
  private mutating func plantJointVisits(_ parties: ArraySlice<Int>, item: Int) {
    for party in parties {
      let visits = cap(of: party)
      for number in 0..<visits {
        let day = Holidays.workingDays(of: Month(2024, 2 + 2 * number))[4]
        for unit in [ConductPlan.overCapUnit, ConductPlan.jointUnit] {
          add(Visit(unit: unit, item: item, mode: "联合"), party, day)
        }
      }
      state(
        "innocent_joint_visits", "D01", unit: ConductPlan.overCapUnit,
        note: "one party, \(visits) days with \(ConductPlan.jointUnit), which is its cap",
        visits * 2)
    }
  }

  private mutating func plantRepeats() {
    let units = ConductPlan.repeatUnits
    guard let first = item(units.first), let second = item(units.second) else { return }
    let domains = [first, second].map { Domain.all[model.items[$0].domain].name }
    let days = ConductPlan.repeatDays
    let parties = take(days.count + 2) { !domains.contains($0[2]) }
    for (place, party) in parties.enumerated() {
      let day = Day(2024, 1 + place, 4 + place)
      let isJoint = place == days.count
      let mode = isJoint ? "联合" : "日常"
      let distance = place < days.count ? days[place] : isJoint ? 0 : 31
      add(Visit(unit: units.first, item: first, mode: mode), party, day)
      add(Visit(unit: units.second, item: second, mode: mode), party, day + distance)
    }
    state(
      "repeated_visits", "D02", unit: units.second,
      note: "3 to 30 days after a visit of \(units.first)", days.count)
    state(
      "innocent_joint_day", "D02", unit: units.second,
      note: "one joint visit with \(units.first) on the same day", 1)
    state(
      "innocent_day_31", "D02", unit: units.second,
      note: "one visit 31 days after \(units.first)", 1)
  }

  // No visit of the unit finds a problem; its cases come from above instead. Its visits name no
  // item, so that nobody's share of visits with problems is compared with theirs.
  private mutating func plantCleanUnit() {
    let unit = ConductPlan.cleanUnit
    guard let item = item(unit, domain: ConductPlan.cleanDomain) else { return }
    var led: Set<String> = []
    for position in inspections.indices {
      let visit = inspections[position]
      guard model.units[visit.unit].code == unit, visit.date.month >= ConductPlan.cleanFrom
      else { continue }
      led.insert(visit.identity)
      (inspections[position].result, inspections[position].caseNumber) = ("未发现问题", "")
      inspections[position].namesItem = false
    }
    for position in cases.indices where led.contains(cases[position].sourceReference) {
      (cases[position].source, cases[position].sourceReference) = ("上级交办", "")
    }
    let parties = take(ConductPlan.cleanVisits) { $0[2] != ConductPlan.cleanDomain }
    let months = Month.months(
      from: ConductPlan.window.lowerBound, through: ConductPlan.window.upperBound)
    let days = months.flatMap { Holidays.workingDays(of: $0) }
    for (place, party) in parties.enumerated() {
      let mode = place % 5 < 2 ? "双随机" : "日常"
      add(Visit(unit: unit, item: item, mode: mode), party, days[place % days.count])
      added[added.count - 1].namesItem = false
    }
    let count = (inspections + added).count {
      model.units[$0.unit].code == unit && $0.date.civil.year == ConductPlan.year
    }
    state("no_problem_found", "D03", unit: unit, note: "no visit found a problem", count)
  }

  private func cap(of party: Int) -> Int {
    ConductPlan.caps.first { $0.risk == register[party][3] }?.visits ?? 0
  }

  private mutating func take(_ count: Int, where fits: ([String]) -> Bool) -> [Int] {
    let taken = Array(quiet.filter { fits(register[$0]) }.prefix(count))
    quiet.removeAll { taken.contains($0) }
    return taken
  }

  private func unit(_ code: String) -> Int { model.units.firstIndex { $0.code == code } ?? 0 }

  /// The first used item that a unit may enforce throughout the year, of a domain where one is named.
  private func item(_ code: String, domain: String? = nil) -> Int? {
    let powers = model.authorities.filter { power in
      model.units[power.unit].code == code
        && (domain.map { Domain.all[power.domain].name == $0 } ?? true)
    }
    return powers.lazy.compactMap { power in
      power.item
        ?? model.items.indices.first {
          model.items[$0].domain == power.domain && model.items[$0].weight > 0
            && model.items[$0].validTo == nil && model.items[$0].code != Plan.newItem
        }
    }.first
  }

  private mutating func add(_ plan: Visit, _ party: Int, _ date: Day) {
    var visit = Inspection(
      unit: unit(plan.unit), item: plan.item, party: party, date: date, mode: plan.mode,
      isOffsite: false, result: "未发现问题")
    if plan.mode == "双随机" {
      visit.published = min(date + 8, date.month.quarterEnd.lastDay)
    }
    added.append(visit)
  }

  private mutating func state(
    _ kind: String, _ rule: String, unit code: String, note: String, _ records: Int
  ) {
    truths.append(
      PlantedTruth(
        kind: kind, unitCode: code, districtCode: model.units[unit(code)].districtCode,
        from: PatternPlan.window.lowerBound.text, through: PatternPlan.window.upperBound.text,
        note: note, rule: rule, records: records))
  }
}
