import Contracts

@testable import Reporting

/// A small fictional city with one of everything that a report shows.
enum Sample {
  static let month = Month(year: 2024, month: 5)

  static func input(_ language: Language = .chinese) -> ReportInput {
    var input = ReportInput(
      observation: observation, results: results, pages: pages, flags: flags, cityName: "临江市",
      language: language, isInternal: false, snapshot: 7, previousMonth: month - 1,
      persistedMonths: ["Q01-u2": 3, "Z05-u1-a": 2],
      powerSource: Phrase("按职权清单认定。", "By the list of powers."),
      deliveryNote: Phrase("按报送登记认定报送。", "By the delivery register."),
      successions: [Phrase("旧区自2023-07起并入东区。", "Old District joined East in 2023-07.")],
      settings: [["zero.months", "12"], ["counting.basis", "decided"]],
      reproduceCommand: "caseload reproduce 2024-05", zeroMonths: 12)
    input.releases = [
      ["report", "2024-05", "provisional", "7", "2024-05-31", "2024-08", ""],
      ["planned", "2024-06", "", "", "", "", ""],
    ]
    return input
  }

  static var observation: Observation {
    var observation = Observation(month: month, firstMonth: month - 23, window: 12)
    observation.names.units = ["U1": "东区城管局", "U2": "西区应急局"]
    observation.names.districts = ["990101": "东区", "990102": "西区"]
    observation.names.items = ["I1": "占道经营"]
    observation.cells = cells
    observation.unitMonths = (0..<24).flatMap { back in
      [
        UnitMonth(
          unitCode: "U1", month: month - back, isSent: true, rule: .register, cases: 2),
        UnitMonth(
          unitCode: "U2", month: month - back, isSent: ![0, 1, 2, 5].contains(back),
          rule: back > 12 ? .span : .register, cases: 1),
      ]
    }
    for (itemName, name) in [("占道经营", "2024-05"), ("占道 经营", "2024-05"), ("占道经营", "2023-01")] {
      observation.cases.add(
        [name, "U1", "990101", "城市管理", "I1", itemName],
        [3, 4, 0, 1, 2, 1, 0, 0, 0, 1, 50_000, 100])
    }
    observation.unmatched.add(["2024-05", "U1", "城市管理", "", "未知", "no_item"], [5, 5])
    observation.sources = [
      SourceSummary(
        name: "cases-2024-05.csv", table: "cases", sha256: "b", asOf: "2024-05-31",
        counts: [1_210, 1_200, 4, 3, 1, 2, 0, 0],
        notes: ["DATE-INVALID": 4, "XX-NEW": 1]),
      SourceSummary(
        name: "catalogue.csv", table: "catalogue", sha256: "a", asOf: "",
        counts: [30, 30, 0, 0, 0, 0, 0, 0], notes: [:]),
    ]
    return observation
  }

  static var cells: [Cell] {
    CellState.allCases.map { state in
      var cell = Cell(level: .unitDomain, domain: "领域-" + state.rawValue, state: state)
      (cell.unitCode, cell.districtCode) = ("U1", "990101")
      (cell.monthsEmpowered, cell.monthsSent, cell.monthsSilent) = (12, 12, 12)
      cell.silentFrom = month - 11
      return cell
    }
  }

  static func page(_ code: String, _ name: Phrase, clause: Int) -> IndicatorPage {
    IndicatorPage(
      code: code, name: name, clause: clause, legalBasis: Phrase("示例依据。", "Sample basis."),
      needs: ["cases", "feeds"], definition: Phrase("示例定义。", "Sample definition."),
      pitfalls: Phrase("示例注意。", "Sample pitfalls."),
      parameters: [IndicatorParameter("months", 12, Phrase("月数", "months"))])
  }

  static let pages = [
    page("Q01", Phrase("报送完整率", "Completeness of deliveries"), clause: 4),
    page("Z01", Phrase("处罚职权履行率", "Powers exercised"), clause: 6),
    page("Z05", Phrase("有举报无立案记录", "Reports without a filing"), clause: 6),
    page("P02", Phrase("罚没收入占比", "Share of fine income"), clause: 7),
  ]

  static var results: [IndicatorResult] {
    var delivery = IndicatorResult("Q01")
    delivery.outcomes = [.flagged: 1, .passed: 1]
    delivery.headline = Phrase("应报24个主体月，收到20个。", "20 of 24 unit-months were delivered.")
    var powers = IndicatorResult("Z01")
    powers.outcomes = [.passed: 9]
    powers.headline = Phrase("职权履行率为45.0%。", "45.0% of powers were exercised.")
    powers.tables = [
      ResultTable(
        title: Phrase("各领域职权履行率", "Powers exercised by domain"),
        columns: [Phrase("领域", "Domain"), Phrase("事项数", "Items")],
        rows: (1...65).map { [Phrase("领域\($0)", "Domain \($0)"), Phrase("\($0)", "\($0)")] })
    ]
    var point = ChartPoint("bars", unit: "U1", x: "2024")
    point.y = 0.45
    powers.points = [point]
    var reports = IndicatorResult("Z05")
    reports.outcomes = [.flagged: 2, .passed: 38]
    reports.headline = Phrase("2个单元有举报无立案。", "2 cells have reports and no filing.")
    var income = IndicatorResult("P02")
    income.coverage = Coverage(isComputed: false, missing: ["finances"])
    return [delivery, powers, reports, income]
  }

  static func flag(
    _ indicator: String, _ identifier: String, _ severity: Severity, _ status: FlagStatus,
    unit: String
  ) -> Flag {
    var flag = Flag(
      indicator, identifier: identifier, severity: severity, clause: 6, from: month - 11,
      to: month)
    flag.status = status
    flag.unitCode = unit
    flag.districtCode = unit == "U1" ? "990101" : "990102"
    flag.reason = Phrase("\(identifier)的说明。", "The reason of \(identifier).")
    return flag
  }

  static var flags: [Flag] {
    var first = flag("Z05", "Z05-u1-a", .warning, .persisting, unit: "U1")
    (first.observed, first.monthsSilent, first.pValue) = (6, 14, 0.012_345_678)
    var second = flag("Z05", "Z05-u1-b", .notice, .new, unit: "U1")
    second.monthsSilent = 9
    return [
      second, first, flag("Q01", "Q01-u2", .warning, .persisting, unit: "U2"),
      flag("Z05", "Z05-u2-a", .notice, .resolved, unit: "U2"),
      flag("Z05", "Z05-u2-b", .notice, .reopened, unit: "U2"),
    ]
  }

  /// One document of an input.
  static func text(_ name: String, _ input: ReportInput) throws -> String {
    try Report.documents(input).first { $0.name == name }?.text ?? ""
  }
}
