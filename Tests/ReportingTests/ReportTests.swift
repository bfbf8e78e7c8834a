import Contracts
import Testing

@testable import Reporting

@Suite struct ReportTests {
  @Test func headerStatesLevelSnapshotAndPeriods() throws {
    var input = Sample.input()
    let text = try Sample.text("report.md", input)
    #expect(text.hasPrefix("# 临江市行政执法统计分析报告（2024年5月）\n"))
    #expect(text.contains("| 版本 | 共享版 |"))
    #expect(text.contains("| 数据快照 | 第7号 |"))
    #expect(text.contains("| 分析窗口 | 2023-06至2024-05（共12个月） |"))
    #expect(text.contains("| 观察期 | 2022-06至2024-05 |"))
    #expect(text.contains("标记是需要核实的线索，不是结论。未报送不等于零。"))
    input.isInternal = true
    #expect(try Sample.text("report.md", input).contains("| 版本 | 内部版 |"))
  }

  @Test func everySectionStandsInBothLanguages() throws {
    let chinese = try Sample.text("report.md", Sample.input(.chinese))
    let english = try Sample.text("report.md", Sample.input(.english))
    let headings = { (text: String) in text.split(separator: "\n").filter { $0.hasPrefix("#") } }
    #expect(headings(chinese).count == headings(english).count)
    for title in ["## 1 数据接收", "## 5 指标", "## 8 设置"] { #expect(chinese.contains(title)) }
    for title in ["## 1 Data received", "## 5 Indicators", "## 8 Settings"] {
      #expect(english.contains(title))
    }
  }

  @Test func deliveriesAreCountedAndMissingMonthsFolded() throws {
    let text = try Sample.text("report.md", Sample.input())
    #expect(text.contains("| 行政处罚案件 | 1 | 1,210 | 1,200 | 4 | 3 | 1 | 2 |"))
    #expect(text.contains("- cases-2024-05.csv：退回4行，共1,210行"))
    #expect(text.contains("| 分析窗口 2023-06至2024-05 | 24 | 20 | 4 | 83.3% |"))
    #expect(text.contains("| 观察期 2022-06至2024-05 | 48 | 44 | 4 | 91.7% |"))
    #expect(text.contains("| 西区应急局 | U2 | 4 | 2023-12、2024-03至2024-05 |"))
    #expect(text.contains("按报送登记37个主体月，按文件覆盖期间11个主体月，无报送依据0个主体月"))
  }

  @Test func unitMonthsAddUpWhereSomeWereLostOrRejected() throws {
    var input = Sample.input()
    input.observation.unitMonths = input.observation.unitMonths.map {
      $0.isSent || $0.rule != .register
        ? $0
        : UnitMonth(
          unitCode: $0.unitCode, month: $0.month, isSent: false,
          rule: $0.month.year == 2023 ? .unread : .lost, cases: $0.cases)
    }
    #expect(
      try Sample.text("report.md", input).contains(
        "按报送登记33个主体月，按文件覆盖期间11个主体月，无报送依据0个主体月，登记为已收到并申报有数据而归档中没有或不足一半3个主体月，"
          + "送来的案件记录半数以上被退回、未能读入1个主体月。"))
  }

  @Test func rejectedRecordsThatNobodyMendedStandByUnit() throws {
    var input = Sample.input()
    #expect(try !Sample.text("report.md", input).contains("尚未更正的退回案件记录"))
    for (month, unit, records) in [
      ("2022-06", "U2", 3), ("2023-06", "U2", 2), ("2024-05", "U1", 1),
    ] {
      input.observation.unreadCases.add([month, unit, "", "", "", ""], [records])
    }
    let text = try Sample.text("report.md", input)
    #expect(text.contains("尚未更正的退回案件记录6条："))
    #expect(text.contains("| U1 | 1 | 1 |") && text.contains("| U2 | 2 | 5 |"))
  }

  @Test func knownCodesAreExplainedAndUnknownOnesStandBare() throws {
    let text = try Sample.text("report.md", Sample.input())
    #expect(text.contains("| DATE-INVALID | 日期不存在 | 4 | 1 |"))
    #expect(text.contains("| XX-NEW |  | 1 | 1 |"))
    #expect(text.contains("另有5件案件（全部历史月份合计）的事项或领域不在事项清单中。"))
  }

  @Test func allEightStatesAreShownEvenWhenEmpty() throws {
    var input = Sample.input()
    input.observation.cells = []
    let text = try Sample.text("report.md", input)
    for state in CellState.allCases {
      #expect(text.contains("| \(StateWording.name(state).chinese) | 0 | 0 | 0 | 0 | 0 |"))
      #expect(text.contains("- \(StateWording.name(state).chinese)："))
    }
  }

  @Test func longTablesAreCutAndTheRestCounted() throws {
    let text = try Sample.text("report.md", Sample.input())
    #expect(text.contains("| 领域60 | 60 |"))
    #expect(!text.contains("| 领域61 | 61 |"))
    #expect(text.contains("表中另有5行未列出；全部行：caseload trace reports/2024-05 Z01 \\-\\-limit 0。"))
  }

  @Test func aFlaggedRowIsNeverTheOneThatIsCut() throws {
    var input = Sample.input(.english)
    for number in input.results[1].tables[0].rows.indices {
      input.results[1].tables[0].rows[number][0] = Phrase("单位\(number)", "Unit \(number)")
    }
    let name = input.observation.names.unit("U1")
    input.results[1].tables[0].rows[63][0] = Phrase(name, name)
    input.flags.append(Sample.flag("Z01", "Z01-a", .warning, .new, unit: "U1"))
    let text = try Sample.text("report.md", input)
    #expect(text.contains("| --- | ---: |\n| \(name) | 64 |\n| Unit 0 | 1 |"))
    #expect(text.contains("| Unit 58 | 59 |") && !text.contains("| Unit 59 | 60 |"))
    #expect(
      text.contains("5 more rows are left out here; rows of flags stand first. All rows: caseload"))
  }

  @Test func aColumnThatIsEmptyInEveryRowIsNotPrinted() throws {
    var input = Sample.input()
    input.results[1].tables = [
      ResultTable(
        title: Phrase("表", "Table"),
        columns: [Phrase("单位", "Unit"), Phrase("空", "Empty"), Phrase("数", "Number")],
        rows: [
          [Phrase("", ""), Phrase("", ""), Phrase("", "")], ["甲", "", "7"].map { Phrase($0, $0) },
        ])
    ]
    let text = try Sample.text("report.md", input)
    #expect(text.contains("| 单位 | 数 |\n| --- | ---: |\n|  |  |\n| 甲 | 7 |"))
  }

  @Test func flagsOfOneUnitAndCategoryAreFolded() throws {
    let text = try Sample.text("report.md", Sample.input())
    #expect(text.contains("- 东区城管局［B级］：Z05-u1-a的说明。（等2项）线索编号 Z05-u1-a。"))
    #expect(!text.contains("］：Z05-u1-b"))
  }

  @Test func manyFindingsAreCutAndTheRestCounted() throws {
    var input = Sample.input()
    input.flags = (100..<145).map { number in
      Sample.flag("Z05", "Z05-\(number)", .notice, .new, unit: "N\(number)")
    }
    let text = try Sample.text("report.md", input)
    #expect(text.contains("N139［提示］："))
    #expect(!text.contains("N140［提示］："))
    #expect(text.contains("其余5项见 flags.csv。"))
  }

  @Test(arguments: [(10, 30, false), (11, 30, true)])
  func aboveAQuarterTheDistributionReplacesTheList(
    _ flagged: Int, _ passed: Int, _ isDistribution: Bool
  ) throws {
    var input = Sample.input()
    input.results[0].outcomes = [.flagged: 1, .passed: 9]
    input.results[2].outcomes = [.flagged: flagged, .passed: passed]
    let text = try Sample.text("report.md", input)
    #expect(text.contains("超过四分之一") == !text.contains("东区城管局［B级］"))
    #expect(text.contains("按区划（按代码排列）：东区：2项、西区：1项。") == isDistribution)
    #expect(text.contains("静默月数：最短9，中位9，最长14。") == isDistribution)
  }

  @Test func changesListEveryStatusWithPersistence() throws {
    let text = try Sample.text("report.md", Sample.input())
    #expect(text.contains("上期为2024-04。线索新增1条，持续2条，已消除1条，再次出现1条（按 flags.csv 的条数计；"))
    #expect(text.contains("- Q01 报送完整率，西区应急局：Q01-u2的说明。（连续3期）"))
    #expect(text.contains("- Z05 有举报无立案记录，西区应急局：Z05-u2-a的说明。"))
  }

  @Test func withoutALastReportNothingIsCompared() throws {
    var input = Sample.input()
    input.previousMonth = nil
    for name in ["report.md", "briefing.md"] {
      let text = try Sample.text(name, input)
      #expect(text.contains("这是第一期报告，没有上期可比"))
      #expect(!text.contains("已消除1项"))
    }
  }

  @Test func methodsPrintPagesWithParameters() throws {
    let text = try Sample.text("report.md", Sample.input(.english))
    #expect(text.contains("- Legal basis: Sample basis."))
    #expect(text.contains("- Tables needed: cases, feeds"))
    #expect(text.contains("- Parameter months (default 12): months"))
  }

  @Test func notComputedIndicatorsSayWhatTheyLack() throws {
    let text = try Sample.text("report.md", Sample.input())
    #expect(text.contains("| P02 | 罚没收入占比 | 7 | 否 | 罚没收入 | 0 | 0 | 0 | 0 |"))
    #expect(text.contains("本期未计算。缺少：罚没收入。"))
  }

  @Test func aMissingColumnIsNamedByItsTableAndTitle() throws {
    var input = Sample.input()
    for index in input.results.indices where input.results[index].code == "P02" {
      input.results[index].coverage.missing = ["cases.paid", "finances.no_such_column"]
    }
    let text = try Sample.text("report.md", input)
    #expect(text.contains("缺少：行政处罚案件的“已缴金额”；罚没收入。"))
  }

  @Test func orderOfFlagsAndRunsDoesNotMatter() throws {
    var input = Sample.input()
    let first = try Report.documents(input)
    input.flags.reverse()
    input.observation.sources.reverse()
    #expect(try Report.documents(input) == first)
    let (one, other) = (Report.tables(input), Report.tables(Sample.input()))
    #expect(one.map { Array($0.rows) } == other.map { Array($0.rows) })
  }

  @Test func partsThatDoNotFitAreErrors() {
    var input = Sample.input()
    input.results.append(IndicatorResult("X99"))
    #expect(throws: ReportError.missingPage(indicator: "X99")) { try Report.documents(input) }
    input = Sample.input()
    input.results[1].tables[0].rows[2] = []
    #expect(throws: ReportError.tableShape(indicator: "Z01", table: 1, row: 3)) {
      try Report.documents(input)
    }
    input = Sample.input()
    input.settings.append(["alone"])
    #expect(throws: ReportError.settingShape(row: 3)) { try Report.documents(input) }
  }
}

@Suite struct MonthRangesTests {
  @Test func foldsNeighboursAcrossYearsAndIgnoresOrder() {
    let months = ["2024-01", "2023-11", "2023-12", "2024-03", "2024-03"].compactMap { Month($0) }
    let folded = foldedMonths(months).map { "\($0.lowerBound)/\($0.upperBound)" }
    #expect(folded == ["2023-11/2024-01", "2024-03/2024-03"])
    #expect(foldedMonths([]).isEmpty)
  }
}
