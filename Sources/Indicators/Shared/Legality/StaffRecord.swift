import Contracts

/// Where a number of officers comes from.
enum StaffSource: Hashable {
  /// The list of officers of a year.
  case list(Int)
  /// What the units table states today.
  case units

  /// The source in print.
  var name: Phrase {
    switch self {
    case .list(let year): Phrase("\(year)年人员名录", "officers' list of \(year)")
    case .units: Phrase("单位表", "units table")
    }
  }
}

/// Officers of one unit as the list of one year gives them.
struct StaffList {
  /// Officers who agree in everything that the list says of them.
  struct Entry {
    /// Empty where the list does not say; some have more than one.
    let roles: Set<Substring>
    let certificate: String
    /// Hours of training in the year; nil where the list does not say.
    let trainingHours: Int?
    let seconded: String
    let officers: Int

    /// Whether they enforce, whatever else they do.
    var enforces: Bool { roles.contains("enforcement") }
  }

  /// Year of the list.
  let year: Int
  fileprivate(set) var entries: [Entry] = []

  /// Officers with a trait.
  func count(_ isCounted: (Entry) -> Bool) -> Int {
    entries.reduce(0) { $0 + (isCounted($1) ? $1.officers : 0) }
  }

  /// Officers who enforce, whatever their certificate.
  var enforcement: Int { count { $0.enforces } }
  /// Officers who review legality.
  var legalReviewers: Int { count { $0.roles.contains("legal_review") } }
  /// Officers whose role the list does not state.
  var withoutRole: Int { count { $0.roles.isEmpty } }
  /// Whether the list states any role; without one nobody knows who enforces.
  var hasRoles: Bool { entries.contains { !$0.roles.isEmpty } }

  /// Officers who enforce, by the state of their certificate; empty where it is not stated.
  func enforcement(certificate: String) -> Int {
    count { $0.enforces && $0.certificate == certificate }
  }
}

/// Officers of a unit who enforce, and where the number comes from.
struct OfficerCount: Hashable {
  let source: StaffSource
  /// With a certificate that is valid; all of them where the units table gives the number alone.
  let officers: Int
  /// With a certificate that has run out.
  var expired = 0
  /// Of whose certificate the list says nothing.
  var undated = 0

  /// Whether nothing is known but that there are officers.
  var lacksCertificates: Bool { officers == 0 && expired == 0 && undated > 0 }
}

/// What the units table states of the staff of a unit; nil or empty where it states nothing.
struct StatedStaff {
  fileprivate(set) var officers: Int?
  fileprivate(set) var legalReviewers: Int?
  fileprivate(set) var headExperience = ""
}

/// Officers of every unit: lists of the officers table by year, and the units table beside them.
///
/// An officer listed in several units counts in each.
struct StaffRecord {
  private let reportYear: Int
  private var lists: [String: [Int: StaffList]] = [:]
  private var statedByUnit: [String: StatedStaff] = [:]

  init(_ observation: Observation) {
    reportYear = observation.month.year
    let facts = observation.legality.officerFacts
    for key in facts.sortedKeys {
      guard let year = Int(key[1]), year <= reportYear else { continue }
      lists[key[0], default: [:]][year, default: StaffList(year: year)].entries.append(
        StaffList.Entry(
          roles: Set(key[2].split(separator: ";")), certificate: key[3], trainingHours: Int(key[4]),
          seconded: key[5],
          officers: facts.sums[key]?[0] ?? 0))
    }
    let rows = Dictionary(grouping: observation.legality.unitStaff.sortedKeys) { $0[0] }
    statedByUnit = rows.mapValues { rows in
      StatedStaff(
        officers: Int(agreed(rows.map { $0[1] })), legalReviewers: Int(agreed(rows.map { $0[2] })),
        headExperience: agreed(rows.map { $0[3] }))
    }
  }

  /// Units of which either source speaks.
  var unitCodes: Set<String> { Set(lists.keys).union(statedByUnit.keys) }

  /// Whether any list states a role.
  var hasRoles: Bool { lists.values.contains { $0.values.contains(where: \.hasRoles) } }

  /// The list of the report month's year, or the latest earlier one.
  func list(of unit: String) -> StaffList? { list(of: unit, upTo: reportYear) }

  /// The latest list of a year or before.
  func list(of unit: String, upTo year: Int) -> StaffList? {
    let known = lists[unit] ?? [:]
    return known.keys.filter { $0 <= year }.max().flatMap { known[$0] }
  }

  /// The list of one year.
  func list(of unit: String, in year: Int) -> StaffList? { lists[unit]?[year] }

  /// The latest year of which any unit has a list.
  var latestYear: Int? { lists.values.flatMap(\.keys).max() }

  /// What the units table states.
  func stated(of unit: String) -> StatedStaff { statedByUnit[unit] ?? StatedStaff() }

  /// Officers who enforce: the unit's list where it tells roles apart, else the units table.
  func officers(of unit: String) -> OfficerCount? {
    if let list = list(of: unit), list.hasRoles {
      return OfficerCount(
        source: .list(list.year), officers: list.enforcement(certificate: "valid"),
        expired: list.enforcement(certificate: "expired"),
        undated: list.enforcement(certificate: ""))
    }
    return stated(of: unit).officers.map { OfficerCount(source: .units, officers: $0) }
  }

  /// Whether the lists of a year name a legal reviewer anywhere; if not, they do not record them.
  func recordsReviewers(in year: Int) -> Bool {
    lists.values.contains { ($0[year]?.legalReviewers ?? 0) > 0 }
  }
}

// Rows that contradict one another state nothing.
private func agreed(_ texts: [String]) -> String {
  let stated = Set(texts).subtracting([""])
  return stated.count == 1 ? stated.first ?? "" : ""
}

/// Levels of units in print.
enum LevelName {
  static func phrase(_ level: String) -> Phrase {
    switch level {
    case "city": Phrase("市级", "City")
    case "county": Phrase("县级", "County")
    case "town": Phrase("镇街", "Town")
    default: Phrase("层级不明", "Level unknown")
    }
  }
}
