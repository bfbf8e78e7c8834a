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
    #expect(text.contains("- 数据：2023-06至2024-05，线索2条，B级，最长静默14个月，连续2期。"))
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
    #expect(text.contains("### 第一条 提高政治站位\n\n本条没有可由统计数据计算的内容。"))
    #expect(text.contains("与数据是否报送无关。计算培训和任职经历等情况需要执法人员数据。"))
    #expect(text.contains("- P02 罚没收入占比：本期未计算。缺少：罚没收入。"))
    #expect(text.contains("- Z05 有举报无立案记录：2个单元有举报无立案。"))
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
