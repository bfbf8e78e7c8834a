extension Table {
  /// Regulated parties of a place or unit; zero says none here, a missing row says unknown.
  public static let exposure = Table(
    "exposure", title: "监管对象底数",
    columns: [
      Column("district_code", .areaCode, "行政区划代码"),
      Column("unit_code", .code, "执法主体代码"),
      Column("exposure_group", .name, "监管对象类别"),
      Column("domain", .name, "执法领域", "领域"),
      Column("item_code", .code, "事项编码", "执法事项编码"),
      Column("month", .month, "月份"),
      Column("year", .year, "年度", "年份"),
      Column("regulated_parties", .count, "监管对象数"),
    ],
    required: [
      ["regulated_parties"], ["district_code", "unit_code"],
      ["exposure_group", "domain", "item_code"], ["month", "year"],
    ],
    identity: [
      "district_code", "unit_code", "exposure_group", "domain", "item_code", "month", "year",
    ])
}
