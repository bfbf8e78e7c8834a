import Contracts
import Statistics

/// How the penalties of the window of one unit and domain fall on parties.
struct PartyRecord {
  let unit: String
  let domain: String
  let level: String
  /// Parties by number of penalties.
  var tallies: [PartyTally] = []
  /// Penalties whose party is not stated.
  var unknown = 0
  /// Parties on the register, of the groups whose items the unit holds; nil where it says nothing.
  var regulated: Int?
  /// Penalties of one party on an item from which S08 counts it, where S08 hides that count.
  var hiddenAgain: Int?

  /// Parties and penalties in the form of the test, in a numbered peer group.
  func tested(group: Int) -> ConcentrationUnit {
    ConcentrationUnit(
      name: "\(unit)/\(domain)", group: group, tallies: tallies,
      regulatedParties: regulated ?? 0)
  }

  /// Penalties with a party.
  var known: Int { tallies.reduce(0) { $0 + $1.cases * $1.parties } }

  /// Parties with a penalty.
  var parties: Int { tallies.reduce(0) { $0 + $1.parties } }

  /// Whether shares of parties are told: few parties, and next month's fifth, would follow.
  ///
  /// Nor are they where all but the top party have too few for a second one that S08 counts: a
  /// share says that there are ten parties or more.
  var isTold: Bool {
    !SmallNumbers.isGrowthHidden(parties) && hiddenAgain.map { known - top >= $0 + 8 } ?? true
  }

  /// Whether it is told how penalties spread over parties: how many have several would follow.
  var isSpreadTold: Bool { isTold && hiddenAgain == nil }

  /// Penalties of the party with the most.
  var top: Int { tallies.map(\.cases).max() ?? 0 }

  /// Share of the party with the most; 0 without a penalty.
  var topShare: Double { known == 0 ? 0 : Double(top) / Double(known) }

  /// Share of the party with the most among the penalties that are not the top party's.
  var shareWithoutTop: Double? {
    let others = tallies.flatMap { tally in
      [(tally.cases, tally.cases == top ? tally.parties - 1 : tally.parties)]
    }
    let rest = known - top
    let next = others.filter { $0.1 > 0 }.map(\.0).max() ?? 0
    return rest > 0 ? Double(next) / Double(rest) : nil
  }

  /// Inequality of penalties among the parties that have one.
  var gini: Double? {
    GiniCoefficient.value(
      of: tallies.sorted { $0.cases < $1.cases }.flatMap {
        [Double](repeating: Double($0.cases), count: $0.parties)
      })
  }

  /// The sum of squared shares of parties.
  var index: Double? {
    HerfindahlHirschmanIndex.value(
      of: tallies.sorted { $0.cases < $1.cases }.flatMap {
        [Double](repeating: Double($0.cases), count: $0.parties)
      })
  }

  /// Whether the register can hold all parties that were seen.
  var isRegisterWideEnough: Bool { regulated.map { $0 >= parties } ?? false }

  /// The records of the window, sorted by unit and domain.
  static func all(in observation: Observation) -> [PartyRecord] {
    let peers = Peers(observation)
    var records: [[String]: PartyRecord] = [:]
    for key in observation.patterns.multiplicities.sortedKeys where key[2].isEmpty {
      guard let parties = observation.patterns.multiplicities.sums[key]?.first,
        !key[1].isEmpty
      else { continue }
      let subject = [key[0], key[1]]
      var record =
        records[subject]
        ?? PartyRecord(unit: key[0], domain: key[1], level: peers.group(of: key[0]))
      if let penalties = Int(key[3]) {
        record.tallies.append(PartyTally(cases: penalties, parties: parties))
      } else {
        record.unknown += parties
      }
      records[subject] = record
    }
    let held = heldParties(observation)
    for cell in observation.cells(of: .unitDomain) {
      let subject = [cell.unitCode, cell.domain]
      // Where more were seen the list of powers is not whole.
      let own = held[subject].flatMap { $0 >= records[subject]?.parties ?? 0 ? $0 : nil }
      records[subject]?.regulated = cell.regulatedParties.map { min($0, own ?? $0) }
    }
    return records.values.sorted { ($0.unit, $0.domain) < ($1.unit, $1.domain) }
  }

  // Parties of the groups whose items a unit held in the window: of a domain it may hold a part alone.
  // None where the parties of an item are not known, or nobody listed the powers.
  private static func heldParties(_ observation: Observation) -> [[String]: Int] {
    var groups: [[String]: [String: Int]] = [:]
    var unknown: Set<[String]> = []
    for cell in observation.cells(of: .unitItem) where cell.monthsEmpowered > 0 {
      let subject = [cell.unitCode, cell.domain]
      guard let parties = cell.wholeParties, !cell.isPowerInferred else {
        unknown.insert(subject)
        continue
      }
      let known = groups[subject]?[cell.exposureGroup] ?? 0
      groups[subject, default: [:]][cell.exposureGroup] = max(known, parties)
    }
    return groups.filter { !unknown.contains($0.key) }.mapValues { $0.values.reduce(0, +) }
  }
}
