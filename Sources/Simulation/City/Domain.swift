/// A field of enforcement with the sizes that shape its cases.
struct Domain {
  var name: String
  var prefix: String
  /// The classes of regulated parties; each item bears on one of them.
  var exposureGroups: [String]
  /// Regulated parties of each group in a district of ordinary size.
  var partiesPerGroup: [Int]
  var cityCasesPerMonth: Double
  var countyCasesPerMonth: Double
  var summaryShare: Double
  var townItems: Int
}

extension Domain {
  static let all: [Domain] = [
    Domain(
      name: "市场监管", prefix: "SC", exposureGroups: ["食品经营户", "药械单位", "一般市场主体"],
      partiesPerGroup: [2_600, 240, 5_200], cityCasesPerMonth: 8, countyCasesPerMonth: 13,
      summaryShare: 0.15, townItems: 6),
    Domain(
      name: "交通运输", prefix: "JT", exposureGroups: ["道路运输业户", "水路港口业户"],
      partiesPerGroup: [1_400, 160], cityCasesPerMonth: 7, countyCasesPerMonth: 15,
      summaryShare: 0.45, townItems: 3),
    Domain(
      name: "城市管理", prefix: "CG", exposureGroups: ["临街商户", "建筑工地"],
      partiesPerGroup: [3_100, 90], cityCasesPerMonth: 5, countyCasesPerMonth: 8,
      summaryShare: 0.4, townItems: 8),
    Domain(
      name: "生态环境", prefix: "HJ", exposureGroups: ["排污单位", "施工扬尘源"],
      partiesPerGroup: [680, 120], cityCasesPerMonth: 6, countyCasesPerMonth: 5,
      summaryShare: 0.05, townItems: 4),
    Domain(
      name: "应急管理", prefix: "YJ", exposureGroups: ["工贸企业", "危化品单位"],
      partiesPerGroup: [540, 60], cityCasesPerMonth: 4, countyCasesPerMonth: 4,
      summaryShare: 0.05, townItems: 5),
    Domain(
      name: "文化旅游", prefix: "WL", exposureGroups: ["文化娱乐场所", "旅行社"],
      partiesPerGroup: [310, 40], cityCasesPerMonth: 4.5, countyCasesPerMonth: 4,
      summaryShare: 0.1, townItems: 0),
    Domain(
      name: "农业农村", prefix: "NY", exposureGroups: ["农资经营户", "养殖户"],
      partiesPerGroup: [420, 700], cityCasesPerMonth: 3, countyCasesPerMonth: 3.5,
      summaryShare: 0.2, townItems: 6),
    Domain(
      name: "卫生健康", prefix: "WS", exposureGroups: ["医疗机构", "公共场所"],
      partiesPerGroup: [380, 620], cityCasesPerMonth: 3.5, countyCasesPerMonth: 4,
      summaryShare: 0.1, townItems: 4),
  ]

  static func position(of name: String) -> Int {
    guard let position = all.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("no domain has this name")
    }
    return position
  }
}
