import Contracts

/// Inspections of a month that agree in how they were made.
struct ConductedVisits {
  let month: Month
  let unitCode: String
  let domain: String
  /// Word of its vocabulary, or empty.
  let mode: String
  /// `yes`, `no`, or empty.
  let offsite: String
  /// Working days until the result was published, `waiting`, or empty.
  let published: String
  /// Working days from the visit to the end of the report month, 99 at most.
  let waited: Int?
  let visits: Int
  /// Visits of which the result is stated.
  let known: Int
  /// Of those, visits that found a problem.
  let problems: Int

  /// Whether a complaint led to them; such visits are not of the unit's own choice.
  var isComplaintLed: Bool { mode == "complaint" }
  /// Whether they disturb the party: made on the spot, and not led by a complaint.
  var isOnTheSpot: Bool { offsite != "yes" && !isComplaintLed }

  init?(_ key: [String], _ sums: [Int]) {
    guard key.count == 8, sums.count == 3, let month = Month(key[0]), !key[1].isEmpty else {
      return nil
    }
    self.month = month
    (unitCode, domain, mode, offsite) = (key[1], key[3], key[4], key[5])
    (published, waited) = (key[6], Int(key[7]))
    (visits, known, problems) = (sums[0], sums[1], sums[2])
  }
}

extension Observation {
  /// Inspections of these months; they reach back 24 months.
  func conductedVisits(in months: ClosedRange<Month>) -> [ConductedVisits] {
    let tally = legality.visitConduct
    return tally.sortedKeys.compactMap { key in
      ConductedVisits(key, tally.sums[key] ?? [])
    }.filter { months.contains($0.month) && $0.visits > 0 }
  }

  /// The last twelve months, whatever the window.
  var lastTwelveMonths: ClosedRange<Month> { (month - 11)...month }

  /// The months of the calendar year of the report month, up to it.
  var yearToDate: ClosedRange<Month> { Month(year: month.year, month: 1)...month }

  /// The column of modes where no inspection of these months states one; else nothing.
  ///
  /// Then complaint-led and joint visits cannot be left out.
  func missingModes(in months: ClosedRange<Month>) -> [String] {
    let visits = conductedVisits(in: months)
    return !visits.isEmpty && visits.allSatisfy(\.mode.isEmpty) ? ["inspections.mode"] : []
  }

  /// Units by outcome: those judged, and why nothing is said of the others.
  func outcomes(
    of judged: [String: SubjectOutcome], in months: ClosedRange<Month>
  ) -> [SubjectOutcome: Int] {
    let missing = MissingMonths(self, in: months)
    var outcomes: [SubjectOutcome: Int] = [:]
    for unit in unitCodes(and: judged.keys) {
      outcomes[judged[unit] ?? missing.outcomeOfLittle(unit), default: 0] += 1
    }
    return outcomes
  }
}
