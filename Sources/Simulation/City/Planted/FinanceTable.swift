import Statistics

/// What units took in by year: about what they decided, beside the tax of their place.
struct FinanceTable {
  let world: World
  private var random: RandomSource

  private static let firstYear = Plan.start.year - 1
  private static let countyTaxInYuan = 30_000_000.0
  private static let townTaxInYuan = 6_000_000.0

  init(world: World, seed: UInt64) {
    self.world = world
    random = RandomSource(seed: seed, purpose: "finances")
  }

  mutating func table() -> TextTable {
    var taxes: [String: Int] = [:]
    for code in Set(world.units.map(\.districtCode)).sorted() {
      for year in years { taxes["\(code)/\(year)"] = tax(of: code, in: year) }
    }
    let income = collected()
    let rows = world.units.indices.flatMap { unit in
      years.filter { exists(unit, in: $0) }.map { year in
        row(
          unit, year, income: income["\(unit)/\(max(year, Plan.start.year))"] ?? (0, 0),
          tax: taxes["\(world.units[unit].districtCode)/\(year)"] ?? 0)
      }
    }
    return TextTable(
      name: "finances.csv",
      header: [
        "执法主体代码", "年度", "罚款收入(元)", "没收收入(元)", "税收收入(元)", "预算数(元)", "任务指标(元)",
      ], rows: rows)
  }

  private var years: ClosedRange<Int> { Self.firstYear...world.lastMonth.year }

  private func exists(_ unit: Int, in year: Int) -> Bool {
    let end = world.units[unit].activeTo?.civil.year ?? year
    return world.units[unit].activeFrom.civil.year <= year && year <= end
  }

  /// What came in of each unit's decisions of each year; a payment that is not stated counts whole.
  private func collected() -> [String: (fines: Int, confiscations: Int)] {
    var sums: [String: (fines: Int, confiscations: Int)] = [:]
    for decided in world.cases where decided.decided.month <= world.lastMonth {
      let key = "\(decided.unit)/\(decided.decided.civil.year)"
      let paid = decided.paidInYuan ?? decided.amountInYuan
      let fine = decided.amountInYuan - (decided.confiscatedInYuan ?? 0)
      var sum = sums[key] ?? (0, 0)
      sum.fines += min(paid, fine)
      sum.confiscations += max(0, paid - fine)
      sums[key] = sum
    }
    return sums
  }

  private mutating func tax(of code: String, in year: Int) -> Int {
    let isTown = code.utf8.count == 9
    let usual = isTown ? Self.townTaxInYuan : Self.countyTaxInYuan * Geography.size(of: code)
    var tax = usual * (1 + 0.03 * Double(year - Self.firstYear))
    tax *= 0.97 + 0.06 * random.uniform()
    let isDependent =
      year == PatternPlan.dependentYear
      && world.units.contains {
        $0.code == PatternPlan.dependentUnit && $0.districtCode == code
      }
    if isDependent { tax *= PatternPlan.remainingTaxShare }
    return Int(tax / 1_000) * 1_000
  }

  private mutating func row(
    _ unit: Int, _ year: Int, income: (fines: Int, confiscations: Int), tax: Int
  ) -> [String] {
    // No export reaches back before the plan; that year is a little below its first.
    let scale = (year < Plan.start.year ? 0.95 : 1) * (0.98 + 0.04 * random.uniform())
    let fines = Int(Double(income.fines) * scale)
    let code = world.units[unit].code
    let hasTarget = code == PatternPlan.targetUnit && year == PatternPlan.targetYear
    let part = isWhole(unit, year) ? tax : tax / 2
    return [
      code, String(year), "\(fines).00", "\(Int(Double(income.confiscations) * scale)).00",
      "\(part).00", "\(fines * 9 / 100_000 * 10_000).00",
      hasTarget ? "\(PatternPlan.targetInYuan).00" : "",
    ]
  }

  // A place that was merged in a year raised tax in one half of it.
  private func isWhole(_ unit: Int, _ year: Int) -> Bool {
    let ends = [world.units[unit].activeFrom - 1, world.units[unit].activeTo].compactMap { $0 }
    return !ends.contains { $0 == Geography.mergerDay - 1 && $0.civil.year == year }
  }
}
