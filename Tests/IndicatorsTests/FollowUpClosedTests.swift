import Contracts
import Testing

@testable import Indicators

@Suite struct FollowUpClosedTests {
  private func observation(_ steps: [(String, String, String)]) -> Observation {
    var observation = ExampleWorld.empty()
    observation.tables.formUnion(["followups", "accountability", "conduct_complaints"])
    for (flag, day, step) in steps { observation.legality.followups.add([flag, day, step], [1]) }
    return observation
  }

  private func result(
    _ steps: [(String, String, String)], _ values: [String: Double] = [:]
  ) -> IndicatorResult {
    FollowUpClosed.result(of: observation(steps), IndicatorSettings(["O02": values]))
  }

  // The report month ends on 2024-12-31; 2024 is a leap year.
  @Test(arguments: [
    ("2024-10-31", 61, SubjectOutcome.flagged), ("2024-11-01", 60, .notApplicable),
    ("2024-12-31", 0, .notApplicable), ("2024-02-29", 306, .flagged),
  ])
  func aQuestionWaitsBeyondTheLimitAlone(_ day: String, _ waited: Int, _ outcome: SubjectOutcome) {
    let result = result([("F", day, "询问")])
    #expect(result.outcomes == [outcome: 1])
    let record = FollowUpRecord.all(in: observation([("F", day, "询问")])).first
    #expect(record?.waited(by: ExampleWorld.month.lastDay) == waited)
  }

  @Test(arguments: [
    (["2024-03-01 asked", "2024-03-01 answered"], SubjectOutcome.passed),
    (["2024-03-02 asked", "2024-03-01 answered"], .flagged),
    (["2024-03-01 asked", "2024-04-01 整改"], .passed),
    (["2024-03-01 asked", "2024-04-01 销号", "2024-05-01 已询问"], .flagged),
    (["2024-03-01 answered"], .passed), (["2024-03-01 转办"], .notComputable),
    (["2024-03-01 转办", "2024-03-02 asked", "2024-03-09 answered"], .passed),
    (["2024-03-01 转办", "2024-03-02 asked"], .flagged),
    // A step that nobody can read may be the answer.
    (["2024-03-02 asked", "2024-03-09 反馈"], .notComputable),
  ])
  func aReplyOfAnyKindEndsTheWait(_ steps: [String], _ outcome: SubjectOutcome) {
    let rows = steps.map { ("F", String($0.prefix(10)), String($0.dropFirst(11))) }
    #expect(result(rows).outcomes == [outcome: 1])
  }

  @Test func anAnswerUnderTheNumberOfTodayEndsTheWait() {
    var observation = observation([
      ("F-new", "2024-07-15", "answered"), ("F-old", "2024-03-25", "asked"),
    ])
    #expect(FollowUpRecord.all(in: observation).map(\.flag) == ["F-new", "F-old"])
    observation.renamedFlags = ["F-old": "F-new", "F-older": "F-new"]
    let records = FollowUpRecord.all(in: observation)
    #expect(records.map(\.flag) == ["F-old"] && records[0].waitingSince == nil)
    #expect(records[0].daysToAnswer == 112)
    observation.legality.followups.add(["F-older", "2024-08-01", "asked"], [1])
    let again = FollowUpRecord.all(in: observation)
    #expect(again.map(\.flag) == ["F-old"] && again[0].waitingSince?.description == "2024-08-01")
  }

  // statistics.median([0, 10, 14, 31, 60, 91]) in Python is 22.5.
  @Test func medianIsOverFirstAnswersAndNeedsEnoughOfThem() {
    let answers = [
      "2024-01-01", "2024-01-11", "2024-01-15", "2024-02-01", "2024-03-01", "2024-04-01",
    ]
    let rows = answers.enumerated().flatMap { number, day in
      [("F\(number)", "2024-01-01", "asked"), ("F\(number)", day, "answered")]
    }
    #expect(result(rows).headline.chinese.contains("答复天数中位数22.5天"))
    #expect(!result(Array(rows.prefix(8))).headline.chinese.contains("中位数"))
  }

  @Test func stepsAreCountedAndTheUnknownApart() {
    let result = result([
      ("A", "2024-01-01", "询问"), ("A", "2024-02-01", "答复"), ("A", "2024-03-01", "办结"),
      ("B", "2024-01-01", "询问"), ("C", "2024-12-01", "询问"), ("D", "2024-01-01", "转办"),
      ("L14-000000000001", "2024-01-01", "合格"),
    ])
    #expect(result.outcomes == [.passed: 1, .flagged: 1, .notApplicable: 1, .notComputable: 1])
    #expect(result.coverage.isComputed && result.coverage.missing == ["followups.step"])
    let rows = result.tables[0].rows.map { $0.map(\.chinese) }
    #expect(
      rows == [
        ["已询问", "3", "2", "2", "1"], ["已答复", "1", "0", "0", "0"], ["已整改", "0", "0", "0", "0"],
        ["已销号", "1", "1", "0", "0"], ["步骤不能识别", "1", "1", "", ""],
      ])
  }

  @Test func withoutARegisterOnlyConductIsCounted() {
    var observation = ExampleWorld.empty()
    observation.tables.insert("accountability")
    let conduct = [("2024-01", ""), ("2024-01", "stated"), ("2023-12", "stated")]
    for (month, outcome) in conduct {
      observation.legality.conductRecords.add(["accountability", month, "U", outcome], [1])
    }
    let result = FollowUpClosed.result(of: observation, IndicatorSettings())
    #expect(!result.coverage.isComputed)
    #expect(result.coverage.missing == ["followups", "conduct_complaints"])
    #expect(result.tables[0].rows.map { $0.map(\.chinese) } == [["U", "3", "2", "2"]])
    #expect(result.tables[1].rows.isEmpty)
  }
}
