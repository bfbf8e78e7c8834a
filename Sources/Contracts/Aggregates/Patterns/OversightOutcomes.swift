/// Inspections that agree in everything an indicator may ask, and what came of them.
public struct VisitOutcome: Hashable, Sendable {
  /// Month of the visit.
  public var month: Month
  /// Unit that visited.
  public var unitCode: String
  /// District of the visit, else of the unit.
  public var districtCode = ""
  /// Domain; empty where the catalogue knows none.
  public var domain: String
  /// Item; empty where none is stated.
  public var itemCode: String
  /// Word of the vocabulary of modes; empty where none is stated.
  public var mode = ""
  /// Risk class of the party in the register; empty where it has none, or several.
  public var riskClass = ""
  /// Who the party is.
  public var party = PartyGroup()
  /// Visits, above 0.
  public var visits = 0
  /// Of those, visits with a result: a missing result is not a clean one.
  public var known = 0
  /// Of those, visits that found a problem.
  public var problems = 0
  /// Of those, visits whose result is a filing, or that name their case.
  public var filed = 0
  /// Visits that found a problem and referred it to another body, and name no case.
  public var referred = 0

  /// Makes an outcome without a visit.
  public init(month: Month, unitCode: String, domain: String, itemCode: String) {
    self.month = month
    self.unitCode = unitCode
    self.domain = domain
    self.itemCode = itemCode
  }
}

extension VisitOutcome {
  /// The shape of the table of visits of a report month.
  public static let tally = Tally(
    "visit_outcomes",
    keys: [
      "month", "unit_code", "district_code", "domain", "item_code", "mode", "risk_class",
      "party_type", "party_ownership", "party_locality",
    ], measures: ["visits", "known", "problems", "filed", "referred"])

  /// The outcomes of a table, sorted by key; nil when a row is not one.
  public static func outcomes(of tally: Tally) -> [VisitOutcome]? {
    var outcomes: [VisitOutcome] = []
    for key in tally.sortedKeys {
      guard key.count == 10, let sums = tally.sums[key], sums.count == 5,
        let month = Month(key[0])
      else { return nil }
      var outcome = VisitOutcome(
        month: month, unitCode: key[1], domain: key[3], itemCode: key[4])
      (outcome.districtCode, outcome.mode, outcome.riskClass) = (key[2], key[5], key[6])
      outcome.party = PartyGroup(type: key[7], ownership: key[8], locality: key[9])
      (outcome.visits, outcome.known) = (sums[0], sums[1])
      (outcome.problems, outcome.filed, outcome.referred) = (sums[2], sums[3], sums[4])
      outcomes.append(outcome)
    }
    return outcomes
  }
}

/// Complaints that agree in everything an indicator may ask, and what came of them.
public struct ComplaintOutcome: Hashable, Sendable {
  /// Month of receipt.
  public var month: Month
  /// Unit that it went to; empty where unknown.
  public var unitCode: String
  /// District; empty where unknown.
  public var districtCode = ""
  /// Domain; empty where the catalogue knows none.
  public var domain: String
  /// Item; empty where none is stated.
  public var itemCode: String
  /// Word of the vocabulary of kinds; empty where none is stated.
  public var kind = ""
  /// Who the party complained about is.
  public var party = PartyGroup()
  /// Complaints, above 0.
  public var complaints = 0
  /// Of those, accepted ones.
  public var accepted = 0
  /// Accepted ones that were filed or refused.
  public var decided = 0
  /// Of those, filed ones.
  public var filed = 0
  /// Decided ones of the window beyond one of each complainant, a filed one if there is any.
  public var decidedAgain = 0
  /// Of those, filed ones.
  public var filedAgain = 0

  /// Makes an outcome without a complaint.
  public init(month: Month, unitCode: String, domain: String, itemCode: String) {
    self.month = month
    self.unitCode = unitCode
    self.domain = domain
    self.itemCode = itemCode
  }
}

extension ComplaintOutcome {
  /// The shape of the table of complaints of a report month.
  public static let tally = Tally(
    "complaint_results",
    keys: [
      "month", "unit_code", "district_code", "domain", "item_code", "kind", "party_type",
      "party_ownership", "party_locality",
    ],
    measures: ["complaints", "accepted", "decided", "filed", "decided_again", "filed_again"])

  /// Kinds that ask for enforcement: where kinds are stated reports alone, and unstated ones may.
  ///
  /// - Parameter hasReports: Whether any complaint is stated to be a report.
  /// - Returns: Words of the vocabulary of kinds; empty is none stated.
  public static func asking(hasReports: Bool) -> Set<String> {
    hasReports ? ["report", ""] : ["report", "complaint", ""]
  }

  /// The outcomes of a table, sorted by key; nil when a row is not one.
  public static func outcomes(of tally: Tally) -> [ComplaintOutcome]? {
    var outcomes: [ComplaintOutcome] = []
    for key in tally.sortedKeys {
      guard key.count == 9, let sums = tally.sums[key], sums.count == 6,
        let month = Month(key[0])
      else { return nil }
      var outcome = ComplaintOutcome(
        month: month, unitCode: key[1], domain: key[3], itemCode: key[4])
      (outcome.districtCode, outcome.kind) = (key[2], key[5])
      outcome.party = PartyGroup(type: key[6], ownership: key[7], locality: key[8])
      (outcome.complaints, outcome.accepted) = (sums[0], sums[1])
      (outcome.decided, outcome.filed) = (sums[2], sums[3])
      (outcome.decidedAgain, outcome.filedAgain) = (sums[4], sums[5])
      outcomes.append(outcome)
    }
    return outcomes
  }
}
