import TestSupport
import Testing

@testable import Ingestion

@Suite struct RowRunTests {
  @Test(arguments: [1, 300, 1 << 20])
  func partsOfSortedRecordsAreAllOfThemInOrder(_ size: Int) {
    var random = SeededGenerator(seed: 3)
    var run = RowRun()
    for sequence in 0..<200 {
      var head = RowHead()
      head.sequence = sequence
      let letters = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        UInt8.random(in: 0x30...0xFF, using: &random)
      }
      let identity = sequence.isMultiple(of: 3) ? Array("12345678".utf8) + letters : letters
      run.append(head, identity: identity.span, ["\(sequence)", "cell"])
    }
    var sorted: [UInt8] = []
    run.inSortedParts(of: size) { sorted += $0 }
    #expect(sorted == run.sorted())
    var (start, places) = (0, [[UInt8]]())
    while start < sorted.count {
      let record = RowRecord(in: sorted, at: start)
      #expect(record.texts(in: sorted) == ["\(record.head.sequence)", "cell"])
      places.append(Array(sorted[record.identity]))
      start = record.end
    }
    #expect(places.count == 200)
    #expect(zip(places, places.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
  }

  @Test func cellsOfAnyLengthAreReadBack() {
    var run = RowRun()
    let lengths = [0, 1, 254, 255, 256, 70_000, 0]
    let cells = lengths.map { String(repeating: "x", count: $0) }
    run.append(RowHead(), identity: [0x69].span, cells)
    let record = RowRecord(in: run.bytes, at: 0)
    #expect(record.end == run.bytes.count)
    #expect(record.texts(in: run.bytes) == cells)
    for (index, cell) in cells.enumerated() {
      #expect(run.bytes[record.cell(index, in: run.bytes)].elementsEqual(cell.utf8))
    }
  }
}
