import Contracts
import TestSupport
import Testing

@testable import Ingestion

/// Random exports with distinct as-of dates, in random orders of arrival.
@Suite struct MergePropertyTests {
  private static func exports(_ random: inout SeededGenerator) -> [[CaseRow]] {
    (0..<Int.random(in: 1...5, using: &random)).map { _ in
      (0..<Int.random(in: 0...10, using: &random)).map { _ in
        CaseRow(
          unit: ["DW1", "DW2"].randomElement(using: &random) ?? "",
          number: ["1", "2", "3"].randomElement(using: &random) ?? "",
          item: ["A", "B"].randomElement(using: &random) ?? "",
          party: ["p1", "p2"].randomElement(using: &random) ?? "",
          date: ["2024-01-31", "2024-02-01"].randomElement(using: &random) ?? "",
          fine: ["100", "200"].randomElement(using: &random) ?? "")
      }
    }
  }

  private static func arrival(_ exports: [[CaseRow]], _ order: [Int]) -> [[IncomingRow]] {
    order.enumerated().map { place, index in
      export(exports[index], asOf: "2024-0\(index + 1)-28", order: place + 1)
    }
  }

  // Contents and dates; the order of arrival is part of an origin and so is left out.
  private static func state(_ known: [String: KnownVersion]) -> [String: String] {
    known.mapValues { "\($0.month) \($0.content) \($0.origin.asOf)" }
  }

  @Test func anyOrderOfArrivalEndsInTheSameState() {
    var random = SeededGenerator(seed: 20_240_630)
    for _ in 0..<400 {
      let exports = Self.exports(&random)
      var inOrder = freshMerge()
      for rows in Self.arrival(exports, Array(exports.indices)) { inOrder.add(rows) }
      var shuffled = freshMerge()
      for rows in Self.arrival(exports, exports.indices.shuffled(using: &random)) {
        shuffled.add(rows)
      }
      #expect(Self.state(known(shuffled)) == Self.state(known(inOrder)))
      #expect(shuffled.changes.map(\.version.cells) == inOrder.changes.map(\.version.cells))
      #expect(
        shuffled.changes.map(\.version.extraRows) == inOrder.changes.map(\.version.extraRows))
    }
  }

  @Test func manyRunsEndInTheSameStateAsOne() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<400 {
      let exports = Self.exports(&random)
      let arrival = Self.arrival(exports, exports.indices.shuffled(using: &random))
      var once = freshMerge()
      for rows in arrival { once.add(rows) }
      var archived: [String: KnownVersion] = [:]
      for rows in arrival {
        var run = IdentityMerge(table: .cases, archived: archived)
        run.add(rows)
        archived = known(run, archived)
      }
      #expect(archived == known(once))
    }
  }

  @Test func everyRowIsAcceptedDuplicateOrSuperseded() {
    var random = SeededGenerator(seed: 99)
    var seen = FileOutcome()
    for _ in 0..<400 {
      let exports = Self.exports(&random)
      let arrival = Self.arrival(exports, exports.indices.shuffled(using: &random))
      var merge = freshMerge()
      for rows in arrival { merge.add(rows) }
      for (rows, outcome) in zip(arrival, merge.outcomes) {
        #expect(rows.count == outcome.accepted + outcome.duplicate + outcome.superseded)
        #expect(outcome.accepted >= 0)
        seen.duplicate += outcome.duplicate
        seen.superseded += outcome.superseded
        seen.corrections += outcome.corrections
      }
      let current = merge.changes.reduce(0) { $0 + $1.version.rowCount }
      #expect(merge.outcomes.reduce(0) { $0 + $1.accepted } == current)
    }
    // The random exports do reach every outcome.
    #expect(seen.duplicate > 0 && seen.superseded > 0 && seen.corrections > 0)
  }
}
