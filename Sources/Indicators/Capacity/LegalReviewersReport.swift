import Contracts

/// Flags, table and headline of C03.
struct LegalReviewersReport {
  let observation: Observation
  let settings: IndicatorSettings

  private var page: IndicatorPage { LegalReviewers.page }

  private func judgement(_ count: LegalReviewers.Count) -> LegalReviewers.Judgement {
    LegalReviewers.judgement(
      reviewers: count.reviewers, officers: count.officers,
      least: settings.count("least", of: page), percent: settings.value("percent", of: page))
  }

  /// The flag of a unit; nil where it has enough.
  func flag(_ unit: String, _ count: LegalReviewers.Count) -> Flag? {
    let judgement = judgement(count)
    guard judgement != .enough else { return nil }
    let isNone = judgement == .absent
    var flag = Flag.listed(
      ListedSubject(unitCode: unit, category: isNone ? "" : "ratio"), page, in: observation)
    // A source that says otherwise makes it a question of the record first.
    let isContradicted = (count.stated ?? 0) >= settings.count("least", of: page)
    flag.severity = isNone && !isContradicted ? .warning : .notice
    flag.observed = count.reviewers
    flag.evidence = observation.evidence(
      in: count.source == .units ? "unit_staff" : "officer_facts", of: unit)
    flag.reason = reason(count, judgement).followed(by: difference(count))
    return flag
  }

  private func reason(
    _ count: LegalReviewers.Count, _ judgement: LegalReviewers.Judgement
  ) -> Phrase {
    let source = count.source.name
    let officers = count.officers.map { Numerals.grouped($0) }
    let percent = Numerals.decimal(settings.value("percent", of: page), places: 1)
    if case .few(let needed) = judgement {
      let officers = officers ?? ""
      return Phrase(
        "法制审核人员\(count.reviewers)名、执法人员\(officers)名（\(source.chinese)），按\(percent)%的原则比例应不少于\(needed)名。请核对配备情况。",
        "\(English.count(count.reviewers, "legal reviewer")) beside \(officers) officers (\(source.english)); \(percent)% in "
          + "principle would be \(needed). To be checked.")
    }
    let beside = officers.map { Phrase("（执法人员\($0)名）", " beside \($0) officers") }
    return Phrase(
      "\(source.chinese)登记的法制审核人员为\(count.reviewers)名\(beside?.chinese ?? "")，"
        + "少于每单位\(settings.count("least", of: page))名。请核对是否由其他单位承担审核。",
      "\(English.count(count.reviewers, "legal reviewer")) by the \(source.english)\(beside?.english ?? ""), below "
        + "\(settings.count("least", of: page)) in each unit. Whether review is done elsewhere should be "
        + "checked.")
  }

  private func difference(_ count: LegalReviewers.Count) -> Phrase {
    guard count.differs, let listed = count.listed, let stated = count.stated else {
      return same("")
    }
    return Phrase(
      "人员名录为\(listed)名，单位表为\(stated)名，两处不一致。",
      "The list has \(listed) and the units table \(stated): the sources differ.")
  }

  /// The headline.
  func headline(_ counts: [LegalReviewers.Count?], _ flags: [Flag]) -> Phrase {
    let known = counts.compactMap { $0 }
    let few = flags.filter { $0.category == "ratio" }.count
    let differing = known.filter(\.differs).count
    let unknown = counts.count - known.count
    let percent = Numerals.decimal(settings.value("percent", of: page), places: 1)
    return Phrase(
      "可判断的\(known.count)个单位中，\(flags.count - few)个没有登记足够的法制审核人员（每单位至少"
        + "\(settings.count("least", of: page))名），另有\(few)个低于执法人员的\(percent)%"
        + (differing > 0 ? "；\(differing)个单位两处数字不一致" : "")
        + (unknown > 0 ? "；\(unknown)个单位没有数据，未作判断" : "") + "。",
      "Of \(English.count(known.count, "unit")) with data, \(flags.count - few) \(English.verb(flags.count - few, "has", "have")) fewer legal "
        + "reviewers on record than the least number of \(settings.count("least", of: page)), and \(few) more "
        + "\(English.verb(few, "has", "have")) fewer than \(percent)% of the number of officers"
        + (differing > 0 ? "; in \(English.count(differing, "unit")) the sources differ" : "")
        + (unknown > 0 ? "; nothing is known of \(English.count(unknown, "unit"))" : "") + ".")
  }

  /// Reviewers of every unit, by unit code.
  func table(_ counts: [(unit: String, count: LegalReviewers.Count?)]) -> ResultTable {
    let fewest = settings.count("fewest", of: page)
    let number = { (value: Int?) in same(value.map { String($0) } ?? "") }
    return ResultTable(
      title: Phrase("各单位情况（按单位代码）", "By unit code"),
      columns: [
        Phrase("单位", "Unit"), Phrase("名录审核人员", "Reviewers by list"),
        Phrase("单位表审核人员", "Reviewers by units table"), Phrase("采用来源", "Source taken"),
        Phrase("审核人员", "Reviewers"), Phrase("执法人员", "Officers"),
        Phrase("占比", "Share"), Phrase("情况", "Finding"),
      ],
      rows: counts.map { unit, count in
        let name = same(observation.names.unit(unit))
        guard let count else {
          return [name] + Array(repeating: same(""), count: 6) + [Phrase("没有数据", "no data")]
        }
        let officers = count.officers ?? 0
        return [
          name, number(count.listed), number(count.stated), count.source.name,
          same(count.reviewers), number(count.officers),
          same(Numerals.percentage(count.reviewers, of: officers >= fewest ? officers : 0)),
          finding(count),
        ]
      })
  }

  private func finding(_ count: LegalReviewers.Count) -> Phrase {
    let found: Phrase =
      switch judgement(count) {
      case .absent: Phrase("少于最少人数", "below the least number")
      case .few(let needed): Phrase("按比例应有\(needed)名", "\(needed) by the ratio")
      case .enough: same("")
      }
    guard count.differs else { return found }
    return Phrase(
      [found.chinese, "两处不一致"].filter { !$0.isEmpty }.joined(separator: "；"),
      [found.english, "sources differ"].filter { !$0.isEmpty }.joined(separator: "; "))
  }
}
