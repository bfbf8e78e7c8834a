import Statistics

/// Monthly series of one item a unit, with seasons and campaigns of the whole city.
///
/// Planted: a share of the cases falls into one random month of the last ones, as a monthly report
/// looks for what is recent.
struct BurstPattern: PatternLaw {
  var domains = 15
  /// Gamma shape of the multiplier of a unit and month; the smaller, the clumpier.
  var shape = 3.0
  var share = 0.5
  var seasonAmplitude = 0.5
  /// Months of each domain in which the whole city is busier.
  var cityCampaigns = 3
  var campaignFactor = 2.0...5.0
  /// Months, up to the last one, in one of which a burst is planted.
  var recentMonths = 24

  let kind = PatternKind.burst

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("burst")
    let months = frame.calendar.months.count
    let profiles = (0..<domains).map { _ in profile(months, &random) }
    let medians = frame.medianFines(count: domains, center: 8, spread: 0.8)
    let isPlanted = frame.planted(count: frame.parameters.units)
    let sizes = frame.sizes(spread: 1.2, least: 3)
    var draw = PatternDraw(units: frame.parameters.units, medianFines: medians, sizes: sizes)
    draw.itemDomains = Array(0..<domains)
    draw.planted = PlantedPlace.units(isPlanted, effect: share)
    for unit in sizes.indices {
      let domain = random.integer(below: domains)
      draw.unitDomains[unit] = domain..<(domain + 1)
      let choice = WeightedChoice(profiles[domain].map { $0 * random.gamma(shape: shape) })
      let burst = months - 1 - random.integer(below: min(recentMonths, months))
      for party in 0..<sizes[unit] {
        let month =
          isPlanted[unit] && random.chance(share) ? burst : choice.position(&random)
        var single = PatternCase(
          unit: unit, item: domain, day: frame.calendar.day(in: month, &random), party: party)
        single.fineInYuan = roundedFine(medians[domain] * random.logNormal(spread: 0.5))
        draw.cases.append(single)
      }
    }
    return draw
  }

  private func profile(_ months: Int, _ random: inout RandomSource) -> [Double] {
    let phase = random.uniform()
    var profile = (0..<months).map { month in
      1 + seasonAmplitude * PortableMath.cosine(ofTurn: Double(month % 12) / 12 - phase)
    }
    let (low, high) = (campaignFactor.lowerBound, campaignFactor.upperBound)
    for month in random.shuffled(Array(0..<months)).prefix(cityCampaigns) {
      profile[month] *= low + (high - low) * random.uniform()
    }
    return profile
  }
}
