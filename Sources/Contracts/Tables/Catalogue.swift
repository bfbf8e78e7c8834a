extension Table {
  /// Enforcement items in force, one row an item and period of validity.
  public static let catalogue = Table(
    "catalogue", title: "执法事项清单",
    columns: [
      Column("item_code", .code, "事项编码", "执法事项编码"),
      Column("item_name", .name, "事项名称", "执法事项名称"),
      Column("domain", .name, "执法领域", "领域"),
      Column("legal_basis", .text, "实施依据"),
      Column("levels", .words(.levels), "实施层级"),
      Column("valid_from", .validityDate, "生效日期"),
      Column("valid_to", .validityDate, "失效日期"),
      Column("exposure_group", .name, "监管对象类别"),
      Column("fine_min", .money, "罚款下限"),
      Column("fine_max", .money, "罚款上限"),
      Column("review_threshold", .money, "法制审核起点金额"),
      Column("hearing_threshold", .money, "听证起点金额"),
      Column("fine_basis", .word(.fineBases), "计罚方式"),
    ],
    required: [["item_code"], ["item_name"], ["domain"]],
    identity: ["item_code", "valid_from"])
}
