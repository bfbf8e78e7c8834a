import Contracts

/// Z05: complaints in number, and no filing.
enum ComplaintsWithoutCase: Indicator {
  static let page = IndicatorPage(
    code: "Z05", name: Phrase("有举报无立案记录", "Complaints without a case on record"), clause: 6,
    legalBasis: Phrase(
      "决定第六条；行政处罚法第五十四条（发现违法应当调查、符合标准应当立案）",
      "Decision, clause 6; APL 54 (violations are investigated, and filed where the standard is met)"
    ),
    needs: ["cases", "complaints"],
    restsOn: [FlagColumns("complaints.domain", "complaints.item_code")],
    definition: Phrase(
      "窗口期内针对某单位某领域（或事项）的举报达到设定件数，而该单位在该领域没有任何立案、处罚或有记录的不予处罚。"
        + "有类别列的只计举报；无类别列的计全部投诉举报。登记举报人的，同一举报人在窗口期内的只计一件；"
        + "未登记的每件计一件；已由该单位窗口期内其后立案的案件办理的（案号或线索编号相符，案件记在其他领域或事项），不计。先看领域，领域已标记的不再列事项。",
      "Complaints about a domain (or item) of a unit in the window reach the setting, and the unit has no "
        + "filing, decision or recorded non-punishment there. Where complaints state their kind, reports "
        + "only; where they state who complained, one of each complainant in the window, and every one "
        + "that states nobody; none that a case of the unit followed in the window (matched by either's number), which then counts in "
        + "another domain or item. Domains before items: below a flagged domain items are not listed."
    ),
    pitfalls: Phrase(
      "举报可能不实、不属于该单位职权，或已由其他单位处理。单位未报送的月份不作判断。",
      "Complaints may be unfounded, concern a power the unit does not hold, or have been handled by "
        + "another. Nothing is said where the unit's data did not come."),
    parameters: [
      IndicatorParameter(
        "complaints", 5, Phrase("最少举报件数", "fewest complaints in the window")),
      IndicatorParameter(
        "warning", 10, Phrase("达到此件数为“B级”", "complaints from which it is grade B")),
    ],
    figures: FlagFigures(
      observed: Phrase("立案数，为0", "filings, which are 0"),
      effect: Phrase(
        "要求执法、没有对应案件的举报数，同一举报人的计一件",
        "complaints that ask for enforcement and have no case, one of each complainant")))

  static let examples = [
    IndicatorExample(
      Phrase("24件举报而无案，应标记", "24 complaints and no case: flagged"),
      ExampleWorld.with([complained(24)]), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("4件举报，未达设定，不标记", "4 complaints: below the setting"),
      ExampleWorld.with([complained(4)]), flagged: []),
    IndicatorExample(
      Phrase("24件出自4名举报人，未达设定，不标记", "24 complaints of 4 complainants: below the setting"),
      ExampleWorld.with([complained(24, by: 4)]), flagged: []),
    IndicatorExample(
      Phrase(
        "24件中20件的案号见于其他领域的案件，未达设定，不标记", "20 of 24 name cases of other domains: below the setting"),
      ExampleWorld.with([complained(24, withCase: 20)]), flagged: []),
    IndicatorExample(
      Phrase("单位未报送，不能判断，不标记", "the unit's data did not come: not computable"),
      ExampleWorld.with([complained(24, state: .notSent)]), flagged: []),
    IndicatorExample(
      Phrase("只有免罚处理，属于有处置，不标记", "settled without penalty: not flagged"),
      ExampleWorld.with([complained(24, state: .handled)]), flagged: []),
  ]

  private static func complained(
    _ number: Int, by complainants: Int? = nil, withCase: Int = 0, state: CellState = .zeroOpen
  ) -> Cell {
    var cell = ExampleWorld.silentCell(state: state)
    cell.complaints = number
    cell.complaintsRepeated = number - (complainants ?? number)
    cell.complaintsWithCase = withCase
    return cell
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard observation.tables.contains("complaints") else {
      result.coverage = Coverage(isComputed: false, missing: ["complaints"])
      result.headline = Phrase(
        "没有投诉举报数据，无法计算。", "Not computable: there are no complaints.")
      return result
    }
    let least = settings.count("complaints", of: page)
    var flaggedDomains: Set<[String]> = []
    for level in [CellLevel.unitDomain, .unitItem] {
      for index in observation.positions(of: level) where observation.cells[index].complaints > 0 {
        let cell = observation.cells[index]
        guard !flaggedDomains.contains([cell.unitCode, cell.domain]) else { continue }
        let outcome = SubjectOutcome.ofSilence(in: cell, traces: cell.complainants, least: least)
        result.outcomes[outcome, default: 0] += 1
        guard outcome == .flagged else { continue }
        if level == .unitDomain { flaggedDomains.insert([cell.unitCode, cell.domain]) }
        var flag = flag(cell, observation, settings)
        SilenceFlags.addExpected(to: &flag, at: index, in: observation)
        result.flags.append(flag)
      }
    }
    let named = observation.askingComplaints
    let handled = observation.cells(of: .unitDomain).count {
      $0.state == .handled && $0.complainants >= least
    }
    result.headline = Phrase(
      "\(result.flags.count)个单位·领域（或事项）窗口期\(named.chinese)不少于\(least)件而没有立案、处罚或处置记录"
        + (handled > 0 ? "；另有\(handled)个单位·领域没有处罚或在办案件，但有处置记录，不标记" : "") + "。",
      "\(English.count(result.flags.count, "unit × domain (or item)", many: "unit × domains (or items)")) "
        + "with at least \(least) \(named.english) in the window and no case or other handling on record"
        + (handled > 0
          ? "; \(English.count(handled, "unit × domain", many: "unit × domains")) more without a penalty or an open case, but settled otherwise, \(English.verb(handled, "is", "are")) not flagged"
          : "") + ".")
    return result
  }

  private static func flag(
    _ cell: Cell, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag {
    let isMany = cell.complainants >= settings.count("warning", of: page)
    var flag = Flag.on(cell, page, isMany ? .warning : .notice, in: observation)
    flag.observed = 0
    flag.effect = Double(cell.complainants)
    flag.monthsSilent = cell.monthsSilent
    flag.evidence = observation.evidence(
      in: "cells", of: cell.level.rawValue, cell.unitCode, cell.domain)
    let names = observation.names
    let subject =
      cell.itemCode.isEmpty
      ? cell.domain : "\(cell.domain)·\(names.item(cell.itemCode))"
    let (outcomes, visits) = (outcomes(of: cell), visits(of: cell))
    let named = observation.askingComplaints
    flag.reason = Phrase(
      "\(names.unit(cell.unitCode))在“\(subject)”\(observation.windowInWords.chinese)有\(cell.complaints)件\(named.chinese)"
        + "（\(once(cell).chinese)登记的办理结果：\(outcomes.chinese)）\(elsewhere(cell).chinese)，在已报送的案件数据中没有案件（已报送的静默期\(cell.monthsSilent)个月）"
        + "\(visits.chinese)" + (cell.state == .zeroExplained ? "；单位已作说明。" : "。"),
      "\(Numerals.grouped(cell.complaints)) \(named.english) about \(subject) of \(names.unit(cell.unitCode)) "
        + "\(observation.windowInWords.english) (\(once(cell).english)outcomes on record: \(outcomes.english))\(elsewhere(cell).english), and no case in the "
        + "data delivered (silent for \(English.count(cell.monthsSilent, "delivered month")))\(visits.english)"
        + (cell.state == .zeroExplained ? "; the unit gave an explanation." : "."))
    return flag
  }

  private static func elsewhere(_ cell: Cell) -> Phrase {
    guard cell.complaintsWithCase > 0 else { return Phrase("", "") }
    return Phrase(
      "，其中\(cell.complaintsWithCase)件已有案件（案号或线索编号相符），记在其他领域或事项，不计",
      ", of which \(cell.complaintsWithCase) \(English.verb(cell.complaintsWithCase, "is", "are")) matched by number with a"
        + " case of another domain or item and \(English.verb(cell.complaintsWithCase, "does", "do")) not count"
    )
  }

  private static func once(_ cell: Cell) -> Phrase {
    guard cell.complaintsRepeated > 0 else { return Phrase("", "") }
    let rest =
      cell.complaintsWithCase > 0 ? Phrase("除已有案件的外", "without a case ") : Phrase("", "")
    return Phrase(
      "同一举报人的计一件，\(rest.chinese)为\(cell.complainants)件；",
      "\(rest.english)\(cell.complainants) with one of each complainant; ")
  }

  // What the unit itself says became of the complaints; a reader must not take them for unanswered.
  private static func outcomes(of cell: Cell) -> Phrase {
    let told = cell.complaintsFiled + cell.complaintsRefused + cell.complaintsPending
    let parts = [
      (cell.complaintsRefused, Phrase("不予立案", "not filed")),
      (cell.complaintsFiled, Phrase("立案", "filed")),
      (cell.complaintsPending, Phrase("办理中", "pending")),
      (cell.complaints - told, Phrase("转办或未登记", "passed on or blank")),
    ].filter { $0.0 > 0 }
    return Phrase(
      parts.map { "\($1.chinese)\($0)件" }.joined(separator: "、"),
      parts.map { "\($0) \($1.english)" }.joined(separator: ", "))
  }

  private static func visits(of cell: Cell) -> Phrase {
    guard cell.inspections > 0 else { return Phrase("", "") }
    guard cell.findings > 0 else {
      return Phrase(
        "；同期检查\(cell.inspections)次，均未发现问题",
        "; its \(English.count(cell.inspections, "inspection")) in that time found no problem")
    }
    return Phrase(
      "；同期检查\(cell.inspections)次，其中发现问题\(cell.findings)次",
      "; \(cell.findings) of its \(English.count(cell.inspections, "inspection")) in that time found a problem"
    )
  }
}
