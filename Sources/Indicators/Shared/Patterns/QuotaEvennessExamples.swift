import Contracts

/// Counties of towns, for the examples of evenness.
enum QuotaEvennessExamples {
  static let all = [
    IndicatorExample(
      Phrase(
        "23个乡镇每月2至3件，罚款均在2000至2500元，应标记",
        "23 towns with 2 or 3 cases a month and fines of 2,000 to 2,500 yuan: flagged"),
      county(towns: 23), flagged: ["K/D//"]),
    IndicatorExample(
      Phrase("只有一个乡镇如此，不标记", "one town alone: not flagged"), county(towns: 1),
      flagged: []),
    IndicatorExample(
      Phrase(
        "件数起伏、罚款集中（裁量基准同一档），不标记（只看罚款集中会误标）",
        "fines heaped, counts that come and go: not flagged; heaping alone would flag it"),
      county(towns: 23) { town, month in ((month * 7 + town * 5) % 11) * ((month + town) % 3) / 2 },
      flagged: []),
    IndicatorExample(
      Phrase("件数均匀而罚款分散，不标记", "even counts, fines that differ: not flagged"),
      county(towns: 23, spread: 1_900), flagged: []),
    IndicatorExample(
      Phrase(
        "目录规定2000至2500元，集中是法定的，不标记",
        "the catalogue itself says 2,000 to 2,500 yuan: not flagged"),
      fixedBand(), flagged: []),
  ]

  /// Towns of county `C`, whose unit is `K`, with so many cases each of 24 months.
  static func county(
    towns: Int, spread: Int = 100,
    counts: (_ town: Int, _ month: Int) -> Int = { 2 + ($0 + $1) % 2 }
  ) -> Observation {
    var observation = PatternExample.units([])
    let codes = (0..<towns).map { $0 < 10 ? "T0\($0)" : "T\($0)" }
    observation.units =
      [
        UnitFact(
          code: "K", level: "county", kind: "", parentCode: "", districtCode: "C",
          countyCode: "C")
      ]
      + codes.map { code in
        UnitFact(
          code: code, level: "town", kind: "", parentCode: "", districtCode: code,
          countyCode: "C")
      }
    for (town, code) in codes.enumerated() {
      for number in 0..<24 {
        for position in 0..<counts(town, number) {
          let step = (town * 5 + number * 3 + position) % 6
          var outcome = PatternExample.outcome(code, fineInYuan: 2_000 + spread * step)
          outcome.month = ExampleWorld.month - 23 + number
          observation.patterns.outcomes.append(outcome)
        }
      }
    }
    return observation
  }

  private static func fixedBand() -> Observation {
    var observation = county(towns: 23)
    var band = FineBand(itemCode: "I")
    (band.least, band.most) = (200_000, 250_000)
    observation.patterns.bands = [band]
    return observation
  }
}
