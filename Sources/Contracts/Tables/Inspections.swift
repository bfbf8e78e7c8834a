extension Table {
  /// Administrative inspections, one row a visit.
  public static let inspections = Table(
    "inspections", title: "行政检查",
    columns: [
      Column("inspection_id", .caseNumber, "检查编号"),
      Column("unit_code", .code, "执法主体代码"),
      Column("unit_name", .name, "执法主体名称", "执法主体"),
      Column("district_code", .areaCode, "行政区划代码"),
      Column("domain", .name, "执法领域", "领域"),
      Column("item_code", .code, "执法事项编码", "事项编码"),
      Column("date", .date, "检查日期"),
      Column("party_name", .personName, "检查对象名称", "当事人名称"),
      Column("party_id", .personIdentifier, "检查对象代码", "证件号码"),
      Column("party_type", .word(.partyTypes), "当事人类型"),
      Column("party_ownership", .word(.ownerships), "企业性质", "所有制"),
      Column("party_region", .code, "住所地区划代码"),
      Column("mode", .word(.inspectionModes), "检查方式"),
      Column("offsite", .yesNo, "非现场"),
      Column("result", .word(.inspectionResults), "检查结果"),
      Column("result_published_date", .date, "结果公示日期"),
      Column("case_id", .caseNumber, "案件编号"),
    ],
    required: [["inspection_id"], ["unit_code", "unit_name"], ["date"], ["result"]],
    filled: [["inspection_id"], ["unit_code", "unit_name"], ["date"]],
    identity: ["unit_code", "inspection_id"],
    partitioning: .month(of: ["date"]))
}
