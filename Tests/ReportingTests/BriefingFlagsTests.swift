import Contracts
import Testing

@testable import Reporting

/// What a briefing says of many flags that one subject or one silence makes.
@Suite struct BriefingFlagsTests {
  private func silences(_ effects: [Double?]) -> [Flag] {
    effects.enumerated().map { index, effect in
      var flag = Sample.flag("Z04", "Z04-\(index)", .alert, .new, unit: "U1")
      flag.effect = effect
      flag.pValue = 0.01 * Double(index + 1)
      return flag
    }
  }

  private func others(_ count: Int) -> [Flag] {
    (0..<count).map { Sample.flag("C04", "C04-\($0)", .notice, .new, unit: "N\($0)") }
  }

  @Test func oneSilenceThatMakesManyFlagsIsNamed() throws {
    var input = Sample.input()
    input.flags = silences([0.99, 0.9, 0.8, 0.7, 0.6]) + others(14)
    let text = try Sample.text("briefing.md", input)
    #expect(text.contains("2项指标。其中5条同出于东区城管局，多为其静默在不同指标、领域、事项上的反映。线索是"))
    input.language = .english
    #expect(try Sample.text("briefing.md", input).contains("5 of them are about 东区城管局, mostly"))
  }

  @Test func everyChanceOfAZeroHasItsCaveat() throws {
    var input = Sample.input()
    input.flags = silences([0.99])
    let text = try Sample.text("briefing.md", input)
    #expect(
      text.contains(
        "- 说明：此概率为假定办案水平与同类相当时出现零案的概率，不是不作为的概率；误报情况见“四、方法说明”。\n"))
    #expect(text.contains("- 所列概率为假定办案水平与同类相当时出现零案的概率"))
    input.language = .english
    let english = try Sample.text("briefing.md", input)
    #expect(
      english.contains("- Note: This chance is that of no case if the level were that of peers"))
    #expect(english.contains("There is 1 flag on 1 unit, from 1 indicator."))
  }

  @Test func aReplyToAnyFlagOfAFindingIsToldWithIt() throws {
    var input = Sample.input()
    input.flags = silences([0.99, 0.9])
    let followUps = { (rows: [[String]]) throws -> [Substring] in
      input.observation.legality.followups = .followups
      for row in rows { input.observation.legality.followups.add(row, [1]) }
      return try Sample.text("briefing.md", input).split(separator: "\n").filter {
        $0.hasPrefix("- 台账") || $0.hasPrefix("- 答复")
      }
    }
    #expect(try followUps([]) == ["- 答复：（待填写）"])
    #expect(try followUps([["Z04-0", "2024-05-06", "已询问"]]) == ["- 台账：已询问 2024-05-06。"])
    #expect(
      try followUps([["Z04-0", "2024-05-06", "已询问"], ["Z04-1", "2024-05-08", "已答复"]])
        == ["- 台账（线索编号Z04-1）：已答复 2024-05-08。"])
    // The finding of a unit that got another code is the same.
    input.carriedFlags = ["Z04-a": "Z04-0"]
    #expect(
      try followUps([["Z04-a", "2024-05-08", "已答复"]])
        == ["- 台账（线索编号Z04-a）：已答复 2024-05-08。"])
    // One that was not raised again, and stands since it cannot be checked, keeps its old identifier.
    input.carriedFlags = ["Z04-0": "Z04-new"]
    for written in ["Z04-0", "Z04-new"] {
      #expect(try followUps([[written, "2024-05-08", "已答复"]])[0].hasSuffix("：已答复 2024-05-08。"))
      #expect(!(try Sample.text("report.md", input).contains("不在任何一期报告中")))
    }
  }

  @Test func fewFlagsOrAQuarterAreNotNamed() throws {
    var input = Sample.input()
    input.flags = silences([0.99, 0.9, 0.8, 0.7]) + others(2)
    #expect(!(try Sample.text("briefing.md", input).contains("同出于")))
    input.flags = silences([0.99, 0.9, 0.8, 0.7, 0.6]) + others(15)
    #expect(!(try Sample.text("briefing.md", input).contains("同出于")))
    // Where all are of one subject, the number of subjects says so.
    input.flags = silences([0.99, 0.9, 0.8, 0.7, 0.6])
    #expect(!(try Sample.text("briefing.md", input).contains("同出于")))
  }

  @Test(arguments: [
    ([0.999, 0.71, 0.334], "（等3项，模型判断其余2项停办或从未办理的可能为约33%至71%）"),
    ([0.999, 0.995, 0.334], "（等3项，模型判断其余2项停办或从未办理的可能为约33%至99%以上）"),
    ([0.5, 0.995, 0.992], "（等3项，模型判断其余2项停办或从未办理的可能为99%以上）"),
    ([0.999, 0.8], "（等2项，模型判断其余1项停办或从未办理的可能为约80%）"),
    ([0.999, nil], "（等2项）"),
  ])
  func aFoldedSilenceTellsHowTheOthersStand(effects: [Double?], said: String) {
    var input = Sample.input()
    input.flags = silences(effects)
    let draft = Draft(input)
    #expect(draft.groups(of: draft.flags).map(draft.reason) == ["Z04-0的说明。" + said])
  }

  @Test(arguments: [
    (3, 2, "，以及举报和检查发现的问题如何处理。"), (3, 0, "，以及举报如何处理。"),
    (0, 2, "，以及检查发现的问题如何处理。"), (0, 0, "监管对象是否仍在。"),
  ])
  func nobodyIsAskedAboutComplaintsThatNeverCame(complaints: Int, findings: Int, end: String) {
    var input = Sample.input()
    guard let open = input.observation.cells.firstIndex(where: { $0.state == .zeroOpen }) else {
      return
    }
    input.observation.cells[open].complaints = complaints
    input.observation.cells[open].findings = findings
    var flag = Sample.flag("Z03", "Z03-a", .alert, .new, unit: "U1")
    (flag.domain, flag.monthsSilent) = (input.observation.cells[open].domain, 12)
    input.flags = [flag]
    let draft = Draft(input)
    let asked = draft.otherSide(FlagGroup(flags: [flag], persisted: 1)).map(draft.say)
    #expect(asked.last?.hasSuffix(end) == true, "\(asked)")
  }
}
