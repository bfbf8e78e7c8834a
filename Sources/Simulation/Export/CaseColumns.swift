/// What an export shows of a case at one time.
enum CaseVersion {
  /// Filed, and not yet decided.
  case pending
  /// As decided.
  case decided
  /// Sent again with another fine.
  case amended
}

/// The columns of a case export, in the order of the ordinary files.
enum CaseColumns {
  static let headers = [
    "案件编号", "决定书文号", "执法主体代码", "执法主体名称", "行政区划代码", "执法领域", "执法事项编码", "执法事项名称",
    "办案程序", "案件来源", "线索编号", "发现日期", "立案日期", "处罚决定日期", "结案日期", "公示日期", "当事人名称",
    "证件号码", "当事人类型", "企业性质", "处理结果", "不予处罚理由", "处罚种类", "罚款金额(元)", "没收金额",
    "裁量阶次", "裁量情形", "是否重大执法决定", "法制审核", "法制审核日期", "听证", "是否涉嫌犯罪", "是否移送司法机关",
    "扣除天数", "执法人员", "住所地区划代码", "已缴金额", "违法行为终了日期", "应否公示", "复议结果",
    "诉讼结果", "自我纠正",
  ]

  static let caseNumber = 0
  static let unitCode = 2
  static let itemCode = 6
  static let itemName = 7
  static let filed = 12
  static let decided = 13
  static let dates = [11, 12, 13, 14, 15, 29, 37]
  /// The first of the columns that joined after the order of columns was drawn.
  static let firstLater = 37
  static let partyName = 16
  static let fine = 23
  static let confiscated = 24
}

/// Writes cases as rows of text, knowing no more than the day of the export.
struct CaseRows {
  var world: World
  /// The last day that the export knows.
  var asOf: Day

  func cells(of exported: SimulatedCase, version: CaseVersion) -> [String] {
    let isDecided = version != .pending
    return identity(of: exported, isDecided: isDecided) + course(of: exported, isDecided: isDecided)
      + party(of: exported) + outcome(of: exported, version: version)
      + review(of: exported, isDecided: isDecided) + addenda(of: exported, version: version)
  }

  /// The second row of a case with two items, equal to the first but for the item.
  func secondItemCells(of exported: SimulatedCase, item: Int) -> [String] {
    var second = exported
    second.item = item
    return cells(of: second, version: .decided)
  }

  private func identity(of exported: SimulatedCase, isDecided: Bool) -> [String] {
    let unit = world.units[exported.unit]
    let item = world.items[exported.item]
    let hasDecision = [.punished, .exempted].contains(exported.disposition) && isDecided
    let document =
      "\(unit.mark)罚〔\(exported.decided.civil.year)〕"
      + "\(exported.filed.civil.year % 100)\(padded(exported.number, 4))号"
    return [
      world.model.caseNumber(of: exported), hasDecision ? document : "", unit.code, unit.name,
      unit.districtCode, Domain.all[item.domain].name, exported.writtenItem?.code ?? item.code,
      exported.writtenItem?.name ?? item.name,
    ]
  }

  private func course(of exported: SimulatedCase, isDecided: Bool) -> [String] {
    let decided = isDecided ? exported.decided : nil
    let closed = exported.decided + (exported.number % 5) * 4
    let isPunished = exported.disposition == .punished
    return [
      exported.isSummary ? "简易程序" : "普通程序", exported.source, exported.sourceReference,
      exported.found.text, exported.disposition == .notFiled ? "" : exported.filed.text,
      decided?.text ?? "", isDecided && closed <= asOf ? closed.text : "",
      isDecided && isPunished && exported.published <= asOf ? exported.published.text : "",
    ]
  }

  private func party(of exported: SimulatedCase) -> [String] {
    let party = world.parties[exported.party]
    return [party.name, party.identity, party.kind.rawValue, party.ownership]
  }

  private func outcome(of exported: SimulatedCase, version: CaseVersion) -> [String] {
    guard version != .pending else { return ["办理中", "", "", "", "", "", ""] }
    let amended = version == .amended ? exported.amendment?.fineInYuan : nil
    return [
      exported.disposition.rawValue, exported.exemptGround, exported.penalties,
      (amended ?? exported.fineInYuan).map { "\($0).00" } ?? "",
      exported.confiscatedInYuan.map { "\($0).00" } ?? "", exported.grade, exported.leniency,
    ]
  }

  private func review(of exported: SimulatedCase, isDecided: Bool) -> [String] {
    let isCriminal = isDecided && exported.disposition == .transferredCriminal
    let isSuspected = isCriminal || (isDecided && exported.isKeptFromJustice)
    let reviewed = isDecided ? legalReview(of: exported) : ["", "", ""]
    return reviewed + [
      isDecided ? exported.hearing : "", isSuspected ? "是" : "否", isCriminal ? "是" : "否",
      exported.excludedDays.map(String.init) ?? "", officers(of: exported).joined(separator: "；"),
    ]
  }

  private func legalReview(of exported: SimulatedCase) -> [String] {
    let amount = (exported.fineInYuan ?? 0) + (exported.confiscatedInYuan ?? 0)
    let isMajor = exported.isTickedMajor ?? (amount >= ReviewRule.reviewThreshold)
    let day = exported.reviewDate?.text ?? ""
    return [isMajor ? "是" : "否", day.isEmpty ? "未审核" : "通过", day]
  }

  private func officers(of exported: SimulatedCase) -> [String] {
    let unit = world.units[exported.unit].code
    return exported.officerNames
      ?? [exported.officers.0, exported.officers.1].map { OfficerTable.identity($0, of: unit) }
  }

  // Columns that later joined the export, so that they stand at its end.
  private func addenda(of exported: SimulatedCase, version: CaseVersion) -> [String] {
    let fine = version == .amended ? exported.amendment?.fineInYuan : nil
    let due = (fine ?? exported.fineInYuan ?? 0) + (exported.confiscatedInYuan ?? 0)
    let paid = version == .pending ? nil : exported.paidInYuan.map { min($0, due) }
    return [world.parties[exported.party].region, paid.map { "\($0).00" } ?? ""]
      + conduct(of: exported, isDecided: version != .pending)
  }

  private func conduct(of exported: SimulatedCase, isDecided: Bool) -> [String] {
    let ended = exported.actEnded?.text ?? ""
    guard isDecided else { return [ended, "", "", "", ""] }
    let answer = { (holds: Bool?) in holds.map { $0 ? "是" : "否" } ?? "" }
    return [
      ended, answer(exported.isPublicationDue), exported.reviewResult, exported.courtResult,
      answer(exported.isSelfCorrected),
    ]
  }
}
