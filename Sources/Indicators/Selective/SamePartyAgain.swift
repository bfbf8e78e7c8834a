import Contracts
import Statistics

/// S08: one party penalised again and again on one item by one unit.
enum SamePartyAgain: Indicator {
  static let page = IndicatorPage(
    code: "S08", name: Phrase("反复处罚", "Same party again"), clause: 7,
    legalBasis: Phrase(
      "决定第七条；行政处罚法第五条（公正、过罚相当，处罚与教育相结合）、第二十九条（一事不再罚款）",
      "Decision, clause 7; APL 5 (fairness, proportion, education), 29 (no second fine for one act)"
    ),
    needs: ["cases"],
    restsOn: [FlagColumns("cases.party_id", "cases.party_name")],
    definition: Phrase(
      "窗口期同一单位就同一事项对同一当事人处罚达到设定次数的，列出单位×事项。参照值为：若处罚平均分布于已出现的"
        + "当事人，偶然达到该次数的当事人数（零截断泊松分布）。未登记当事人的处罚不计入，超过设定比例的不作判断。"
        + "复议、诉讼撤销或确认无效的处罚不计次数；变更、仅确认违法的照计。",
      "Unit × item with a party penalised at least the set number of times in the window. The reference is "
        + "how many parties would be so by chance if penalties were spread evenly over the parties seen "
        + "(zero-truncated Poisson law). Penalties without a party are left out; where they are more than "
        + "the set share nothing is said. Penalties that a review or a court revoked or found void do not "
        + "count; those changed, or found unlawful alone, do."),
    pitfalls: Phrase(
      "连锁企业各门店共用一个代码；长期未改正的违法可以再次处罚；车辆、工地较多的企业被查机会也多。"
        + "当事人以假名计；受罚达到次数的当事人不足10个时，不列当事人数、参照值和最多次数。",
      "Branches of a chain share a code; an offence that goes on may be penalised again; firms with many "
        + "vehicles or sites meet more checks. Parties are counted by pseudonym; where fewer than 10 were "
        + "penalised so often, neither parties nor reference nor the most penalties are told."
    ),
    parameters: [
      IndicatorParameter("penalties", 3, Phrase("同一当事人的处罚次数", "penalties of one party")),
      IndicatorParameter(
        "unknown", 0.5, Phrase("未登记当事人的比例高于此值不判断", "largest share without a party")),
    ],
    innocent: Phrase(
      "连锁门店共用一个代码；违法持续、责令改正后仍未改；车队、在建工地等受检次数多的对象；一案拆为数份文书填报。",
      "Branches of a chain under one code; an offence that continued after an order; fleets and sites that "
        + "are checked often; one case reported as several documents."),
    ask: Phrase(
      "请说明对同一当事人多次处罚的原因和每次的违法事实，并提供责令改正、复查和约谈的记录。",
      "Could the unit say why one party was penalised several times and for what facts, with the orders, "
        + "re-inspections and talks on record?"),
    figures: FlagFigures(
      observed: Phrase("再次受罚的对象数", "parties penalised again")))

  static let examples = [
    IndicatorExample(
      Phrase("一方当事人同一事项受罚4次，应列出", "one party penalised four times on an item: listed"),
      world(["1": 40, "4": 1]), flagged: ["U00/D/I/"]),
    IndicatorExample(
      Phrase("至多两次，不列出", "twice at most"), world(["1": 40, "2": 6]), flagged: []),
    IndicatorExample(
      Phrase(
        "多数处罚没有登记当事人，无法判断；把未登记者当作同一人会误报",
        "most penalties name no party; taking them for one party would flag it"),
      world(["1": 10, "3": 1, "unknown": 40]), flagged: []),
    IndicatorExample(
      Phrase(
        "同一领域三次，分属不同事项；按领域计会误报，不列出",
        "three times in a domain on different items; counting by domain would flag it"),
      world(["1": 3], byDomain: ["3": 1]), flagged: []),
    IndicatorExample(
      Phrase(
        "同一事项三次，其中一次已被复议撤销；按决定次数计会误报，不列出",
        "three times on an item, one of them revoked on review; counting decisions would flag it"),
      world(["2": 1], byDomain: ["3": 1]), flagged: []),
  ]

  private static func world(
    _ parties: [String: Int], byDomain: [String: Int] = [:]
  ) -> Observation {
    var observation = PatternExample.units(["U00"])
    for (penalties, number) in parties {
      observation.patterns.multiplicities.add(["U00", "D", "I", penalties], [number])
    }
    for (penalties, number) in byDomain {
      observation.patterns.multiplicities.add(["U00", "D", "", penalties], [number])
    }
    return observation
  }

  private struct Subject: Hashable {
    let unit: String
    let domain: String
    let item: String
  }

  /// The parties of a unit and item.
  private struct Parties {
    var all = 0
    var penalties = 0
    var unknown = 0
    var again = 0
    var most = 0

    mutating func add(_ penalties: String, _ number: Int, limit: Int) {
      guard let times = Int(penalties) else {
        unknown += number
        return
      }
      all += number
      self.penalties += times * number
      most = max(most, times)
      if times >= limit { again += number }
    }

    /// Whether numbers of parties are told: few would follow from the penalties, or from next month.
    var isTold: Bool { !SmallNumbers.isGrowthHidden(again) }

    func expected(limit: Int) -> Double {
      guard all > 0 else { return 0 }
      return Double(all)
        * SamePartyAgain.chance(
          ofAtLeast: limit, mean: Double(penalties) / Double(all))
    }
  }

  /// The chance that a party seen at least once was seen so often, under an even spread.
  static func chance(ofAtLeast limit: Int, mean: Double) -> Double {
    guard limit > 1 else { return 1 }
    guard mean > 1 else { return 0 }
    let seen = { (rate: Double) in PoissonDistribution(mean: rate).probability(above: 0) }
    guard let rate = BrentRoot.of({ $0 / seen($0) - mean }, within: 1e-9...mean) else { return 0 }
    return PoissonDistribution(mean: rate).probability(atLeast: limit) / seen(rate)
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let limit = settings.count("penalties", of: page)
    let parties = parties(observation, limit: limit)
    guard parties.values.contains(where: { $0.all > 0 }) else {
      return .notComputable(
        page, ["cases.party_id"],
        Phrase("窗口期的处罚没有登记当事人，无法计算。", "Not computable: no penalty names its party."))
    }
    var result = IndicatorResult(page.code)
    var listed: [Subject] = []
    let subjects = parties.keys.sorted {
      ($0.unit, $0.domain, $0.item) < ($1.unit, $1.domain, $1.item)
    }
    for subject in subjects {
      let own = parties[subject] ?? Parties()
      let outcome = outcome(own, limit, settings.value("unknown", of: page))
      result.outcomes[outcome, default: 0] += 1
      guard outcome == .flagged else { continue }
      listed.append(subject)
      result.flags.append(flag(subject, own, limit, observation))
    }
    let judged = (result.outcomes[.flagged] ?? 0) + (result.outcomes[.passed] ?? 0)
    let unknown = result.outcomes[.notComputable] ?? 0
    result.headline = Phrase(
      "判断了\(judged)个单位×事项，\(listed.count)个有同一当事人受罚不少于\(limit)次；"
        + "\(unknown)个因多数处罚未登记当事人不能判断。",
      "\(English.count(judged, "unit × item")) \(English.verb(judged, "was", "were")) judged; in \(listed.count) a party was penalised at least \(limit) "
        + "times. \(unknown) cannot be judged because most penalties name no party.")
    result.tables = [table(listed, parties, limit, observation)]
    return result
  }

  /// Units and domains with an item whose parties are penalised again and not counted in print.
  ///
  /// Not where the number of penalties leaves room for one such party alone.
  static func hiddenDomains(
    _ observation: Observation, _ settings: IndicatorSettings
  ) -> Set<[String]> {
    let limit = settings.count("penalties", of: page)
    let hidden = parties(observation, limit: limit).filter {
      !$0.value.isTold && $0.value.penalties >= 2 * limit
        && outcome($0.value, limit, settings.value("unknown", of: page)) == .flagged
    }
    return Set(hidden.keys.map { [$0.unit, $0.domain] })
  }

  private static func parties(_ observation: Observation, limit: Int) -> [Subject: Parties] {
    var parties: [Subject: Parties] = [:]
    for (key, sums) in observation.patterns.multiplicities.sums
    where !key[0].isEmpty && !key[2].isEmpty {
      let subject = Subject(unit: key[0], domain: key[1], item: key[2])
      parties[subject, default: Parties()].add(key[3], sums[0], limit: limit)
    }
    return parties
  }

  private static func outcome(
    _ parties: Parties, _ limit: Int, _ largestUnknown: Double
  ) -> SubjectOutcome {
    let all = parties.penalties + parties.unknown
    if Double(parties.unknown) > largestUnknown * Double(all) { return .notComputable }
    if parties.penalties < limit { return .notApplicable }
    return parties.again > 0 ? .flagged : .passed
  }

  private static func flag(
    _ subject: Subject, _ parties: Parties, _ limit: Int, _ observation: Observation
  ) -> Flag {
    var flag = Flag.listed(
      ListedSubject(unitCode: subject.unit, domain: subject.domain, itemCode: subject.item),
      page, in: observation)
    let expected = parties.expected(limit: limit)
    flag.observed = parties.isTold ? parties.again : nil
    flag.expected = parties.isTold ? expected : nil
    flag.evidence = observation.evidence(in: "party_multiplicities", of: subject.unit, subject.item)
    let name = observation.names.unit(subject.unit)
    let item = observation.names.item(subject.item)
    let (again, all) = (Numerals.grouped(parties.again), Numerals.grouped(parties.all))
    let reference = Numerals.significant(expected, digits: 2)
    let unknown = Numerals.grouped(parties.unknown)
    guard parties.isTold else {
      flag.reason = Phrase(
        "\(name)窗口期就“\(item)”对同一当事人处罚不少于\(limit)次，这样的当事人不足10个。该事项共处罚\(parties.penalties)次；"
          + "另有\(unknown)次处罚未登记当事人。请核实每次的事实与改正情况。",
        "\(name) penalised one to nine parties at least \(limit) times each on \(item). In all there "
          + "\(English.verb(parties.penalties, "was", "were")) \(English.count(parties.penalties, "penalty", many: "penalties")); "
          + "\(unknown) more \(English.verb(parties.unknown, "names", "name")) no party. Please verify the facts of each and what was put right."
      )
      return flag
    }
    flag.reason = Phrase(
      "\(name)窗口期就“\(item)”对\(again)个当事人处罚不少于\(limit)次，最多\(parties.most)次；"
        + "若处罚平均分布，参照值为\(reference)个。该事项共处罚\(parties.penalties)次，涉及\(all)个当事人；"
        + "另有\(unknown)次处罚未登记当事人。请核实每次的事实与改正情况。",
      "\(name) penalised \(again) parties at least \(limit) times on \(item), one of them "
        + "\(parties.most) times; spread evenly, \(reference) would be so by chance. In all there were "
        + "\(parties.penalties) penalties of \(all) parties; \(unknown) more \(English.verb(parties.unknown, "names", "name")) no party. Please "
        + "verify the facts of each and what was put right.")
    return flag
  }

  private static func table(
    _ listed: [Subject], _ parties: [Subject: Parties], _ limit: Int, _ observation: Observation
  ) -> ResultTable {
    ResultTable(
      title: Phrase("同一当事人多次受罚的单位×事项", "Unit × items with a party penalised again"),
      columns: [
        Phrase("单位", "Unit"), Phrase("事项", "Item"), Phrase("处罚", "Penalties"),
        Phrase("当事人", "Parties"), Phrase("不少于\(limit)次的当事人", "Parties with at least \(limit)"),
        Phrase("参照值", "Reference"), Phrase("未登记当事人的处罚", "Penalties without a party"),
      ],
      rows: listed.map { subject in
        let own = parties[subject] ?? Parties()
        return [
          same(observation.names.unit(subject.unit)), same(observation.names.item(subject.item)),
          same(own.penalties), same(own.isTold ? Numerals.grouped(own.all) : "—"),
          own.isTold ? same(Numerals.grouped(own.again)) : Phrase("有，不足10个", "some, fewer than 10"),
          same(own.isTold ? Numerals.significant(own.expected(limit: limit), digits: 2) : "—"),
          same(own.unknown),
        ]
      })
  }
}
