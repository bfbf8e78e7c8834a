import Contracts
import Statistics

/// Cases or visits of a unit for each officer and year: a description, never a target.
struct OfficerRate {
  /// Unit.
  let unitCode: String
  /// Level of the unit.
  let level: String
  /// Officers; nil where no source knows them.
  let officers: OfficerCount?
  /// Cases or visits; nil where none of the unit is on record.
  let events: Int?
  /// Months that the events are from.
  let months: Int

  /// Officers times months; 0 where either is unknown.
  var officerMonths: Int { (officers?.officers ?? 0) * months }

  /// Events and officer-months, where both are known.
  var known: (events: Int, officerMonths: Int)? {
    guard let events, officerMonths > 0 else { return nil }
    return (events, officerMonths)
  }

  /// A description passes nothing and flags nothing.
  var outcome: SubjectOutcome {
    guard let officers, events != nil, months > 0, !officers.lacksCertificates else {
      return .notComputable
    }
    return .notApplicable
  }

  /// Why no rate is printed, or nothing.
  func gap(_ least: Least) -> Phrase {
    guard let officers else { return Phrase("人员数不明", "officers unknown") }
    if officers.lacksCertificates { return Phrase("证件有效期空白", "certificates not stated") }
    if events == nil { return Phrase("无记录", "nothing on record") }
    if months == 0 { return Phrase("未报送", "not delivered") }
    if officers.officers == 0 { return Phrase("无持证人员", "no certified officer") }
    return least.allows(self) ? same("") : Phrase("人员少，不给比率", "few officers, no rate")
  }

  /// From where on a rate is printed; that of one or two officers would be a figure of persons.
  struct Least {
    let officers: Int
    let officerMonths: Int

    func allows(_ rate: OfficerRate) -> Bool {
      rate.known != nil && rate.officerMonths >= officerMonths
        && (rate.officers?.officers ?? 0) >= officers
    }
  }

  /// Events for each officer and year.
  static func perYear(_ events: Int, officerMonths: Int) -> Double {
    12 * Double(events) / Double(officerMonths)
  }

  /// The exact interval of a Poisson count (Garwood 1936), for each officer and year.
  static func interval(_ events: Int, officerMonths: Int) -> ClosedRange<Double> {
    PoissonRate.interval(events: events, exposure: Double(officerMonths) / 12, confidence: 0.95)
  }
}

/// Tables and headline of cases or visits for each officer.
struct OfficerRateReport {
  let page: IndicatorPage
  /// What is divided, such as 办案件数.
  let what: Phrase
  let observation: Observation
  let least: OfficerRate.Least

  /// The parameters of the least numbers.
  static let parameters = [
    IndicatorParameter(
      "officers", 3,
      Phrase("持证人员少于此数不给单位比率", "officers below which a unit gets no rate")),
    IndicatorParameter(
      "officer_months", 30,
      Phrase("人员·月少于此数不给单位比率", "officer-months below which a unit gets no rate")),
  ]

  init(
    _ page: IndicatorPage, _ what: Phrase, _ observation: Observation,
    _ settings: IndicatorSettings
  ) {
    self.page = page
    self.what = what
    self.observation = observation
    least = OfficerRate.Least(
      officers: settings.count("officers", of: page),
      officerMonths: settings.count("officer_months", of: page))
  }

  /// The result of the rates, which are sorted by unit.
  ///
  /// - Parameters:
  ///   - rates: One a unit.
  ///   - note: A last column: its title, and a text for each unit.
  /// - Returns: A description without flags.
  func result(
    _ rates: [OfficerRate], note: (title: Phrase, text: (String) -> String)
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    for rate in rates { result.outcomes[rate.outcome, default: 0] += 1 }
    let known = rates.compactMap(\.known)
    if known.isEmpty { result.coverage = Coverage(isComputed: false, missing: missing(rates)) }
    result.headline = headline(rates)
    result.tables = known.isEmpty ? [] : [byLevel(rates), byUnit(rates, note)]
    return result
  }

  private func missing(_ rates: [OfficerRate]) -> [String] {
    if rates.contains(where: { $0.officers?.lacksCertificates ?? false }) {
      return ["officers.certificate_valid_to"]
    }
    return rates.contains { $0.officers != nil } ? [] : ["officers", "units.officers"]
  }

  private func headline(_ rates: [OfficerRate]) -> Phrase {
    let known = rates.compactMap(\.known)
    let events = known.reduce(0) { $0 + $1.events }
    let officerMonths = known.reduce(0) { $0 + $1.officerMonths }
    guard officerMonths > 0 else {
      return Phrase("没有可用的执法人员数，无法计算。", "Not computable: no number of officers is known.")
    }
    let rate = Figures.decimal(OfficerRate.perYear(events, officerMonths: officerMonths))
    let stated = rates.filter { $0.known != nil && $0.officers?.source == .units }.count
    let undated = rates.reduce(0) { $0 + ($1.officers?.undated ?? 0) }
    let left = rates.count - known.count
    return Phrase(
      "\(known.count)个单位\(what.chinese)\(Numerals.grouped(events))，"
        + "持证执法人员\(Numerals.grouped(officerMonths))人·月，每人每年\(rate)；仅作描述，不作任务或排名。"
        + (stated > 0 ? "\(stated)个单位的人数取自单位表，未区分持证。" : "")
        + (undated > 0 ? "另有\(undated)人证件有效期空白，未计入。" : "")
        + (left > 0 ? "\(left)个单位无法计算。" : ""),
      "\(English.count(known.count, "unit")): \(Numerals.grouped(events)) \(what.english) in "
        + "\(Numerals.grouped(officerMonths)) certified officer-months, \(rate) an officer and year; "
        + "a description, no target and no ranking."
        + (stated > 0
          ? " Of \(English.count(stated, "unit")) the units table alone gives officers." : "")
        + (undated > 0 ? " \(undated) officers without a stated certificate are left out." : "")
        + (left > 0 ? " \(English.count(left, "unit is", many: "units are")) not computable." : ""))
  }

  private func byLevel(_ rates: [OfficerRate]) -> ResultTable {
    let levels = Dictionary(grouping: rates.filter { $0.known != nil }, by: \.level)
    return ResultTable(
      title: Phrase("按层级", "By level"),
      columns: [
        Phrase("层级", "Level"), Phrase("单位", "Units"), what.capitalised,
        Phrase("人员·月", "Officer-months"),
        Phrase("每人每年", "An officer and year"),
      ],
      rows: levels.keys.sorted().map { level in
        let known = (levels[level] ?? []).compactMap(\.known)
        let events = known.reduce(0) { $0 + $1.events }
        let officerMonths = known.reduce(0) { $0 + $1.officerMonths }
        let isEnough = officerMonths >= least.officerMonths
        let rate = OfficerRate.perYear(events, officerMonths: officerMonths)
        return [
          LevelName.phrase(level), same(known.count), same(events), same(officerMonths),
          same(isEnough ? Figures.decimal(rate) : ""),
        ]
      })
  }

  private func byUnit(
    _ rates: [OfficerRate], _ note: (title: Phrase, text: (String) -> String)
  ) -> ResultTable {
    ResultTable(
      title: Phrase("各单位情况（按单位代码）", "By unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("层级", "Level"), Phrase("人数来源", "Source of officers"),
        Phrase("持证执法人员", "Certified officers"), Phrase("证件过期", "Certificate run out"),
        Phrase("证件空白", "Certificate not stated"), Phrase("月数", "Months"), what.capitalised,
        Phrase("人员·月", "Officer-months"), Phrase("每人每年", "An officer and year"),
        Phrase("95%区间", "95% interval"), Phrase("未给比率原因", "Why no rate"), note.title,
      ],
      rows: rates.map { $0.row(least, observation.names) + [same(note.text($0.unitCode))] })
  }
}

extension OfficerRate {
  // Everything that the table prints of a unit.
  fileprivate func row(_ least: Least, _ names: NameBook) -> [Phrase] {
    let counted = least.allows(self) ? known : nil
    let rate = counted.map { OfficerRate.perYear($0.events, officerMonths: $0.officerMonths) }
    let interval = counted.map {
      OfficerRate.interval($0.events, officerMonths: $0.officerMonths)
    }
    let isListed = officers.map { $0.source != .units } ?? false
    return [
      same(names.unit(unitCode)), LevelName.phrase(level), officers?.source.name ?? same(""),
      same(officers.map { String($0.officers) } ?? ""),
      same(isListed ? String(officers?.expired ?? 0) : ""),
      same(isListed ? String(officers?.undated ?? 0) : ""), same(months),
      same(events.map { String($0) } ?? ""), same(officerMonths > 0 ? String(officerMonths) : ""),
      same(rate.map(Figures.decimal) ?? ""),
      same(interval.map { Figures.range($0.lowerBound, $0.upperBound, Figures.decimal) } ?? ""),
      gap(least),
    ]
  }
}
