import Statistics

/// Units whose mix of items differs from that of the others in their domain.
///
/// Planted: a random set of items is enforced `factor` times as much, another as much less.
struct MixPattern: PatternLaw {
  var domains = 3
  var items = 60
  /// Concentration of the mixes of units about that of the domain.
  var concentration = 60.0
  var factor = 3.0
  /// Share of the domain's mix that each of the two sets holds.
  var share = 0.3

  let kind = PatternKind.mix

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("mix")
    let mixes = (0..<domains).map { _ in random.dirichlet(count: items, shape: 0.25) }
    let medians = frame.medianFines(count: domains * items, center: 8, spread: 0.8)
    let isPlanted = frame.planted(count: frame.parameters.units)
    let sizes = frame.sizes()
    var draw = PatternDraw(units: frame.parameters.units, medianFines: medians, sizes: sizes)
    draw.itemDomains = medians.indices.map { $0 / items }
    draw.planted = PlantedPlace.units(isPlanted, effect: factor)
    for unit in sizes.indices {
      let domain = random.integer(below: domains)
      draw.unitDomains[unit] = domain..<(domain + 1)
      let shapes = mixes[domain].map { max(concentration * $0, 1e-3) }
      var mix = random.dirichlet(shapes: shapes)
      if isPlanted[unit] { distort(&mix, about: mixes[domain], &random) }
      let choice = WeightedChoice(mix)
      for party in 0..<sizes[unit] {
        let item = domain * items + choice.position(&random)
        var single = PatternCase(
          unit: unit, item: item, day: frame.calendar.day(&random), party: party)
        single.fineInYuan = roundedFine(medians[item] * random.logNormal(spread: 0.5))
        draw.cases.append(single)
      }
    }
    return draw
  }

  private func distort(
    _ mix: inout [Double], about base: [Double], _ random: inout RandomSource
  ) {
    let order = random.shuffled(Array(base.indices))
    let (first, second) = sets(order.map { base[$0] })
    for item in order[..<first] { mix[item] *= factor }
    for item in order[first..<second] { mix[item] /= factor }
  }

  // Where the first set ends, and where the second does.
  private func sets(_ weights: [Double]) -> (first: Int, second: Int) {
    var sum = 0.0
    let cumulative = weights.map { weight in
      sum += weight
      return sum
    }
    let last = weights.count
    let first = max(1, cumulative.firstIndex { $0 >= share } ?? last)
    let second = max(first + 1, cumulative.firstIndex { $0 >= 2 * share } ?? last)
    return (min(first, last), min(second, last))
  }
}
