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

  @Test func tellsAnotherOnceWhatItHasLearned() {
    var memos = (0..<3).map { _ in CellMemo(room: [20_000, 3], count: 1 << 19, bytes: 1 << 25) }
    for number in 0..<5_000 {
      let cell = Array("\(number)".utf8)
      // Remarks are numbered by each worker, and long values are few.
      let value = number == 7 ? String(repeating: "7", count: 33) : "\(number)"
      memos[0].learn(
        key(cell, 0), cell.span, value: value.utf8Span.span, remark: number == 8 ? 1 : 0)
    }
    let known = Array("5".utf8)
    memos[1].learn(key(known, 0), known.span, value: known.span, remark: 0)
    memos[1].learn(memos[0].takeNews())
    memos[1].learn(memos[0].takeNews())
    memos[2].learn(memos[1].takeNews())
    let found = memos.map { memo in
      (0..<5_000).filter { number in
        let cell = Array("\(number)".utf8)
        guard let value = memo.value(key(cell, 0), of: cell.span, from: 0) else { return false }
        var row = RowBuffer(width: 1)
        memo.append(value, to: &row)
        return number == 7 || row.bytes[..<row.used].elementsEqual(cell)
      }
    }
    #expect(Set(found[0]).subtracting(found[1]) == [7, 8])
    #expect(found[2].isEmpty)
  }

  @Test func remembersNoLongCell() {
    var memo = CellMemo(room: [10], count: 1 << 19, bytes: 1 << 25)
    let cell = [UInt8](repeating: 0x41, count: CellMemo.longestKey + 1)
    memo.learn(key(cell, 0), cell.span, value: cell.span, remark: 0)
    #expect(memo.value(key(cell, 0), of: cell.span, from: 0) == nil)
  }

  // Around what fits into an entry, and at the very end of a text.
  @Test(arguments: [1, 8, 23, 24, 25, 128], [0, 1, 31, 32, 33, 1_024])
  func keepsCellsAndValuesOfAnyLength(_ length: Int, _ valueLength: Int) {
    var memo = CellMemo(room: [1 << 16], count: 1 << 17, bytes: 1 << 25)
    func cell(_ number: Int) -> [UInt8] {
      (0..<length).map { UInt8(0x41 + (number >> (4 * min($0, 7))) % 16) }
    }
    func value(_ number: Int) -> [UInt8] {
      (0..<valueLength).map { UInt8(0x30 + (number + $0) % 10) }
    }
    let numbers = 0..<min(1 << (4 * min(length, 3)), 600)
    for number in numbers {
      let cell = cell(number)
      memo.learn(key(cell, 0), cell.span, value: value(number).span, remark: number)
    }
    var last: (value: CellMemo.Value, text: [UInt8])?
    var forgotten = 0
    for number in numbers {
      let cell = cell(number)
      guard let found = memo.value(key(cell, 0), of: cell.span, from: 0) else {
        forgotten += 1
        continue
      }
      var row = RowBuffer(width: 1)
      memo.append(found, to: &row)
      #expect(row.bytes[..<row.used].elementsEqual(value(number)))
      #expect(found.remark == number)
      if let last {
        #expect(
          memo.precedes(last.value, found) == last.text.lexicographicallyPrecedes(value(number)))
      }
      last = (found, value(number))
      let other = cell.dropLast() + [0x7A]
      #expect(memo.value(key(Array(other), 0), of: Array(other).span, from: 0) == nil)
    }
    // Those that found no place near their own.
    #expect(forgotten * 100 <= numbers.count)
  }

  private func key(_ cell: [UInt8], _ column: Int) -> CellMemo.Key {
    CellMemo.Key(cell.span, from: 0, to: cell.count, column: column)
  }
}
