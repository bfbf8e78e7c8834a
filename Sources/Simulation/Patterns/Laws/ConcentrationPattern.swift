import Statistics

/// Cases spread over the regulated parties of a unit, of which some have more than others.
///
/// Planted: one party has a share of the unit's cases on top.
struct ConcentrationPattern: PatternLaw {
  /// How parties differ.
  enum Sizes {
    /// By a gamma law of this shape.
    case gamma(shape: Double)
    /// By a lognormal law of this standard deviation of the logarithm.
    case logNormal(spread: Double)
  }

  var domains = 15
  var parties = 400.0
  var sizes = Sizes.gamma(shape: 0.6)
  var topShare = 0.08

  let kind = PatternKind.concentration

  private static let leastParties = 30

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("concentration")
    let factors = (0..<domains).map { _ in random.logNormal(spread: 0.3) }
    let medians = frame.medianFines(count: domains, center: 8, spread: 0.8)
    let isPlanted = frame.planted(count: frame.parameters.units)
    let cases = frame.sizes()
    var draw = PatternDraw(units: frame.parameters.units, medianFines: medians, sizes: cases)
    draw.itemDomains = Array(0..<domains)
    draw.planted = PlantedPlace.units(isPlanted, effect: topShare)
    for unit in cases.indices {
      let domain = random.integer(below: domains)
      draw.unitDomains[unit] = domain..<(domain + 1)
      let count = max(Self.leastParties, Int(parties * random.logNormal(spread: 0.7)))
      draw.parties[unit] = count
      let weights = (0..<count).map { _ in weight(factors[domain], &random) }
      let choice = WeightedChoice(weights)
      let top = random.integer(below: count)
      for _ in 0..<cases[unit] {
        let isTop = isPlanted[unit] && random.chance(topShare)
        var single = PatternCase(
          unit: unit, item: domain, day: frame.calendar.day(&random),
          party: isTop ? top : choice.position(&random))
        single.fineInYuan = roundedFine(medians[domain] * random.logNormal(spread: 0.5))
        draw.cases.append(single)
      }
    }
    return draw
  }

  private func weight(_ factor: Double, _ random: inout RandomSource) -> Double {
    switch sizes {
    case .gamma(let shape): random.gamma(shape: shape * factor)
    case .logNormal(let spread): random.logNormal(spread: spread)
    }
  }
}
