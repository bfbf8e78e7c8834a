import Statistics

/// One visit to a party.
struct Inspection {
  var identity = ""
  var unit: Int
  var item: Int
  /// Whether the visit was about one item; else it is of the domain only.
  var namesItem = true
  var party: Int
  var date: Day
  var mode: String
  var isOffsite: Bool
  var result: String
  var published: Day?
  /// The case that the visit led to, as far as its export knows.
  var caseNumber = ""
}

/// Draws visits: those behind cases, and those that led to none.
struct InspectionSampler {
  var model: RateModel
  var parties: [Party]
  private var random: RandomSource

  private static let results: [(word: String, weight: Double)] = [
    ("未发现问题", 0.58), ("当场改正", 0.17), ("指导", 0.1), ("责令改正", 0.13), ("移送", 0.02),
  ]
  private static let modes: [(word: String, weight: Double)] = [
    ("日常", 0.42), ("双随机", 0.3), ("专项", 0.16), ("投诉核查", 0.06), ("联合", 0.04), ("飞行", 0.02),
  ]

  init(model: RateModel, parties: [Party], seed: UInt64) {
    self.model = model
    self.parties = parties
    random = RandomSource(seed: seed, purpose: "inspections")
  }

  /// All visits by date; `cases` that came from a visit learn its identity.
  mutating func inspections(linking cases: inout [SimulatedCase]) -> [Inspection] {
    var drawn: [(inspection: Inspection, origin: Int?)] = []
    for position in cases.indices where cases[position].source.hasSuffix("查") {
      drawn.append((inspection(behind: cases[position]), position))
    }
    drawn += fruitlessVisits().map { ($0, nil) }
    let order = drawn.indices.sorted {
      (drawn[$0].inspection.date, $0) < (drawn[$1].inspection.date, $1)
    }
    return order.enumerated().map { serial, position in
      var inspection = drawn[position].inspection
      inspection.identity = "JC\(inspection.date.civil.year)-\(padded(serial + 1, 6))"
      if let origin = drawn[position].origin {
        cases[origin].sourceReference = inspection.identity
      }
      return inspection
    }
  }

  private mutating func inspection(behind filed: SimulatedCase) -> Inspection {
    let modes = ["日常检查": "日常", "双随机抽查": "双随机", "专项检查": "专项"]
    let isKnown = filed.filed <= filed.found.month.quarterEnd.lastDay
    var inspection = Inspection(
      unit: filed.unit, item: filed.item, party: filed.party, date: filed.found,
      mode: modes[filed.source] ?? "日常", isOffsite: false,
      result: isKnown ? "立案" : "责令改正")
    if isKnown { inspection.caseNumber = model.caseNumber(of: filed) }
    publish(&inspection)
    return inspection
  }

  private mutating func fruitlessVisits() -> [Inspection] {
    var visits: [Inspection] = []
    for month in Month.months(from: Plan.start, through: model.lastMonth) {
      for authority in model.authorities {
        let mean = visitsPerMonth(authority)
        for _ in 0..<random.poisson(mean: mean) {
          if let visit = visit(authority, in: month) { visits.append(visit) }
        }
      }
    }
    return visits
  }

  private func visitsPerMonth(_ authority: Authority) -> Double {
    let unit = model.units[authority.unit]
    return switch unit.level {
    case .city: 4
    case .county: 6.5 * Geography.size(of: unit.districtCode)
    case .town: 0.12
    }
  }

  private mutating func visit(_ authority: Authority, in month: Month) -> Inspection? {
    let date = month.firstDay + random.integer(below: 28)
    guard authority.validFrom <= date, date <= (authority.validTo ?? date),
      let item = model.usedItem(of: authority, on: date, random: &random)
    else { return nil }
    let unit = model.units[authority.unit].code
    let isNever = unit == Plan.neverUnit && Domain.all[authority.domain].name == Plan.neverDomain
    guard isNever || !Plan.isSilent(unit: unit, item: model.items[item]) else { return nil }
    let drawn = Self.results[random.position(weights: Self.results.map(\.weight))].word
    // Once the unit has stopped, its visits still announce filings that no export ever shows.
    let hasStopped = unit == Plan.stoppedUnit && month > Plan.lastActiveMonth
    let result = hasStopped && drawn != "未发现问题" ? "立案" : drawn
    var visit = Inspection(
      unit: authority.unit, item: item, party: random.integer(below: parties.count), date: date,
      mode: Self.modes[random.position(weights: Self.modes.map(\.weight))].word,
      isOffsite: random.chance(0.12), result: isNever ? "未发现问题" : result)
    publish(&visit)
    return visit
  }

  // The results of random visits are published, where the export already knows it.
  private mutating func publish(_ visit: inout Inspection) {
    guard visit.mode == "双随机", random.chance(0.9) else { return }
    let day = visit.date + random.integer(in: 3...20)
    let quarter = visit.date.month.quarterEnd
    // The last export does not know yet; the others are sent when all of the quarter is published.
    if quarter < model.lastMonth {
      visit.published = min(day, quarter.lastDay)
    } else if day <= quarter.lastDay {
      visit.published = day
    }
  }
}

extension RateModel {
  func caseNumber(of filed: SimulatedCase) -> String {
    let mark = units[filed.unit].mark
    return "\(mark)立〔\(filed.filed.civil.year)〕\(padded(filed.number, 4))号"
  }

  /// An item of a power that is in force on a day and ever used.
  func usedItem(of authority: Authority, on day: Day, random: inout RandomSource) -> Int? {
    let inForce = items.indices.filter { position in
      let item = items[position]
      return item.domain == authority.domain && item.weight > 0 && item.validFrom <= day
        && day <= (item.validTo ?? day) && (authority.item ?? position) == position
    }
    return inForce.isEmpty ? nil : random.element(of: inForce)
  }
}
