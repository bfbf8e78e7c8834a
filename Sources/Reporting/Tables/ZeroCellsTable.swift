import Contracts

extension Draft {
  /// Every cell without activity, with its state and why it is flagged or not.
  var zeroCellsTable: PublishedTable {
    let cells = input.observation.cells
    // Cells are sorted by key; their positions are those of the assessments.
    let listed = cells.indices.filter { cells[$0].isListedWithoutCases }
    return PublishedTable(
      name: "zero_cells", title: Phrase("无案件单元", "Cells without cases"),
      description: Phrase(
        "状态不是“有案件”的每个单元，含未标记的及原因。",
        "Every cell that is not active, with the reason also where it is not flagged."),
      columns: Draft.zeroCellColumns,
      primaryKey: ["level", "unit_code", "district_code", "domain", "item_code"],
      rows: PublishedRows(count: listed.count) { place in
        zeroCellRow(
          cells[listed[place]], input.observation.silence?.assessment(of: listed[place]))
      })
  }

  private func zeroCellRow(_ cell: Cell, _ assessment: CellAssessment?) -> [String] {
    let names = input.observation.names
    let texts = [
      cell.unitCode, names.unit(cell.unitCode), cell.districtCode,
      names.district(cell.districtCode), cell.domain, cell.itemCode, names.item(cell.itemCode),
    ]
    return [cell.level.rawValue] + texts.map(InertText.cell) + [
      cell.state.rawValue, String(cell.monthsEmpowered), String(cell.monthsSent),
      String(cell.monthsSilent), cell.silentFrom?.description ?? "",
      cell.lastActive?.description ?? "", String(cell.isLeftCensored), String(cell.casesEver),
      String(cell.settled), String(cell.complaints), String(cell.findings),
      cell.wholeParties.map { String($0) } ?? "", cell.explained?.description ?? "",
      String(cell.isPowerInferred), number(assessment?.expected),
      number(assessment?.spell.chance), (assessment?.verdict ?? .notTested).rawValue,
      say(StateWording.why(cell, assessment)),
    ] + modelCells(cell, assessment)
  }

  private func number(_ value: Double?) -> String {
    value.map { Numerals.significant($0, digits: 6) } ?? ""
  }

  private func modelCells(_ cell: Cell, _ assessment: CellAssessment?) -> [String] {
    let group = InertText.cell(cell.exposureGroup)
    guard let assessment else {
      return [group] + [String](repeating: "", count: Draft.modelColumns.count - 1)
    }
    let (spell, posterior) = (assessment.spell, assessment.posterior)
    let own = assessment.ownRecord
    let chances = [
      posterior.normal, posterior.stopped, posterior.never, posterior.structural, assessment.moved,
    ]
    return [
      group, String(assessment.complaints),
      String(assessment.findings), number(assessment.expectedByPeers), number(spell.size),
      number(spell.earlier), number(spell.before), number(spell.since), number(own?.expected),
      number(own?.chance),
    ] + chances.map { Numerals.fixed($0, places: 4) } + [
      number(assessment.qValue), assessment.change?.month.description ?? "",
      assessment.change?.lower.description ?? "", assessment.change?.upper.description ?? "",
    ]
  }

  private static let zeroCellColumns: [PublishedColumn] =
    cellColumns + silenceColumns + exposureColumns + verdictColumns + modelColumns

  private static let cellColumns: [PublishedColumn] = [
    PublishedColumn(
      "level", Phrase("层级", "Level"),
      Phrase("单元由什么交叉而成。", "What the cell is a crossing of.")
    ).required.oneOf(CellLevel.allCases.map(\.rawValue)),
    .unitCode, .unitName, .districtCode, .districtName, .domain, .itemCode, .itemName,
    PublishedColumn(
      "state", Phrase("状态", "State"),
      Phrase("除“有案件”外七种状态之一。", "One of the seven states besides active.")
    ).required.oneOf(CellState.allCases.filter { $0 != .active }.map(\.rawValue)),
  ]

  private static let silenceColumns: [PublishedColumn] = [
    PublishedColumn(
      "months_empowered", "integer", Phrase("有权月数", "Months empowered"),
      Phrase("窗口内具有职权的月数。", "Months of the window in which the power was held.")
    ).required,
    PublishedColumn(
      "months_sent", "integer", Phrase("报送月数", "Months sent"),
      Phrase("其中已报送的月数。", "Of those, months that were delivered.")
    ).required,
    PublishedColumn(
      "months_silent", "integer", Phrase("静默月数", "Silent months"),
      Phrase("至报告月连续无案件、已报送且有权的月数。", "Delivered and empowered months without a case.")
    ).required,
    PublishedColumn(
      "silent_from", "yearmonth", Phrase("静默起始月", "Silent from"),
      Phrase("静默的第一个月。", "First month of the silence.")),
    PublishedColumn(
      "last_active", "yearmonth", Phrase("最近有案月", "Last active"),
      Phrase("最近一个有案件或处置的月份；空表示从未。", "Last month with activity; empty if never.")),
    PublishedColumn(
      "left_censored", "boolean", Phrase("起点不详", "Left-censored"),
      Phrase("静默自观察期首月起，真实时长未知。", "Silent since the first observed month.")
    ).required,
    PublishedColumn(
      "cases_ever", "integer", Phrase("历来案件数", "Cases ever"),
      Phrase(
        "观察期内的处罚和在办案件数，不含不予处罚或当场处置的。",
        "Penalties and open cases of all months observed, without those settled otherwise.")
    ).required,
    PublishedColumn(
      "settled", "integer", Phrase("有处置无处罚", "Settled"),
      Phrase("窗口内不予处罚或当场处置数。", "Settled without penalty in the window.")
    ).required,
  ]

  private static let exposureColumns: [PublishedColumn] = [
    PublishedColumn(
      "complaints", "integer", Phrase("举报数", "Complaints"),
      Phrase("窗口内要求执法的举报数。", "Complaints of the window that ask for enforcement.")
    ).required,
    PublishedColumn(
      "findings", "integer", Phrase("检查发现问题数", "Findings"),
      Phrase("窗口内发现问题的检查数。", "Inspections of the window that found a problem.")
    ).required,
    PublishedColumn(
      "regulated_parties", "integer", Phrase("监管对象数", "Regulated parties"),
      Phrase(
        "最近月的监管对象数；空表示不明，或者登记只涵盖部分区域。",
        "Regulated parties; empty where unknown, or on the register for a part of the place alone.")
    ),
    PublishedColumn(
      "explained", "date", Phrase("说明日期", "Explained"),
      Phrase("有效说明的日期；空表示没有。", "Date of the valid explanation; empty where none.")),
    PublishedColumn(
      "power_inferred", "boolean", Phrase("职权为推定", "Power inferred"),
      Phrase("因无职权清单，仅凭已有案件推定。", "The power rests on observed cases alone.")
    ).required,
  ]

  private static let verdictColumns: [PublishedColumn] = [
    PublishedColumn(
      "expected", "number", Phrase("参照值", "Expected"),
      Phrase(
        "按同类和自身以往水平，静默期内的参照案件数；不是应办数。",
        "Cases that peers and the own past let one expect in the silence; not a target.")),
    PublishedColumn(
      "probability", "number", Phrase("概率", "Chance"),
      Phrase(
        "水平与同类相当时静默期内一件没有的概率，不是不作为的概率。",
        "Chance of none in the silence at the level of peers; not the chance of inaction.")),
    PublishedColumn(
      "verdict", Phrase("判断", "Verdict"),
      Phrase("A级、B级线索，或不标记的原因。", "Grade A or B, or why there is no flag.")
    ).required.oneOf(SilenceVerdict.allCases.map(\.rawValue)),
    PublishedColumn(
      "why", Phrase("原因", "Why"), Phrase("一句话原因。", "The reason in a few words.")
    ).required,
  ]
}
