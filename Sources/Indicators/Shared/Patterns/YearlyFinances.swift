import Contracts

/// Amounts of the finances table by unit and year.
struct YearlyFinances {
  private struct Key: Hashable {
    let unit: String
    let year: Int
    let kind: String
  }

  private var yearly: [Key: Int] = [:]
  private var monthly: [Key: [Int: Int]] = [:]
  /// Units with any row, sorted.
  let units: [String]

  /// Takes the amounts up to a month; those of later months are not known yet.
  init(_ finances: Tally, through last: Month) {
    var units: Set<String> = []
    for (key, sums) in finances.sums {
      guard let year = Int(key[1]), year <= last.year else { continue }
      if let month = Int(key[2]), year == last.year, month > last.month { continue }
      units.insert(key[0])
      let own = Key(unit: key[0], year: year, kind: key[3])
      if key[2].isEmpty {
        yearly[own] = sums[0]
      } else if let month = Int(key[2]), (1...12).contains(month) {
        monthly[own, default: [:]][month] = sums[0]
      }
    }
    self.units = units.subtracting([""]).sorted()
  }

  /// The amount of a year in fen; months add up only when all twelve are there, else nil.
  func amount(_ kind: String, of unit: String, in year: Int) -> Int? {
    let key = Key(unit: unit, year: year, kind: kind)
    if let amount = yearly[key] { return amount }
    guard let months = monthly[key], months.count == 12 else { return nil }
    return months.values.reduce(0, +)
  }

  /// The largest single amount of a kind in a year, whether of the year or of a month.
  func largest(_ kind: String, of unit: String, in year: Int) -> Int? {
    let key = Key(unit: unit, year: year, kind: kind)
    return ([yearly[key]].compactMap { $0 } + (monthly[key].map { Array($0.values) } ?? [])).max()
  }

  /// Whether any unit has an amount of a kind.
  func has(_ kind: String) -> Bool {
    yearly.keys.contains { $0.kind == kind } || monthly.keys.contains { $0.kind == kind }
  }
}

extension Observation {
  /// The last calendar year that ends by the report month.
  var lastFullYear: Int { month.month == 12 ? month.year : month.year - 1 }
}
