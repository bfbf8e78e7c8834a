import Contracts
import Statistics

/// A unit and what is compared within it.
struct PatternSubject: Hashable, Comparable {
  let unit: String
  let category: String

  init(_ unit: String, _ category: String) {
    self.unit = unit
    self.category = category
  }

  static func < (left: PatternSubject, right: PatternSubject) -> Bool {
    (left.unit, left.category) < (right.unit, right.category)
  }
}

/// Values by subject and stratum, given back in the order of both.
struct Strata<Value> {
  private var values: [PatternSubject: [[String]: Value]] = [:]

  /// Changes the value of a stratum, which starts as `empty`.
  mutating func change(
    _ subject: PatternSubject, _ stratum: [String], from empty: @autoclosure () -> Value,
    _ change: (inout Value) -> Void
  ) {
    change(&values[subject, default: [:]][stratum, default: empty()])
  }

  /// Every subject, sorted.
  var subjects: [PatternSubject] { values.keys.sorted() }

  /// The value of a stratum of a subject; nil where it has none.
  func value(_ subject: PatternSubject, _ stratum: [String]) -> Value? {
    values[subject]?[stratum]
  }

  /// The strata of a subject, sorted.
  func strata(of subject: PatternSubject) -> [(key: [String], value: Value)] {
    (values[subject] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { (key: $0.key, value: $0.value) }
  }

  /// Each stratum over all subjects, added up in their order.
  func totals(_ add: (inout Value, Value) -> Void) -> [[String]: Value] {
    var totals: [[String]: Value] = [:]
    for subject in subjects {
      for (key, value) in strata(of: subject) {
        if totals[key] == nil {
          totals[key] = value
        } else {
          add(&totals[key, default: value], value)
        }
      }
    }
    return totals
  }
}

/// How many members have an outcome, and how many have not.
struct YesNo: Hashable {
  var yes = 0
  var no = 0

  var total: Int { yes + no }

  mutating func add(_ other: YesNo) {
    yes += other.yes
    no += other.no
  }
}

/// Outcomes of the two groups of a contrast.
struct SideCounts: Hashable {
  var first = YesNo()
  var second = YesNo()

  mutating func add(_ side: PartyContrast.Side, yes: Int, no: Int) {
    switch side {
    case .first:
      first.yes += yes
      first.no += no
    case .second:
      second.yes += yes
      second.no += no
    }
  }

  var table: TwoByTwoTable { TwoByTwoTable(first.yes, first.no, second.yes, second.no) }
}

extension Strata<SideCounts> {
  /// Two-by-two tables of each subject; a family is a category among the units of a level.
  func subjects(_ peers: Peers) -> [ContrastSubject] {
    subjects.map { subject in
      ContrastSubject(
        subject: subject, level: peers.group(of: subject.unit),
        tables: strata(of: subject).map(\.value.table))
    }
  }
}

extension Strata<YesNo> {
  /// Each subject against all others in its strata, which must begin with the level.
  ///
  /// - Parameters:
  ///   - peers: The level of each unit.
  ///   - byDistrict: Levels whose strata tell districts apart.
  /// - Returns: In order of the subjects.
  func subjectsAgainstOthers(_ peers: Peers, byDistrict: Set<String>) -> [ContrastSubject] {
    let totals = totals { $0.add($1) }
    let levels = totals.reduce(into: [String: YesNo]()) { sums, stratum in
      sums[stratum.key.first ?? "", default: YesNo()].add(stratum.value)
    }
    return subjects.map { subject in
      let level = peers.group(of: subject.unit)
      return ContrastSubject(
        subject: subject, level: level,
        tables: tables(of: subject, totals, level: levels[level] ?? YesNo()),
        isAgainstOthers: true, isByDistrict: byDistrict.contains(level))
    }
  }

  private func tables(
    of subject: PatternSubject, _ totals: [[String]: YesNo], level: YesNo
  ) -> [TwoByTwoTable] {
    var elsewhere = level
    let tables = strata(of: subject).map { key, own in
      let all = totals[key] ?? own
      elsewhere.yes -= all.yes
      elsewhere.no -= all.no
      return TwoByTwoTable(own.yes, own.no, all.yes - own.yes, all.no - own.no)
    }
    // Others where the unit has nothing: no evidence, but part of what a naive comparison adds up.
    return tables + [TwoByTwoTable(0, 0, elsewhere.yes, elsewhere.no)]
  }
}

extension PartyContrast {
  /// Contrasts of which no party of the groups is on any side: the column says nothing.
  static func unrecorded(_ groups: some Sequence<PartyGroup>) -> [PartyContrast] {
    let seen = Set(groups)
    return all.filter { contrast in !seen.contains { contrast.side(of: $0) != nil } }
  }

  /// The contrast that a category begins with.
  static func of(category: String) -> PartyContrast? {
    all.first { category == $0.key || category.hasPrefix($0.key + "/") }
  }
}
