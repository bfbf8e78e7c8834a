import Statistics

/// Answers complaints in time, but for one unit in the last year.
struct AnswerPatterns {
  let model: RateModel
  private(set) var complaints: [Complaint]
  private(set) var truths: [PlantedTruth] = []
  private var random: RandomSource

  /// Working days to decide whether a report is filed, and whether a complaint is accepted.
  private static let terms = ["举报": 15, "投诉": 7]

  init(model: RateModel, complaints: [Complaint], seed: UInt64) {
    (self.model, self.complaints) = (model, complaints)
    random = RandomSource(seed: seed, purpose: "answers")
  }

  mutating func plant() {
    var late = 0
    for position in complaints.indices {
      let complaint = complaints[position]
      let isLate =
        model.units[complaint.unit].code == ConductPlan.lateAnswerUnit
        && complaint.received.civil.year == ConductPlan.year
      if isLate {
        late += delay(position) ? 1 : 0
      } else {
        answer(position)
      }
    }
    let unit = model.units.first { $0.code == ConductPlan.lateAnswerUnit }
    truths.append(
      PlantedTruth(
        kind: "answered_late", unitCode: ConductPlan.lateAnswerUnit,
        districtCode: unit?.districtCode ?? "", from: PatternPlan.window.lowerBound.text,
        through: PatternPlan.window.upperBound.text,
        note: "answered after 30 to 44 days, or not at all", rule: "O01", records: late))
  }

  // What an export does not know yet is answered in it, unless the last one is too early for it.
  private mutating func answer(_ position: Int) {
    let complaint = complaints[position]
    let limit = Holidays.day(Self.terms[complaint.kind] ?? 15, after: complaint.received)
    let drawn = complaint.received + random.integer(in: 1...9)
    if let answered = complaint.outcomeDate {
      complaints[position].outcomeDate = min(answered, limit)
      return
    }
    let last = complaint.received.month.quarterEnd.lastDay
    if last >= model.lastMonth.lastDay, limit >= last { return }
    complaints[position].outcome = "转办"
    complaints[position].outcomeDate = min(drawn, limit, last)
  }

  /// Whether the complaint counts as late; inquiries have no term.
  private mutating func delay(_ position: Int) -> Bool {
    let complaint = complaints[position]
    guard let term = Self.terms[complaint.kind] else { return false }
    let late = complaint.received + random.integer(in: 30...44)
    let isKnown = late <= complaint.received.month.quarterEnd.lastDay
    if complaint.outcomeDate != nil, isKnown { complaints[position].outcomeDate = late }
    let answered = complaints[position].outcomeDate ?? model.lastMonth.lastDay
    return Holidays.workingDays(after: complaint.received, through: answered) > term
  }
}
