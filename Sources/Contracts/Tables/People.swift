extension Table {
  /// Enforcement officers by year.
  ///
  /// Rows of one export that list an officer in other roles are one row with all of them.
  public static let officers = Table(
    "officers", title: "执法人员",
    columns: [
      Column("officer_id", .personIdentifier, "执法证号", "人员编号"),
      Column("unit_code", .code, "执法主体代码"),
      Column("year", .year, "年度"),
      Column("role", .words(.officerRoles), "岗位"),
      Column("certificate_valid_to", .validityDate, "执法证有效期"),
      Column("training_hours", .hours, "培训学时"),
      Column("seconded", .yesNo, "借调"),
    ],
    required: [["officer_id"], ["unit_code"], ["year"]],
    identity: ["officer_id", "unit_code", "year"])

  /// Regulated parties by risk class.
  public static let register = Table(
    "register", title: "监管对象名录",
    columns: [
      Column("party_id", .personIdentifier, "监管对象代码", "证件号码"),
      Column("district_code", .areaCode, "行政区划代码"),
      Column("domain", .name, "执法领域"),
      Column("risk_class", .name, "风险等级"),
      Column("since", .validityDate, "纳入日期"),
      Column("until", .validityDate, "移出日期"),
    ],
    required: [["party_id"], ["risk_class"]],
    filled: [["party_id"]],
    identity: ["party_id", "domain", "since"])

  /// Upper limits of visits a year.
  public static let caps = Table(
    "caps", title: "检查频次上限",
    columns: [
      Column("domain", .name, "执法领域"),
      Column("risk_class", .name, "风险等级"),
      Column("visits_per_year", .count, "年度检查次数上限"),
    ],
    required: [["risk_class"], ["visits_per_year"]],
    identity: ["domain", "risk_class"])
}
