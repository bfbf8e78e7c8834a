/// What a closed case ended in; the heaviest part decides.
public enum Sanction: String, Sendable, CaseIterable {
  /// No offence was established, or the case went elsewhere: it says nothing of severity.
  case dismissed
  /// Exempted, or corrected without penalty.
  case none
  /// Warning or criticism alone.
  case warning
  /// Fine or confiscation.
  case money
  /// Anything that touches licence, operation or liberty, with or without money.
  case heavy
}

/// Who a party is, as far as the exports say; empty where they do not.
public struct PartyGroup: Hashable, Sendable {
  /// Word of the vocabulary of party types.
  public var type: String
  /// Word of the vocabulary of ownerships.
  public var ownership: String
  /// Where it is registered: `local` to the unit's city, `outside` it, or empty.
  public var locality: String

  /// Makes a group; without arguments that of a party of which nothing is known.
  public init(type: String = "", ownership: String = "", locality: String = "") {
    self.type = type
    self.ownership = ownership
    self.locality = locality
  }
}

/// Closed cases that agree in everything an indicator may ask, and how many there are.
public struct PenaltyOutcome: Hashable, Sendable {
  /// Month of the decision; of the filing where the settings count by it.
  public var month: Month
  /// Unit that the case bears the name of.
  public var unitCode: String
  /// District of the case, else of the unit.
  public var districtCode = ""
  /// Domain; empty where the catalogue knows none.
  public var domain: String
  /// Item; empty where the catalogue knows none.
  public var itemCode: String
  /// Who the party is.
  public var party = PartyGroup()
  /// The one code that all cases of the unit and month state as the party's place; else empty.
  ///
  /// Told of parties from elsewhere, and of a local code that is not the unit's own county's.
  public var solePlace = ""
  /// Discretion grade as recorded; empty where it is not.
  public var grade = ""
  /// Word of the vocabulary of leniencies; empty where none is recorded.
  public var leniency = ""
  /// What it ended in.
  public var sanction = Sanction.money
  /// Fine of each case; nil where none is stated.
  public var fineFen: Int?
  /// Confiscation of each case; nil where none is stated.
  public var confiscatedFen: Int?
  /// Base of a fine that is a multiple; nil where none is stated.
  public var fineBaseFen: Int?
  /// Whether a review or a court revoked the decision or found it void, so that it binds nobody.
  public var isQuashed = false
  /// Cases, above 0.
  public var cases = 1
  /// Of those, cases that state what was paid.
  public var paidCases = 0
  /// What they paid.
  public var paidFen = 0

  /// Makes one case that ended in money, of a party of which nothing is known.
  public init(month: Month, unitCode: String, domain: String, itemCode: String) {
    self.month = month
    self.unitCode = unitCode
    self.domain = domain
    self.itemCode = itemCode
  }

  /// Whether it ended in a penalty of money or a heavier one, as a fine that is left in the record of a
  /// case that was dropped or exempted does not.
  public var isPenalty: Bool { sanction == .money || sanction == .heavy }

  /// Whether a fine was imposed.
  public var isFined: Bool { isPenalty && (fineFen ?? 0) > 0 }

  /// Fine and confiscation of each case.
  public var amountFen: Int { (fineFen ?? 0) + (confiscatedFen ?? 0) }
}

extension PenaltyOutcome {
  /// The shape of the table of outcomes of a report month.
  ///
  /// The place of a party is its word, and after a colon `solePlace` where there is one.
  public static let tally = Tally(
    "penalty_outcomes",
    keys: [
      "month", "unit_code", "district_code", "domain", "item_code", "party_type",
      "party_ownership", "party_locality", "grade", "leniency", "sanction", "fine_fen",
      "confiscated_fen", "fine_base_fen", "quashed",
    ], measures: ["cases", "paid_cases", "paid_fen"])

  /// The outcomes of a table, sorted by key; nil when a row is not one.
  public static func outcomes(of tally: Tally) -> [PenaltyOutcome]? {
    var outcomes: [PenaltyOutcome] = []
    outcomes.reserveCapacity(tally.sums.count)
    for (key, sums) in tally.sums.sorted {
      guard let outcome = PenaltyOutcome(key, sums) else { return nil }
      outcomes.append(outcome)
    }
    return outcomes
  }

  private init?(_ key: [String], _ sums: [Int]) {
    guard key.count == 15, sums.count == 3, let month = Month(key[0]),
      let sanction = Sanction(rawValue: key[10]), ["", "yes"].contains(key[14])
    else { return nil }
    self.init(month: month, unitCode: key[1], domain: key[3], itemCode: key[4])
    districtCode = key[2]
    let place = key[7].split(separator: ":", maxSplits: 1).map { String($0) }
    party = PartyGroup(type: key[5], ownership: key[6], locality: place.first ?? "")
    solePlace = place.dropFirst().first ?? ""
    (grade, leniency) = (key[8], key[9])
    self.sanction = sanction
    (fineFen, confiscatedFen, fineBaseFen) = (Int(key[11]), Int(key[12]), Int(key[13]))
    isQuashed = key[14] == "yes"
    (cases, paidCases, paidFen) = (sums[0], sums[1], sums[2])
  }
}
