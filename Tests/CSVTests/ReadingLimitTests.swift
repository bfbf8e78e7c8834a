import CSV
import Testing

@Suite struct ReadingLimitTests {
  private static let cellLimit = 65_536
  private static let recordLimit = 1_048_576

  /// Reads an endless repetition of `filler` after `start`.
  private func endless(_ start: String, _ filler: String) throws -> (CSVError?, read: Int) {
    let chunk = Array(String(repeating: filler, count: 65_536 / filler.utf8.count).utf8)
    var read = 0
    var reader = try RecordReader(encoding: .utf8, delimiter: .comma) {
      let next = read == 0 ? Array(start.utf8) : chunk
      read += next.count
      return next
    }
    do {
      while try reader.next() != nil {}
      return (nil, read)
    } catch let error as CSVError {
      return (error, read)
    }
  }

  @Test func stopsInAnEndlessQuotedCell() throws {
    let (error, read) = try endless("a,b\n\"", "a")
    #expect(error == .fieldTooLong(FilePlace(line: 2, byteOffset: 4)))
    #expect(read < 2 * Self.recordLimit)
  }

  @Test func stopsInAnEndlessLineOfShortCells() throws {
    let (error, read) = try endless("a,b\n", "a,")
    #expect(error == .columnLimit(FilePlace(line: 2, byteOffset: 4)))
    #expect(read < 2 * Self.recordLimit)
  }

  @Test func stopsInAnEndlessLineOfLongCells() throws {
    let (error, read) = try endless("a,b\n", String(repeating: "a", count: 65_535) + ",")
    #expect(error == .recordTooLong(FilePlace(line: 2, byteOffset: 4)))
    #expect(read < 2 * Self.recordLimit)
  }

  @Test func stopsInAnEndlessRecordOfManyLines() throws {
    let quoted = "\"" + String(repeating: "a", count: 32_000) + "\n\","
    let (error, read) = try endless("a,b\n", quoted)
    #expect(error == .recordTooLong(FilePlace(line: 2, byteOffset: 4)))
    #expect(read < 2 * Self.recordLimit)
  }

  @Test(arguments: [0, 1])
  func takesACellUpToTheLimitInclusive(_ excess: Int) throws {
    let cell = String(repeating: "a", count: Self.cellLimit + excess)
    let expected: Seen.Outcome = excess == 0 ? .cells([cell, "b"]) : .rejected(.fieldTooLong)
    for text in ["\(cell),b\nc\n", "\"\(cell)\",b\nc\n"] {
      for chunk in [4_096, 65_537, Int.max] {
        #expect(try Reading(text, chunk: chunk).outcomes == [expected, .cells(["c"])])
      }
    }
    #expect(try Reading("b\n\(cell)").outcomes.last == (excess == 0 ? .cells([cell]) : expected))
  }

  @Test func readsOnAfterALongCell() throws {
    let cell = String(repeating: "甲", count: 30_000)
    let reading = try Reading("h,i\n1,\(cell)\n2,x\n")
    #expect(
      reading.outcomes == [.cells(["h", "i"]), .rejected(.fieldTooLong), .cells(["2", "x"])])
    #expect(reading.records[1].raw.count == 90_003)
  }

  @Test(arguments: [0, 1])
  func takesARecordUpToTheLimitInclusive(_ excess: Int) throws {
    let cells = [String](repeating: String(repeating: "a", count: 65_535), count: 15)
    let used = cells.count * 65_536 + 1
    let last = String(repeating: "b", count: Self.recordLimit - used + excess)
    let text = (cells + [last]).joined(separator: ",") + "\n"
    for chunk in [65_536, Self.recordLimit, Int.max] {
      let reading = try Reading(text, chunk: chunk)
      if excess == 0 {
        #expect(reading.rows == [cells + [last]])
      } else {
        #expect(reading.error == .recordTooLong(FilePlace(line: 1, byteOffset: 0)))
      }
    }
  }

  @Test func endsTheLimitWithinAPairOfLineEndBytes() throws {
    let line = String(repeating: "a", count: Self.cellLimit - 1)
    let text = "\"" + String(repeating: "\(line)\n\",\"", count: 15)
    let fill = String(repeating: "b", count: Self.recordLimit - text.utf8.count - 1)
    for chunk in [8_191, Self.recordLimit, Int.max] {
      let reading = try Reading(text + fill + "\r\n\"\n", chunk: chunk)
      #expect(reading.error == .recordTooLong(FilePlace(line: 1, byteOffset: 0)))
    }
  }

  @Test(arguments: [512, 513])
  func takesColumnsUpToTheLimitInclusive(_ count: Int) throws {
    let reading = try Reading("a\n" + [String](repeating: "x", count: count).joined(separator: ","))
    if count == 512 {
      #expect(reading.rows.last?.count == count)
    } else {
      #expect(reading.error == .columnLimit(FilePlace(line: 2, byteOffset: 2)))
    }
  }
}
