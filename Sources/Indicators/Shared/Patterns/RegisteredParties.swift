import Contracts
import Statistics

/// Parties of a district, domain and risk class that were listed long enough.
struct RegisteredGroup: Hashable {
  let district: String
  let domain: String
  let risk: String
}

/// How many parties of a group no inspection of the last years is known of.
struct RegisteredCount {
  var parties = 0
  var unvisited = 0
  var share: Double { Double(unvisited) / Double(parties) }

  /// Whether the share may be told: neither part is one to four persons.
  var isTold: Bool { ![unvisited, parties - unvisited].contains(where: SmallNumbers.isHidden) }

  /// The most parties without a visit that what is printed of the group leaves possible.
  var mostUnvisited: Int {
    if isTold { return unvisited }
    return SmallNumbers.isHidden(unvisited) ? min(4, parties) : parties - 1
  }

  /// The fewest parties without a visit that what is printed of the group leaves possible.
  var leastUnvisited: Int {
    if isTold { return unvisited }
    return SmallNumbers.isHidden(unvisited) ? 1 : max(parties - 4, 0)
  }

  /// The number without a visit, or what may be told of it.
  var shownUnvisited: String {
    isTold || SmallNumbers.isHidden(unvisited) ? SmallNumbers.shown(unvisited) : "—"
  }

  /// Wilson interval of the share.
  var interval: WilsonInterval { interval(of: unvisited) }

  /// Wilson interval of the share that so many without a visit would be.
  func interval(of unvisited: Int) -> WilsonInterval {
    WilsonInterval(successes: unvisited, trials: parties, confidence: 0.95)
  }
}

/// The register against the inspections, by group.
struct RegisteredParties {
  private(set) var groups: [RegisteredGroup: RegisteredCount] = [:]
  /// Parties left out because their class, district or date of listing is not recorded.
  private(set) var incomplete = 0
  /// Of those, parties whose date of listing is not recorded.
  private(set) var undated = 0
  /// Parties listed too short a time.
  private(set) var recent = 0
  /// Districts and pairs of domain and class with any known visit.
  private var seenDistricts: Set<String> = []
  private var seenKinds: Set<[String]> = []
  /// Whether any party of the register is known to have been visited.
  var isLinked: Bool { !seenKinds.isEmpty }

  // Districts and domains of visits by exports without a column of parties, or that did not come.
  private let unknown: Set<[String]>

  init(_ observation: Observation, months: Int) {
    unknown = Self.anonymousPlaces(observation, months: months)
      .union(Self.unsentPlaces(observation, months: months))
    let registered = observation.patterns.registered
    for (key, sums) in registered.sums where sums[0] > 0 {
      let group = RegisteredGroup(district: key[0], domain: key[1], risk: key[2])
      if !key[4].isEmpty {
        seenDistricts.insert(group.district)
        seenKinds.insert([group.domain, group.risk])
      }
      guard !group.district.isEmpty, !group.risk.isEmpty, let listed = Int(key[3]) else {
        incomplete += sums[0]
        if key[3].isEmpty { undated += sums[0] }
        continue
      }
      guard listed >= months else {
        recent += sums[0]
        continue
      }
      groups[group, default: RegisteredCount()].parties += sums[0]
      if Int(key[4]).map({ $0 >= months }) ?? true {
        groups[group, default: RegisteredCount()].unvisited += sums[0]
      }
    }
  }

  private static func anonymousPlaces(
    _ observation: Observation, months: Int
  ) -> Set<[String]> {
    let columns = ColumnGaps(observation)
    let first = observation.month - (months - 1)
    return Set(
      observation.patterns.visits.lazy.filter {
        $0.month >= first && columns.lacks("inspections.party_id", of: $0.unitCode, in: $0.month)
      }.map { [$0.districtCode, $0.domain] })
  }

  // Where a unit may enforce of which more than a sixth of the months did not come: who is visited
  // once in three years has a chance in six of having been so then.
  private static func unsentPlaces(_ observation: Observation, months: Int) -> Set<[String]> {
    let first = observation.month - (months - 1)
    var unsent: [String: Int] = [:]
    for key in observation.unsentInspections.sums.keys {
      if let month = Month(key[1]), month >= first { unsent[key[0], default: 0] += 1 }
    }
    let missing = observation.units.filter { 6 * (unsent[$0.code] ?? 0) > months }
    guard !missing.isEmpty else { return [] }
    var held: [String: Set<String>] = [:]
    for cell in observation.cells(of: .unitDomain)
    where cell.monthsEmpowered > 0 && !cell.isPowerInferred {
      held[cell.unitCode, default: []].insert(cell.domain)
    }
    // Without a list of powers a unit may have looked for anything.
    let domains = Set(observation.patterns.registered.sums.keys.map { $0[1] })
    return Set(
      missing.flatMap { unit in
        places(of: unit, observation).flatMap { place in
          // Parties that are listed for no domain may be of any.
          (held[unit.code] ?? domains).union([""]).map { [place, $0] }
        }
      })
  }

  // The place of a unit, its county, and what lies below its own place: as far as it ever went there,
  // or all where no visit of it is on record.
  private static func places(of unit: UnitFact, _ observation: Observation) -> Set<String> {
    let seen = Set(
      observation.patterns.visits.lazy.filter { $0.unitCode == unit.code }.map(\.districtCode))
    let places = allPlaces(of: unit, observation)
    return seen.isEmpty
      ? places : places.intersection(seen.union([unit.districtCode, unit.countyCode]))
  }

  private static func allPlaces(of unit: UnitFact, _ observation: Observation) -> Set<String> {
    var places: Set = [unit.districtCode, unit.countyCode]
    var outer = Set([unit.districtCode].filter { !$0.isEmpty })
    while !outer.isEmpty {
      outer = Set(
        observation.districts.filter { outer.contains($0.parentCode) }.map(\.presentCode)
      ).subtracting(places)
      places.formUnion(outer)
    }
    return places
  }

  /// Groups in order of domain, class and district.
  var sorted: [RegisteredGroup] {
    groups.keys.sorted { left, right in
      if left.domain != right.domain { return left.domain < right.domain }
      guard left.risk == right.risk else { return RiskClassOrder.precedes(left.risk, right.risk) }
      return left.district < right.district
    }
  }

  /// Groups that are not told of, so that smaller ones do not follow from the sum of their kind, nor from
  /// the regulated parties of their district and domain.
  func groupsHidden(besides flagged: Set<RegisteredGroup>) -> Set<RegisteredGroup> {
    // No sum is of two domains.
    Dictionary(grouping: sorted, by: \.domain).values.reduce(into: []) { hidden, groups in
      hidden.formUnion(hiddenGroups(of: groups, besides: flagged))
    }
  }

  private func hiddenGroups(
    of groups: [RegisteredGroup], besides flagged: Set<RegisteredGroup>
  ) -> Set<RegisteredGroup> {
    let sums: [(RegisteredGroup) -> [String]] = [
      { ["risk", $0.risk] }, { ["district", $0.district] },
    ]
    let lines = sums.flatMap { sum in
      Dictionary(grouping: groups, by: sum).sorted { $0.key.lexicographicallyPrecedes($1.key) }
    }
    // Groups of each sum that are not known.
    var unknown: [[String]: Int] = [:]
    func note(_ group: RegisteredGroup) { for sum in sums { unknown[sum(group), default: 0] += 1 } }
    groups.filter { SmallNumbers.isHidden(size($0)) }.forEach(note)
    var hidden: Set<RegisteredGroup> = []
    // What is hidden for one sum alone would follow from the other.
    while true {
      let known = hidden
      for (key, line) in lines where unknown[key] != nil {
        let positions = SmallNumbers.hiddenBeside(
          line.map(size), hidden: { hidden.contains(line[$0]) },
          // Best one that another sum needs as well: four corners of a rectangle are enough.
          preferring: { at in sums.allSatisfy { unknown[$0(line[at])] != nil } },
          where: { !flagged.contains(line[$0]) })
        for group in positions.map({ line[$0] }) where hidden.insert(group).inserted { note(group) }
      }
      if hidden == known { return hidden }
    }
  }

  private func size(_ group: RegisteredGroup) -> Int { groups[group]?.parties ?? 0 }

  /// Whether nobody of the district, or nobody anywhere of the domain and class, was ever visited.
  ///
  /// Then the inspections may not have come, rather than not have been made; and where an export of
  /// inspections has no column of parties, or months of them did not come, nobody knows whom they met.
  func isUnseen(_ group: RegisteredGroup) -> Bool {
    !seenDistricts.contains(group.district) || !seenKinds.contains([group.domain, group.risk])
      || unknown.contains([group.district, group.domain])
  }
}

/// The share without a visit in one district against the other districts.
struct VisitComparison {
  let group: RegisteredGroup
  let count: RegisteredCount
  /// Parties without a visit that the other districts' share lets one expect.
  let expected: Double
  /// The largest share of the others that what is printed of them leaves possible.
  let mostElsewhere: Double
  /// Whether what rests on the others may be told: no number of the kind is hidden.
  let isReferenceTold: Bool
  let chance: Double
  var qValue = 1.0
  var isFlagged = false

  /// The comparisons of every group with parties enough, in order, q-values over all of them.
  static func all(
    _ parties: RegisteredParties, _ settings: IndicatorSettings, of page: IndicatorPage
  ) -> [VisitComparison] {
    let fewest = max(settings.count("fewest", of: page), 1)
    let large = parties.sorted.filter {
      (parties.groups[$0]?.parties ?? 0) >= fewest && !parties.isUnseen($0)
    }
    let kinds = Dictionary(grouping: large) { [$0.domain, $0.risk] }
    var comparisons: [VisitComparison] = []
    let order = kinds.keys.sorted {
      $0[0] == $1[0] ? RiskClassOrder.precedes($0[1], $1[1]) : $0[0] < $1[0]
    }
    for kind in order {
      comparisons += among(kinds[kind] ?? [], parties)
    }
    let qValues = AdjustedPValues.benjaminiHochberg(comparisons.map(\.chance))
    for (index, qValue) in qValues.enumerated() {
      let other = comparisons[index].expected / Double(comparisons[index].count.parties)
      let share = comparisons[index].count.share
      comparisons[index].qValue = qValue
      comparisons[index].isFlagged =
        qValue <= settings.value("q", of: page) && share >= settings.value("share", of: page)
        && share - other >= settings.value("difference", of: page)
    }
    return comparisons
  }

  // Districts up to which the quartiles of their scores say nothing of their spread.
  private static let fewDistricts = 5

  private static func among(
    _ groups: [RegisteredGroup], _ parties: RegisteredParties
  ) -> [VisitComparison] {
    guard groups.count > 1 else { return [] }
    let counts = groups.map { parties.groups[$0] ?? RegisteredCount() }
    let all = counts.reduce(0) { $0 + $1.parties }
    let unvisited = counts.reduce(0) { $0 + $1.unvisited }
    let most = counts.reduce(0) { $0 + $1.mostUnvisited }
    let expected = counts.map { own in
      Double(own.parties) * Double(unvisited - own.unvisited) / Double(all - own.parties)
    }
    let fit =
      groups.count < fewDistricts
      ? nil
      : ShareFunnelFit(
        counts: counts.map(\.unvisited), trials: counts.map(\.parties), expected: expected)
    return groups.indices.map { index in
      let own = counts[index]
      let share = fit?.share(of: index) ?? expected[index] / Double(own.parties)
      // None among the others is no proof that there can be none: half a party more.
      let least = 0.5 / Double(all - own.parties + 1)
      let exact = BinomialDistribution(
        trials: own.parties, share: min(max(share, least), 1 - least))
      return VisitComparison(
        group: groups[index], count: own, expected: share * Double(own.parties),
        mostElsewhere: Double(most - own.mostUnvisited) / Double(all - own.parties),
        isReferenceTold: counts.allSatisfy(\.isTold),
        chance: fit?.upperMidP(index) ?? min(exact.upperMidP(own.unvisited), 1))
    }
  }
}
