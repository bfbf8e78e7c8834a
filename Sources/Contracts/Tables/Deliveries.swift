extension Table {
  /// Deliveries on record: whether a unit sent a table for a month.
  public static let feeds = Table(
    "feeds", title: "报送登记",
    columns: [
      Column("unit_code", .code, "执法主体代码"),
      Column("month", .month, "月份", "报送月份"),
      Column("table", .name, "数据表", "报送内容"),
      Column("received", .yesNo, "是否收到"),
      Column("rows_declared", .count, "申报行数"),
    ],
    required: [["unit_code"], ["month"], ["received"]],
    identity: ["unit_code", "month", "table"])

  /// Explanations that units gave for zeros.
  public static let explanations = Table(
    "explanations", title: "零办案说明",
    columns: [
      Column("unit_code", .code, "执法主体代码"),
      Column("domain", .name, "执法领域"),
      Column("item_code", .code, "事项编码"),
      Column("reason", .name, "说明", "理由"),
      Column("date", .date, "日期", "说明日期"),
      Column("expires", .validityDate, "有效期至"),
    ],
    required: [["unit_code"], ["domain", "item_code"], ["reason"], ["date"], ["expires"]],
    filled: [["unit_code"], ["domain", "item_code"], ["date"]],
    identity: ["unit_code", "domain", "item_code", "date"])

  /// What happened to a flag after it was raised.
  public static let followups = Table(
    "followups", title: "整改台账",
    columns: [
      Column("flag_id", .code, "问题编号"),
      Column("date", .date, "日期"),
      Column("step", .name, "环节"),
      Column("note", .name, "备注"),
    ],
    required: [["flag_id"], ["date"], ["step"]],
    identity: ["flag_id", "date", "step"])

  /// Working days that differ from the week.
  public static let holidays = Table(
    "holidays", title: "节假日",
    columns: [
      Column("date", .validityDate, "日期"),
      Column("working", .yesNo, "是否工作日"),
    ],
    required: [["date"], ["working"]],
    identity: ["date"])

  /// Months without a row of any unit after which an export goes on with another part.
  public static let longestDeliveryGap = 12

  /// What each export held of each unit, a row for each of its parts; made by ingestion, never an input.
  public static let deliveries = Table(
    "deliveries", title: "报送记录（由系统生成）",
    columns: [
      Column("source", .code), Column("table", .code), Column("as_of", .validityDate),
      Column("unit_code", .code), Column("month_from", .month), Column("month_to", .month),
      Column("rows", .count),
    ],
    required: [["source"], ["table"]],
    identity: ["source", "table", "unit_code", "month_from"])

  /// Months one after another in which each export of cases speaks for a unit; made by ingestion, never
  /// an input.
  ///
  /// Every month has a row of the unit; `decided` counts those that are not open. What is open of an
  /// earlier time than the last of these speaks for no month.
  public static let deliveredMonths = Table(
    "delivered_months", title: "报送记录逐月（由系统生成）",
    columns: [
      Column("source", .code), Column("as_of", .validityDate), Column("unit_code", .code),
      Column("month_from", .month), Column("month_to", .month), Column("decided", .count),
    ],
    required: [["source"], ["unit_code"], ["month_from"], ["month_to"]],
    identity: ["source", "unit_code", "month_from"])

  /// What each export changed in the months of each unit; made by ingestion, never an input.
  public static let revisions = Table(
    "revisions", title: "各月案件变动（由系统生成）",
    columns: [
      Column("source", .code), Column("as_of", .validityDate), Column("unit_code", .code),
      Column("month", .month), Column("added", .count), Column("replaced", .count),
      Column("withdrawn", .count), Column("decided", .count),
    ],
    required: [["source"], ["unit_code"], ["month"]],
    identity: ["source", "unit_code", "month"])

  /// Records of cases that were rejected, as far as they can be read; made by ingestion, never an input.
  public static let rejectedCases = Table(
    "rejected_cases", title: "未能读入的案件记录（由系统生成）",
    columns: [
      Column("source", .code), Column("record", .count), Column("as_of", .validityDate),
      Column("unit_code", .code), Column("case_id", .caseNumber), Column("district_code", .code),
      Column("domain", .name), Column("item_code", .code), Column("item_name", .name),
      Column("filed_date", .date), Column("decided_date", .date), Column("archived", .yesNo),
    ],
    required: [["source"], ["record"], ["unit_code"]],
    identity: ["source", "record"])

  /// Further items and parties of cases; made by ingestion, never an input.
  public static let caseItems = Table(
    "case_items", title: "案件涉及的事项与当事人（由系统生成）",
    columns: [
      Column("unit_code", .code), Column("case_id", .caseNumber), Column("item_code", .code),
      Column("item_name", .name), Column("domain", .name),
      Column("party_id", .personIdentifier), Column("party_type", .word(.partyTypes)),
      Column("party_ownership", .word(.ownerships)), Column("party_region", .code),
    ],
    required: [["unit_code"], ["case_id"]],
    identity: ["unit_code", "case_id", "item_code", "item_name", "party_id"],
    partitioning: .month(of: []))
}
