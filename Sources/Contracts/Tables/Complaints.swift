extension Table {
  /// Complaints and reports from the public, one row each.
  public static let complaints = Table(
    "complaints", title: "投诉举报",
    columns: [
      Column("complaint_id", .caseNumber, "投诉举报编号", "编号"),
      Column("kind", .word(.complaintKinds), "类别", "投诉举报类别"),
      Column("complainant_id", .personIdentifier, "投诉举报人证件号码", "投诉举报人"),
      Column("received_date", .date, "收到日期", "接收日期"),
      Column("district_code", .areaCode, "行政区划代码"),
      Column("unit_code", .code, "执法主体代码"),
      Column("unit_name", .name, "执法主体名称", "执法主体"),
      Column("domain", .name, "执法领域", "领域"),
      Column("item_code", .code, "执法事项编码", "事项编码"),
      Column("party_name", .personName, "被投诉举报人", "当事人名称"),
      Column("party_id", .personIdentifier, "被投诉举报人证件号码", "证件号码"),
      Column("party_type", .word(.partyTypes), "当事人类型"),
      Column("party_ownership", .word(.ownerships), "企业性质", "所有制"),
      Column("party_region", .code, "住所地区划代码"),
      Column("accepted", .yesNo, "是否受理"),
      Column("outcome", .word(.complaintOutcomes), "处理结果", "办理结果"),
      Column("outcome_date", .date, "办结日期", "处理日期"),
      Column("case_id", .caseNumber, "案件编号"),
    ],
    required: [["complaint_id"], ["received_date"], ["domain", "item_code", "unit_code"]],
    filled: [["complaint_id"], ["received_date"]],
    identity: ["complaint_id"],
    partitioning: .month(of: ["received_date"]))
}
