/// What is planted in the city, by code, so that the world and its truth table agree.
enum Plan {
  static let start = Month(2022, 1)
  /// Months for which the planted facts and the dirt of the exports are laid out.
  static let plannedMonths = 36

  static let stoppedUnit = "QZ-JTYS"
  static let stoppedDomain = "交通运输"
  static let lastActiveMonth = Month(2023, 4)

  static let neverUnit = "SM-ZHZF"
  static let neverDistrict = "970103"
  static let neverDomain = "文化旅游"

  static let notSentUnit = "SM-JTYS"
  static let notSentMonths = [Month(2024, 8), Month(2024, 9), Month(2024, 10)]

  static let withdrawnItem = "CG-008"
  static let withdrawnOn = Day(2023, 3, 31)
  static let newItem = "SC-015"
  static let newFrom = Day(2024, 6, 1)
  static let dormantItems = ["HJ-015", "NY-014", "WL-012"]

  static let noExposureUnit = "QZ-T4"
  static let noExposureDistrict = "970102104"
  static let unknownExposureUnit = "SM-T4"
  static let unknownExposureDistrict = "970103104"
  /// The only domain in which the unit of unknown exposure has cases.
  static let unknownExposureActiveDomain = "城市管理"

  static let explainedUnit = "QZ-HJYJ"
  static let explainedDomain = "农业农村"

  static let handledUnit = "XG-ZHZF"
  static let handledDomain = "卫生健康"

  static let unauthorisedCases = 3
  static let unmatchedCases = 25
  static let multipleItemCases = 30
  static let amendedCases = 20

  /// Whether no case of a unit may ever fall on an item.
  static func isSilent(unit: String, item: CatalogueItem) -> Bool {
    let domain = Domain.all[item.domain].name
    return switch unit {
    case neverUnit: domain == neverDomain
    case explainedUnit: domain == explainedDomain
    case noExposureUnit: true
    case unknownExposureUnit: domain != unknownExposureActiveDomain
    default: dormantItems.contains(item.code)
    }
  }

  static func isNotSent(unit: String, month: Month) -> Bool {
    unit == notSentUnit && notSentMonths.contains(month)
  }
}
