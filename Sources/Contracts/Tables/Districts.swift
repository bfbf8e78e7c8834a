extension Table {
  /// Administrative divisions with their validity and successors.
  public static let districts = Table(
    "districts", title: "行政区划",
    columns: [
      Column("code", .areaCode, "代码", "区划代码", "行政区划代码"),
      Column("name", .name, "名称", "区划名称"),
      Column("level", .word(.levels), "层级"),
      Column("parent_code", .areaCode, "上级代码", "上级区划代码"),
      Column("valid_from", .validityDate, "生效日期"),
      Column("valid_to", .validityDate, "失效日期"),
      Column("successor_code", .areaCode, "承继代码", "承继区划代码"),
    ],
    required: [["code"], ["name"], ["level"], ["parent_code"]],
    filled: [["code"], ["name"]],
    identity: ["code", "valid_from"])
}
