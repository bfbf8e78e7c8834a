import Contracts
import TestSupport
import Testing

@Suite struct TallyTests {
  private static let empty = Tally("t", keys: ["month", "unit"], measures: ["cases", "fine_fen"])

  private static func random(_ random: inout SeededGenerator) -> Tally {
    var tally = empty
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let month = ["2024-01", "2024-02", ""].randomElement(using: &random) ?? ""
      let unit = ["甲", "乙", "a,\"b\""].randomElement(using: &random) ?? ""
      tally.add(
        [month, unit],
        [Int.random(in: 0...9, using: &random), Int.random(in: 0...(1 << 40), using: &random)])
    }
    return tally
  }

  private static func merged(_ tallies: Tally...) -> Tally {
    tallies.reduce(into: empty) { $0.merge($1) }
  }

  @Test func mergingKnowsNoOrderAndNoBrackets() {
    var source = SeededGenerator(seed: 17)
    for _ in 0..<300 {
      let (a, b, c) = (Self.random(&source), Self.random(&source), Self.random(&source))
      #expect(Self.merged(a, b) == Self.merged(b, a))
      #expect(Self.merged(Self.merged(a, b), c) == Self.merged(a, Self.merged(b, c)))
      #expect(Self.merged(a, Self.empty) == a)
    }
  }

  @Test func mergingAddsEveryMeasure() {
    var first = Self.empty
    first.add(["2024-01", "甲"], [1, 100])
    first.add(["2024-01", "甲"], [2, 50])
    var second = Self.empty
    second.add(["2024-01", "甲"], [4, 1])
    second.add(["2024-02", "甲"], [8, 0])
    first.merge(second)
    #expect(first.sums == [["2024-01", "甲"]: [7, 151], ["2024-02", "甲"]: [8, 0]])
  }

  @Test func rowsAreSortedAndReadBack() throws {
    var source = SeededGenerator(seed: 23)
    for _ in 0..<300 {
      let tally = Self.random(&source)
      let rows = tally.rows
      #expect(rows.first == ["month", "unit", "cases", "fine_fen"])
      let keys = rows.dropFirst().map { Array($0.prefix(2)) }
      #expect(keys == keys.sorted { $0.lexicographicallyPrecedes($1) })
      #expect(keys.count == tally.sums.count)
      #expect(try #require(Tally(Self.empty, rows: rows)) == tally)
    }
  }

  @Test func everyRowReadsBackFromItsBytes() {
    var source = SeededGenerator(seed: 29)
    for _ in 0..<300 {
      let tally = Self.random(&source)
      var reader = TallyReader(Self.empty)
      for key in tally.sortedKeys {
        var row = RowText(key)
        for amount in tally.sums[key] ?? [] { row.append(amount) }
        #expect(tally.rows.contains(row.cells))
        let isAdded = reader.add(row.text.span, ends: row.ends)
        #expect(isAdded)
      }
      #expect(reader.tally == tally)
    }
  }

  @Test(arguments: [false, true])
  func rowsOfWholeTalliesMergeAsAnyOthers(_ isTwice: Bool) {
    var source = SeededGenerator(seed: 31)
    for _ in 0..<200 {
      var (merged, expected) = (Self.empty, Self.empty)
      for _ in 0..<3 {
        let tally = Self.random(&source)
        var reader = TallyReader(Self.empty, isSummed: true)
        // What another program wrote may hold a row twice: then it counts twice.
        let keys = tally.sortedKeys + (isTwice ? Array(tally.sortedKeys.prefix(1)) : [])
        for key in keys {
          var row = RowText(key)
          for amount in tally.sums[key] ?? [] { row.append(amount) }
          _ = reader.add(row.text.span, ends: row.ends)
          expected.add(key, tally.sums[key] ?? [])
        }
        merged.merge(reader.tally)
      }
      #expect(merged.rows == expected.rows)
      #expect(merged == expected)
    }
  }

  @Test(arguments: [
    ["2024-01", "甲", "1"], ["2024-01", "甲", "1", "2", "3"], ["2024-01", "甲", "1", "2.5"],
    ["2024-01", "甲", "", "2"],
  ])
  func bytesThatAreNoRowAreRefused(_ cells: [String]) {
    var reader = TallyReader(Self.empty)
    let row = RowText(cells)
    let isAdded = reader.add(row.text.span, ends: row.ends)
    #expect(!isAdded)
  }

  @Test(arguments: [
    [], [["month", "unit", "cases"]], [["unit", "month", "cases", "fine_fen"]],
    [["month", "unit", "cases", "fine_fen"], ["2024-01", "甲", "1"]],
    [["month", "unit", "cases", "fine_fen"], ["2024-01", "甲", "1", "2", "3"]],
    [["month", "unit", "cases", "fine_fen"], ["2024-01", "甲", "1", "2.5"]],
    [["month", "unit", "cases", "fine_fen"], ["2024-01", "甲", "", "2"]],
    [["month", "unit", "cases", "fine_fen"], ["2024-01", "甲", "1", "9223372036854775808"]],
  ])
  func rowsOfAnotherShapeAreRefused(_ rows: [[String]]) {
    #expect(Tally(Self.empty, rows: rows) == nil)
  }

  @Test func aSumBeyond64BitsRaisesTheFlag() {
    var tally = Self.empty
    tally.add(["2024-01", "甲"], [1, Int.max])
    #expect(!tally.isOverflown)
    var other = Self.empty
    other.add(["2024-01", "乙"], [1, 1])
    tally.merge(other)
    #expect(!tally.isOverflown)
    other.add(["2024-01", "甲"], [0, 1])
    tally.merge(other)
    #expect(tally.isOverflown)
    #expect(Self.merged(Self.empty, tally).isOverflown)
  }

  @Test(arguments: [Tally.cases, .inspections, .complaints, .blanks, .unmatched])
  func columnsOfAnAggregateAreDistinct(_ tally: Tally) {
    let columns = tally.keys + tally.measures
    #expect(Set(columns).count == columns.count)
    #expect(tally.keys.first == "month")
  }
}
