/// The level of government that a unit or place belongs to.
enum Level: String {
  case city
  case county
  case town
}

/// One row of the districts table: a place and the days on which it had this parent.
struct Place {
  var code: String
  var name: String
  var level: Level
  var parent: String
  var validFrom: Day
  var validTo: Day?
  var successor = ""
}

/// An authority that enforces the law.
struct EnforcementUnit {
  var code: String
  var name: String
  /// The short name in a case number.
  var mark: String
  var level: Level
  var districtCode: String
  var parentCode = ""
  var activeFrom: Day
  var activeTo: Day?
  var successor = ""
  var officers: Int
  var legalReviewers: Int
  var hasExperiencedHead = true
  /// Positions of the domains in which it has statutory power; empty for towns.
  var domains: [Int] = []
}

/// One item of the catalogue; money in whole yuan.
struct CatalogueItem {
  var code: String
  var name: String
  var domain: Int
  var exposureGroup: String
  var article: Int
  var fineMinimum: Int
  var fineMaximum: Int
  var validFrom = Day(2020, 1, 1)
  var validTo: Day?
  /// Whether towns may be empowered to enforce it.
  var isForTowns: Bool
  /// How often it is used, relative to the others of its domain; 0 means never.
  var weight: Double
}

/// A power of a unit over a whole domain, or over one item.
struct Authority {
  var unit: Int
  var domain: Int
  /// The position of the item; nil for all items of the domain.
  var item: Int?
  var validFrom: Day
  var validTo: Day?
}

/// How many regulated parties one place had in one year.
struct Exposure {
  var districtCode: String
  /// Empty where the row is about a whole domain.
  var exposureGroup: String
  /// Empty where the row is about one group of parties.
  var domain: String
  var year: Int
  var regulatedParties: Int
}

/// Why a unit says that it had no case.
struct Explanation {
  var unitCode: String
  var domain: String
  var reason: String
  var date: Day
  var expires: Day
}

/// Whether a unit sent its cases for a month.
struct Feed {
  var unitCode: String
  var month: Month
  var isReceived: Bool
}
