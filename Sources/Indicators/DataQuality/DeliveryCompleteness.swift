import Contracts

/// Q01: whether the data of every unit came; the gate for every statement about zeros.
enum DeliveryCompleteness: Indicator {
  static let page = IndicatorPage(
    code: "Q01", name: Phrase("报送完整率", "Deliveries received"), clause: 6,
    legalBasis: Phrase("决定第六条：建立执法统计分析系统", "Decision, clause 6: statistics system"),
    needs: ["cases", "feeds"],
    definition: Phrase(
      "窗口期内实际收到的单位·月数 ÷ 应报送的单位·月数（单位存续的每个月）。有报送登记的以登记为准；未登记的，由跨越该月的导出文件推定。"
        + "登记为已收到、申报行数大于0，而已归档的导出中没有该单位该月任何记录、或不足申报一半的，不算收到；送来的案件记录半数以上被退回且看不出事项的，也不算收到。登记为未收到而归档中有案件的，不算报齐，请核对登记，只作提示。整个窗口期均无报送的单位列为“无任何报送”；均已报送、无一案件且至少一个领域为“零案待核实”的单位列为“全单位无案”，零案指标因此未作判断的为“B级”。",
      "Unit-months received ÷ unit-months due (every month in which the unit existed) in the window. "
        + "The delivery register decides; without it, an export that spans the month. What is registered "
        + "with declared rows of which archived exports hold none, or less than half, is not received, nor is a month of "
        + "which half or more of the case records were rejected and show no item. Where it says that nothing came and cases are here the register is asked, as a notice. A unit with no "
        + "delivery at all is listed as not heard of; one that delivered everything, has no case at all "
        + "and has a domain in state zero_open as silent as a whole, in grade B where the indicators of zero "
        + "cases take it for a gap and do not judge it."),
    pitfalls: Phrase(
      "“未报送”不等于“零案件”，不作任何零案判断。“全单位无案”须先核实数据口径与职权划转。",
      "Not sent is not zero, and nothing is concluded from it. A unit that is silent as a whole calls "
        + "first for a check of the data and of moved powers."),
    parameters: [
      IndicatorParameter(
        "missing_months_warning", 3,
        Phrase("缺报月数达到此值为“B级”，否则为“提示”", "missing months from which it is grade B"))
    ],
    figures: FlagFigures(
      observed: Phrase("收到的月数", "months received")))

  static let examples = [
    IndicatorExample(
      Phrase("缺报三个月应标记", "three missing months are flagged"),
      ExampleWorld.deliveries(missing: [8, 9, 10]), flagged: ["U///missing"]),
    IndicatorExample(
      Phrase("全部报送且有案件不标记", "a unit that sent everything and has cases is not"),
      ExampleWorld.deliveries(missing: []), flagged: []),
    IndicatorExample(
      Phrase("全部报送而无案件，列为全单位无案", "everything sent and no case: silent as a whole"),
      silentWorld(.zeroOpen), flagged: ["U///silent"]),
    IndicatorExample(
      Phrase(
        "登记收到并申报有数据、归档中没有，列出而不作零案",
        "registered with declared rows, and not in the archive: listed, and no zero"),
      receivedWorld(.lost), flagged: ["U///missing"]),
    IndicatorExample(
      Phrase(
        "送来的记录半数以上被退回，列出而不作零案",
        "half or more of what came was rejected: listed, and no zero"),
      receivedWorld(.unread), flagged: ["U///missing"]),
    IndicatorExample(
      Phrase(
        "登记未收到、归档中却有案件，列出而不作零案，请核对登记",
        "registered as not received, and cases are here: listed, no zero, and the register asked"),
      contradictedWorld(), flagged: ["U///missing"]),
    IndicatorExample(
      Phrase("没有监管对象的单位无案，不标记", "no case where there is nothing to enforce on: not flagged"),
      silentWorld(.noExposure), flagged: []),
    IndicatorExample(
      Phrase("从未报送，列为无任何报送，而不是零案件", "never sent: not heard of, which is not zero"),
      ExampleWorld.deliveries(missing: Set(1...12)), flagged: ["U///not_heard"]),
  ]

  private static func silentWorld(_ state: CellState) -> Observation {
    var observation = ExampleWorld.deliveries(missing: [], cases: 0)
    observation.cells = [ExampleWorld.silentCell(state: state)]
    return observation
  }

  private static func contradictedWorld() -> Observation {
    var observation = ExampleWorld.deliveries(missing: [8, 9, 10])
    observation.unitMonths = observation.unitMonths.map {
      UnitMonth(
        unitCode: $0.unitCode, month: $0.month, isSent: $0.isSent, rule: .register,
        cases: max(1, $0.cases))
    }
    return observation
  }

  private static func receivedWorld(_ rule: DeliveryRule) -> Observation {
    var observation = ExampleWorld.deliveries(missing: [8, 9, 10])
    observation.unitMonths = observation.unitMonths.map {
      UnitMonth(
        unitCode: $0.unitCode, month: $0.month, isSent: $0.isSent,
        rule: $0.isSent ? .register : rule, cases: $0.cases)
    }
    return observation
  }

  private struct Delivery {
    let unit: String
    let months: [UnitMonth]
    var missing: [Month] { months.filter { !$0.isSent }.map(\.month) }
    // Months that came by the register, and are not in the archive.
    var lost: Int { months.count { $0.rule == .lost } }
    // Months of which most of what came was rejected.
    var unread: Int { months.count { $0.rule == .unread } }
    // Months that the register says did not come, of which there are cases all the same.
    var contradicted: [UnitMonth] {
      months.filter { !$0.isSent && $0.rule == .register && $0.cases > 0 }
    }
    // Months that nothing shows to have been delivered, of which there are cases all the same.
    var held: Int { months.count { !$0.isSent && $0.rule == .none && $0.cases > 0 } }
    // Whether a register says that months are missing, and not merely nothing shows them.
    var isRegistered: Bool { months.contains { !$0.isSent && $0.rule == .register } }
    var cases: Int { months.reduce(0) { $0 + $1.cases } }
  }

  static func result(
    of observation: Observation, _ settings: IndicatorSettings
  ) -> IndicatorResult {
    var result = IndicatorResult(page.code)
    let window = observation.unitMonths.filter { $0.month >= observation.windowStart }
    let units = Dictionary(grouping: window, by: \.unitCode)
      .sorted { $0.key < $1.key }.map { Delivery(unit: $0.key, months: $0.value) }
    if !observation.tables.contains("feeds") {
      result.coverage.missing = ["feeds"]
    }
    for unit in units {
      let flag = flag(unit, observation, settings)
      result.outcomes[flag == nil ? .passed : .flagged, default: 0] += 1
      if let flag { result.flags.append(flag) }
    }
    let due = window.count
    let received = window.count { $0.isSent }
    let lacking = units.count { !$0.missing.isEmpty }
    result.headline = Phrase(
      "应报送\(Numerals.grouped(due))个单位·月，收到\(Numerals.grouped(received))个，完整率\(Numerals.percentage(received, of: due))；"
        + "\(Numerals.grouped(lacking))个单位有缺报。",
      "\(Numerals.grouped(received)) of \(Numerals.grouped(due)) unit-months received (\(Numerals.percentage(received, of: due))); "
        + "\(English.count(lacking, "unit")) \(English.verb(lacking, "has", "have")) missing months."
    )
    result.tables = [table(units, observation)]
    return result
  }

  private static func flag(
    _ unit: Delivery, _ observation: Observation, _ settings: IndicatorSettings
  ) -> Flag? {
    let missing = unit.missing
    let isSilent = missing.isEmpty
    let isOld = unit.months.count >= observation.window
    guard !isSilent || (unit.cases == 0 && isOld && hasOpenZero(unit.unit, observation)) else {
      return nil
    }
    let isUnheard = missing.count == unit.months.count
    let limit = settings.count("missing_months_warning", of: page)
    let isUnjudged = isSilent && isTakenForGap(unit.unit, observation)
    // What was lost after it came is not for the unit to answer, and what was rejected did come.
    let unsent = missing.count - unit.lost - unit.unread - unit.contradicted.count
    let isNotice = isSilent ? !isUnjudged : unsent < limit || !unit.isRegistered
    var cell = Cell(level: .unitDomain, domain: "", state: .notSent)
    cell.unitCode = unit.unit
    cell.districtCode =
      observation.cells.first { $0.unitCode == unit.unit }?.districtCode ?? ""
    var flag = Flag.on(cell, page, isNotice ? .notice : .warning, in: observation)
    // Not part of the identifier: from missing to not heard of it stays one matter.
    flag.category = isSilent ? "silent" : isUnheard ? "not_heard" : "missing"
    flag.observed = unit.months.count - missing.count
    flag.expected = Double(unit.months.count)
    flag.evidence = observation.evidence(in: "unit_months", of: unit.unit)
    flag.reason = sentence(unit, observation.names)
    guard isUnjudged else { return flag }
    flag.reason = Phrase(
      flag.reason.chinese + "所有领域同时没有案件，而按以往水平每月应有30件以上，零案指标视为可能漏报而未作判断。",
      flag.reason.english
        + " All domains are silent at once where 30 or more cases a month were due: the "
        + "indicators of zero cases take it for a possible gap of the data and do not judge it.")
    return flag
  }

  // Nothing else in the report asks about the silence of so large a unit.
  private static func isTakenForGap(_ unit: String, _ observation: Observation) -> Bool {
    observation.positions(of: .unitDomain).contains {
      observation.cells[$0].unitCode == unit
        && observation.silence?.assessment(of: $0)?.verdict == .verifyDelivery
    }
  }

  // Silence of a unit that has nothing to enforce on, or explained itself, asks for nothing; nor
  // does that of one with a filing whose decision is still to come.
  private static func hasOpenZero(_ unit: String, _ observation: Observation) -> Bool {
    let states = observation.cells(of: .unitDomain).filter { $0.unitCode == unit }
      .map(\.state)
    return states.contains(.zeroOpen) && !states.contains(.active) && !states.contains(.handled)
  }

  private static func sentence(_ unit: Delivery, _ names: NameBook) -> Phrase {
    let name = names.unit(unit.unit)
    let months = unit.months.count
    let missing = unit.missing.count
    if unit.lost + unit.unread + unit.contradicted.count > 0 {
      return receivedSentence(unit, name)
    }
    if missing == 0 {
      return Phrase(
        "\(name)窗口期\(months)个月均已报送，报送的数据中没有任何案件，请核实数据口径、职权划转与实际情况。",
        "\(name) delivered all \(months) months of the window and has no case at all; check the data, "
          + "moved powers and the facts.")
    }
    if !unit.isRegistered {
      let held = unit.held
      return Phrase(
        "\(name)窗口期\(months)个月中有\(missing)个月"
          + (held > 0 ? "没有完整的案件报送（其中\(held)个月有零散的案件记录）" : "未见案件记录")
          + "，报送登记也没有列明，不能断定是未报送还是没有案件，请确认。",
        "\(held > 0 ? "No whole delivery" : "Nothing") shows the cases of \(missing) of the \(months) months of \(name)"
          + (held > 0
            ? " (\(English.count(held, "month")) of them \(English.verb(held, "holds", "hold")) single cases)"
            : "")
          + ", and no delivery register lists them: "
          + "whether they were not sent or had no case is unknown; please confirm.")
    }
    if missing == months {
      return Phrase(
        "\(name)窗口期\(months)个月没有任何报送，不能判断是否办案，请先核实数据。",
        "Nothing was received from \(name) in the \(months) months of the window; whether it had "
          + "cases is unknown.")
    }
    return Phrase(
      "\(name)窗口期应报送\(months)个月，缺报\(missing)个月；缺报月份不作零案处理，请补报并说明原因。",
      "\(name) delivered \(months - missing) of \(months) months; the "
        + (missing == 1 ? "missing month is" : "\(missing) missing months are")
        + " not counted as zero.")
  }

  // Of months that came and are not here, or are here and did not come.
  private static func receivedSentence(_ unit: Delivery, _ name: String) -> Phrase {
    let (lost, unread) = (unit.lost, unit.unread)
    let contradicted = unit.contradicted
    let others = unit.missing.count - lost - unread - contradicted.count
    var parts: [Phrase] = []
    if lost > 0 {
      parts.append(
        Phrase(
          "其中\(lost)个月登记为已收到并申报有数据，而归档数据中没有该单位的记录或不足申报的一半，请核实是否漏导入或文件有误",
          "\(lost) \(English.verb(lost, "is", "are")) registered as received with rows declared, of which the "
            + "archive holds none or less than half; please check whether a file was not loaded"))
    }
    if unread > 0 {
      parts.append(
        Phrase(
          "其中\(unread)个月送来的案件记录半数以上被退回、未能读入，请按退回清单更正后重新报送",
          "in \(English.count(unread, "month")) half or more of the case records that came were rejected; "
            + "please have them mended by the list of rejects and sent again"))
    }
    if !contradicted.isEmpty {
      let (months, cases) = (contradicted.count, contradicted.reduce(0) { $0 + $1.cases })
      parts.append(
        Phrase(
          "其中\(months)个月登记为未收到，而归档数据中有该单位这些月份的案件\(cases)件，是否报齐不明，请核对报送登记",
          "\(months) \(English.verb(months, "is", "are")) registered as not received, though the archive holds "
            + "\(English.count(cases, "case")) of \(English.verb(months, "it", "them")); whether these are all is unknown, and the register should be checked"
        ))
    }
    return Phrase(
      "\(name)窗口期应报送\(unit.months.count)个月，\(parts.map(\.chinese).joined(separator: "；"))"
        + (others > 0 ? "；另缺报\(others)个月" : "") + "；这些月份不作零案处理。",
      "\(name): of \(unit.months.count) months, \(parts.map(\.english).joined(separator: "; "))"
        + (others > 0 ? ". \(English.count(others, "more month")) did not come" : "")
        + ". None of these counts as zero.")
  }

  private static func table(_ units: [Delivery], _ observation: Observation) -> ResultTable {
    let shown = units.filter { !$0.missing.isEmpty || $0.cases == 0 }
    return ResultTable(
      title: Phrase("有缺报或全单位无案的单位", "Units with missing months or without any case"),
      columns: [
        Phrase("单位", "Unit"), Phrase("应报月数", "Months due"), Phrase("收到月数", "Received"),
        Phrase("缺报月份", "Missing"), Phrase("收到月份的案件数", "Cases in received months"),
      ],
      rows: shown.map { unit in
        [
          same(observation.names.unit(unit.unit)), same(unit.months.count),
          same(unit.months.count - unit.missing.count),
          same(unit.missing.map(\.description).joined(separator: " ")), same(unit.cases),
        ]
      })
  }
}
