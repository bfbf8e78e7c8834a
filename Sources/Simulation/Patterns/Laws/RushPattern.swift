/// Decisions on the working days of the months.
///
/// Planted: most of the decisions of a month fall on its last five working days.
struct RushPattern: PatternLaw {
  var items = 10
  /// Share of decisions that the median unit takes in the last five working days.
  var norm = 0.28
  /// Standard deviation of the log odds of that share between units.
  var spread = 0.3
  var plantedShare = 0.60

  let kind = PatternKind.rush

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("rush")
    let mix = random.dirichlet(count: items, shape: 1)
    let medians = frame.medianFines(count: items, center: 8, spread: 0.8)
    let isPlanted = frame.planted(count: frame.parameters.units)
    let sizes = frame.sizes(spread: 0.6)
    var draw = PatternDraw(units: frame.parameters.units, medianFines: medians, sizes: sizes)
    draw.planted = PlantedPlace.units(isPlanted, effect: plantedShare)
    for unit in sizes.indices {
      let choice = random.ownMix(mix, concentration: 30, least: 1e-2)
      let innocent = logistic(logOdds(norm) + spread * random.normal())
      let share = isPlanted[unit] ? plantedShare : innocent
      for party in 0..<sizes[unit] {
        let item = choice.position(&random)
        let month = random.integer(below: frame.calendar.months.count)
        let isAtEnd = random.chance(share)
        var single = PatternCase(
          unit: unit, item: item, day: frame.calendar.day(in: month, atEnd: isAtEnd, &random),
          party: party)
        single.fineInYuan = roundedFine(medians[item] * random.logNormal(spread: 0.5))
        draw.cases.append(single)
      }
    }
    return draw
  }
}
