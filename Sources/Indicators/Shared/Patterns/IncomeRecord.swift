import Contracts
import Statistics

/// Income of a unit from fines, confiscations and taxes in the last full year and three before.
struct IncomeRecord {
  /// One year for which fines and taxes are given.
  struct Year: Hashable {
    let year: Int
    let money: Double
    let tax: Double
    var share: Double { money / (money + tax) }
  }

  let unit: String
  /// Years in order; the last is not always the last full year.
  let years: [Year]
  /// Targets that are stated, in order of the years.
  let targets: [(year: Int, amount: Int)]
  /// Whether confiscations are given for all years, and count.
  let countsConfiscation: Bool
  private let lastYear: Int

  // Difference of shares below which they do not differ in words.
  private static let level = 0.005

  init(_ unit: String, _ finances: YearlyFinances, _ observation: Observation) {
    self.unit = unit
    let last = observation.lastFullYear
    lastYear = last
    let span = Array((last - 3)...last)
    let known = span.filter {
      finances.amount("fine_income", of: unit, in: $0) != nil
        && finances.amount("tax_income", of: unit, in: $0) != nil
    }
    let counts = known.allSatisfy {
      finances.amount("confiscation_income", of: unit, in: $0) != nil
    }
    countsConfiscation = counts
    years = known.compactMap { year in
      let fines = finances.amount("fine_income", of: unit, in: year) ?? 0
      let confiscated =
        counts ? finances.amount("confiscation_income", of: unit, in: year) ?? 0 : 0
      let tax = finances.amount("tax_income", of: unit, in: year) ?? 0
      let money = Double(fines) + Double(confiscated)
      // Of a unit without tax income all would be fines.
      return money >= 0 && tax > 0 ? Year(year: year, money: money, tax: Double(tax)) : nil
    }
    targets = Array((last - 3)...max(last, observation.month.year)).compactMap { year in
      finances.largest("revenue_target", of: unit, in: year).map { (year: year, amount: $0) }
    }
  }

  /// Share of the last full year; nil where its amounts are not given.
  var share: Double? { years.last.flatMap { $0.year == lastYear ? $0.share : nil } }

  /// Years before the last full year; of a unit with fines or confiscations in that one, from the first
  /// on that has any: who began to enforce, often with new powers, has no past to exceed.
  var earlier: [Year] {
    let isEnforcing = (share ?? 0) > 0
    return Array(years.filter { $0.year < lastYear }.drop { isEnforcing && $0.money == 0 })
  }

  /// Whether taxes of two years differ so widely that one of them is in another unit of money.
  var isOfTwoUnits: Bool {
    let taxes = years.map(\.tax).filter { $0 > 0 }
    guard let least = taxes.min(), let most = taxes.max() else { return false }
    return most >= MoneyUnits.factor * least
  }

  /// Mean share of the earlier years.
  var meanBefore: Double? {
    let shares = earlier.map(\.share)
    return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  /// Mean share of all years; 0 without one.
  var mean: Double { years.map(\.share).reduce(0, +) / Double(max(years.count, 1)) }

  /// What an amount did against its mean of the earlier years, which is not 0 where the share rose.
  func moved(_ amount: (Year) -> Double) -> Phrase {
    let before = earlier.map(amount).reduce(0, +) / Double(max(earlier.count, 1))
    let now = years.last.map(amount) ?? 0
    let change = Figures.percent(now / before - 1)
    let (size, isFall) = change.hasPrefix("-") ? (change.dropFirst(), true) : (change[...], false)
    return Phrase("变动\(change)", "\(isFall ? "fell" : "rose") by \(size)")
  }

  /// How the shares moved, in words.
  var trend: Phrase {
    let shares = years.map(\.share)
    guard shares.count > 1, let least = shares.min(), let most = shares.max() else {
      return Phrase("只有一年", "one year only")
    }
    if most - least < IncomeRecord.level { return Phrase("各年基本持平", "about level") }
    let steps = zip(shares, shares.dropFirst())
    if steps.allSatisfy({ $0 <= $1 }) { return Phrase("逐年上升或持平", "rising or level each year") }
    if steps.allSatisfy({ $0 >= $1 }) { return Phrase("逐年下降或持平", "falling or level each year") }
    return Phrase("有升有降", "up and down")
  }

  /// The shares as a line over the years.
  var points: [ChartPoint] {
    years.map { year in
      var point = ChartPoint("timeline", unit: unit, x: String(year.year))
      point.y = year.share
      return point
    }
  }

  /// Median over units of the change of the share against the mean before; nil without a unit.
  static func medianRise(_ records: [IncomeRecord]) -> Double? {
    let rises = records.compactMap { record in
      record.share.flatMap { share in record.meanBefore.map { share - $0 } }
    }
    return rises.count > 1 ? SampleQuantile.value(of: rises, at: 0.5) : nil
  }
}
