import Contracts

/// How many visits have a trait, of those of which it is known.
struct TraitCount: Hashable {
  var marked = 0
  var known = 0
  /// Visits of which the exports do not say.
  var unknown = 0
  /// Complaint-led visits, which count neither way.
  var complaints = 0

  /// Whether a blank seems to mean no: every statement says yes, and many say nothing.
  ///
  /// A column used as a tick would give a share of 100 %.
  var isTickOnly: Bool {
    known > 0 && marked == known && TraitCount.blanks * unknown > known + unknown
  }

  /// Whether any share can be told, however few the visits.
  var isMeasured: Bool { known > 0 && !isTickOnly }

  // More than one blank in twenty visits makes a column doubtful whose statements all say yes.
  private static let blanks = 20

  mutating func add(_ visits: ConductedVisits, _ trait: Bool?) {
    guard !visits.isComplaintLed else {
      complaints += visits.visits
      return
    }
    guard let trait else {
      unknown += visits.visits
      return
    }
    known += visits.visits
    if trait { marked += visits.visits }
  }

  /// What the share of a unit says; flagged where it is below `least`.
  ///
  /// With a `least` of 0 shares are described and nobody is judged.
  func outcome(fewest: Int, least: Double) -> SubjectOutcome {
    guard isMeasured else { return known + unknown > 0 ? .notComputable : .notApplicable }
    guard let share = MeasuredRate(marked, of: known, fewest: fewest).share else {
      return .notApplicable
    }
    guard least > 0 else { return .notApplicable }
    return share < least ? .flagged : .passed
  }
}

/// The share of inspections that have a trait, by unit and by domain.
struct VisitShares {
  let page: IndicatorPage
  /// The inspections with the trait, such as 双随机检查; in English the trait alone.
  let marked: Phrase
  /// The column that says it, as `table.column`.
  let column: String
  let observation: Observation
  /// Least denominator of a percentage.
  let fewest: Int
  /// Share below which a unit is flagged; 0 flags none.
  var least = 0.0
  /// Whether visits have the trait; nil where the exports do not say.
  let trait: (ConductedVisits) -> Bool?

  /// The shares of the window; complaint-led visits are left out.
  func result() -> IndicatorResult {
    guard observation.tables.contains("inspections") else {
      return .notComputable(
        page, ["inspections"], Phrase("没有检查数据，无法计算。", "Not computable: there are no inspections."))
    }
    let visits = observation.conductedVisits(in: observation.windowMonths)
    let units = counts(visits, by: \.unitCode)
    let measured = units.filter(\.value.isMeasured)
    guard !measured.isEmpty else { return unmeasured(units) }
    var result = IndicatorResult(page.code)
    let outcomes = units.mapValues { $0.outcome(fewest: fewest, least: least) }
    result.outcomes = observation.outcomes(of: outcomes, in: observation.windowMonths)
    let flagged = units.keys.sorted().filter { outcomes[$0] == .flagged }
    result.flags = flagged.map { flag($0, units[$0] ?? TraitCount()) }
    let told = visits.filter { measured[$0.unitCode] != nil }
    result.tables = [
      table(Phrase("各单位情况", "By unit"), Phrase("单位", "Unit"), units) {
        observation.names.unit($0)
      },
      table(
        Phrase("各领域情况", "By domain"), Phrase("领域", "Domain"), counts(told, by: \.domain)
      ) { $0 },
    ]
    result.headline = headline(units)
    return result
  }

  private func unmeasured(_ units: [String: TraitCount]) -> IndicatorResult {
    let unknown = units.values.reduce(0) { $0 + $1.known + $1.unknown }
    guard unknown > 0 else {
      return .notComputable(
        page, [],
        Phrase(
          "本期没有投诉核查以外的检查，不作判断。",
          "Nothing to measure: no inspection of the window but complaint-led ones."))
    }
    var result = IndicatorResult.notComputable(
      page, [column],
      Phrase(
        "\(Numerals.grouped(unknown))次检查的\(column)均未写明或只登记“是”，无法计算。",
        "Not computable: \(column) of \(Numerals.grouped(unknown)) inspections is blank or only "
          + "ever says yes."))
    result.outcomes = observation.outcomes(
      of: units.mapValues { $0.outcome(fewest: fewest, least: 0) }, in: observation.windowMonths)
    return result
  }

  private func counts(
    _ visits: [ConductedVisits], by part: (ConductedVisits) -> String
  ) -> [String: TraitCount] {
    var counts: [String: TraitCount] = [:]
    for group in visits { counts[part(group), default: TraitCount()].add(group, trait(group)) }
    return counts
  }

  private func headline(_ units: [String: TraitCount]) -> Phrase {
    var sum = TraitCount()
    var untold = 0
    for count in units.values {
      untold += count.isMeasured ? count.unknown : count.known + count.unknown
      guard count.isMeasured else { continue }
      sum.marked += count.marked
      sum.known += count.known
    }
    let rate = MeasuredRate(sum.marked, of: sum.known, fewest: fewest)
    let rest = Numerals.grouped(untold)
    return Phrase(
      "投诉核查以外的检查中\(marked.chinese)：\(rate.inWords.chinese)"
        + (untold > 0 ? "；另有\(rest)次未写明，不计" : "") + "。",
      rate.english("inspections not led by a complaint", .were(marked.english))
        + (untold > 0 ? "; \(rest) more \(English.verb(untold, "does", "do")) not say" : "") + ".")
  }

  private func flag(_ unit: String, _ count: TraitCount) -> Flag {
    var flag = Flag.listed(ListedSubject(unitCode: unit), page, in: observation)
    let rate = MeasuredRate(count.marked, of: count.known, fewest: fewest)
    flag.observed = count.marked
    flag.effect = rate.share
    flag.effectLower = rate.interval?.lower
    flag.effectUpper = rate.interval?.upper
    flag.evidence = observation.evidence(in: "visit_conduct", of: unit)
    let name = observation.names.unit(unit)
    flag.reason = Phrase(
      "\(name)投诉核查以外的检查中\(marked.chinese)：\(rate.inWords.chinese)，低于设定的"
        + "\(Figures.percent(least))。请核对检查方式的登记与抽查计划。",
      rate.english("inspections of \(name) not led by a complaint", .were(marked.english))
        + ", below the \(Figures.percent(least)) set. Records and plan should be checked.")
    return flag
  }

  private func table(
    _ title: Phrase, _ part: Phrase, _ counts: [String: TraitCount], _ name: (String) -> String
  ) -> ResultTable {
    ResultTable(
      title: title,
      columns: [
        part, Phrase("写明的检查（投诉核查除外）", "Inspections that say (no complaints)"),
        marked.capitalised,
        Phrase("占比", "Share"), Phrase("95%区间", "95% interval"),
        Phrase("未写明", "Not stated"), Phrase("投诉核查（不计）", "Complaint-led (left out)"),
      ],
      rows: counts.keys.sorted().map { key in
        let count = counts[key] ?? TraitCount()
        let rate = MeasuredRate(count.marked, of: count.known, fewest: fewest)
        return [
          same(name(key)), same(count.known), same(count.marked),
          count.isTickOnly ? VisitShares.onlyYes : same(rate.percentage),
          same(count.isTickOnly ? "" : rate.range), same(count.unknown), same(count.complaints),
        ]
      })
  }

  private static let onlyYes = Phrase("只登记“是”", "only ever yes")
}
