import Contracts

/// Z06: inspections found problems, and nothing followed.
enum FindingsWithoutAction: Indicator {
  static let page = IndicatorPage(
    code: "Z06", name: Phrase("有问题无处理记录", "Findings without action on record"), clause: 6,
    legalBasis: Phrase(
      "决定第六条；行政处罚法第五十四条", "Decision, clause 6; APL 54"),
    needs: ["cases", "inspections"],
    restsOn: [
      FlagColumns("inspections.result"),
      FlagColumns("inspections.domain", "inspections.item_code"),
    ],
    definition: Phrase(
      "窗口期内某单位某领域检查发现问题达到设定次数，而没有责令改正、当场改正、指导、移送、立案、处罚或有记录的不予处罚。"
        + "检查结果写“立案”而案件数据中没有案件的，算作有问题无处理记录；已由该单位窗口期内其后立案的案件办理的（案号或线索编号相符，案件记在其他领域），不计。",
      "Inspections of a unit in a domain found problems at least as often as the setting in the window, and "
        + "there is no order, settlement on the spot, guidance, referral, filing, decision or recorded "
        + "non-punishment. A visit whose result says filed, with no case in the data, counts as a finding "
        + "without action; one that a case of the unit followed in the window (matched by either's number), which then counts in "
        + "another domain, does not."),
    pitfalls: Phrase(
      "可能是案件登记在其他系统或其他单位名下。单位未报送的月份不作判断。",
      "The case may be kept in another system or under another unit. Nothing is said where the unit's "
        + "data did not come."),
    parameters: [
      IndicatorParameter(
        "findings", 5, Phrase("最少发现问题次数", "fewest findings in the window"))
    ],
    figures: FlagFigures(
      observed: Phrase("处置数，为0", "actions, which are 0"),
      effect: Phrase("发现问题、没有对应案件的检查数", "inspections that found a problem and have no case")))

  static let examples = [
    IndicatorExample(
      Phrase("7次发现问题而无任何处理，应标记", "7 findings and nothing on record: flagged"),
      ExampleWorld.with([found(7)]), flagged: ["U/D//"]),
    IndicatorExample(
      Phrase("有责令改正的属于有处置，不标记", "orders to rectify: handled, not flagged"),
      ExampleWorld.with([found(7, state: .handled)]), flagged: []),
    IndicatorExample(
      Phrase("7次中3次的案号见于其他领域的案件，未达设定", "3 of 7 name cases of other domains: below the setting"),
      ExampleWorld.with([found(7, withCase: 3)]), flagged: []),
    IndicatorExample(
      Phrase("4次发现问题，未达设定", "4 findings: below the setting"),
      ExampleWorld.with([found(4)]), flagged: []),
  ]

  private static func found(
    _ number: Int, withCase: Int = 0, state: CellState = .zeroOpen
  ) -> Cell {
    var cell = ExampleWorld.silentCell(state: state)
    cell.findings = number
    cell.openFindings = number
    cell.findingsWithCase = withCase
    return cell
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    guard observation.tables.contains("inspections") else {
      result.coverage = Coverage(isComputed: false, missing: ["inspections"])
      result.headline = Phrase(
        "没有行政检查数据，无法计算。", "Not computable: there are no inspections.")
      return result
    }
    let least = settings.count("findings", of: page)
    for index in observation.positions(of: .unitDomain)
    where observation.cells[index].findings > 0 {
      let cell = observation.cells[index]
      let outcome = SubjectOutcome.ofSilence(in: cell, traces: without(cell), least: least)
      result.outcomes[outcome, default: 0] += 1
      guard outcome == .flagged else { continue }
      var flag = flag(cell, observation)
      SilenceFlags.addExpected(to: &flag, at: index, in: observation)
      result.flags.append(flag)
    }
    result.headline = Phrase(
      "\(result.flags.count)个单位·领域窗口期检查发现问题不少于\(least)次而没有处理记录。",
      "\(English.count(result.flags.count, "unit × domain")) with at least \(least) findings in the window and no action "
        + "on record.")
    return result
  }

  // Findings that name no case of another domain.
  private static func without(_ cell: Cell) -> Int { cell.findings - cell.findingsWithCase }

  private static func flag(_ cell: Cell, _ observation: Observation) -> Flag {
    var flag = Flag.on(cell, page, .warning, in: observation)
    flag.observed = 0
    flag.effect = Double(without(cell))
    flag.monthsSilent = cell.monthsSilent
    flag.evidence = observation.evidence(in: "cells", of: "unit_domain", cell.unitCode, cell.domain)
    let name = observation.names.unit(cell.unitCode)
    let filed = filed(cell)
    flag.reason = Phrase(
      "\(name)在“\(cell.domain)”\(observation.windowInWords.chinese)检查发现问题\(cell.findings)次\(filed.chinese)\(elsewhere(cell).chinese)，"
        + "在已报送的案件数据中没有案件，也未见责令改正或其他处理记录；请核对立案登记在何处。",
      "Inspections by \(name) in \(cell.domain) found problems \(English.count(cell.findings, "time")) "
        + "\(observation.windowInWords.english)\(filed.english)\(elsewhere(cell).english); the cases delivered hold none, and there is no "
        + "order or other action on record. Ask where the filings are kept.")
    return flag
  }

  private static func elsewhere(_ cell: Cell) -> Phrase {
    guard cell.findingsWithCase > 0 else { return Phrase("", "") }
    return Phrase(
      "，其中\(cell.findingsWithCase)次已有案件（案号或线索编号相符），记在其他领域，不计",
      ", of which \(cell.findingsWithCase) \(English.verb(cell.findingsWithCase, "is", "are")) matched by number with a case of another domain"
        + " and \(English.verb(cell.findingsWithCase, "does", "do")) not count")
  }

  // What the unit itself says became of them is no less of record than the problem.
  private static func filed(_ cell: Cell) -> Phrase {
    switch cell.openFindings {
    case 0: Phrase("", "")
    case cell.findings:
      Phrase("，检查结果均登记为“立案”", ", each with the result that a case was filed")
    default:
      Phrase(
        "，其中\(cell.openFindings)次检查结果登记为“立案”",
        ", \(cell.openFindings) of them with the result that a case was filed")
    }
  }
}
