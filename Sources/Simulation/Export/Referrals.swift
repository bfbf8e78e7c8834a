import Statistics

/// Referrals between bodies, with pairs that answer in time and two that do not.
struct Referrals {
  private struct Pair {
    var from: String
    var to: String
    var domain: String
  }

  private struct Referral {
    var pair: Pair
    var date: Day
    var accepted: Day?
    var outcome = ""
  }

  // Bodies of justice are no units of the city; the first is only named.
  private static let police = "石门区公安局"
  private static let ordinary = [
    Pair(from: "QZ-T1", to: "青泽区综合行政执法局", domain: "城市管理"),
    Pair(from: "QZ-T2", to: "青泽区环境应急与农业局", domain: "应急管理"),
    Pair(from: "SM-T1", to: "SM-SCJG", domain: "市场监管"),
    Pair(from: "XG-T2", to: "新港区综合行政执法局", domain: "卫生健康"),
    Pair(from: "LZ-CSGL", to: "新港区综合行政执法局", domain: "城市管理"),
    Pair(from: "SM-T3", to: "石门区综合行政执法局", domain: "城市管理"),
    Pair(from: "XG-SCJG", to: "新港区环境应急与农业局", domain: "农业农村"),
    Pair(from: "QZ-SCJG", to: "LZ-SCJG", domain: "市场监管"),
  ]
  private static let unanswered = Pair(
    from: "QZ-ZHZF", to: "青泽区环境应急与农业局", domain: "生态环境")
  private static let few = Pair(from: "SM-SCJG", to: police, domain: "市场监管")
  private static let young = Pair(from: "XG-T1", to: "新港区交通运输局", domain: "交通运输")

  private let lastMonth: Month
  private var random: RandomSource

  init(lastMonth: Month, seed: UInt64) {
    self.lastMonth = lastMonth
    random = RandomSource(seed: seed, purpose: "referrals")
  }

  /// What was planted.
  var truths: [PlantedTruth] {
    let missing = PlantedTruth(
      kind: "referrals_unanswered", unitCode: "QZ-ZHZF", districtCode: "970102",
      domain: "生态环境", from: "2024-05", through: "2024-11", note: "to QZ-HJYJ",
      file: "referrals.csv", records: 7)
    let single = PlantedTruth(
      kind: "referrals_unanswered", unitCode: "SM-SCJG", districtCode: "970103",
      domain: "市场监管", from: "2024-09", through: "2024-09", note: "to \(Self.police)",
      file: "referrals.csv", records: 1)
    let early = PlantedTruth(
      kind: "referrals_young", unitCode: "XG-T1", districtCode: "970111101", domain: "交通运输",
      from: lastMonth.text, through: lastMonth.text, note: "to XG-JTYS; too early to tell",
      file: "referrals.csv", records: 2)
    return [missing, single, early]
  }

  /// The table by date.
  mutating func table() -> TextTable {
    let referrals = (drawn() + planted).enumerated()
      .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
      .map(\.element)
    let rows = referrals.enumerated().map { serial, referral in
      [
        "YS\(referral.date.civil.year)-\(padded(serial + 1, 4))", referral.pair.from,
        referral.pair.to, referral.pair.domain, referral.date.text,
        referral.accepted?.text ?? "", referral.outcome,
      ]
    }
    return TextTable(
      name: "referrals.csv",
      header: ["移送编号", "执法主体代码", "接收单位", "执法领域", "移送日期", "受理日期", "处理结果"],
      rows: rows)
  }

  // Answered within 20 days, as far as the data go.
  private mutating func drawn() -> [Referral] {
    var referrals: [Referral] = []
    for month in Month.months(from: Plan.start, through: lastMonth) {
      for pair in Self.ordinary {
        for _ in 0..<random.poisson(mean: 0.5) {
          let day = month.firstDay + random.integer(below: 28)
          referrals.append(answered(pair, day, after: random.integer(in: 2...20)))
        }
      }
    }
    return referrals
  }

  private func answered(_ pair: Pair, _ day: Day, after days: Int) -> Referral {
    let accepted = day + days
    guard accepted <= lastMonth.lastDay else { return Referral(pair: pair, date: day) }
    return Referral(pair: pair, date: day, accepted: accepted, outcome: "受理")
  }

  private var planted: [Referral] {
    let early = [(2023, 3), (2023, 7), (2023, 11), (2024, 2)].map { year, month in
      answered(Self.unanswered, Day(year, month, 6), after: 9)
    }
    let missing = (5...11).map { month in
      Referral(pair: Self.unanswered, date: Day(2024, month, 18))
    }
    // One was sent back on an unknown day: that is an answer.
    let justice = [
      answered(Self.few, Day(2023, 5, 9), after: 12),
      Referral(pair: Self.few, date: Day(2023, 10, 12), outcome: "退回"),
      answered(Self.few, Day(2024, 4, 2), after: 30),
      Referral(pair: Self.few, date: Day(2024, 9, 23)),
    ]
    let recent = [5, 11].map { Referral(pair: Self.young, date: lastMonth.firstDay + $0) }
    return early + missing + justice + recent
  }
}
