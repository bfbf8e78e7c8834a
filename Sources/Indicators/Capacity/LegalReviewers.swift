import Contracts

/// C03: whether a unit has legal reviewers, and how many beside its officers.
enum LegalReviewers: Indicator {
  static let page = IndicatorPage(
    code: "C03", name: Phrase("法制审核人员", "Legal reviewers"), clause: 4,
    legalBasis: Phrase(
      "决定第四条（各执法单位至少配备一名法制审核人员）；行政处罚法第五十八条；"
        + "国办发〔2018〕118号：法制审核人员原则上不少于本单位执法人员总数的5%",
      "Decision, clause 4 (at least one in each unit); APL 58; State Council Office 2018 No. 118: in "
        + "principle at least 5% of the officers of the unit"),
    needs: ["units", "officers"],
    definition: Phrase(
      "每个执法单位（含镇街，报告月末已撤销的除外）的法制审核人员数：先取报告月所在年度人员名录中岗位为法制审核的人数，名录没有的取单位表，"
        + "再没有的取最近的较早年度名录。没有一名的标记。与执法岗位人员（同一来源，不论证件）之比低于5%的另作较弱的提示，"
        + "应有人数向上取整。名录写明岗位、该单位却没有审核人员的作0；当年名录全市都未登记此岗位的，不作依据。两处不一致的注明。",
      "Legal reviewers of each unit that exists at the end of the report month, towns among them: from the list of officers of the report month's year, "
        + "else the units table, else the latest earlier list. A unit with none is flagged. A weaker notice "
        + "where they are fewer than 5% of the officers of role enforcement (same source, whatever their "
        + "certificate), rounded up. A list that states roles and has no reviewer in the unit says none, "
        + "unless no list of the year records any reviewer at all. Sources that differ are named."),
    pitfalls: Phrase(
      "由上级或司法所统一审核、外聘审核人员的单位可能显示为0。5%是原则性比例，单位人数少时一人即可。"
        + "两处均未填的单位无法判断，不作0。",
      "A unit whose decisions are reviewed above it or by hired lawyers may show none. The 5% are a guide, "
        + "and one person is enough in a small unit. Where neither source says anything there is no zero."
    ),
    parameters: [
      IndicatorParameter("least", 1, Phrase("每单位最少人数", "least number in a unit")),
      IndicatorParameter(
        "percent", 5,
        Phrase("占执法人员的百分比，低于即提示", "percentage of officers below which it is a notice"),
        range: .number(0...100)),
      IndicatorParameter(
        "fewest", 30, Phrase("执法人员少于此数不给百分比", "officers below which no percentage is given")),
    ],
    innocent: Phrase(
      "审核由上级部门或司法所承担；审核人员登记为执法岗位；名录或单位表未更新。",
      "Review is done above the unit, reviewers are listed as officers, or a table is out of date."),
    ask: Phrase(
      "请提供法制审核人员名单、资格与最近一次审核记录。",
      "Ask for the reviewers, their qualification and the latest record of a review."),
    figures: FlagFigures(
      observed: Phrase("法制审核人员数", "legal reviewers")))

  static let examples = [
    IndicatorExample(
      Phrase("名录与单位表都是0，应标记", "none in either source"),
      StaffExample.world([], staff: [["U", "12", "0", ""]]), flagged: ["U///"]),
    IndicatorExample(
      Phrase("镇街也须有一名，应标记", "a town needs one too"),
      StaffExample.world(
        units: [("T", "town"), ("U", "county")],
        [
          StaffExample.Officers(unit: "T", number: 6), StaffExample.Officers(number: 10),
          StaffExample.Officers(role: "legal_review"),
        ]), flagged: ["T///"]),
    IndicatorExample(
      Phrase("21名执法人员只有1名审核人员，低于5%，提示", "1 beside 21 officers is below 5%"),
      StaffExample.world([], staff: [["U", "21", "1", ""]]), flagged: ["U///ratio"]),
    IndicatorExample(
      Phrase("20名执法人员有1名审核人员，恰为5%，不标记", "1 beside 20 officers is just 5%"),
      StaffExample.world([], staff: [["U", "20", "1", ""]]), flagged: []),
    IndicatorExample(
      Phrase("两处都未填：无法判断，不作0", "neither source says anything: no zero"),
      StaffExample.world([], staff: [["U", "20", "", ""]]), flagged: []),
    IndicatorExample(
      Phrase(
        "名录只登记执法岗位，单位表写有1名：不标记（只看名录会误标）",
        "lists that record no reviewer anywhere, and one in the units table: not flagged"),
      StaffExample.world(
        [StaffExample.Officers(number: 12)], staff: [["U", "12", "1", ""]]), flagged: []),
  ]

  /// Reviewers of a unit, beside its officers.
  struct Count: Equatable {
    let source: StaffSource
    let reviewers: Int
    /// Officers who enforce, where known.
    let officers: Int?
    /// What list and units table say, where they do.
    let listed: Int?
    let stated: Int?

    var differs: Bool { listed != nil && stated != nil && listed != stated }
  }

  /// What the rule says of a number.
  enum Judgement: Equatable {
    case absent
    case few(needed: Int)
    case enough
  }

  /// Judges a number of reviewers; `percent` of the officers are needed, rounded up.
  static func judgement(
    reviewers: Int, officers: Int?, least: Int, percent: Double
  ) -> Judgement {
    if reviewers < least { return .absent }
    let needed = needed(officers ?? 0, percent)
    return reviewers < needed ? .few(needed: needed) : .enough
  }

  private static func needed(_ officers: Int, _ percent: Double) -> Int {
    Int((percent * Double(officers) / 100).rounded(.up))
  }

  /// The number of reviewers of a unit; nil where no source gives one.
  static func count(of unit: String, _ staff: StaffRecord, year: Int) -> Count? {
    let stated = staff.stated(of: unit)
    let recent = staff.list(of: unit, in: year).flatMap { reviewers($0, staff) }
    let counted = { (source: StaffSource, number: Int) in
      Count(
        source: source, reviewers: number, officers: officers(of: unit, staff, source),
        listed: recent, stated: stated.legalReviewers)
    }
    if let recent { return counted(.list(year), recent) }
    if let number = stated.legalReviewers { return counted(.units, number) }
    guard let earlier = staff.list(of: unit), let number = reviewers(earlier, staff) else {
      return nil
    }
    return counted(.list(earlier.year), number)
  }

  // No reviewer among officers of unknown role, or in lists that record none, is not known.
  private static func reviewers(_ list: StaffList, _ staff: StaffRecord) -> Int? {
    if list.legalReviewers > 0 { return list.legalReviewers }
    let isTold = list.withoutRole == 0 && staff.recordsReviewers(in: list.year)
    return isTold ? 0 : nil
  }

  private static func officers(
    of unit: String, _ staff: StaffRecord, _ source: StaffSource
  ) -> Int? {
    let list = staff.list(of: unit).flatMap { $0.hasRoles ? $0.enforcement : nil }
    let stated = staff.stated(of: unit).officers
    return source == .units ? stated ?? list : list ?? stated
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    let staff = StaffRecord(observation)
    let units = observation.standingUnitCodes(and: staff.unitCodes)
    let counts = units.map { (unit: $0, count: count(of: $0, staff, year: observation.month.year)) }
    guard counts.contains(where: { $0.count != nil }) else {
      return .withoutStaff(
        page, ["officers.role", "units.legal_reviewers"], units: units.count,
        Phrase(
          "人员名录与单位表都没有法制审核人员数，无法计算。",
          "Not computable: neither list nor units table says how many legal reviewers there are."))
    }
    var result = IndicatorResult(page.code)
    let report = LegalReviewersReport(observation: observation, settings: settings)
    for (unit, count) in counts {
      guard let count else {
        result.outcomes[.notComputable, default: 0] += 1
        continue
      }
      let flag = report.flag(unit, count)
      result.outcomes[flag == nil ? .passed : .flagged, default: 0] += 1
      if let flag { result.flags.append(flag) }
    }
    result.headline = report.headline(counts.map(\.count), result.flags)
    result.tables = [report.table(counts)]
    return result
  }
}
