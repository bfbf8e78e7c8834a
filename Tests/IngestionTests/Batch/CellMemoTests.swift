import Testing

@testable import Ingestion

@Suite struct CellMemoTests {
  @Test func keepsWhatItLearnedForEachColumnAndNoMoreThanItHasRoomFor() {
    var memo = CellMemo(room: [20_000, 3], count: 1 << 19, bytes: 1 << 25)
    for number in 0..<30_000 {
      for column in 0...1 {
        let cell = Array("\(number)".utf8)
        memo.learn(
          key(cell, column), cell.span, value: "\(number + column)".utf8Span.span, remark: column)
      }
    }
    let found = (0..<2).map { column in
      (0..<30_000).filter { number in
        let cell = Array("\(number)".utf8)
        let value = memo.value(key(cell, column), of: cell.span, from: 0)
        if let value {
          var row = RowBuffer(width: 1)
          memo.append(value, to: &row)
          #expect(row.bytes[..<row.used].elementsEqual("\(number + column)".utf8))
          #expect(value.remark == column)
        }
        return value != nil
      }.count
    }
    // A cell that finds no place near its own is not remembered.
    #expect((19_900...20_000).contains(found[0]))
    #expect(found[1] == 3)
  }

  @Test func remembersNoLongCell() {
    var memo = CellMemo(room: [10], count: 1 << 19, bytes: 1 << 25)
    let cell = [UInt8](repeating: 0x41, count: CellMemo.longestKey + 1)
    memo.learn(key(cell, 0), cell.span, value: cell.span, remark: 0)
    #expect(memo.value(key(cell, 0), of: cell.span, from: 0) == nil)
  }

  private func key(_ cell: [UInt8], _ column: Int) -> CellMemo.Key {
    CellMemo.Key(cell.span, from: 0, to: cell.count, column: column)
  }
}
