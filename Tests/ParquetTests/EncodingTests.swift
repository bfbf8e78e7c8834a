import TestSupport
import Testing

@testable import Parquet

@Suite struct EncodingTests {
  @Test func checksumIsThatOfZip() {
    // The check value of CRC-32/ISO-HDLC in the catalogue of CRC algorithms.
    #expect(checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(checksum([]) == 0)
  }

  @Test func checksumOfManyBytesIsThatOfEachByte() {
    var random = SeededGenerator(seed: 1)
    for count in 0..<100 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      var state = ~UInt32(0)
      for byte in bytes {
        state ^= UInt32(byte)
        for _ in 0..<8 { state = state & 1 == 0 ? state >> 1 : state >> 1 ^ 0xEDB8_8320 }
      }
      #expect(checksum(bytes) == ~state)
    }
  }

  @Test func packsBitsAsTheSpecificationShows() {
    // Encodings.md: 0 to 7 in three bits are 10001000 11000110 11111010.
    var encoder = HybridEncoder(width: 3)
    for value in 0..<8 { encoder.append(UInt32(value)) }
    #expect(encoder.finish() == [1 << 1 | 1, 0b1000_1000, 0b1100_0110, 0b1111_1010])
  }

  @Test func writesARunOnce() {
    var encoder = HybridEncoder(width: 9)
    for _ in 0..<1_000 { encoder.append(300) }
    // 2000 in groups of seven bits, then 300 in two bytes.
    #expect(encoder.finish() == [0xD0, 0x0F, 0x2C, 0x01])
    #expect(encoder.finish() == [])
  }

  @Test(arguments: 1...32)
  func readsBackNumbersOfEveryWidth(_ width: Int) {
    var random = SeededGenerator(seed: UInt64(width))
    let largest = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(width)) - 1)
    for _ in 0..<60 {
      var (written, encoder): ([UInt32], HybridEncoder) = ([], HybridEncoder(width: width))
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let value = UInt32.random(in: 0...largest, using: &random)
        written += repeatElement(
          value, count: [1, 1, 7, 8, 9, 600].randomElement(using: &random) ?? 1)
      }
      for number in written { encoder.append(number) }
      let bytes = encoder.finish()
      #expect(numbers(bytes, width: width, count: written.count) == written)
      #expect(numbers(bytes + [2], width: width, count: written.count) == nil)
      guard !bytes.isEmpty else { continue }
      let cut = Array(bytes.dropLast())
      #expect(numbers(cut, width: width, count: written.count) == nil)
    }
  }

  @Test func aRunOfANumberBeyondItsWidthIsRefused() {
    #expect(numbers([8, 1], width: 1, count: 4) == [1, 1, 1, 1])
    #expect(numbers([8, 2], width: 1, count: 4) == nil)
    #expect(numbers([8, 0xFF, 0x02], width: 9, count: 4) == nil)
  }

  @Test func numbersOfAnyBytesFitTheirCountAndWidth() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let count = Int.random(in: 0...40, using: &random)
      let width = Int.random(in: 0...33, using: &random)
      let found = numbers(bytes, width: width, count: count)
      #expect(found == nil || found?.count == count)
      #expect(found?.allSatisfy { UInt64($0) < UInt64(1) << UInt64(width) } != false)
    }
  }

  @Test(arguments: ["1900-01-01", "1970-01-01", "2024-02-29", "0000-01-01", "9999-12-31"])
  func daysAreReadBack(_ text: String) throws {
    let day = try #require(dayNumber(text))
    var bytes: [UInt8] = []
    #expect(CellText.append(day: day, to: &bytes))
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test(arguments: [
    "2023-02-29", "2024-1-01", "2024/01/01", "20240101", "2024-01-01 ", "2024-13-01", "x024-01-01",
    "２024-01-01",
  ])
  func whatIsNoDayIsRefused(_ text: String) {
    #expect(dayNumber(text) == nil)
  }

  @Test func daysBeyondFourDigitsAreRefused() {
    var bytes: [UInt8] = []
    #expect(!CellText.append(day: 2_932_897, to: &bytes))
    #expect(!CellText.append(day: -719_529, to: &bytes))
  }

  @Test(arguments: [0, 7, -7, 10, 1_000_000, Int64.max, Int64.min])
  func numbersAreReadBack(_ number: Int64) {
    var bytes: [UInt8] = []
    CellText.append(integer: number, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == String(number))
    #expect(integer(String(decoding: bytes, as: UTF8.self)) == number)
  }

  // Each would come back as other text.
  @Test(arguments: [
    "", "-", "-0", "00", "01", "+1", "1.0", "1e3", " 1", "1,000", "9223372036854775808",
    "-9223372036854775809", "99999999999999999999",
  ])
  func whatIsNoNumberIsRefused(_ text: String) {
    #expect(integer(text) == nil)
  }
}

private func checksum(_ bytes: [UInt8]) -> UInt32 { Checksum.of(bytes.span) }

private func numbers(_ bytes: [UInt8], width: Int, count: Int) -> [UInt32]? {
  HybridDecoder.numbers(bytes.span, width: width, count: count)
}

private func dayNumber(_ text: String) -> Int64? { CellText.day(Array(text.utf8).span) }

private func integer(_ text: String) -> Int64? { CellText.integer(Array(text.utf8).span) }
