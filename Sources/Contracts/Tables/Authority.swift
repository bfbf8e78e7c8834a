extension Table {
  /// Which unit may enforce which item, or every item of a domain.
  public static let authority = Table(
    "authority", title: "职权与赋权清单",
    columns: [
      Column("unit_code", .code, "执法主体代码"),
      Column("item_code", .code, "事项编码", "执法事项编码"),
      Column("domain", .name, "执法领域", "领域"),
      Column("kind", .word(.authorityKinds), "职权类型", "赋权方式"),
      Column("valid_from", .validityDate, "生效日期"),
      Column("valid_to", .validityDate, "失效日期"),
    ],
    required: [["unit_code"], ["item_code", "domain"], ["kind"]],
    filled: [["unit_code"], ["item_code", "domain"]],
    identity: ["unit_code", "item_code", "domain", "kind", "valid_from"])
}
