import Contracts

/// Tables of the zero-case model for the report.
enum SilenceTables {
  // Rows that a table carries; zero_cells.csv has them all.
  private static let mostRows = 1_000

  /// Cells of zero_cells.csv by level and verdict.
  static func verdicts(_ silence: SilenceFindings, _ observation: Observation) -> ResultTable {
    var counts: [CellLevel: [SilenceVerdict: Int]] = [:]
    for (index, cell) in observation.cells.enumerated() where cell.isListedWithoutCases {
      let verdict = silence.assessment(of: index)?.verdict ?? .notTested
      counts[cell.level, default: [:]][verdict, default: 0] += 1
    }
    let levels = CellLevel.allCases.filter { counts[$0] != nil }
    return ResultTable(
      title: Phrase(
        "无案件单元的判断结果（与zero_cells.csv各行一致）",
        "What became of the cells without cases, as in the rows of zero_cells.csv"),
      columns: [Phrase("判断", "Verdict")] + levels.map(VerdictWording.level),
      rows: SilenceVerdict.allCases.map { verdict in
        [VerdictWording.name(verdict)] + levels.map { same(counts[$0]?[verdict] ?? 0) }
      })
  }

  /// How many cells would be flagged at neighbouring settings.
  static func sensitivity(_ silence: SilenceFindings) -> ResultTable {
    ResultTable(
      title: Phrase(
        "设定的影响（同一拟合上重新判断）", "Neighbouring settings, judged again on the same fit"),
      columns: [
        Phrase("设定", "Setting"), Phrase("取值", "Value"), Phrase("标记数", "Flagged"),
        Phrase("新增", "Added"), Phrase("减少", "Removed"),
      ],
      rows: silence.sensitivity.map { row in
        [
          same("Z04." + row.setting), same(Numerals.decimal(row.value, places: 3)),
          same(row.flagged), same(row.added), same(row.removed),
        ]
      })
  }

  /// Cells that never showed anything to enforce on although much is expected, or whose power may have moved.
  static func toVerify(_ silence: SilenceFindings, _ observation: Observation) -> ResultTable {
    let listed = silence.silent.filter { assessment in
      let cell = observation.cells[assessment.cell]
      return SilenceFlags.isJudged(cell)
        && [.verifyExposure, .verifyPower, .verifyDelivery, .verifyItems]
          .contains(assessment.verdict)
        && (assessment.expected >= 3 || assessment.verdict != .verifyExposure)
    }.sorted { ($1.expected, $0.cell) < ($0.expected, $1.cell) }
    return cells(
      Phrase(
        "先核实监管对象、职权、报送或事项编码（不作标记）",
        "To verify first: exposure, power, delivery or codes of items (not flagged)"), listed,
      observation)
  }

  /// A list of cells with the numbers of their silence and the verdict.
  static func cells(
    _ title: Phrase, _ assessments: [CellAssessment], _ observation: Observation
  ) -> ResultTable {
    let names = observation.names
    return ResultTable(
      title: title,
      columns: [
        Phrase("单位或区划", "Unit or district"), Phrase("领域", "Domain"), Phrase("事项", "Item"),
        Phrase("静默月数", "Months silent"), Phrase("静默期参照值", "Expected in the silence"),
        Phrase("概率", "Chance"), Phrase("举报", "Complaints"), Phrase("发现问题", "Findings"),
        Phrase("监管对象", "Regulated parties"), Phrase("判断", "Verdict"),
      ],
      rows: assessments.prefix(mostRows).map { assessment in
        let cell = observation.cells[assessment.cell]
        let who =
          cell.unitCode.isEmpty ? names.district(cell.districtCode) : names.unit(cell.unitCode)
        return [
          same(who), same(cell.domain),
          same(cell.itemCode.isEmpty ? "" : names.item(cell.itemCode)),
          same(assessment.monthsSilent), same(PlainNumber.count(assessment.expected)),
          PlainNumber.chance(assessment.spell.chance), same(assessment.complaints),
          same(assessment.findings),
          cell.partiesText,
          verdict(cell, assessment),
        ]
      })
  }

  // What the unit said of it stands beside what is to be verified.
  private static func verdict(_ cell: Cell, _ assessment: CellAssessment) -> Phrase {
    let verdict = VerdictWording.name(assessment.verdict)
    guard cell.state == .zeroExplained else { return verdict }
    let who = SilenceSentence.explanation(of: cell).chinese
    return Phrase("\(who)；\(verdict.chinese)", "explained; \(verdict.english)")
  }
}

extension Cell {
  /// Regulated parties as tables show them.
  var partiesText: Phrase {
    guard let regulatedParties else { return Phrase("不明", "unknown") }
    return lacksParties
      ? Phrase("至少\(regulatedParties)", "at least \(regulatedParties)") : same(regulatedParties)
  }
}
