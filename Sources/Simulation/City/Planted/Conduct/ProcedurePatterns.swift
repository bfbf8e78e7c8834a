/// Plants breaches of procedure, and innocent cases beside them, in decided cases.
///
/// A case carries at most one planted fact, and none whose versions differ between exports.
struct ProcedurePatterns {
  let model: RateModel
  let parties: [Party]
  private(set) var cases: [SimulatedCase]
  private(set) var truths: [PlantedTruth] = []
  private var used: Set<Int> = []

  /// A planted fact: its kind in the truth table and the indicator that asks for it.
  struct Fact {
    var kind: String
    var rule: String
    var note: String
  }

  init(model: RateModel, parties: [Party], cases: [SimulatedCase]) {
    (self.model, self.parties, self.cases) = (model, parties, cases)
  }

  mutating func plant() {
    plantTerms()
    plantLimitation()
    plantPublication()
    plantReviews()
    plantHearingsAndTransfers()
    plantChallenges()
    plantOfficers()
    plantSummaryFines()
    plantFirstOffences()
    plantJudicialReferrals()
  }

  /// Positions of the untouched cases that a unit decided in the window, by day of the decision.
  func open(_ unit: String, where fits: (SimulatedCase) -> Bool) -> [Int] {
    open { own in
      model.units[own.unit].code == unit && ConductPlan.window.contains(own.decided.month)
        && fits(own)
    }
  }

  /// Positions of the untouched cases of all units, by day of the decision.
  func open(where fits: (SimulatedCase) -> Bool) -> [Int] {
    cases.indices.filter { !used.contains($0) && cases[$0].isPlain && fits(cases[$0]) }
      .sorted { (cases[$0].decided, $0) < (cases[$1].decided, $1) }
  }

  /// Changes cases and states them in one row; `edit` also gets the place in the list.
  mutating func plant(
    _ fact: Fact, on positions: some Sequence<Int>, _ edit: (inout SimulatedCase, Int) -> Void
  ) {
    var names: [String] = []
    var first: SimulatedCase?
    for (place, position) in positions.enumerated() {
      edit(&cases[position], place)
      used.insert(position)
      names.append(model.caseNumber(of: cases[position]))
      first = first ?? cases[position]
    }
    guard let first else { return }
    let unit = model.units[first.unit]
    let month = first.decided.month
    let period = ConductPlan.window.contains(month) ? ConductPlan.window : month...month
    truths.append(
      PlantedTruth(
        kind: fact.kind, unitCode: unit.code, districtCode: unit.districtCode,
        from: period.lowerBound.text, through: period.upperBound.text,
        note: ([fact.note] + names).joined(separator: "; "), rule: fact.rule,
        records: names.count))
  }

  /// States a fact of many cases without naming them.
  mutating func state(_ fact: Fact, unit code: String, months: ClosedRange<Month>, cases: Int) {
    let unit = model.units.first { $0.code == code }
    truths.append(
      PlantedTruth(
        kind: fact.kind, unitCode: code, districtCode: unit?.districtCode ?? "",
        from: months.lowerBound.text, through: months.upperBound.text, note: fact.note,
        rule: fact.rule, records: cases))
  }

  /// Changes a case whatever else is planted on it.
  mutating func edit(_ position: Int, _ change: (inout SimulatedCase) -> Void) {
    change(&cases[position])
  }
}
