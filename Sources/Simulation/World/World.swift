/// A simulated city: reference tables, events, and the facts that were planted in them.
struct World {
  var lastMonth: Month
  var units: [EnforcementUnit]
  var items: [CatalogueItem]
  var authorities: [Authority]
  var exposures: [Exposure]
  var parties: [Party]
  var cells: [RateCell]
  var cases: [SimulatedCase]
  var inspections: [Inspection]
  var complaints: [Complaint]
  var feeds: [Feed]
  var explanations: [Explanation]
  var truths: [PlantedTruth]
  var model: RateModel

  var months: [Month] { Month.months(from: Plan.start, through: lastMonth) }

  init(seed: UInt64, months: Int) {
    lastMonth = Plan.start + (months - 1)
    units = UnitRoster.units(seed: seed)
    items = Catalogue.items(seed: seed)
    authorities = Catalogue.authorities(units: units, items: items, seed: seed)
    exposures = Catalogue.exposures(years: Plan.start.year...lastMonth.year, seed: seed)
    parties = Domiciles.settled(Party.register(count: 3_000, seed: seed), seed: seed)
    model = RateModel(
      units: units, items: items, authorities: authorities, lastMonth: lastMonth)
    cells = model.cells(seed: seed)
    var sampler = CaseSampler(model: model, cells: cells, parties: parties, seed: seed)
    cases = Self.patterned(sampler.cases(), model: model, parties: parties, seed: seed)
    var inspectionSampler = InspectionSampler(model: model, parties: parties, seed: seed)
    inspections = inspectionSampler.inspections(linking: &cases)
    var complaintSampler = ComplaintSampler(model: model, seed: seed)
    complaints = complaintSampler.complaints(linking: &cases)
    var anomalies = CaseAnomalies(model: model, cases: cases, seed: seed)
    anomalies.plant()
    items = PatternPlan.widened(items)
    model.items = items
    cases = Self.priced(anomalies.cases, model: model, parties: parties, seed: seed)
    feeds = Self.feeds(of: units, through: lastMonth)
    explanations = Self.explanations
    truths =
      WorldTruth(units: units, last: lastMonth).planted
      + PatternTruth(model: model, parties: parties, cases: cases, last: lastMonth).planted
      + anomalies.truths
    plantConduct(seed: seed)
  }

  // Breaches of procedure come after all else, in streams of their own, so that nothing moves.
  private mutating func plantConduct(seed: UInt64) {
    let lawful = LawfulBase(model: model).settled(cases, seed: seed)
    var procedures = ProcedurePatterns(model: model, parties: parties, cases: lawful)
    procedures.plant()
    cases = procedures.cases
    var register = RegisterTable(world: self, seed: seed)
    var visits = VisitPatterns(world: self, register: register.table().rows)
    visits.plant()
    (inspections, cases) = (visits.inspections, visits.cases)
    var answers = AnswerPatterns(model: model, complaints: complaints, seed: seed)
    answers.plant()
    complaints = answers.complaints
    truths += procedures.truths + visits.truths + answers.truths
    truths += ConductTruth(world: self).planted
  }

  // Days and parties are settled before visits and complaints refer to them.
  private static func patterned(
    _ drawn: [SimulatedCase], model: RateModel, parties: [Party], seed: UInt64
  ) -> [SimulatedCase] {
    var timing = TimingPatterns(model: model, cases: drawn, seed: seed)
    timing.plant()
    var owners = PartyPatterns(model: model, parties: parties, cases: timing.cases, seed: seed)
    owners.plant()
    return owners.cases
  }

  // Amounts come last, so that none of them decides where an anomaly falls.
  private static func priced(
    _ cases: [SimulatedCase], model: RateModel, parties: [Party], seed: UInt64
  ) -> [SimulatedCase] {
    var amounts = AmountPatterns(model: model, parties: parties, cases: cases, seed: seed)
    amounts.plant()
    var payments = Payments(model: model, seed: seed)
    var priced = amounts.cases
    payments.settle(&priced)
    return priced
  }

  private static func feeds(of units: [EnforcementUnit], through last: Month) -> [Feed] {
    Month.months(from: Plan.start, through: last).flatMap { month in
      let lastDay = month.lastDay
      let active = units.filter { $0.activeFrom <= lastDay && lastDay <= ($0.activeTo ?? lastDay) }
      return active.map { unit in
        Feed(
          unitCode: unit.code, month: month,
          isReceived: !Plan.isNotSent(unit: unit.code, month: month))
      }
    }
  }

  private static let explanations = [
    Explanation(
      unitCode: Plan.explainedUnit, domain: Plan.explainedDomain,
      reason: "辖区农业执法由市级统一行使，区级无案源", date: Day(2024, 1, 15),
      expires: Day(2025, 12, 31)),
    Explanation(
      unitCode: Plan.neverUnit, domain: Plan.neverDomain, reason: "场所停业整顿期间无执法对象",
      date: Day(2022, 3, 1), expires: Day(2022, 12, 31)),
    Explanation(
      unitCode: "XG-HJYJ", domain: "应急管理", reason: "机构合并期间集中移交案卷",
      date: Day(2023, 7, 10), expires: Day(2023, 12, 31)),
  ]
}
