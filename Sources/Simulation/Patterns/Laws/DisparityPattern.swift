import Statistics

/// Units that fine one category of parties more often or higher than the other, item by item.
///
/// Of units where it is planted four in five treat enterprises worse, the others better.
struct DisparityPattern: PatternLaw {
  var items = 40
  /// Share of enterprises among the parties.
  var categoryShare = 0.35
  /// Planted log odds ratio of a fine, enterprises against individuals.
  var severity = 0.0
  /// Planted ratio of fines.
  var fineRatio = 1.0
  /// Standard deviation of the log odds ratio between units without anything planted.
  var unitSpread = 0.0
  /// How much more enterprises there are where an item is severe anyway.
  var simpson = 0.0
  /// How much graver the cases of enterprises are.
  var gravityGap = 0.0
  var isGravitySeen = true
  /// Standard deviation of the log fine.
  var fineSpread = 0.5
  /// Share of fines about twenty times as high.
  var tailShare = 0.0
  /// Whether every case is fined, so that only the amounts can differ.
  var isEachFined = false

  var kind: PatternKind { isEachFined ? .fines : .severity }

  private struct Item {
    let severity: Double
    let categoryChance: Double
  }

  private struct Unit {
    let number: Int
    let level: Double
    let severityGap: Double
    let fineGap: Double
  }

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("disparity")
    let mix = random.dirichlet(count: items, shape: 0.5)
    let traits = (0..<items).map { _ in item(&random) }
    let medians = frame.medianFines(count: items, center: 9, spread: 1)
    let isPlanted = frame.planted(count: frame.parameters.units)
    let sizes = frame.sizes()
    var draw = PatternDraw(units: frame.parameters.units, medianFines: medians, sizes: sizes)
    for number in sizes.indices {
      let unit = unit(number, isPlanted: isPlanted[number], &random)
      if isPlanted[number] { draw.planted.append(place(unit)) }
      let choice = random.ownMix(mix, concentration: 30, least: 1e-2)
      for party in 0..<sizes[number] {
        let item = choice.position(&random)
        var single = PatternCase(
          unit: number, item: item, day: frame.calendar.day(&random), party: party)
        decide(&single, unit, traits[item], medians[item], &random)
        draw.cases.append(single)
      }
    }
    return draw
  }

  private func item(_ random: inout RandomSource) -> Item {
    let severity = -1 + 1.2 * random.normal()
    let odds = logOdds(categoryShare) + simpson * severity + 0.4 * random.normal()
    return Item(severity: severity, categoryChance: logistic(odds))
  }

  private func unit(_ number: Int, isPlanted: Bool, _ random: inout RandomSource) -> Unit {
    let (level, own) = (0.5 * random.normal(), unitSpread * random.normal())
    let sign = random.chance(0.8) ? 1.0 : -1.0
    return Unit(
      number: number, level: level, severityGap: own + (isPlanted ? sign * severity : 0),
      fineGap: isPlanted ? sign * PortableMath.log(fineRatio) : 0)
  }

  private func place(_ unit: Unit) -> PlantedPlace {
    let gap = isEachFined ? unit.fineGap : unit.severityGap
    return PlantedPlace(unit: unit.number, category: "enterprise", effect: PortableMath.exp(gap))
  }

  private func decide(
    _ single: inout PatternCase, _ unit: Unit, _ item: Item, _ median: Double,
    _ random: inout RandomSource
  ) {
    single.isEnterprise = random.chance(item.categoryChance)
    let category = single.isEnterprise ? 1.0 : 0.0
    let gravity = random.normal() + gravityGap * category
    let grade = gravity > 1.2 ? 2 : gravity > 0.2 ? 1 : 0
    single.grade = isGravitySeen ? grade : nil
    let odds = item.severity + unit.level + 0.9 * Double(grade) + unit.severityGap * category
    let isSevere = random.chance(logistic(odds))
    var level = 0.3 * unit.level + 0.5 * Double(grade) + unit.fineGap * category
    level += fineSpread * random.normal()
    if random.chance(tailShare) { level += 3 + 0.7 * random.normal() }
    single.isFined = isSevere || isEachFined
    single.fineInYuan = single.isFined ? roundedFine(median * PortableMath.exp(level)) : 0
  }
}
