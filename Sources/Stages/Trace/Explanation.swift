import Contracts
import Counting
import Indicators

/// Everything that stands behind one flag.
struct Explanation {
  let workspace: Workspace
  let settings: Settings
  let findings: Findings
  let flag: Contracts.Flag
  let language: Language

  /// Reads the aggregates of the flag's month and the archive of its snapshot.
  func document() async throws(StageError) -> TraceDocument {
    var (observation, facts) = try await CountFiles.read(findings.month, workspace)
    guard facts.snapshot == findings.snapshot, observation.cells.count == findings.cells else {
      throw StageError(
        .tryLater,
        "counts/\(findings.month) is of another snapshot than its findings; flag again")
    }
    observation.silence = try FindingFiles.silence(findings, workspace)
    let aggregate = try AggregateRows(
      evidence: flag.evidence, period: flag.from...max(flag.from, flag.to), workspace)
    let cell = cellPosition(aggregate, observation)
    let peers = FlagPeers(
      flag: flag, observation: observation,
      result: findings.results.first { $0.code == flag.indicator }, language: language)
    let listed = try FindingFiles.listedCases(findings.month, workspace).filter {
      $0.indicator == flag.indicator && $0.unitCode == flag.unitCode
    }
    let records = try records(aggregate, cell.map { observation.cells[$0] }, listed)
    // What an indicator marks case by case is all of it; but a sample is drawn by risk besides.
    let isOfScope = (listed.isEmpty || flag.indicator == "L14") && !records.isEmpty
    return TraceDocument(
      title: title(observation.names),
      sections: [sentence, definition, numbers] + formula(cell, observation)
        + [peers.section(cell), months(aggregate, cell, observation), rows(aggregate)]
        + (isOfScope ? [scope(isOfCell: cell != nil)] : []),
      records: isOfScope ? records.map(Self.inScope) : records)
  }

  /// What a record stands as that is of the scope of a flag, whether or not the indicator counts it.
  static let inScope = "in_scope"

  private static func inScope(_ record: TracedRow) -> TracedRow {
    var record = record
    if record.role == RowPlace.Role.counted.rawValue { record.role = inScope }
    return record
  }

  func say(_ chinese: String, _ english: String) -> String {
    Phrase(chinese, english).text(language)
  }

  private var page: IndicatorPage? {
    IndicatorCatalogue.pages.first { $0.code == flag.indicator }
  }

  private func title(_ names: NameBook) -> String {
    let subject =
      flag.unitCode.isEmpty
      ? (flag.districtCode.isEmpty ? settings.cityName : names.district(flag.districtCode))
      : names.unit(flag.unitCode)
    let item = flag.itemCode.isEmpty ? "" : names.item(flag.itemCode)
    let name = page.map { "\($0.code) \($0.name.text(language))" } ?? flag.indicator
    let parts = [
      flag.identifier, name, subject, flag.domain, item, "\(flag.from)–\(flag.to)",
      say("\(findings.month)报告", "report of \(findings.month)"),
      VerdictWording.severity(flag.severity).text(language),
      VerdictWording.status(flag.status).text(language).lowercased(),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private var sentence: TraceDocument.Section {
    .init(title: say("说明", "Sentence"), lines: [flag.reason.text(language)])
  }

  private var definition: TraceDocument.Section {
    let own = findings.settings.filter { setting in
      let parts = setting[0].split(separator: ".").map(String.init)
      return setting[0].hasPrefix("indicators.\(flag.indicator).")
        || (parts.first == "domains" && parts.dropLast().last == flag.indicator
          && setting[0].hasPrefix("domains.\(flag.domain)."))
    }
    return .init(
      title: say("定义与参数", "Definition and parameters"),
      lines: [page?.definition.text(language) ?? ""] + own.map { "\($0[0]) = \($0[1])" })
  }

  private var numbers: TraceDocument.Section {
    let meaning = page?.figures
    let figures: [(String, String?)] = [
      (named(say("观察值", "observed"), meaning?.observed), flag.observed.map { String($0) }),
      (say("参照值", "expected"), number(flag.expected)),
      (named(say("效应", "effect"), meaning?.effect), number(flag.effect)),
      (say("效应下限", "effect, lower"), number(flag.effectLower)),
      (say("效应上限", "effect, upper"), number(flag.effectUpper)),
      (say("概率p", "chance p"), number(flag.pValue)),
      (say("q值", "q"), number(flag.qValue)),
      (say("静默月数", "months silent"), flag.monthsSilent.map { String($0) }),
    ]
    return .init(
      title: say("数值", "Numbers"),
      lines: figures.compactMap { name, value in value.map { "\(name) = \($0)" } })
  }

  private func named(_ name: String, _ meaning: Phrase?) -> String {
    guard let meaning else { return name }
    return name + say("（", " (") + meaning.text(language) + say("）", ")")
  }

  private func number(_ value: Double?) -> String? {
    value.map { Numerals.significant($0, digits: 6) }
  }

  private func formula(_ cell: Int?, _ observation: Observation) -> [TraceDocument.Section] {
    // Other indicators judge a cell by models of their own; a finding that is gone is of another month.
    let assessment =
      flag.status == .resolved ? nil : cell.flatMap { observation.silence?.assessment(of: $0) }
    let lines =
      assessment.flatMap { assessment -> [String]? in
        switch flag.indicator {
        case "Z03", "Z04": FlagFormula.silence(assessment, language)
        case "Z07": FlagFormula.ownRecord(assessment, language)
        default: nil
        }
      } ?? FlagFormula.ratio(flag, language)
    return [.init(title: say("公式与代入的数", "Formula with its numbers"), lines: lines)]
  }

  private func cellPosition(
    _ aggregate: AggregateRows, _ observation: Observation
  ) -> Int? {
    guard aggregate.name == "cells", aggregate.rows.count == 1,
      let key = aggregate.rows.first?.prefix(5)
    else { return nil }
    return observation.cells.firstIndex { $0.key == Array(key) }
  }

  private func months(
    _ aggregate: AggregateRows, _ cell: Int?, _ observation: Observation
  ) -> TraceDocument.Section {
    var section = TraceDocument.Section(title: say("逐月", "Month by month"))
    guard let cell else {
      section.columns = [say("月份", "month"), aggregate.measureTitle.text(language)]
      section.rows = aggregate.byMonth.map { [$0.month, String($0.count)] }
      return section
    }
    let history = observation.cells[cell].history
    section.columns = [
      say("月份", "month"), say("有权且已报送", "held and sent"), say("案件", "cases"),
      say("检查发现问题", "findings"), say("举报", "complaints"),
    ]
    // The newest first: what is cut is what lies furthest back.
    for month in stride(
      from: observation.month.index, through: observation.firstMonth.index, by: -1)
    {
      let offset = Int32(month - observation.firstMonth.index)
      let isObserved = history.observed.contains { $0.contains(offset) }
      let counts = [history.cases, history.findings, history.complaints].map { events in
        String(events.first { $0.month == offset }?.count ?? 0)
      }
      section.rows.append(
        [Month(index: month).description, isObserved ? say("是", "yes") : say("否", "no")]
          // What was not sent is no zero.
          + [isObserved ? counts[0] : ""] + counts[1...])
    }
    return section
  }

  private func rows(_ aggregate: AggregateRows) -> TraceDocument.Section {
    .init(
      title: say("汇总行：", "Aggregate rows: ") + flag.evidence, columns: aggregate.columns,
      rows: aggregate.rows)
  }

  // The aggregates do not say which record stands in which figure of an indicator.
  private func scope(isOfCell: Bool) -> TraceDocument.Section {
    .init(
      title: say("下列记录的范围", "What the records below are"),
      lines: [
        flag.indicator == "L14"
          ? say(
            "该主体抽中评查的全部案件：随机抽取的，以及按风险抽取的；合格率只依据随机抽取的。",
            "All files drawn of the unit, at random and by risk; the share rests on those at random alone."
          )
          : isOfCell
            ? say(
              "自静默前最后有案件的月份起的案件、发现问题的检查和要求执法的举报；指标按上述定义只计其中符合条件的。",
              "Cases, inspections that found a problem and complaints that ask for enforcement since the last month"
                + " with a case before the silence; the indicator counts those of them that its definition above names."
            )
            : say(
              "该主体、领域、事项在所列月份的全部记录；指标按上述定义只计其中符合条件的。",
              "All records of the flag's unit, domain and item in its months; the indicator counts those of them"
                + " that its definition above names.")
      ])
  }

  private func records(
    _ aggregate: AggregateRows, _ cell: Cell?, _ listed: [ListedCase]
  ) throws(StageError) -> [TracedRow] {
    let lines = try SourceLines(
      workspace, settings, snapshot: findings.snapshot, asOf: findings.month)
    var subject = subject(aggregate)
    if let cell {
      subject.isOfCell = true
      // The last case before a silence belongs to its story.
      if let last = cell.lastActive, last < flag.from { subject.months = last...flag.to }
    }
    if !listed.isEmpty {
      subject.cases = Set(listed.map { [$0.unitCode, $0.caseID] })
      // A case that was open may have been filed long before, or lie under a later decision.
      subject.months = Month(index: 0)...Month(year: 9999, month: 12)
    }
    return try lines.rows(of: AggregateSources.tables(of: aggregate.name), [subject])
  }

  private func subject(_ aggregate: AggregateRows) -> TraceSubject {
    var subject = TraceSubject(flag.from...max(flag.from, flag.to))
    if aggregate.name == "followup_steps" { subject.flag = flag.category }
    let isOfYear = Int(flag.category) != nil || flag.from.month == 1
    if isOfYear, aggregate.columns.contains("year") { subject.year = String(flag.to.year) }
    if !flag.unitCode.isEmpty {
      subject.unitCode = flag.unitCode
    } else if !flag.districtCode.isEmpty {
      subject.county = flag.districtCode
    }
    if !flag.domain.isEmpty { subject.domain = flag.domain }
    if !flag.itemCode.isEmpty { subject.itemCode = flag.itemCode }
    return subject
  }
}
