import Contracts

/// Z13: referrals that nobody accepted in time, by pair of bodies.
enum ReferralsUnanswered: Indicator {
  static let page = IndicatorPage(
    code: "Z13", name: Phrase("移送未接", "Referrals unanswered"), clause: 2,
    legalBasis: Phrase(
      "决定第二条；行政处罚法第二十七条（移送与反馈）、第二十六条（协助）",
      "Decision, clause 2; APL 27 (transfers and their answers), APL 26 (assistance)"),
    needs: ["referrals"],
    definition: Phrase(
      "截至报告月末，移送（移交）后达到设定天数仍无受理日期、也无处理结果的件数，按移送单位与接收单位成对列出，"
        + "并给出已受理件的受理天数中位数。未满设定天数的只列数，不作判断；报告月末之后的受理不算；双方现为同一单位（已合并）的不计。"
        + "应答件数（已受理与逾期未接之和）少于设定值的只列件数，不给比率。",
      "Referrals that at the end of the report month have waited at least the set number of days with "
        + "neither a date of acceptance nor an outcome, by pair of sender and receiver, with the median "
        + "days until acceptance of those accepted. Younger ones are counted and not judged; an acceptance "
        + "after the end of the report month does not count. Bodies that have since become one unit are no "
        + "pair. Pairs with few referrals due are listed without a percentage."),
    pitfalls: Phrase(
      "可能是接收单位已受理而移送单位未登记。有处理结果而无受理日期的，视为已答复；"
        + "结果含“尚未”“暂未”“待”“正在”“办理中”“未受理”等字样的，视为未答复（写明已受理、已立案的除外）；"
        + "写明退回、拒收或者不予、未予受理的，为退回；“未立案”是已答复。"
        + "接收单位不在执法主体名录、名称又不像机关的，不显示名称，合并列为“名录外”。中位数只含已受理件，未接的等待更长。",
      "The receiver may have accepted without the sender's record saying so. An outcome without a date is "
        + "an answer, unless it says that the matter is still to be taken up or in hand (尚未, 待, 正在, 办理中, "
        + "未受理) and not that it was accepted (已受理, 已立案); 退回, 拒收, 不予受理 and 未予受理 are sent back, and "
        + "未立案 is an answer. A receiver that is no registered unit and does not read like a public body is not "
        + "named. The median is of accepted referrals alone; those unanswered wait longer."),
    parameters: [
      IndicatorParameter(
        "days", 30, Phrase("达到此天数仍无受理即为未接", "days from which one without acceptance is unanswered"),
        range: .days),
      IndicatorParameter(
        "warning", 5, Phrase("未接件数达到此值为“B级”，否则为“提示”", "unanswered from which it is grade B")),
      IndicatorParameter(
        "fewest", 5, Phrase("应答件数少于此数不给比率", "referrals due below which no share is given")),
    ],
    figures: FlagFigures(
      observed: Phrase("已受理的移送件数", "referrals accepted"),
      effect: Phrase("到期未受理的移送件数", "referrals due and unanswered")))

  static let examples = [
    IndicatorExample(
      Phrase("7件移送满30天无受理，应标记", "7 referrals of at least 30 days without acceptance"),
      world([(45, "no", 7), (12, "yes", 3)]), flagged: ["U///V"]),
    IndicatorExample(
      Phrase("恰满30天，应标记", "30 days are enough"), world([(30, "no", 1)]), flagged: ["U///V"]),
    IndicatorExample(
      Phrase("移送才29天，尚不能说未接，不标记", "29 days are too early to tell"),
      world([(29, "no", 7)]), flagged: []),
    IndicatorExample(
      Phrase("都已受理（其中一件受理日期不明），不标记", "all were answered, one on an unknown day"),
      world([(80, "yes", 6), (nil, "yes", 1)]), flagged: []),
    IndicatorExample(
      Phrase("退回是答复，但不是受理，不标记", "sent back is an answer, though no acceptance"),
      world([(nil, "returned", 7)]), flagged: []),
  ]

  private static func world(_ referrals: [(days: Int?, accepted: String, number: Int)])
    -> Observation
  {
    var observation = ExampleWorld.empty()
    observation.tables.insert("referrals")
    for referral in referrals {
      let days = referral.days.map { String($0) } ?? ""
      observation.referrals.add(
        ["U", "V", "D", "2024-10", days, referral.accepted], [referral.number])
    }
    return observation
  }

  private struct Pair {
    let unit: String
    let receiver: String
    // Month of the earliest referral; nil while there is none.
    var first: Month?
    // Days until acceptance, once for each referral; sorted when read.
    var waits: [Int] = []
    var answeredUndated = 0
    // Answered, but sent back.
    var returned = 0
    var unanswered = 0
    var young = 0
    var longest = 0

    var accepted: Int { waits.count + answeredUndated }
    var due: Int { accepted + returned + unanswered }
    var all: Int { due + young }

    var medianWait: String? {
      guard !waits.isEmpty else { return nil }
      let waits = waits.sorted()
      let middle = Double(waits[(waits.count - 1) / 2] + waits[waits.count / 2]) / 2
      return Numerals.decimal(middle, places: 1)
    }

    mutating func add(days: Int?, _ answer: String, _ number: Int, limit: Int) {
      switch (answer, days) {
      case ("returned", _): returned += number
      case ("yes", nil): answeredUndated += number
      case ("yes", let days?): waits += Array(repeating: days, count: number)
      case (_, let days):
        guard let days, days >= limit else {
          young += number
          return
        }
        unanswered += number
        longest = max(longest, days)
      }
    }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard observation.tables.contains("referrals") else {
      result.coverage = Coverage(isComputed: false, missing: ["referrals"])
      result.headline = Phrase(
        "没有移送移交数据，无法计算。", "Not computable: there are no referrals.")
      return result
    }
    let pairs = pairs(observation, limit: settings.count("days", of: page))
    for pair in pairs {
      let outcome: SubjectOutcome =
        pair.unanswered > 0 ? .flagged : pair.due > 0 ? .passed : .notApplicable
      result.outcomes[outcome, default: 0] += 1
      if outcome == .flagged { result.flags.append(flag(pair, observation, settings)) }
    }
    let sent = pairs.reduce(0) { $0 + $1.all }
    let open = pairs.reduce(0) { $0 + $1.unanswered }
    let young = pairs.reduce(0) { $0 + $1.young }
    let days = settings.count("days", of: page)
    result.headline = Phrase(
      "截至报告月末共移送\(sent)件，\(open)件满\(days)天仍无受理记录，涉及\(result.flags.count)对单位；"
        + "另有\(young)件未满\(days)天。",
      "\(English.count(sent, "referral")) by the end of the report month; \(open) "
        + "\(English.verb(open, "has", "have")) no acceptance on record after \(days) days, between "
        + "\(English.count(result.flags.count, "pair")) of units; \(young) "
        + "\(English.verb(young, "is", "are")) younger than \(days) days."
    )
    result.tables = [table(pairs, observation, settings)]
    return result
  }

  private static func pairs(_ observation: Observation, limit: Int) -> [Pair] {
    var pairs: [[String]: Pair] = [:]
    for (key, sums) in observation.referrals.sums {
      var pair = pairs[[key[0], key[1]]] ?? Pair(unit: key[0], receiver: key[1])
      pair.add(days: Int(key[4]), key[5], sums[0], limit: limit)
      if let month = Month(key[3]) { pair.first = min(pair.first ?? month, month) }
      pairs[[key[0], key[1]]] = pair
    }
    return pairs.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { pairs[$0] }
  }

  private static func receiver(_ pair: Pair, _ names: NameBook) -> Phrase {
    pair.receiver.isEmpty
      ? Phrase("名录外接收单位", "a receiver outside the register") : same(names.unit(pair.receiver))
  }

  private static func flag(
    _ pair: Pair, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    var cell = Cell(level: .unitDomain, domain: "", state: .active)
    cell.unitCode = pair.unit
    cell.districtCode = observation.units.first { $0.code == pair.unit }?.districtCode ?? ""
    let isMany = pair.unanswered >= settings.count("warning", of: page)
    let receiver = receiver(pair, observation.names)
    var flag = Flag.on(
      cell, page, isMany ? .warning : .notice,
      category: pair.receiver.isEmpty ? "unregistered" : pair.receiver, in: observation)
    // All referrals up to the report month count, not those of the window alone.
    flag.from = pair.first ?? flag.from
    flag.observed = pair.accepted
    flag.effect = Double(pair.unanswered)
    flag.evidence = observation.evidence(in: "referrals", of: pair.unit, pair.receiver)
    let name = observation.names.unit(pair.unit)
    let days = settings.count("days", of: page)
    let isRated = pair.due >= settings.count("fewest", of: page)
    let share = Numerals.percentage(pair.unanswered, of: isRated ? pair.due : 0)
    let median = pair.medianWait
    flag.reason = Phrase(
      "\(name)移送\(receiver.chinese)\(pair.all)件，\(pair.unanswered)件满\(days)天仍无受理记录"
        + (share.isEmpty ? "" : "（占应答件的\(share)）") + "，最长已\(pair.longest)天；"
        + "已受理\(pair.accepted)件" + (median.map { "，受理天数中位数\($0)天" } ?? "")
        + (pair.returned > 0 ? "，退回\(pair.returned)件" : "")
        + "。请双方核对受理情况。",
      "Of \(English.count(pair.all, "referral")) from \(name) to \(receiver.english), "
        + "\(pair.unanswered) \(English.verb(pair.unanswered, "has", "have")) no "
        + "acceptance on record after \(days) days"
        + (share.isEmpty ? "" : " (\(share) of those due)")
        + ", the longest for \(pair.longest) days; \(pair.accepted) \(English.verb(pair.accepted, "was", "were")) accepted"
        + (median.map { ", in a median of \($0) days" } ?? "")
        + (pair.returned > 0
          ? "; \(pair.returned) \(English.verb(pair.returned, "was", "were")) sent back" : "")
        + ". Both should compare records.")
    return flag
  }

  private static func table(
    _ pairs: [Pair], _ observation: Observation, _ settings: IndicatorSettings
  ) -> ResultTable {
    let days = settings.count("days", of: page)
    let fewest = settings.count("fewest", of: page)
    return ResultTable(
      title: Phrase("移送与受理", "Referrals and acceptance"),
      columns: [
        Phrase("移送单位", "From"), Phrase("接收单位", "To"), Phrase("移送", "Sent"),
        Phrase("已受理", "Accepted"), Phrase("退回", "Sent back"),
        Phrase("满\(days)天未接", "Unanswered after \(days) days"),
        Phrase("未满\(days)天", "Younger than \(days) days"), Phrase("未接占比", "Share unanswered"),
        Phrase("受理天数中位数", "Median days"), Phrase("未接最长天数", "Longest wait"),
      ],
      rows: pairs.map { pair in
        [
          same(observation.names.unit(pair.unit)), receiver(pair, observation.names),
          same(pair.all), same(pair.accepted), same(pair.returned), same(pair.unanswered),
          same(pair.young),
          same(Numerals.percentage(pair.unanswered, of: pair.due >= fewest ? pair.due : 0)),
          pair.medianWait.map { same($0) } ?? same(""),
          pair.unanswered > 0 ? same(pair.longest) : same(""),
        ]
      })
  }
}
