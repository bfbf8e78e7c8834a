/// How many parties have how many cases each.
public struct PartyTally: Hashable, Sendable {
  /// Cases of each of the parties, 1 or more.
  public let cases: Int
  /// Number of the parties.
  public let parties: Int

  /// Makes a tally.
  public init(cases: Int, parties: Int) {
    precondition(cases >= 0 && parties >= 0, "counts are not negative")
    self.cases = cases
    self.parties = parties
  }
}

/// The parties of one unit, as a test of concentration takes them.
public struct ConcentrationUnit: Hashable, Sendable {
  /// A name that stays, of which the unit's stream of random numbers is made.
  public let name: String
  /// Number of the domain within which sizes of parties have one law.
  public let group: Int
  /// Parties by number of cases, fewest first; none without a case.
  public let tallies: [PartyTally]
  /// Parties that could have had a case, at least those that had one.
  public let potentialParties: Int
  /// Cases of all parties.
  public let cases: Int
  /// Parties with a case.
  public let parties: Int

  /// Makes a unit.
  ///
  /// - Parameters:
  ///   - name: A name that stays when other units come and go.
  ///   - group: Number of the domain.
  ///   - tallies: In any order; equal numbers of cases are joined.
  ///   - regulatedParties: Parties on the register; fewer than seen count as those seen.
  public init(name: String, group: Int, tallies: [PartyTally], regulatedParties: Int) {
    let sorted = tallies.filter { $0.cases > 0 && $0.parties > 0 }.sorted { $0.cases < $1.cases }
    var joined: [PartyTally] = []
    for tally in sorted {
      if let last = joined.last, last.cases == tally.cases {
        joined[joined.count - 1] = PartyTally(
          cases: last.cases, parties: last.parties + tally.parties)
      } else {
        joined.append(tally)
      }
    }
    self.name = name
    self.group = group
    self.tallies = joined
    cases = joined.reduce(0) { $0 + $1.cases * $1.parties }
    parties = joined.reduce(0) { $0 + $1.parties }
    potentialParties = max(regulatedParties, parties)
  }

  /// Cases of the party with the most.
  var topCases: Int { tallies.last?.cases ?? 0 }

  /// Sum of the squared numbers of cases by party.
  var squares: Int { tallies.reduce(0) { $0 + $1.cases * $1.cases * $1.parties } }
}
