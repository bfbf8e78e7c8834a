extension Table {
  /// Administrative penalty cases, one row a case (or a case and item, or a case and party).
  public static let cases = Table(
    "cases", title: "行政处罚案件",
    columns: caseSubject + caseDates + caseParty + caseOutcome + caseProcedure,
    required: [
      ["case_id", "doc_no"], ["unit_code", "unit_name"], ["filed_date", "decided_date"],
      ["item_code", "item_name", "domain"],
    ],
    identity: ["unit_code", "case_id"],
    partitioning: .month(of: ["decided_date", "filed_date"]))

  /// Columns of `cases` in which rows of one case may differ: its items and its parties.
  public static let caseItemColumns = [
    "item_code", "item_name", "domain", "party", "party_type", "party_ownership", "party_region",
  ]

  private static let caseSubject = [
    Column("case_id", .caseNumber, "案件编号", "案号", "立案号"),
    Column("doc_no", .caseNumber, "决定书文号", "行政处罚决定书文号", "处罚决定书文号"),
    Column("unit_code", .code, "执法主体代码", "处罚机关统一社会信用代码", "处罚机关代码"),
    Column("unit_name", .name, "执法主体", "执法主体名称", "执法机关", "处罚机关", "处罚机关名称"),
    Column("handling_unit_code", .code, "承办机构代码", "受委托机构代码", "实际承办单位代码"),
    Column("district_code", .areaCode, "行政区划代码", "区划代码", "案发地区划代码"),
    Column("domain", .name, "执法领域", "领域"),
    Column("item_code", .code, "执法事项编码", "事项编码", "权力事项编码"),
    Column("item_name", .name, "执法事项", "执法事项名称", "事项名称", "违法行为类型"),
    Column("procedure", .word(.procedures), "办案程序", "适用程序"),
    Column("source", .word(.caseSources), "案件来源"),
    Column("source_ref", .code, "线索编号", "来源编号"),
  ]

  private static let caseDates = [
    Column("act_ended_date", .date, "违法行为终了日期"),
    Column("found_date", .date, "发现日期", "违法行为发现日期"),
    Column("filed_date", .date, "立案日期"),
    Column("decided_date", .date, "处罚决定日期", "决定日期"),
    Column("closed_date", .date, "结案日期"),
    Column("published_date", .date, "公示日期"),
  ]

  private static let caseParty = [
    Column("party_name", .personName, "行政相对人名称", "当事人", "当事人名称", "被处罚人"),
    Column(
      "party_id", .personIdentifier, "行政相对人代码", "相对人统一社会信用代码", "相对人证件号码", "证件号码"),
    Column("party_type", .word(.partyTypes), "行政相对人类别", "当事人类型"),
    Column("party_ownership", .word(.ownerships), "企业性质", "所有制"),
    Column("party_region", .code, "相对人所在地区划代码", "住所地区划代码"),
  ]

  private static let caseOutcome = [
    Column("disposition", .word(.dispositions), "处理结果", "结案方式"),
    Column("exempt_ground", .word(.exemptGrounds), "不予处罚理由"),
    Column("penalty_types", .words(.penaltyTypes), "处罚类别", "处罚种类", "处罚类别1", "处罚类别2"),
    Column("fine", .money, "罚款金额"),
    Column("confiscated", .money, "没收违法所得、没收非法财物的金额", "没收金额"),
    Column("amount", .money, "罚没金额", "罚没合计"),
    Column("fine_base", .money, "计罚基数"),
    Column("discretion_grade", .name, "裁量阶次", "裁量等级"),
    Column("leniency", .word(.leniencies), "裁量情形", "免罚轻罚情形"),
  ]

  private static let caseProcedure = [
    Column("major", .yesNo, "是否重大执法决定"),
    Column("legal_review", .word(.legalReviews), "法制审核", "法制审核结论"),
    Column("legal_review_date", .date, "法制审核日期"),
    Column("hearing", .word(.hearings), "听证"),
    Column("transfer_due", .yesNo, "是否涉嫌犯罪", "应移送"),
    Column("transferred", .yesNo, "是否移送司法机关", "已移送"),
    Column("review_result", .word(.challenges), "复议结果", "复议诉讼结果"),
    Column("court_result", .word(.challenges), "诉讼结果", "复议诉讼结果"),
    Column("excluded_days", .count, "扣除天数"),
    Column("publish_due", .yesNo, "应否公示"),
    Column("self_corrected", .yesNo, "自我纠正"),
    Column("officers", .personIdentifiers, "执法人员", "执法证号"),
    Column("paid", .money, "已缴金额"),
  ]
}
