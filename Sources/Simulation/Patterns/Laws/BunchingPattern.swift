import Statistics

/// Fines about a legal threshold, heaped on round amounts everywhere.
///
/// Planted: a share of the fines from the threshold to 1.6 times it is moved to just below.
struct BunchingPattern: PatternLaw {
  var items = 5
  /// Share of the fines above the threshold that is moved.
  var shift = 0.4
  /// Share of fines that are rounded to a coarse step.
  var heap = 0.6
  /// How strongly some units like 98,000 and 99,000 instead of round amounts, without a motive.
  var habitSpread = 0.3
  var median = 60_000.0

  /// Fine from which a party may ask for a hearing, in yuan.
  static let threshold = 100_000
  private static let reach = 1.6
  private static let distances = [100, 500, 1_000, 2_000, 5_000]

  let kind = PatternKind.bunching

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("bunching")
    let isPlanted = frame.planted(count: frame.parameters.units)
    let sizes = frame.sizes()
    let medians = [Double](repeating: median, count: items)
    var draw = PatternDraw(units: frame.parameters.units, medianFines: medians, sizes: sizes)
    draw.planted = PlantedPlace.units(isPlanted, effect: shift)
    for unit in sizes.indices {
      let center = median * random.logNormal(spread: 0.35)
      let heaped = min(max(heap + 0.1 * random.normal(), 0), 1)
      let habit = 0.1 * max(habitSpread * random.normal(), 0)
      for party in 0..<sizes[unit] {
        let item = random.integer(below: items)
        var single = PatternCase(
          unit: unit, item: item, day: frame.calendar.day(&random), party: party)
        let raw = center * random.logNormal(spread: 0.9)
        var fine = heapedFine(raw, heaped, &random)
        if fine % 10_000 == 0, random.chance(habit) {
          fine = fine / 100 * (random.chance(0.5) ? 98 : 99)
        }
        let isNear = fine >= Self.threshold && Double(fine) < Self.reach * Double(Self.threshold)
        if isPlanted[unit], isNear, random.chance(shift) {
          fine = Self.threshold - random.element(of: Self.distances)
        }
        single.fineInYuan = fine
        draw.cases.append(single)
      }
    }
    return draw
  }

  private func heapedFine(_ raw: Double, _ heaped: Double, _ random: inout RandomSource) -> Int {
    let level = random.uniform()
    let coarse = raw < 50_000 ? 10_000 : 50_000.0
    let fine = raw < 20_000 ? 1_000 : raw < 50_000 ? 5_000 : raw < 200_000 ? 10_000 : 50_000.0
    let step = level < heaped / 2 ? coarse : level < heaped ? fine : 100
    return Int(max(step, rounded(raw, to: step)))
  }
}
