import Contracts
import Testing

@testable import Reporting

@Suite struct BriefingTests {
  @Test func summaryStatesCasesDeliveriesAndFlags() throws {
    let text = try Sample.text("briefing.md", Sample.input())
    #expect(text.hasPrefix("# 临江市行政执法统计分析简报（2024年5月）\n"))
    #expect(text.contains("共享版，数据快照第7号。"))
    // Two of the three tally rows lie in the window, three cases each.
    #expect(text.contains("期内共有案件6件"))
    #expect(text.contains("按月应报送24个主体月，收到20个（83.3%）"))
    #expect(text.contains("本期共有4条核实线索，涉及2个主体、2项指标。"))
  }

  @Test func questionsFollowThePrintedRule() {
    let groups = Draft(Sample.input()).questionGroups
    #expect(groups.map(\.first.identifier) == ["Q01-u2", "Z05-u1-a", "Z05-u2-b"])
  }

  @Test func oneIndicatorDoesNotTakeAllQuestions() {
    var input = Sample.input()
    input.flags = ["a", "b", "c", "d"].map { letter in
      Sample.flag("Z05", "Z05-" + letter, .alert, .new, unit: "N" + letter)
    }
    input.flags.append(Sample.flag("Q01", "Q01-a", .notice, .new, unit: "U1"))
    let groups = Draft(input).questionGroups
    #expect(groups.map(\.first.identifier) == ["Z05-a", "Q01-a", "Z05-b"])
  }

  // Of 41 subjects 11: whoever came first by the number of a flag would stand for all of them.
  @Test func nobodyIsSingledOutWhereManyAreFlagged() throws {
    var input = Sample.input()
    input.results[2].outcomes = [.flagged: 11, .passed: 30]
    #expect(Draft(input).questionGroups.map(\.first.identifier) == ["Q01-u2"])
    let text = try Sample.text("briefing.md", input)
    #expect(text.contains("Z05 有举报无立案记录：标记的对象超过四分之一，更可能是普遍情况或数据口径问题，不就单个对象提问"))
    #expect(text.contains("- 再次出现：Z05 有举报无立案记录1条（标记的对象超过四分之一，不逐一列出）"))
    let report = try Sample.text("report.md", input)
    #expect(!report.contains("Z05-u2-b的说明"))
    input.results[2].outcomes = [.flagged: 10, .passed: 30]
    #expect(Draft(input).questionGroups.count == 3)
  }

  // Of a dozen silent domains four do not fit; of all that units may enforce they are few.
  @Test(arguments: [(3, true), (4, false)])
  func silencesAreComparedWithAllThatMayHaveCases(_ busy: Int, _ isGeneral: Bool) {
    var input = Sample.input()
    var silences = IndicatorResult("Z03")
    silences.outcomes = [.flagged: 4, .passed: 8]
    input.results = [silences]
    let cells = Sample.cells.filter { $0.state == .active || $0.state == .zeroOpen }
    input.observation.cells = Array(repeating: cells, count: busy).flatMap { $0 }
    #expect((Draft(input).general["Z03"] != nil) == isGeneral)
  }

  @Test func severityComesBeforePersistence() {
    var input = Sample.input()
    input.flags = [
      Sample.flag("Q01", "Q01-a", .notice, .persisting, unit: "U1"),
      Sample.flag("Z01", "Z01-a", .warning, .new, unit: "U1"),
      Sample.flag("Z05", "Z05-a", .warning, .persisting, unit: "U1"),
    ]
    input.persistedMonths = ["Q01-a": 9, "Z05-a": 2]
    let groups = Draft(input).questionGroups
    #expect(groups.map(\.first.identifier) == ["Z05-a", "Z01-a", "Q01-a"])
  }

  @Test func aQuestionHasFigureSentenceQuestionAndReply() throws {
    let text = try Sample.text("briefing.md", Sample.input())
    #expect(text.contains("#### 问题二：东区城管局，Z05 有举报无立案记录"))
    #expect(text.contains("- 数据：2023-06至2024-05，线索2条，B级，最长静默14个月，连续2期，线索编号 Z05-u1-a。"))
    #expect(text.contains("- 情况：Z05-u1-a的说明。（等2项）"))
    #expect(text.contains("- 建议询问：请东区城管局说明所收举报的办理结果"))
    #expect(text.contains("- 答复：（待填写）"))
  }

  @Test func resolvedFlagsAreStrengthsAndNeverQuestions() throws {
    var input = Sample.input()
    let text = try Sample.text("briefing.md", input)
    #expect(text.contains("- Z01 处罚职权履行率：9个对象均未出现线索。职权履行率为45.0%。"))
    #expect(text.contains("- Z05 有举报无立案记录：西区应急局上期的线索本期不再出现。"))
    input.flags = input.flags.filter { $0.status == .resolved }
    #expect(Draft(input).questionGroups.isEmpty)
    #expect(try Sample.text("briefing.md", input).contains("没有需要优先核实的问题"))
  }

  @Test func everyClauseIsNamedAndSaysWhatIsMissing() throws {
    let text = try Sample.text("briefing.md", Sample.input())
    for ordinal in ["一", "二", "三", "四", "五", "六", "七", "八"] {
      #expect(text.contains("### 第\(ordinal)条 "))
    }
    #expect(text.contains("### 第一条 提高政治站位\n\n- 本条没有可由统计数据计算的内容。"))
    #expect(text.contains("与数据是否报送无关。计算培训和任职经历等情况需要执法人员数据。"))
    #expect(text.contains("无法计算：P02 罚没收入占比（缺罚没收入）。"))
    #expect(text.contains("1项有线索共3条：Z05 有举报无立案记录3条。"))
    #expect(text.contains("Z05 有举报无立案记录：2个单元有举报无立案。未出现线索：Z01。"))
  }

  private func input(adding code: String, clause: Int, _ change: (inout IndicatorResult) -> Void)
    -> ReportInput
  {
    var input = Sample.input()
    var result = IndicatorResult(code)
    result.headline = Phrase("\(code)的数据。", "The figures of \(code).")
    change(&result)
    input.results.append(result)
    input.pages.append(Sample.page(code, Phrase("示例", "sample"), clause: clause))
    return input
  }

  @Test func aClauseTellsFiguresAndNamesTheRest() throws {
    let line = { (clause: Int, change: (inout IndicatorResult) -> Void) throws in
      try Sample.text("briefing.md", self.input(adding: "L03", clause: clause, change))
    }
    let open = try line(4) { $0.outcomes = [.passed: 2, .notComputable: 7] }
    #expect(open.contains("未出现线索：L03（7个对象未判断）。"))
    let partial = try line(4) {
      $0.outcomes = [.passed: 2]
      $0.coverage.missing = ["cases.legal_review"]
    }
    #expect(partial.contains("未出现线索：L03（缺行政处罚案件的“法制审核”）。"))
    let flagged = try line(3) {
      $0.outcomes = [.flagged: 1, .passed: 2]
      $0.coverage.missing = ["units.legal_reviewers"]
    }
    #expect(flagged.contains("L03 示例：L03的数据。缺少：执法主体的“法制审核人员数”。"))
    let described = try line(3) { $0.outcomes = [.notApplicable: 9] }
    #expect(described.contains("没有线索。本期没有可判断的对象：L03。"))
    let idle = try line(3) { $0.coverage.isComputed = false }
    #expect(idle.contains("数据显示：本条没有指标可以计算。本期没有可判断的对象：L03。"))
    let alone = try line(3) { $0.outcomes = [.passed: 2] }
    #expect(alone.contains("数据显示：计算1项指标，没有线索。未出现线索：L03。"))
    let untested = try Sample.text(
      "briefing.md", input(adding: "S02", clause: 7) { $0.outcomes = [.notComputable: 3] })
    #expect(untested.contains("本期没有可判断的对象：S02（3个对象未判断）。"))
  }

  @Test(arguments: [
    ("officers", "执法人员"), ("caps", "检查频次上限"), ("followups", "整改台账"), ("annual_totals", "年报"),
    ("accountability", "追责"), ("conduct_complaints", "对执法行为的投诉"), ("register", "监管对象名录"),
    ("officers.training_hours", "执法人员的“培训学时”"), ("officers.seconded", "执法人员的“借调”"),
    ("units.head_experience", "执法主体的“负责人有无执法经验”"), ("cases.hearing", "行政处罚案件的“听证”"),
    ("cases.excluded_days", "行政处罚案件的“扣除天数”"), ("inspections.offsite", "行政检查的“非现场”"),
    ("inspections.result_published_date", "行政检查的“结果公示日期”"),
    ("complaints.outcome_date", "投诉举报的“办结日期”"), ("cases.fine_fen", "行政处罚案件的“罚款金额”"),
  ])
  func whatIsMissingIsNamedInWords(_ name: String, _ words: String) throws {
    let input = input(adding: "C04", clause: 3) {
      $0.coverage = Coverage(isComputed: false, missing: [name])
    }
    let text = try Sample.text("briefing.md", input)
    #expect(text.contains("无法计算：C04 示例（缺\(words)）。"))
    let coverage = Report.tables(input).first { $0.name == "coverage" }
    #expect(coverage?.rows.last?.prefix(5) == ["C04", "示例", "3", "false", name])
  }

  @Test func zeroCasesAreReadBesideDisturbanceWhereItIsComputed() throws {
    let pointer = "对照阅读：案件少、检查少可能正是目标，请与第五条的D01一并阅读。"
    let computed = input(adding: "D01", clause: 5) { $0.outcomes = [.passed: 9] }
    let text = try Sample.text("briefing.md", computed)
    #expect(text.contains(pointer))
    let missing = input(adding: "D01", clause: 5) {
      $0.coverage = Coverage(isComputed: false, missing: ["caps"])
    }
    #expect(!(try Sample.text("briefing.md", missing).contains("对照阅读")))
  }

  @Test func everyClauseButTheFirstSaysWhatTheDataCannotSay() throws {
    let text = try Sample.text("briefing.md", Sample.input())
    #expect(text.components(separatedBy: "数据不能说明的：").count == 8)
    let report = try Sample.text("report.md", Sample.input())
    #expect(report.contains("法制审核（L03）只涉及行政处罚决定"))
    #expect(report.contains("任何结果都不表示应当移送的已全部移送"))
  }

  @Test func transfersAreNeverToldAsAStrength() throws {
    let input = input(adding: "L06", clause: 4) { $0.outcomes = [.passed: 30] }
    #expect(!(try Sample.text("briefing.md", input).contains("30个对象均未出现线索")))
  }

  @Test func patternsStandBesideWhatExplainsThemInTheReport() throws {
    var input = Sample.input()
    for code in ["L13", "S11"] {
      let page = Sample.page(code, Phrase("示例", "sample"), clause: 7)
      input.pages.append(
        IndicatorPage(
          code: code, name: page.name, clause: 7, legalBasis: page.legalBasis, needs: page.needs,
          definition: page.definition, pitfalls: page.pitfalls, parameters: [],
          innocent: Phrase("\(code)正常。", "Innocent."), ask: Phrase("请说明。", "Say why.")))
      input.flags.append(Sample.flag(code, "\(code)-a", .notice, .new, unit: "U1"))
      input.results.append(IndicatorResult(code))
    }
    let briefing = try Sample.text("briefing.md", input)
    #expect(briefing.contains("需要核实的差异1项（线索1条，") && briefing.contains("差异不说明动机"))
    let report = try Sample.text("report.md", input)
    let findings = report.components(separatedBy: "## 7 ")[0]
    #expect(findings.contains("- 可能的正常原因：S11正常。\n- 建议询问：请说明。"))
    #expect(!findings.contains("可能的正常原因：L13正常。"))
  }

  @Test func figuresOfTheBriefingAreThoseOfTheFlags() throws {
    let input = Sample.input()
    let text = try Sample.text("briefing.md", input)
    let flags = try #require(Report.tables(input).first { $0.name == "flags" })
    let standing = flags.rows.filter { $0[3] != "resolved" }
    #expect(text.contains("本期共有\(standing.count)条核实线索"))
    for group in Draft(input).questionGroups {
      let row = try #require(flags.rows.first { $0[0] == group.first.identifier })
      #expect(text.contains("线索编号 \(row[0])"))
    }
    let chart = try #require(Report.tables(input).first { $0.name == "chart_flags" })
    let sums = chart.rows.map { row in row.dropFirst().compactMap { Int($0) }.reduce(0, +) }
    #expect(sums.reduce(0, +) == standing.count)
  }

  @Test func changesAreToldByIndicatorAndTheRestPointedTo() throws {
    var input = Sample.input()
    for number in 1...5 {
      input.flags.append(Sample.flag("Z01", "Z01-\(number)", .notice, .new, unit: "N\(number)"))
    }
    let text = try Sample.text("briefing.md", input)
    #expect(text.contains("- 新增：Z01 处罚职权履行率5条（N1、N2、N3等，另有2个对象）"))
    #expect(text.contains("- 持续：连续3期：1条；连续2期：1条。"))
    #expect(text.contains("逐项情况见 report.md 第6节和 flags.csv。"))
  }

  @Test func testedCellsAreCountedInTheMethods() throws {
    var input = Sample.input()
    #expect(try Sample.text("briefing.md", input).contains("本期检验0个零案单元，标记0个"))
    var silence = SilenceFindings()
    var assessment = CellAssessment(
      cell: 0, monthsSilent: 31, expected: 14, expectedByPeers: 14,
      spell: SpellNumbers(size: 2, earlier: 0, before: 0, since: 14, chance: 0.01),
      posterior: StatePosterior(normal: 0.02, stopped: 0, never: 0.98, structural: 0),
      verdict: .gradeA)
    assessment.qValue = 0.02
    silence.silent = [assessment]
    input.observation.silence = silence
    #expect(try Sample.text("briefing.md", input).contains("本期检验1个零案单元，标记1个"))
  }

  @Test func englishHasNoChineseButTheNamesOfTheData() throws {
    var input = Sample.input(.english)
    input.cityName = "Linjiang"
    input.observation.names = NameBook()
    for table in Report.tables(input) { #expect(!isHan(table.columns.map(\.title.english))) }
    input.observation.cases = .cases
    for name in ["report.md", "briefing.md"] {
      let han = try Sample.text(name, input).split(separator: "\n").filter { isHan(["\($0)"]) }
      #expect(han.isEmpty)
    }
  }

  private func isHan(_ texts: [String]) -> Bool {
    texts.contains { $0.unicodeScalars.contains { (0x2E80...0xFFEF).contains($0.value) } }
  }
}
