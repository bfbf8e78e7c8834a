import Contracts

/// Worlds of fines around a hearing threshold of 100,000 yuan.
enum ThresholdBunchingExamples {
  static let all = [
    IndicatorExample(
      Phrase("一个单位的罚款集中在听证标准之下，应标记", "one unit's fines gather below the hearing threshold"),
      world { unit in unit == "U07" ? [95_000: 20, 120_000: 5, 30_000: 10] : ordinary },
      flagged: ["U07///hearing:100000"]),
    IndicatorExample(
      Phrase(
        "整数金额堆在门槛上，不是门槛下聚集，不标记（与两侧各半相比的朴素检验在此失灵）",
        "round amounts heap at the threshold, not below; a naive test against one half fails here"),
      world { _ in [95_000: 2, 100_000: 40, 50_000: 40] }, flagged: []),
    IndicatorExample(
      Phrase(
        "一个单位处处罚“8”尾数，门槛之下只是习惯，不标记（只与同级比会标记）",
        "one unit's amounts end in 8 everywhere: a habit; peers alone would flag it"),
      world { unit in
        unit == "U07"
          ? [98_000: 20, 120_000: 5, 48_000: 40, 28_000: 40, 150_000: 5, 198_000: 20]
          : ordinary
      }, flagged: []),
    IndicatorExample(
      Phrase("上限等于门槛的事项，罚不到门槛以上，不计", "the item's most equals the threshold: left out"),
      closedBand, flagged: []),
    IndicatorExample(
      Phrase("门槛附近不足5件，不作判断", "fewer than five fines around it: not assessable"),
      world { unit in unit == "U07" ? [95_000: 4] : ordinary }, flagged: []),
  ]

  // The fines of U07 are on an item whose most is 100,000 yuan.
  private static var closedBand: Observation {
    var observation = world { unit in unit == "U07" ? [95_000: 20, 100_000: 5] : ordinary }
    var band = FineBand(itemCode: "J")
    (band.least, band.most, band.hearingThreshold) = (1_000_000, 10_000_000, 10_000_000)
    observation.patterns.bands.append(band)
    for index in observation.patterns.outcomes.indices
    where observation.patterns.outcomes[index].unitCode == "U07" {
      observation.patterns.outcomes[index].itemCode = "J"
    }
    return observation
  }

  static let ordinary = [95_000: 5, 100_000: 12, 120_000: 8, 50_000: 20, 48_000: 4, 30_000: 10]

  /// Twenty-four units of one level with these fines, in yuan.
  static func world(
    units: Int = 24, _ fines: (String) -> [Int: Int]
  ) -> Observation {
    var observation = PatternExample.units(PatternExample.codes(units))
    var band = FineBand(itemCode: "I")
    (band.least, band.most) = (1_000_000, 50_000_000)
    band.hearingThreshold = 10_000_000
    observation.patterns.bands = [band]
    for unit in PatternExample.codes(units) {
      let own = fines(unit)
      for yuan in own.keys.sorted() {
        observation.patterns.outcomes.append(
          PatternExample.outcome(unit, fineInYuan: yuan, cases: own[yuan] ?? 0))
      }
    }
    return observation
  }
}
