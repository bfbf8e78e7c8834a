extension Table {
  /// Income from fines and confiscations.
  public static let finances = Table(
    "finances", title: "罚没收入",
    columns: [
      Column("unit_code", .code, "执法主体代码"),
      Column("year", .year, "年度"),
      Column("month", .count, "月份"),
      Column("fine_income", .money, "罚款收入"),
      Column("confiscation_income", .money, "没收收入"),
      Column("tax_income", .money, "税收收入"),
      Column("revenue_budget", .money, "预算数"),
      Column("revenue_target", .money, "任务指标"),
    ],
    required: [["unit_code"], ["year"], ["fine_income"]],
    filled: [["unit_code"], ["year"]],
    identity: ["unit_code", "year", "month"])

  /// Referrals and transfers between bodies.
  public static let referrals = Table(
    "referrals", title: "移送移交",
    columns: [
      Column("referral_id", .caseNumber, "移送编号"),
      Column("unit_code", .code, "执法主体代码"),
      Column("referred_to", .name, "接收单位"),
      Column("domain", .name, "执法领域"),
      Column("item_code", .code, "事项编码"),
      Column("date", .date, "移送日期"),
      Column("accepted_date", .date, "受理日期", "接收日期"),
      Column("outcome", .name, "处理结果"),
    ],
    required: [["referral_id"], ["unit_code"], ["date"]],
    identity: ["unit_code", "referral_id"])

  /// Accountability decisions.
  public static let accountability = Table(
    "accountability", title: "追责",
    columns: [
      Column("date", .date, "日期", "追责日期"),
      Column("unit_code", .code, "执法主体代码"),
      Column("ground", .name, "追责事由"),
      Column("outcome", .name, "追责结果", "处理结果"),
    ],
    required: [["date"], ["unit_code"], ["ground"]],
    filled: [["date"], ["unit_code"]],
    identity: ["date", "unit_code", "ground", "outcome"])

  /// Complaints about the conduct of enforcement.
  public static let conductComplaints = Table(
    "conduct_complaints", title: "对执法行为的投诉",
    columns: [
      Column("date", .date, "日期", "投诉日期"),
      Column("unit_code", .code, "执法主体代码"),
      Column("subject", .name, "投诉事项"),
      Column("outcome", .name, "处理结果"),
    ],
    required: [["date"], ["unit_code"], ["subject"]],
    filled: [["date"], ["unit_code"]],
    identity: ["date", "unit_code", "subject", "outcome"])

  /// Published yearly totals.
  public static let annualTotals = Table(
    "annual_totals", title: "年报",
    columns: [
      Column("unit_code", .code, "执法主体代码"),
      Column("year", .year, "年度"),
      Column("class", .name, "处罚种类"),
      Column("cases", .count, "宗数", "件数"),
      Column("amount", .money, "罚没金额"),
    ],
    required: [["unit_code"], ["year"], ["class"], ["cases"]],
    identity: ["unit_code", "year", "class"])
}
