/// Which selective and profit-driven facts are planted, and which innocent ones that look alike.
///
/// Each fact has a unit of its own, so that none of them hides or makes another.
enum PatternPlan {
  /// The months in which the facts are seen: the last year of the plan.
  static let window = Month(2024, 1)...Month(2024, 12)

  static let rushUnit = "SM-SCJG"
  static let rushShare = 0.6
  static let rushDays = 5

  static let burstUnit = "XG-SCJG"
  static let burstMonth = Month(2024, 7)
  /// Cases of the burst that still follow in the rest of the year.
  static let casesAfterBurst = 3
  static let campaignDomain = "应急管理"
  static let campaignMonth = Month(2024, 6)

  static let outsideUnit = "QZ-SCJG"
  static let outsideDomain = "市场监管"
  static let outsideShare = 0.45

  static let repeatUnit = "SM-JTYS"
  static let repeatCases = 4
  /// The branches of a chain share one code; each unit meets it once.
  static let chainUnits = ["LZ-SCJG", "QZ-SCJG", "SM-SCJG", "XG-SCJG"]

  /// Highest fine of the items that give every county unit fines about the hearing threshold.
  static let widenedMaximum = 50_000
  static let widenedItemsPerDomain = 3
  static let widenedDomains = ["市场监管", "交通运输", "城市管理", "生态环境", "文化旅游", "卫生健康"]

  static let bunchingUnit = "QZ-ZHZF"
  static let bunchedFines = ReviewRule.hearingThreshold...32_000
  static let bunchedAmounts = [19_800, 19_500, 19_900]
  static let habitUnit = "SM-HJYJ"
  static let habitEnding = 800

  static let priceUnit = "LZ-WLWJ"
  static let priceFactor = 1.6
  /// Raised fines stop short of the cap, so that the band is kept; lenient ones stay low in it.
  static let highestRaisedPosition = (lenient: 0.28, other: 0.97)
  static let singleCaseUnit = "LZ-SCJG"
  static let singleConfiscation = 1_880_000

  static let lenientUnit = "XG-ZHZF"
  static let lenientCases = 12

  static let groupUnit = "LZ-JTYS"
  static let groupDomain = "交通运输"
  /// Share of the fines of enterprises that are warnings instead.
  static let sparedShare = 0.42

  static let unpaidUnit = "QZ-HJYJ"
  static let unpaidShare = 0.75
  static let lastUnpaidMonth = Month(2024, 6)

  static let neverVisitedDistrict = "970113"
  static let neverVisitedDomain = "应急管理"
  static let neverVisitedRisk = "高"
  static let neverVisitedParties = 36

  static let targetUnit = "SM-T1"
  static let targetYear = 2024
  static let targetInYuan = 200_000
  static let dependentUnit = "XG-T2"
  static let dependentYear = 2024
  /// What is left of the tax of the dependent town's place in that year.
  static let remainingTaxShare = 0.3

  /// The catalogue with the bands that make fines about the hearing threshold common.
  static func widened(_ items: [CatalogueItem]) -> [CatalogueItem] {
    var widened = items
    for position in widenedItems(of: items) { widened[position].fineMaximum = widenedMaximum }
    return widened
  }

  /// Positions of the items whose band is widened, the busiest of their domains.
  static func widenedItems(of items: [CatalogueItem]) -> Set<Int> {
    let chosen = widenedDomains.flatMap { name in
      let domain = Domain.position(of: name)
      let positions = items.indices.filter {
        items[$0].domain == domain && items[$0].validTo == nil && items[$0].code != Plan.newItem
      }
      return positions.sorted { (-items[$0].weight, $0) < (-items[$1].weight, $1) }
        .prefix(widenedItemsPerDomain)
    }
    return Set(chosen)
  }
}
