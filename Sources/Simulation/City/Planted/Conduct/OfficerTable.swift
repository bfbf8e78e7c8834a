import Statistics

/// The officers, legal reviewers and auxiliaries of each unit, one row a year.
struct OfficerTable {
  let world: World
  private var random: RandomSource

  private struct Person {
    var identity: String
    var role: String
    /// The number among the officers; nil for the others.
    var number: Int?
  }

  init(world: World, seed: UInt64) {
    self.world = world
    random = RandomSource(seed: seed, purpose: "officers")
  }

  /// The identifier of an officer as cases write it.
  static func identity(_ number: Int, of unit: String) -> String {
    "\(unit)-\(padded(number, 2))"
  }

  /// The identifier of an auxiliary.
  static func identity(auxiliary number: Int, of unit: String) -> String { "\(unit)-X\(number)" }

  /// The officer whose certificate ran out: the first with the planned number of cases after it.
  static func expired(in world: World) -> Int? {
    let later = world.cases.filter { own in
      world.units[own.unit].code == ConductPlan.expiredUnit && own.officerNames == nil
        && own.decided > ConductPlan.expiry && own.decided.month <= world.lastMonth
        && own.decided.civil.year == ConductPlan.year
    }
    let unit = world.units.first { $0.code == ConductPlan.expiredUnit }
    return (1...(unit?.officers ?? 1)).first { number in
      later.count { $0.officers.0 == number || $0.officers.1 == number }
        == ConductPlan.expiredCases
    }
  }

  mutating func table() -> TextTable {
    let expired = Self.expired(in: world)
    var rows: [[String]] = []
    for unit in world.units {
      for person in people(of: unit) {
        let hasExpired = unit.code == ConductPlan.expiredUnit && person.number == expired
        let drawn = Day(2025, 1, 31) + random.integer(below: 1_200)
        let validTo = hasExpired && person.number != nil ? ConductPlan.expiry : drawn
        for year in years(of: unit) {
          let hours = random.integer(in: 62...104)
          rows.append([
            person.identity, unit.code, String(year), person.role,
            person.role == "辅助" ? "" : validTo.text,
            String(trainingHours(of: person, in: unit, year) ?? hours),
            isSeconded(person, of: unit, year) ? "是" : "否",
          ])
        }
      }
    }
    return TextTable(
      name: "officers.csv",
      header: ["执法证号", "执法主体代码", "年度", "岗位", "执法证有效期", "培训学时", "借调"], rows: rows)
  }

  private func people(of unit: EnforcementUnit) -> [Person] {
    let officers = (1...unit.officers).map {
      Person(identity: Self.identity($0, of: unit.code), role: "执法", number: $0)
    }
    let reviewers = (0..<unit.legalReviewers).map {
      Person(identity: "\(unit.code)-F\($0 + 1)", role: "法制审核")
    }
    let auxiliaries = (1...max(2, unit.officers / 6)).map {
      Person(identity: Self.identity(auxiliary: $0, of: unit.code), role: "辅助")
    }
    return officers + reviewers + auxiliaries
  }

  private func years(of unit: EnforcementUnit) -> ClosedRange<Int> {
    let last = unit.activeTo?.civil.year ?? world.lastMonth.year
    return max(Plan.start.year, unit.activeFrom.civil.year)...last
  }

  private func trainingHours(
    of person: Person, in unit: EnforcementUnit, _ year: Int
  ) -> Int? {
    guard let number = person.number, year == ConductPlan.year else { return nil }
    if unit.code == ConductPlan.untrainedUnit, ConductPlan.untrainedOfficers.contains(number) {
      return ConductPlan.untrainedHours
    }
    let isJustTrained =
      unit.code == ConductPlan.justTrainedUnit
      && ConductPlan.justTrainedOfficers.contains(number)
    return isJustTrained ? ConductPlan.trainingHours : nil
  }

  private func isSeconded(_ person: Person, of unit: EnforcementUnit, _ year: Int) -> Bool {
    guard let number = person.number, year == ConductPlan.year else { return false }
    return unit.code == ConductPlan.secondedUnit && ConductPlan.secondedOfficers.contains(number)
  }
}
