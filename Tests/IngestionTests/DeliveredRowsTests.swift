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
    #expect(added.spans.values.joined().reduce(0) { $0 + $1.rows } == rows.count)
  }
}
