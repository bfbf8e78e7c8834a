import Contracts

/// L07: decided cases with fewer officers than the law asks for, or with officers to be verified.
enum TwoOfficers: Indicator {
  static let page = IndicatorPage(
    code: "L07", name: Phrase("两人执法", "Two officers"), clause: 4,
    legalBasis: Phrase(
      "行政处罚法第四十二条：行政处罚应当由具有行政执法资格的执法人员实施，执法人员不得少于两人，法律另有规定的除外",
      "APL 42: penalties are imposed by officers qualified for enforcement, at least two unless a law says "
        + "otherwise"),
    needs: ["cases", "officers"],
    restsOn: [FlagColumns("cases.officers")],
    definition: Phrase(
      "窗口期已决定的案件（普通程序与简易程序一样看；不予立案、撤销、终止、移送其他机关的不看），登记的不同执法人员少于规定人数的；人数足够而有人执法证在决定日已过期的；"
        + "人数足够、未见过期而有人不在人员名录的。一件只计入先符合的一类。未登记人员的不作判断。没有人员名录，或者名录没有该单位人员的，只看人数；"
        + "登记的人员十人次以上而无一能与名录对上的，填的可能是姓名或其他编号，不看是否在名录；"
        + "名录没有写明证件有效期的，不看过期。人数可按领域另设。",
      "Decided cases of the window, by ordinary and summary procedure alike and without those that were not "
        + "filed, withdrawn, ended or handed on: those that name fewer different "
        + "officers than required; those with enough of them of whom a certificate had run out on the day of the "
        + "decision; and those with enough, none run out, of whom one is not on the list of officers. A case "
        + "counts under the first that applies. Without named officers it is not judged; without a list, or "
        + "where the list holds nobody of the unit, the number alone is; without dates of validity no "
        + "certificate is. Where ten or more officers are named and none matches the list, the column may hold names or "
        + "other numbers, and whether they are listed is not judged. A domain may have a number of its own."
    ),
    pitfalls: Phrase(
      "名录可能更新滞后，不在名录不等于没有资格，列为较弱线索。十件以上、九成以上少于规定人数的，多为登记口径所致，只作提示。辅助人员也算在登记人数内，另见C08。"
        + "法律另有规定可一人执法的领域须先设置人数；非现场执法（第四十一条，电子监控）的审核人员这里看不到，少登可能属此。",
      "The list may lag: a person not on it may well be qualified, which is the weaker finding. Too few in nine "
        + "of ten cases and in ten at least come of how the column is filled for the most part: a notice. Auxiliaries count "
        + "among the named here; see C08. Domains in which a law allows one officer need a number of their own. "
        + "Off-site enforcement (APL 41, electronic monitoring) cannot be seen here and may explain few names."
    ),
    parameters: [
      IndicatorParameter(
        "officers", 2,
        Phrase("最少执法人员数，可按领域另设", "fewest officers, which a domain may set for itself"),
        isPerDomain: true),
      .fewestCases,
      IndicatorParameter(
        "warning", 3,
        Phrase("除不在名录外达到此数为“B级”，否则为“提示”", "cases, not listed left out, from which it is grade B")),
    ],
    innocent: Phrase(
      "只登记了主办人；证件已续期而名录未更新；人员由其他单位派出；法律允许一人执法；非现场执法。",
      "Only the officer in charge was entered; a certificate was renewed and the list not; officers of another "
        + "unit; a law that allows one; off-site enforcement."),
    ask: Phrase(
      "请提供所列案卷的执法人员签名页与执法证，核对人数、有效期和名录。",
      "Please provide the signatures and certificates in the files listed, and compare them with the list."
    ),
    figures: .ofRules)

  static let examples = [
    IndicatorExample(
      Phrase("简易程序只登记一人，应标记", "one officer by summary procedure"),
      ProcedureExample.world(
        .officers,
        [(["summary", "1", "", "", "", "", ""], 1), (["ordinary", "2", "", "", "", "", ""], 9)]),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("两人中一人执法证过期，应标记（只数人头会漏掉）", "one of two with a certificate that ran out"),
      ProcedureExample.list(
        ["enforcement"],
        in: ProcedureExample.world(.officers, [(["ordinary", "2", "1", "1", "0", "0", "0"], 1)])),
      flagged: ["U///"]),
    IndicatorExample(
      Phrase("恰为两人、证件有效，不标记", "exactly two, both with certificates"),
      ProcedureExample.list(
        ["enforcement"],
        in: ProcedureExample.world(.officers, [(["ordinary", "2", "2", "0", "0", "0", "0"], 8)])),
      flagged: []),
    IndicatorExample(
      Phrase(
        "未登记人员，或者没有人员名录，不标记", "nobody named, or no list to compare with"),
      ProcedureExample.world(
        .officers,
        [(["ordinary", "", "", "", "", "", ""], 5), (["", "3", "", "", "", "", ""], 2)]),
      flagged: []),
    IndicatorExample(
      Phrase("名录只有别的单位，本单位无人，不算不在名录", "the list holds other units alone"),
      listOfOthers(), flagged: []),
  ]

  private static func listOfOthers() -> Observation {
    var observation = ProcedureExample.world(
      .officers, [(["ordinary", "2", "0", "0", "2", "0", "0"], 40)])
    observation.tables.insert("officers")
    observation.legality.officerFacts.add(["V", "2024", "enforcement", "valid", "60", "no"], [9])
    return observation
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let list = OfficerList(observation)
    let unmatched = unmatched(observation.procedures(.officers), list)
    let checks = RuleCheck.all(of: observation.procedures(.officers), .officers) { count in
      let judgement = judgement(
        named: Int(count.facts[1]), uncertified: Int(count.facts[3]),
        unlisted: list.listed.contains(count.unitCode) ? Int(count.facts[4]) : nil,
        fewest: settings.count("officers", of: page, domain: count.domain))
      // Names hold their number all the same.
      return judgement == .broken("not_listed") && unmatched.contains(count.unitCode)
        ? .unknown : judgement
    }
    let report = RuleReport(
      page: page, wording: wording(list), observation: observation, settings: settings)
    var result = report.result(
      checks,
      weaker: WeakerFinding(
        finding: "not_listed",
        note: Phrase(
          "人员名录可能更新滞后，不在名录不等于没有资格。",
          "The list may lag: a person who is not on it may well be qualified.")))
    soften(&result, checks)
    if !unmatched.isEmpty {
      result.headline = result.headline.followed(by: otherNumbers(unmatched, observation.names))
    }
    result.lack(report.wording.columns, ofUnitsIn: checks)
    let judged = checks.filter { $0.judged > 0 }.map(\.unitCode)
    if !list.listed.isSuperset(of: judged) { result.lack(["officers"]) }
    if !list.certificates.isSuperset(of: list.listed.intersection(judged)) {
      result.lack(["officers.certificate_valid_to"])
    }
    result.tables = result.tables.map { hidingUnknown($0, checks, list) }
    return result
  }

  // Of a list and a column that speak of the same persons at least one matches.
  private static func unmatched(_ counts: [ProcedureCount], _ list: OfficerList) -> [String] {
    var named: [String: (all: Int, unlisted: Int)] = [:]
    for count in counts where list.listed.contains(count.unitCode) {
      guard let all = Int(count.facts[1]), let unlisted = Int(count.facts[4]) else { continue }
      named[count.unitCode, default: (0, 0)].all += all * count.cases
      named[count.unitCode, default: (0, 0)].unlisted += unlisted * count.cases
    }
    return named.filter { $1.all >= fewestNamed && $1.all == $1.unlisted }.keys.sorted()
  }

  private static func otherNumbers(_ units: [String], _ names: NameBook) -> Phrase {
    let named = units.map(names.unit)
    return Phrase(
      "\(named.joined(separator: "、"))登记的执法人员无一能与名录对上，该列可能填的是姓名或其他编号，请先核实，是否在名录不作判断。",
      "No officer named by \(named.joined(separator: ", ")) matches the list: the column may hold names or other "
        + "numbers, which is to be verified first; whether they are on the list is not judged.")
  }

  // Entries of officers from which it is no chance that none matches.
  private static let fewestNamed = 10

  // Too few in nearly every case of a unit is a way of filling the column: the one in charge alone, or
  // several names in a form that is not split.
  private static func soften(_ result: inout IndicatorResult, _ checks: [RuleCheck]) {
    let habitual = Set(
      checks.filter { check in
        let few = check.brokenBy["fewer_than_two"] ?? 0
        return few >= fewestOfAHabit && few * 10 >= check.judged * 9
      }.map(\.unitCode))
    for index in result.flags.indices where habitual.contains(result.flags[index].unitCode) {
      result.flags[index].severity = .notice
      result.flags[index].reason = result.flags[index].reason.followed(
        by: Phrase(
          "几乎每件都如此，可能只登记主办人员，或多人写在一起而未用顿号、分号、逗号分隔，先核实登记口径。",
          "Nearly every case is like that: the column may name the one in charge alone, or several with "
            + "another separator than commas and semicolons. How it is filled should be checked first."
        ))
    }
  }

  private static let fewestOfAHabit = 10

  /// Whether cases keep the rule; numbers are nil where the exports do not say.
  static func judgement(
    named: Int?, uncertified: Int?, unlisted: Int?, fewest: Int
  ) -> RuleJudgement {
    guard let named, named > 0 else { return .unknown }
    if named < fewest { return .broken("fewer_than_two") }
    if let uncertified, uncertified > 0 { return .broken("uncertified") }
    if let unlisted, unlisted > 0 { return .broken("not_listed") }
    return .kept
  }

  private static let uncertified = Phrase("执法证已过期", "Certificate run out")
  private static let notListed = Phrase("不在人员名录", "Not on the list")

  // A kind of which nothing can be known has no column.
  private static func wording(_ list: OfficerList) -> RuleWording {
    var kinds = [("fewer_than_two", Phrase("少于规定人数", "Too few officers"))]
    if !list.certificates.isEmpty { kinds.append(("uncertified", uncertified)) }
    if !list.listed.isEmpty { kinds.append(("not_listed", notListed)) }
    return RuleWording(
      applicable: Phrase("已决定案件", "decided cases"),
      broken: list.listed.isEmpty
        ? Phrase("登记的执法人员少于规定人数", "with too few officers on record")
        : Phrase("登记的执法人员人数或资格待核对", "with officers whose number or certificate is to be verified"),
      columns: ["cases.officers"], kinds: kinds.map { (finding: $0.0, name: $0.1) },
      predicate: .have(
        list.listed.isEmpty
          ? "too few officers on record" : "officers whose number or certificate is to be verified")
    )
  }

  private static func hidingUnknown(
    _ table: ResultTable, _ checks: [RuleCheck], _ list: OfficerList
  ) -> ResultTable {
    var table = table
    let hide = { (name: Phrase, known: Set<String>) in
      guard let column = table.columns.firstIndex(of: name) else { return }
      for (row, check) in checks.enumerated() where !known.contains(check.unitCode) {
        table.rows[row][column] = same("—")
      }
    }
    hide(uncertified, list.certificates)
    hide(notListed, list.listed)
    return table
  }
}
