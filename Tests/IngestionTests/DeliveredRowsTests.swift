import Contracts
import TestSupport
import Testing

@testable import Ingestion

@Suite struct DeliveredRowsTests {
  private func noted(_ rows: [(unit: String, month: Int)]) -> DeliveredRows {
    var delivered = DeliveredRows()
    for row in rows { delivered.note(row.unit, month: row.month) }
    return delivered
  }

  private func spans(_ delivered: DeliveredRows, of unit: String) -> [[Int]] {
    (delivered.spans[unit] ?? []).map { [$0.from, $0.to, $0.rows] }
  }

  @Test func rowsWithinALongGapAreOneSpan() {
    let near = noted([("U", 130), ("U", 100), ("U", 113), ("U", 117), ("U", 130)])
    #expect(spans(near, of: "U") == [[100, 130, 5]])
  }

  @Test func aLongGapOfTheWholeExportPartsTheSpan() {
    let far = noted([("U", 100), ("U", 114), ("U", 115), ("U", 100)])
    #expect(spans(far, of: "U") == [[100, 100, 2], [114, 115, 2]])
  }

  @Test func rowsOfAnotherUnitInTheGapJoinIt() {
    let joined = noted([("U", 100), ("V", 107), ("U", 114)])
    #expect(spans(joined, of: "U") == [[100, 114, 2]])
    #expect(spans(joined, of: "V") == [[107, 107, 1]])
  }

  // Open rows by month, behind a minus.
  private func stretches(_ months: [Int], of unit: String = "U") -> [[Int]] {
    var delivered = DeliveredRows()
    for month in months { delivered.note(unit, month: abs(month), isOpen: month < 0) }
    return (delivered.stretches[unit] ?? delivered.stretches["*"] ?? []).map {
      [$0.from, $0.to, $0.rows]
    }
  }

  @Test func monthsWithoutARowPartTheStretches() {
    #expect(stretches([104, 100, 101, 101]) == [[100, 101, 3], [104, 104, 1]])
  }

  @Test func whatIsOpenOfAnEarlierTimeSpeaksForNoMonth() {
    #expect(stretches([-90, -99, 100, -100, 101]) == [[100, 101, 2]])
    #expect(stretches([100, -102, 104]) == [[100, 100, 1], [104, 104, 1]])
  }

  @Test func openCasesAloneOrAfterTheLastDecisionSpeakForTheirMonths() {
    #expect(stretches([-90, -91, -95]) == [[90, 91, 0], [95, 95, 0]])
    #expect(stretches([100, -101, -103]) == [[100, 100, 1], [101, 101, 0], [103, 103, 0]])
  }

  @Test func aSourceOfAllUnitsSpeaksAsOne() {
    var delivered = DeliveredRows()
    for (month, isOpen) in [(90, true), (100, false), (101, false)] {
      delivered.note("*\u{1F}\(month)", month: month, isOpen: isOpen)
    }
    #expect(delivered.stretches.keys.sorted() == ["*"])
    #expect(delivered.stretches["*"]?.map(\.from) == [100])
  }

  @Test(arguments: 1...40) func partsOfAnExportAddUpInAnyOrder(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let rows = (0..<60).map { _ in
      (
        unit: ["U", "V", "W"].randomElement(using: &random) ?? "U",
        month: Int.random(in: 1...200, using: &random)
      )
    }
    let whole = noted(rows.sorted { $0.month < $1.month })
    var added = noted(Array(rows[..<20]))
    added.add(noted(Array(rows[20...])))
    #expect(added.spans == whole.spans)
    #expect(added.stretches == whole.stretches)
    #expect(added.spans.values.joined().reduce(0) { $0 + $1.rows } == rows.count)
  }
}
