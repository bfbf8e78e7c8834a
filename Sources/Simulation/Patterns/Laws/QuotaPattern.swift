import Statistics

/// Towns that all enforce the same domains, with a few cases a month in each.
///
/// Planted: in a domain every town has two or three cases each month, and most fines lie within
/// one narrow band.
struct QuotaPattern: PatternLaw {
  var domains = 30
  /// Gamma shape of the rate of a town, and of that of a month.
  var shape = 4.0
  /// Share of the fines of a planted domain that are put into the band.
  var bandShare = 0.8
  /// Whether innocent domains may have even counts, or fines in a band, but never both.
  var hasHabits = false

  let kind = PatternKind.quota

  /// The band of a quota's fines, in yuan.
  static let band = 2_000...2_500
  private static let habitShare = 0.2

  private struct Domain {
    let number: Int
    let median: Double
    let isEven: Bool
    let isBanded: Bool
  }

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("quota")
    let towns = frame.parameters.units
    let medians = frame.medianFines(count: domains, center: 8.5, spread: 0.6)
    let isPlanted = frame.planted(count: domains)
    let cases = Int(frame.parameters.meanCases.rounded())
    var draw = PatternDraw(
      units: towns, medianFines: medians, sizes: [Int](repeating: cases, count: towns))
    draw.unitDomains = [Range<Int>](repeating: 0..<domains, count: towns)
    draw.itemDomains = Array(0..<domains)
    draw.planted = isPlanted.indices.filter { isPlanted[$0] }
      .map { PlantedPlace(domain: $0, effect: bandShare) }
    let facts = isPlanted.indices.map { number in
      domain(number, median: medians[number], isPlanted: isPlanted[number], &random)
    }
    for town in 0..<towns {
      for domain in facts { add(town, domain, frame, &random, to: &draw.cases) }
    }
    return draw
  }

  private func domain(
    _ number: Int, median: Double, isPlanted: Bool, _ random: inout RandomSource
  ) -> Domain {
    let habit = random.uniform()
    return Domain(
      number: number, median: median,
      isEven: isPlanted || hasHabits && habit < Self.habitShare,
      isBanded: isPlanted || hasHabits && habit > 1 - Self.habitShare)
  }

  private func add(
    _ town: Int, _ domain: Domain, _ frame: PatternFrame, _ random: inout RandomSource,
    to cases: inout [PatternCase]
  ) {
    let months = frame.calendar.months.count
    let rate = frame.parameters.meanCases / Double(months) * random.gamma(shape: shape)
    for month in 0..<months {
      let count =
        domain.isEven
        ? random.integer(in: 2...3) : random.negativeBinomial(mean: rate, shape: shape)
      for _ in 0..<count {
        let made = PatternCase(
          unit: town, item: domain.number, day: frame.calendar.day(in: month, &random),
          party: cases.count)
        cases.append(single(made, domain, &random))
      }
    }
  }

  private func single(
    _ made: PatternCase, _ domain: Domain, _ random: inout RandomSource
  ) -> PatternCase {
    var made = made
    if domain.isBanded, random.chance(bandShare) {
      let steps = (Self.band.upperBound - Self.band.lowerBound) / 100
      made.fineInYuan = Self.band.lowerBound + 100 * random.integer(in: 0...steps)
    } else {
      made.fineInYuan = roundedFine(domain.median * random.logNormal(spread: 0.9))
    }
    return made
  }
}
