import Statistics

/// Two years of cases with heavy-tailed fines and parties from elsewhere.
///
/// Planted: in the second year the same items cost more, and more parties come from elsewhere.
struct ProfitPattern: PatternLaw {
  var items = 40
  /// Planted ratio of fines, second year against first.
  var fineRatio = 1.6
  /// Planted odds ratio of a party from elsewhere, second year against first.
  var outsideRatio = 2.0
  /// Correlation within a unit of parties coming from elsewhere.
  var correlation = 0.03
  /// Standard deviation of the log fine.
  var fineSpread = 0.9
  /// Share of fines about twenty times as high.
  var tailShare = 0.01
  /// Standard deviation of the price level of units.
  var unitSpread = 0.15

  let kind = PatternKind.profit

  private struct City {
    let mix: [Double]
    let outside: [Double]
    let medians: [Double]
  }

  // A unit in one of the two years.
  private struct UnitYear {
    let number: Int
    let year: Int
    let count: Int
    let isAffected: Bool
    let level: Double
    let outside: Double
  }

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("profit")
    let city = City(
      mix: random.dirichlet(count: items, shape: 0.5),
      outside: (0..<items).map { _ in -1.4 + 0.8 * random.normal() },
      medians: frame.medianFines(count: items, center: 8.5, spread: 1.3))
    let isPlanted = frame.planted(count: frame.parameters.units)
    let sizes = frame.sizes()
    let spread = logOddsSpread(correlation: correlation)
    var draw = PatternDraw(
      units: frame.parameters.units, medianFines: city.medians, sizes: sizes)
    draw.planted = PlantedPlace.units(isPlanted, effect: fineRatio)
    for number in sizes.indices {
      let (level, outside) = (unitSpread * random.normal(), spread * random.normal())
      let growth = random.logNormal(spread: 0.15)
      let second = max(3, random.poisson(mean: Double(sizes[number]) * growth))
      for (year, count) in [sizes[number], second].enumerated() {
        let unit = UnitYear(
          number: number, year: year, count: count, isAffected: isPlanted[number] && year == 1,
          level: level, outside: outside)
        draw.cases += cases(of: unit, city, frame, &random)
      }
    }
    return draw
  }

  // The months of a year are those of the frame in two halves.
  private func cases(
    of unit: UnitYear, _ city: City, _ frame: PatternFrame, _ random: inout RandomSource
  ) -> [PatternCase] {
    let half = frame.calendar.months.count / 2
    let fineGap = unit.isAffected ? PortableMath.log(fineRatio) : 0
    let outsideGap = unit.isAffected ? PortableMath.log(outsideRatio) : 0
    let choice = random.ownMix(city.mix, concentration: 30, least: 1e-2)
    return (0..<unit.count).map { party in
      let item = choice.position(&random)
      let month = unit.year * half + random.integer(below: half)
      var single = PatternCase(
        unit: unit.number, item: item, day: frame.calendar.day(in: month, &random),
        // Parties of the two years differ.
        party: 2 * party + unit.year)
      single.isOutside = random.chance(
        logistic(city.outside[item] + unit.outside + outsideGap))
      var level = unit.level + fineGap + fineSpread * random.normal()
      if random.chance(tailShare) { level += 3 + 0.7 * random.normal() }
      single.fineInYuan = roundedFine(city.medians[item] * PortableMath.exp(level))
      return single
    }
  }
}
