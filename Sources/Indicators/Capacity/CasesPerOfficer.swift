import Contracts

/// C01: decided cases for each certified officer and year, as a description.
enum CasesPerOfficer: Indicator {
  static let page = IndicatorPage(
    code: "C01", name: Phrase("人均办案量", "Cases per officer"), clause: 3,
    legalBasis: Phrase(
      "决定第三条（执法队伍能力建设）；行政处罚法第四十二条（由具有行政执法资格的执法人员实施）、第七十四条（不得考核罚没指标）",
      "Decision, clause 3 (capability of officers); APL 42 (officers with a certificate), 74 (no targets)"
    ),
    needs: ["cases", "officers", "units"],
    isDescription: true,
    definition: Phrase(
      "窗口内已报送月份的案件（不含未办结）÷（持有效证件的执法岗位人员 × 已报送月数）× 12。"
        + "人员取报告月所在年度的名录，没有的取最近的较早年度并注明；名录没有该单位或未写岗位的，取单位表的执法人员数并注明。"
        + "证件过期、证件有效期空白的另列，不计入。缺报月份的分子、分母都不计，"
        + "单位只计存在的月份。",
      "Decided cases of the delivered months of the window ÷ (officers of role enforcement with a valid "
        + "certificate × delivered months) × 12. Officers from the list of the report month's year, else the "
        + "latest earlier one, which is named; where no list has the unit or states roles, the number of the "
        + "units table, and so said. Certificates run out or not stated are shown apart. Months not delivered "
        + "count on neither side; of a unit those months count in which it existed."
    ),
    pitfalls: Phrase(
      "仅作描述，不排名、不标记、不作任务：事项繁简、地域大小不同，案件少也可能是工作目标。名录是年度时点数，年内增减不能反映；"
        + "一人列入多个单位的，各单位都计。95%区间按件数的偶然波动推算，成批案件会使其偏窄。",
      "A description, never a ranking, a flag or a target: items and areas differ, and fewer cases can be the "
        + "goal. A list is of a year, so changes within it are not seen. An officer listed in several units "
        + "counts in each. The interval is of chance in the number of cases; batches make it too narrow."
    ),
    parameters: OfficerRateReport.parameters,
    innocent: Phrase(
      "承担许可、检查、服务等其他任务；案件复杂；人员年内新到岗。",
      "Other duties such as licensing and inspection, complex cases, or officers who joined in the year."
    ),
    ask: Phrase("请说明人员分工与案件类型。", "Ask how duties are divided and what kind the cases are."))

  static let examples = [
    IndicatorExample(
      Phrase("仅作描述：60件、5人，每人每年12件，不标记", "60 cases and 5 officers: a description"),
      world(cases: 60, [StaffExample.Officers(number: 5)]), flagged: []),
    IndicatorExample(
      Phrase(
        "缺报六个月：只按已报送的六个月折算（按全年除会低估一半）",
        "six months not delivered: divided by the other six; a naive figure would halve it"),
      world(cases: 60, missing: Set(1...6), [StaffExample.Officers(number: 5)]), flagged: []),
    IndicatorExample(
      Phrase("证件有效期全部空白：不计算，不给0", "no certificate stated: not computable, and no zero"),
      world(cases: 60, [StaffExample.Officers(certificate: "", number: 5)]), flagged: []),
  ]

  /// Unit `U` with cases in December 2024 and months of 2024 that were not delivered.
  static func world(
    cases: Int, missing: Set<Int> = [], _ officers: [StaffExample.Officers],
    staff: [[String]] = []
  ) -> Observation {
    var observation = StaffExample.world(officers, staff: staff)
    observation.unitMonths = ExampleWorld.deliveries(missing: missing).unitMonths
    var amounts = [Int](repeating: 0, count: Tally.cases.measures.count)
    amounts[0] = cases
    observation.cases.add(["2024-12", "U", "1", "D", "I", ""], amounts)
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let months = MissingMonths(observation, in: observation.windowMonths)
    let report = OfficerRateReport(
      page, Phrase("办结案件", "decided cases"), observation, settings)
    return report.result(
      rates(observation, months),
      note: (Phrase("缺报月数", "Months not delivered"), { String(months.count(of: $0)) }))
  }

  /// Cases for each officer, by unit.
  static func rates(_ observation: Observation, _ months: MissingMonths) -> [OfficerRate] {
    let staff = StaffRecord(observation)
    let peers = Peers(observation)
    let cases = decided(observation, months)
    let units = observation.unitCodes(and: staff.unitCodes).filter { unit in
      months.existed(unit) > 0 || cases[unit] != nil
    }
    return units.map { unit in
      OfficerRate(
        unitCode: unit, level: peers.group(of: unit), officers: staff.officers(of: unit),
        events: cases[unit] ?? 0, months: months.delivered(by: unit))
    }
  }

  // Cases of months that were not delivered as a whole would have no officer-months.
  private static func decided(
    _ observation: Observation, _ months: MissingMonths
  ) -> [String: Int] {
    var cases: [String: Int] = [:]
    for (key, sums) in observation.cases.sums {
      guard let month = Month(key[0]), observation.windowMonths.contains(month),
        !months.isMissing(month, of: key[1])
      else { continue }
      cases[key[1], default: 0] += sums[0] - sums[3]
    }
    return cases
  }
}
