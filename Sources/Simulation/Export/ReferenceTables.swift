/// The tables that describe the city rather than what happened in it.
struct ReferenceTables {
  var world: World

  func tables() -> [TextTable] {
    [
      catalogue, units, authority, districts, exposure, feeds, explanations,
      Holidays.table(years: Plan.start.year...world.lastMonth.year),
    ]
  }

  private var catalogue: TextTable {
    let rows = world.items.map { item in
      [
        item.code, item.name, Domain.all[item.domain].name, "《示例条例》第\(item.article)条",
        item.isForTowns ? "市;县;镇" : "市;县", item.validFrom.text, item.validTo?.text ?? "",
        item.exposureGroup, String(item.fineMinimum), String(item.fineMaximum),
        String(ReviewRule.reviewThreshold), String(ReviewRule.hearingThreshold),
      ]
    }
    return TextTable(
      name: "catalogue.csv",
      header: [
        "事项编码", "事项名称", "执法领域", "实施依据", "实施层级", "生效日期", "失效日期", "监管对象类别",
        "罚款下限", "罚款上限", "法制审核起点金额", "听证起点金额",
      ], rows: rows)
  }

  private var units: TextTable {
    let rows = world.units.map { unit in
      [
        unit.code, unit.name, unit.level.rawValue, unit.districtCode, unit.parentCode,
        unit.level == .town ? "镇街综合执法局" : "部门", String(unit.officers),
        String(unit.legalReviewers), unit.hasExperiencedHead ? "是" : "否", unit.activeFrom.text,
        unit.activeTo?.text ?? "", unit.successor,
      ]
    }
    return TextTable(
      name: "units.csv",
      header: [
        "unit_code", "unit_name", "层级", "行政区划代码", "主管单位代码", "类型", "执法人员数",
        "法制审核人员数", "负责人有无执法经验", "启用日期", "撤销日期", "承继单位代码",
      ], rows: rows)
  }

  private var authority: TextTable {
    let rows = world.authorities.map { power in
      [
        world.units[power.unit].code, power.item.map { world.items[$0].code } ?? "",
        power.item == nil ? Domain.all[power.domain].name : "",
        power.item == nil ? "法定" : "赋权", power.validFrom.text, power.validTo?.text ?? "",
      ]
    }
    return TextTable(
      name: "authority.csv",
      header: ["unit_code", "item_code", "domain", "kind", "valid_from", "valid_to"], rows: rows)
  }

  private var districts: TextTable {
    let rows = Geography.places.map { place in
      [
        place.code, place.name, place.level.rawValue, place.parent, place.validFrom.text,
        place.validTo?.text ?? "", place.successor,
      ]
    }
    return TextTable(
      name: "districts.csv",
      header: [
        "code", "name", "level", "parent_code", "valid_from", "valid_to", "successor_code",
      ], rows: rows)
  }

  private var exposure: TextTable {
    let rows = world.exposures.map { row in
      [
        row.districtCode, row.exposureGroup, row.domain, String(row.year),
        String(row.regulatedParties),
      ]
    }
    return TextTable(
      name: "exposure.csv",
      header: ["district_code", "exposure_group", "domain", "year", "regulated_parties"],
      rows: rows)
  }

  private var feeds: TextTable {
    let rows = world.feeds.map { feed in
      [feed.unitCode, feed.month.text, "cases", feed.isReceived ? "yes" : "no"]
    }
    return TextTable(
      name: "feeds.csv", header: ["unit_code", "month", "table", "received"], rows: rows)
  }

  private var explanations: TextTable {
    let rows = world.explanations.map { row in
      [row.unitCode, row.domain, "", row.reason, row.date.text, row.expires.text]
    }
    return TextTable(
      name: "explanations.csv",
      header: ["unit_code", "domain", "item_code", "reason", "date", "expires"], rows: rows)
  }
}
