import Contracts
import Testing

@testable import Indicators

/// What L14 makes of the sample and of the results that come back.
@Suite struct FileReviewSampleTests {
  private func world(_ units: [(unit: String, decided: Int)]) -> Observation {
    var observation = PatternExample.units(units.map(\.unit))
    for (unit, decided) in units {
      observation.legality.reviewFrame.add([unit], [decided])
      for rank in 1...min(50, decided) {
        observation.legality.reviewDraw.add(
          [unit, String(rank), "C\(rank)", "D", unit], [1])
      }
    }
    return observation
  }

  private func returned(
    _ observation: inout Observation, _ unit: String, _ rank: Int, _ date: String, _ step: String
  ) {
    let flag = Flag.identifier("L14", [unit, "C\(rank)"])
    observation.legality.followups.add([flag, date, step], [1])
  }

  // A reviewer has to find the file by this number.
  @Test func theNumberOfAFileStaysTheSame() {
    // printf 'L14\x1fXG-ZHZF\x1fC1' | sha256sum
    #expect(Flag.identifier("L14", ["XG-ZHZF", "C1"]) == "L14-33029f1c5f04")
  }

  @Test func theFirstFilesOfEachUnitAreDrawn() {
    let seen = world([("A", 200), ("B", 3)])
    let reviews = FileReviewSample.reviews(seen.legality, random: 5)
    #expect(reviews.map(\.drawn) == [5, 3])
    #expect(reviews.map(\.decided) == [200, 3])
  }

  @Test(arguments: [
    ("合格", true), ("qualified", true), ("不合格", false), ("Unqualified", false), ("已转交", nil),
    ("基本合格", nil), ("", nil),
  ])
  func aStepIsAResultOrNot(_ step: String, _ expected: Bool?) {
    #expect(FileReviewSample.isQualified(step) == expected)
  }

  @Test(arguments: [
    ([("2024-12-01", "不合格"), ("2024-12-09", "合格")], 1, 0),
    ([("2024-12-09", "不合格"), ("2024-12-01", "合格")], 0, 1),
    ([("2024-12-01", "不合格"), ("2024-12-01", "合格")], 0, 1),
    ([("2024-12-01", "qualified"), ("2024-12-01", "unqualified")], 0, 1),
    ([("2024-12-01", "合格"), ("2024-12-09", "已转交")], 1, 0),
  ])
  func theLatestResultCounts(_ steps: [(String, String)], _ qualified: Int, _ unqualified: Int) {
    var seen = world([("A", 20)])
    for (date, step) in steps { returned(&seen, "A", 1, date, step) }
    let review = FileReviewSample.reviews(seen.legality, random: 5)[0]
    #expect([review.qualified, review.unqualified] == [qualified, unqualified])
  }

  // U is called N since: the list of the time before named its files by the code U, and one after it
  // by the code N.
  @Test(arguments: [
    (["U"], 0, 1), (["N"], 1, 0), (["U", "N"], 1, 0), ([], 0, 0),
  ])
  func resultsAreFoundUnderTheCodeOfTheTime(
    _ codes: [String], _ qualified: Int, _ unqualified: Int
  ) {
    var seen = PatternExample.units(["N"])
    seen.legality.reviewFrame.add(["N"], [20])
    seen.legality.reviewDraw.add(["N", "1", "C1", "D", "U"], [1])
    let results = ["U": ("2024-12-01", "不合格"), "N": ("2024-12-09", "合格")]
    for code in codes {
      guard let (date, step) = results[code] else { continue }
      returned(&seen, code, 1, date, step)
    }
    let review = FileReviewSample.reviews(seen.legality, random: 5)[0]
    #expect([review.qualified, review.unqualified] == [qualified, unqualified])
  }

  // Bounds as in FinitePopulationBoundTests: 111 of 200, 18 of 30; together at 0.95 ** (1 / 2).
  @Test func boundsAreGivenByUnitAndInSum() {
    var seen = world([("A", 200), ("B", 30), ("C", 40)])
    for rank in 1...5 {
      returned(&seen, "A", rank, "2024-12-10", "合格")
      returned(&seen, "B", rank, "2024-12-10", "合格")
    }
    let result = FileReviewSample.result(of: seen, IndicatorSettings())
    #expect(result.outcomes == [.passed: 2, .notComputable: 1])
    #expect(
      result.tables[0].rows.map { $0.map(\.english) } == [
        ["A", "200", "5", "5", "5", "0", "111"], ["B", "30", "5", "5", "5", "0", "18"],
        ["C", "40", "5", "0", "", "", ""], ["All", "270", "15", "10", "10", "0", "113"],
      ])
  }

  @Test func noCaseNumberIsPrinted() {
    for example in FileReviewSample.examples {
      let result = FileReviewSample.result(of: example.observation, IndicatorSettings())
      let cells = result.tables.flatMap(\.rows).joined().map(\.chinese)
      #expect(!cells.contains { $0.hasPrefix("C") })
      #expect(result.flags.allSatisfy { !$0.reason.chinese.contains("C1") })
    }
  }

  @Test func withoutResultsItSaysSo() {
    let result = FileReviewSample.result(of: world([("A", 9)]), IndicatorSettings())
    #expect(result.coverage == Coverage(isComputed: true, missing: ["followups"]))
    #expect(result.outcomes == [.notComputable: 1])
    #expect(!result.headline.chinese.contains("%"))
  }
}
