extension Table {
  /// Enforcement bodies, one row a unit and period.
  public static let units = Table(
    "units", title: "执法主体",
    columns: [
      Column("unit_code", .code, "执法主体代码", "单位代码"),
      Column("unit_name", .name, "执法主体名称", "执法主体", "单位名称"),
      Column("level", .word(.levels), "层级"),
      Column("district_code", .areaCode, "行政区划代码"),
      Column("parent_code", .code, "主管单位代码"),
      Column("kind", .word(.unitKinds), "类型"),
      Column("officers", .count, "执法人员数"),
      Column("legal_reviewers", .count, "法制审核人员数"),
      Column("head_experience", .yesNo, "负责人有无执法经验"),
      Column("active_from", .validityDate, "启用日期"),
      Column("active_to", .validityDate, "撤销日期"),
      Column("successor_code", .code, "承继单位代码"),
    ],
    required: [["unit_code"], ["unit_name"], ["level", "district_code", "kind", "active_from"]],
    filled: [["unit_code"], ["unit_name"]],
    identity: ["unit_code", "active_from"])
}
