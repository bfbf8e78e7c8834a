import Statistics

/// The units of the invented city.
enum UnitRoster {
  /// One office of a kind that every district, or the city, has.
  private struct Office {
    var suffix: String
    var name: String
    var mark: String
    var domains: [String]
  }

  private static let cityOffices: [Office] = [
    Office(suffix: "SCJG", name: "市场监督管理局", mark: "市监", domains: ["市场监管"]),
    Office(suffix: "JTYS", name: "交通运输局", mark: "交", domains: ["交通运输"]),
    Office(suffix: "CSGL", name: "城市管理局", mark: "城管", domains: ["城市管理"]),
    Office(suffix: "STHJ", name: "生态环境局", mark: "环", domains: ["生态环境"]),
    Office(
      suffix: "YJNY", name: "应急与农业农村局", mark: "应农", domains: ["应急管理", "农业农村"]),
    Office(suffix: "WLWJ", name: "文旅卫健局", mark: "文卫", domains: ["文化旅游", "卫生健康"]),
  ]

  private static let countyOffices: [Office] = [
    Office(suffix: "SCJG", name: "市场监督管理局", mark: "市监", domains: ["市场监管"]),
    Office(suffix: "JTYS", name: "交通运输局", mark: "交", domains: ["交通运输"]),
    Office(
      suffix: "ZHZF", name: "综合行政执法局", mark: "综",
      domains: ["城市管理", "文化旅游", "卫生健康"]),
    Office(
      suffix: "HJYJ", name: "环境应急与农业局", mark: "环应农",
      domains: ["生态环境", "应急管理", "农业农村"]),
  ]

  private static let districtPrefixes = [
    "970102": "QZ", "970103": "SM", "970111": "GB", "970112": "GN", "970113": "XG",
  ]

  /// All units: city, then districts in the order of their codes, then towns.
  static func units(seed: UInt64) -> [EnforcementUnit] {
    var random = RandomSource(seed: seed, purpose: "units")
    var units = cityOffices.map { office in
      unit(office, prefix: "LZ", place: Geography.districts[0], random: &random)
    }
    for district in Geography.districts.dropFirst() {
      let prefix = districtPrefixes[district.code] ?? ""
      units += countyOffices.map { office in
        unit(office, prefix: prefix, place: district, random: &random)
      }
    }
    return units + towns(random: &random)
  }

  private static func unit(
    _ office: Office, prefix: String, place: Place, random: inout RandomSource
  ) -> EnforcementUnit {
    let isCity = place.level == .city
    return EnforcementUnit(
      code: "\(prefix)-\(office.suffix)", name: place.name + office.name,
      mark: (isCity ? "澜" : String(place.name.prefix(2))) + office.mark, level: place.level,
      districtCode: place.code, parentCode: isCity ? "" : cityParent(of: office),
      activeFrom: place.validFrom, activeTo: place.validTo,
      successor: place.successor.isEmpty ? "" : "XG-\(office.suffix)",
      officers: random.integer(in: 18...60), legalReviewers: random.integer(in: 1...5),
      domains: office.domains.map(Domain.position))
  }

  private static func cityParent(of office: Office) -> String {
    let parent = cityOffices.first { $0.domains.contains(office.domains[0]) }
    return parent.map { "LZ-\($0.suffix)" } ?? ""
  }

  private static func towns(random: inout RandomSource) -> [EnforcementUnit] {
    let prefixes = ["QZ", "SM", "XG"]
    return Geography.towns.enumerated().map { position, town in
      let code = "\(prefixes[position / 4])-T\(position % 4 + 1)"
      let (officers, reviewers) = (random.integer(in: 5...14), random.integer(in: 0...2))
      let isExperienced = random.chance(0.8)
      return EnforcementUnit(
        code: code, name: town.name + "综合执法局",
        mark: String(town.name.prefix(2)) + "综执", level: .town, districtCode: town.code,
        activeFrom: Geography.foundation, officers: officers,
        legalReviewers: code == ConductPlan.noReviewerUnit ? 0 : max(1, reviewers),
        hasExperiencedHead: isExperienced && code != ConductPlan.inexperiencedUnit)
    }
  }
}
