import Testing

@testable import Stages

@Suite struct ProgressBarTests {
  private final class Screen {
    var bytes: [UInt8] = []
    var writes = 0
    func write(_ more: [UInt8]) {
      bytes += more
      writes += 1
    }
    // What a terminal shows of one line.
    var line: [UInt8] {
      var (line, column): ([UInt8], Int) = ([], 0)
      for byte in bytes {
        if byte == 0x0D {
          column = 0
        } else if column < line.count {
          line[column] = byte
          column += 1
        } else {
          line.append(byte)
          column += 1
        }
      }
      return line
    }
  }

  @Test func leavesNothingOnTheLine() {
    let screen = Screen()
    let bar = ProgressBar(isShown: true) { screen.write($0) }
    bar.begin("reading", of: 3_000_000, .bytes)
    bar.advance(1_000_000, rows: 7)
    #expect(String(decoding: screen.line, as: UTF8.self) == "reading 33 %  1/3 MB  7 rows")
    bar.clear()
    #expect(screen.line.allSatisfy { $0 == 0x20 })
    #expect(screen.bytes.last == 0x0D)
    #expect(!screen.bytes.contains(0x0A))
    let written = screen.bytes.count
    bar.clear()
    #expect(screen.bytes.count == written)
  }

  @Test func isNotDrawnAtEachStep() {
    let screen = Screen()
    let bar = ProgressBar(isShown: true) { screen.write($0) }
    let start = ContinuousClock.now
    for stage in 0..<100 {
      bar.begin("stage \(stage)", of: 1_000, .pieces)
      for _ in 0..<1_000 { bar.advance(1) }
    }
    let tenths = Int((ContinuousClock.now - start) / .milliseconds(100))
    #expect(screen.writes <= tenths + 1)
  }

  @Test func isSilentWhereNobodyLooksOn() {
    let screen = Screen()
    let bar = ProgressBar(isShown: false) { screen.write($0) }
    bar.begin("reading", of: 10, .bytes)
    bar.advance(10)
    bar.clear()
    #expect(screen.writes == 0)
  }

  @Test func tellsRateAndRestOnceTheyMeanSomething() {
    var stage = ProgressStage(name: "reading", unit: .bytes, total: 300_000_000)
    stage.done = 100_000_000
    stage.rows = 100_000
    #expect(stage.line(after: .milliseconds(100)) == "reading 33 %  100/300 MB  100000 rows")
    #expect(
      stage.line(after: .seconds(2))
        == "reading 33 %  100/300 MB  100000 rows  50 MB/s  0:04 left")
    let months = ProgressStage(name: "writing cases", unit: .pieces, total: 60, done: 6)
    #expect(months.line(after: .seconds(8)) == "writing cases 10 %  6/60  1:12 left")
    #expect(ProgressStage(name: "x", unit: .bytes, total: 0).line(after: .zero) == "x 0 %  0/0 MB")
  }
}
