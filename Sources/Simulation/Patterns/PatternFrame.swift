import Statistics

/// What every law of a pattern world starts from.
struct PatternFrame {
  let parameters: PatternParameters
  let seed: UInt64
  let calendar: PatternCalendar

  init(_ parameters: PatternParameters, seed: UInt64) {
    self.parameters = parameters
    self.seed = seed
    calendar = PatternCalendar(months: parameters.months)
  }

  /// A stream for one purpose, so that the size of an effect changes nothing but what it touches.
  func source(_ purpose: String) -> RandomSource {
    RandomSource(seed: seed, purpose: "pattern " + purpose)
  }

  /// Whether each of some subjects is planted.
  func planted(count: Int) -> [Bool] {
    var random = source("planted")
    return (0..<count).map { _ in random.chance(parameters.plantedShare) }
  }

  /// Cases of each unit, lognormal about the mean and then Poisson.
  func sizes(spread: Double = 1, least: Int = 5) -> [Int] {
    var random = source("sizes")
    let raw = (0..<parameters.units).map { _ in random.logNormal(spread: spread) }
    let scale = parameters.meanCases * Double(raw.count) / raw.reduce(0, +)
    return raw.map { max(least, random.poisson(mean: $0 * scale)) }
  }

  /// Median fine of each item, in yuan.
  func medianFines(count: Int, center: Double, spread: Double) -> [Double] {
    var random = source("median fines")
    return (0..<count).map { _ in PortableMath.exp(center + spread * random.normal()) }
  }
}

/// What a law makes of a frame.
struct PatternDraw {
  /// Domains of each unit.
  var unitDomains: [Range<Int>]
  /// Domain of each item; domains count from 0 without a gap.
  var itemDomains: [Int]
  /// Typical fine of each item, in yuan.
  var medianFines: [Double]
  /// Regulated parties of each unit in each of its domains.
  var parties: [Int]
  var cases: [PatternCase] = []
  var inspections: [PatternTrial] = []
  var complaints: [PatternTrial] = []
  var planted: [PlantedPlace] = []

  /// A world of one domain.
  init(units: Int, medianFines: [Double], sizes: [Int]) {
    unitDomains = [Range<Int>](repeating: 0..<1, count: units)
    itemDomains = [Int](repeating: 0, count: medianFines.count)
    self.medianFines = medianFines
    parties = sizes.map { max(30, 3 * $0) }
  }
}

/// Where something is planted; units and domains by position.
struct PlantedPlace {
  var unit: Int?
  var domain = 0
  var category = ""
  let effect: Double

  /// A place for each unit that is planted.
  static func units(_ isPlanted: [Bool], category: String = "", effect: Double) -> [PlantedPlace] {
    isPlanted.indices.filter { isPlanted[$0] }
      .map { PlantedPlace(unit: $0, category: category, effect: effect) }
  }
}

/// Working days of the months of a world, which ends with December 2024.
struct PatternCalendar {
  static let lastMonth = Month(2024, 12)
  /// Working days at the end of a month that count as its end.
  static let endDays = 5

  let months: [Month]
  private let workingDays: [[Int]]

  init(months count: Int) {
    months = Month.months(from: Self.lastMonth - (count - 1), through: Self.lastMonth)
    workingDays = months.map { month in
      (month.firstDay.number...month.lastDay.number).filter { !Day(number: $0).isWeekend }
    }
  }

  /// A working day of a month.
  func day(in month: Int, _ random: inout RandomSource) -> Int {
    random.element(of: workingDays[month])
  }

  /// A working day of any month.
  func day(_ random: inout RandomSource) -> Int {
    day(in: random.integer(below: months.count), &random)
  }

  /// A working day at the end of a month, or before.
  func day(in month: Int, atEnd isAtEnd: Bool, _ random: inout RandomSource) -> Int {
    let days = workingDays[month]
    let border = days.count - Self.endDays
    return isAtEnd
      ? days[border + random.integer(below: Self.endDays)] : days[random.integer(below: border)]
  }
}
