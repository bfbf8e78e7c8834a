import Statistics

/// One report or complaint by a citizen.
struct Complaint {
  var identity = ""
  var kind: String
  var received: Day
  var unit: Int
  var item: Int
  var isAccepted: Bool
  var outcome: String
  var outcomeDate: Day?
  /// The case that it led to, as far as its export knows.
  var caseNumber = ""
}

/// Draws complaints: those behind cases, those without a case, and the planted ones.
struct ComplaintSampler {
  var model: RateModel
  private var random: RandomSource

  init(model: RateModel, seed: UInt64) {
    self.model = model
    random = RandomSource(seed: seed, purpose: "complaints")
  }

  /// All complaints by date; `cases` that came from one learn its identity.
  mutating func complaints(linking cases: inout [SimulatedCase]) -> [Complaint] {
    var drawn: [(complaint: Complaint, origin: Int?)] = []
    for position in cases.indices where ["投诉", "举报"].contains(cases[position].source) {
      guard let complaint = complaint(behind: cases[position]) else { continue }
      drawn.append((complaint, position))
    }
    drawn += (withoutCase() + planted()).map { ($0, nil) }
    let order = drawn.indices.sorted {
      (drawn[$0].complaint.received, $0) < (drawn[$1].complaint.received, $1)
    }
    return order.enumerated().map { serial, position in
      var complaint = drawn[position].complaint
      complaint.identity = "TS\(complaint.received.civil.year)-\(padded(serial + 1, 5))"
      if let origin = drawn[position].origin {
        cases[origin].sourceReference = complaint.identity
      }
      return complaint
    }
  }

  private mutating func complaint(behind filed: SimulatedCase) -> Complaint? {
    let received = filed.found - random.integer(in: 0...10)
    guard received >= Plan.start.firstDay else { return nil }
    let isKnown = filed.filed <= received.month.quarterEnd.lastDay
    return Complaint(
      kind: filed.source, received: received, unit: filed.unit, item: filed.item,
      isAccepted: true, outcome: isKnown ? "立案" : "办理中",
      outcomeDate: isKnown ? filed.filed : nil,
      caseNumber: isKnown ? model.caseNumber(of: filed) : "")
  }

  private mutating func withoutCase() -> [Complaint] {
    var complaints: [Complaint] = []
    for month in Month.months(from: Plan.start, through: model.lastMonth) {
      for authority in model.authorities {
        let isTown = model.units[authority.unit].level == .town
        for _ in 0..<random.poisson(mean: isTown ? 0.01 : 0.72) {
          let day = month.firstDay + random.integer(below: 28)
          guard authority.validFrom <= day, day <= (authority.validTo ?? day),
            let item = model.usedItem(of: authority, on: day, random: &random),
            !Plan.isSilent(unit: model.units[authority.unit].code, item: model.items[item])
          else { continue }
          let kind = ["举报", "投诉", "咨询"][random.position(weights: [0.35, 0.5, 0.15])]
          complaints.append(unfiled(kind: kind, unit: authority.unit, item: item, on: day))
        }
      }
    }
    return complaints
  }

  /// Two to four reports a month that the planted unit never turned into a case.
  private mutating func planted() -> [Complaint] {
    let authorities = model.authorities.filter {
      model.units[$0.unit].code == Plan.neverUnit
        && Domain.all[$0.domain].name == Plan.neverDomain
    }
    var complaints: [Complaint] = []
    for month in Month.months(from: Plan.start, through: model.lastMonth) {
      for authority in authorities {
        for _ in 0..<random.integer(in: 2...4) {
          let day = month.firstDay + random.integer(below: 28)
          guard let item = model.usedItem(of: authority, on: day, random: &random) else {
            continue
          }
          complaints.append(unfiled(kind: "举报", unit: authority.unit, item: item, on: day))
        }
      }
    }
    return complaints
  }

  private mutating func unfiled(kind: String, unit: Int, item: Int, on day: Day) -> Complaint {
    let outcome = ["不予立案", "转办", "办理中"][random.position(weights: [0.6, 0.2, 0.2])]
    let answered = day + random.integer(in: 1...15)
    let isKnown = outcome != "办理中" && answered <= day.month.quarterEnd.lastDay
    return Complaint(
      kind: kind, received: day, unit: unit, item: item, isAccepted: random.chance(0.9),
      outcome: isKnown ? outcome : "办理中", outcomeDate: isKnown ? answered : nil)
  }
}
