import Contracts
import Counting

/// Sentences of the report that rest on facts of the count.
enum ReportNotes {
  static func powerSource(_ name: String, _ sources: [SourceSummary]) -> Phrase {
    let (rule, note) = (powerSource(name), leftOut(sources))
    return Phrase(rule.chinese + note.chinese, rule.english + note.english)
  }

  // A power that is gone and not ended would be told as unused.
  private static func leftOut(_ sources: [SourceSummary]) -> Phrase {
    let told = sources.compactMap { source -> Phrase? in
      guard source.table != Table.register.name,
        let rows = source.notes[SourceSummary.leftOutRow]
      else { return nil }
      let title = Table.all.first { $0.name == source.table }?.title ?? source.table
      return Phrase("\(title)\(rows)行", "\(source.table) (\(English.count(rows, "row")))")
    }
    guard !told.isEmpty else { return Phrase("", "") }
    return Phrase(
      "最新清单不再列出、也未写失效日期的此前记录仍按有效计："
        + told.map(\.chinese).joined(separator: "、") + "；如已失效，请补报失效日期，否则其中的职权会被当作未行使。",
      " Earlier rows without an end that the newest issue of a list leaves out still hold: "
        + told.map(\.english).joined(separator: ", ")
        + ". If they ended, deliver the day, or their powers are taken for unused.")
  }

  private static func powerSource(_ name: String) -> Phrase {
    switch PowerSource(rawValue: name) {
    case .authority:
      Phrase(
        "职权以“职权与赋权清单”为准，逐月认定。", "Powers are read from the authority table, month by month.")
    case .levels:
      Phrase(
        "没有职权清单，职权由事项的实施层级与单位层级推定，可能过宽。",
        "There is no authority table: powers follow the levels of items and units, and may be too wide."
      )
    case .observed, nil:
      Phrase(
        "没有职权清单与层级，只能以曾经办理过的单位·事项作为职权，从未办理过的无从判断。",
        "There is neither an authority table nor levels: a unit is taken to hold only what it was ever "
          + "seen to use, and nothing is known of the rest.")
    }
  }

  static func deliveryRule(hasRegister: Bool, keys: [KeyPeriod]) -> Phrase {
    let (rule, note) = (deliveryRule(hasRegister: hasRegister), KeyPeriod.note(keys))
    return Phrase(rule.chinese + note.chinese, rule.english + note.english)
  }

  private static func deliveryRule(hasRegister: Bool) -> Phrase {
    hasRegister
      ? Phrase(
        "有报送登记的单位·月以登记为准，但申报有数据而归档中没有的不算收到；没有登记的，由跨越该月的导出文件推定。登记比首件记录早三个月以上的，此前各月不作判断。",
        "Where the delivery register has a unit and month it decides, unless rows were declared of which the "
          + "archive holds none; elsewhere an export that spans it. Where it begins more than three months before "
          + "the first row of anybody, the months before that row are not judged."
      )
      : Phrase(
        "没有报送登记：截止日不早于月末、且同一导出中该单位在该月前后均有记录的，视为已报送（导出中没有该单位记录的月份，须导出重述此前已报送记录的一半以上；更早的未决案件不计）；来源声明覆盖全部单位的，凡有记录的月份视为全部单位已报送。",
        "There is no delivery register: a unit-month counts as sent when an export made after the month "
          + "holds rows of the unit on both sides of it (a month without a row of the unit only where the export "
          + "repeats half or more of what earlier ones held there; open cases of an earlier time do not count), "
          + "or when its source speaks for every unit.")
  }

  static func successions(_ facts: CountFacts, _ names: NameBook) -> [Phrase] {
    let districts = facts.districtSuccessions.map { pair in
      Phrase(
        "\(names.district(pair[0]))（\(pair[0])）的历史计入\(names.district(pair[1]))（\(pair[1])）。",
        "The history of \(names.district(pair[0])) (\(pair[0])) counts under "
          + "\(names.district(pair[1])) (\(pair[1])).")
    }
    let units = facts.unitSuccessions.map { pair in
      Phrase(
        "\(names.unit(pair[0]))（\(pair[0])）的历史计入\(names.unit(pair[1]))（\(pair[1])）。",
        "The history of \(names.unit(pair[0])) (\(pair[0])) counts under \(names.unit(pair[1])) "
          + "(\(pair[1])).")
    }
    return districts + units + circles(facts, names) + facts.sharedNames.map(shared)
  }

  static func doubtedZeros(_ facts: CountFacts, _ names: NameBook) -> [Phrase] {
    facts.doubtedZeros.map { doubted($0, names) }
  }

  private static func doubted(_ zero: DoubtedZero, _ names: NameBook) -> Phrase {
    let name = zero.isUnit ? names.unit(zero.code) : names.district(zero.code)
    let shown = zero.subjects.prefix(4)
    let rest = zero.subjects.count - shown.count
    let events = [
      (zero.cases, Phrase("案件\(zero.cases)件", English.count(zero.cases, "case"))),
      (
        zero.inspections,
        Phrase("检查\(zero.inspections)次", English.count(zero.inspections, "inspection"))
      ),
      (
        zero.complaints,
        Phrase("举报\(zero.complaints)件", English.count(zero.complaints, "complaint"))
      ),
    ].filter { $0.0 > 0 }.map(\.1)
    let against =
      events.isEmpty
      ? Phrase("其他时期却远不为0", "while other months are far from it")
      : Phrase(
        "同期“\(zero.telling)”却有\(events.map(\.chinese).joined(separator: "、"))",
        "against \(events.map(\.english).joined(separator: ", ")) in \(zero.telling)")
    return Phrase(
      "\(name)（\(zero.code)）\(zero.from)至\(zero.to)监管对象底数为0的有\(shown.joined(separator: "、"))"
        + (rest > 0 ? "等\(zero.subjects.count)项" : "")
        + "，\(against.chinese)，视为未填写，按监管对象不明处理；请补报底数。",
      "The register of \(name) (\(zero.code)), \(zero.from) to \(zero.to), says 0 regulated parties for"
        + " \(shown.joined(separator: ", "))" + (rest > 0 ? " and \(rest) more" : "")
        + ", \(against.english): taken for not filled in, and unknown; please deliver the figures.")
  }

  private static func shared(_ shared: SharedName) -> Phrase {
    Phrase(
      "“\(shared.name)”是\(shared.codes.joined(separator: "、"))共用的名称，只写名称的案件\(shared.cases)件计入"
        + "\(shared.counted)，可能计错主体；请在导出中填写主体代码。",
      "\(shared.name) is the name of \(shared.codes.joined(separator: ", ")): \(shared.cases) cases that state it"
        + " alone count under \(shared.counted), which may be the wrong one; exports should state unit codes."
    )
  }

  private static func circles(_ facts: CountFacts, _ names: NameBook) -> [Phrase] {
    let circles =
      facts.circularDistricts.map { $0.map { "\(names.district($0))（\($0)）" } }
      + facts.circularUnits.map { $0.map { "\(names.unit($0))（\($0)）" } }
    return circles.map { circle in
      Phrase(
        "\(circle.joined(separator: "、"))互为承继，无法判断历史归谁，各计各的；请更正承继代码。",
        "\(circle.joined(separator: ", ")) succeed each other in a circle, so that each keeps its own"
          + " history: successor_code must be mended.")
    }
  }

  static func command(_ findings: Findings, isInternal: Bool, _ language: Language) -> String {
    let options =
      (isInternal ? " --level internal" : "")
      + (language == .chinese ? "" : " --language \(language.rawValue)")
    guard !findings.changed.isEmpty else {
      return "caseload run --month \(findings.month)" + options
    }
    let changes = findings.changed.map { " --set \($0)" }.joined()
    return "caseload-flag --month \(findings.month)\(changes) && "
      + "caseload-report --month \(findings.month)\(options)"
  }
}
