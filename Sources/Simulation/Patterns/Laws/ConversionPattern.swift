import Statistics

/// Findings of inspections, or accepted complaints, some of which become cases.
///
/// Planted: those of a unit, or of a unit and one category of parties, seldom do.
struct ConversionPattern: PatternLaw {
  /// What cases come from.
  enum Trials {
    case inspections
    case complaints
  }

  var items = 20
  var trials = Trials.inspections
  /// Planted odds ratio, below 1.
  var oddsRatio = 1 / 2.5
  /// Correlation of the outcomes within a unit.
  var correlation = 0.02
  /// Whether only enterprises are filed less.
  var isByCategory = false
  /// How much more enterprises there are where an item is filed anyway.
  var simpson = 0.0
  var categoryShare = 0.4

  var kind: PatternKind { isByCategory ? .conversionCategory : .conversionUnit }

  func draw(_ frame: PatternFrame) -> PatternDraw {
    var random = frame.source("conversion")
    let levels = (0..<items).map { _ in -0.2 + random.normal() }
    let medians = frame.medianFines(count: items, center: 8, spread: 0.8)
    let isPlanted = frame.planted(count: frame.parameters.units)
    let sizes = frame.sizes()
    var draw = PatternDraw(units: frame.parameters.units, medianFines: medians, sizes: sizes)
    draw.planted = PlantedPlace.units(
      isPlanted, category: isByCategory ? "enterprise" : "", effect: oddsRatio)
    let spread = logOddsSpread(correlation: correlation)
    for unit in sizes.indices {
      let choice = WeightedChoice(random.dirichlet(count: items, shape: 1))
      let own = spread * random.normal()
      for party in 0..<sizes[unit] {
        let item = choice.position(&random)
        let odds = logOdds(categoryShare) + simpson * levels[item]
        let isEnterprise = random.chance(logistic(odds))
        let trial = PatternTrial(
          unit: unit, item: item, day: frame.calendar.day(&random), party: party,
          isEnterprise: isEnterprise)
        let isAffected = isPlanted[unit] && (isEnterprise || !isByCategory)
        let gap = isAffected ? PortableMath.log(oddsRatio) : 0
        let isFiled = random.chance(logistic(levels[item] + own + gap))
        let fine = roundedFine(medians[item] * random.logNormal(spread: 0.5))
        add(trial, fine: isFiled ? fine : nil, to: &draw)
      }
    }
    return draw
  }

  private func add(_ trial: PatternTrial, fine: Int?, to draw: inout PatternDraw) {
    var trial = trial
    if let fine {
      trial.caseIndex = draw.cases.count
      var single = PatternCase(
        unit: trial.unit, item: trial.item, day: trial.day, party: trial.party)
      single.isEnterprise = trial.isEnterprise
      single.fineInYuan = fine
      single.trial = trials == .inspections ? draw.inspections.count : draw.complaints.count
      draw.cases.append(single)
    }
    switch trials {
    case .inspections: draw.inspections.append(trial)
    case .complaints: draw.complaints.append(trial)
    }
  }
}
