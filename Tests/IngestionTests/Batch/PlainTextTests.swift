import Contracts
import Foundation
import Testing

@testable import Ingestion

/// The characters that the short cuts take for plain, one by one.
@Suite struct PlainTextTests {
  private static let scalars = (Array(0..<0x10000) + Array(0x1F000..<0x20100)).compactMap(
    Unicode.Scalar.init)

  @Test func foldingLeavesEveryInertCharacterAlone() {
    var inert = 0
    for scalar in Self.scalars {
      let bytes = Array(String(scalar).utf8)
      let text = bytes + [UInt8](repeating: 0x20, count: 18)
      guard text.span.isInert(0, bytes.count, from: 0x21, isUTF8: true) else { continue }
      inert += 1
      for other in ["a", "示", "〕", String(scalar)] {
        let pair = other + String(scalar) + other
        #expect(Array(Folding.name(pair).utf8) == Array(pair.utf8))
        #expect(Array(Folding.withoutSpace(pair).utf8) == Array(pair.utf8))
      }
    }
    #expect(inert == 0x7E - 0x20 + 0xA000 - 0x4000 + 2)
  }

  @Test func charactersThatTellTextsApartAreNeverComposed() {
    for scalar in Self.scalars {
      let bytes = Array(String(scalar).utf8)
      let text = bytes + [UInt8](repeating: 0x20, count: 18)
      let length = text.span.inertLength(0, bytes.count)
      guard length > 0 else { continue }
      #expect(length == bytes.count)
      let decomposed = String(scalar).decomposedStringWithCanonicalMapping
      #expect(Array(decomposed.utf8) == bytes)
      #expect(scalar.properties.canonicalCombiningClass == .notReordered)
      #expect(!scalar.properties.isWhitespace)
    }
  }

  // A person's number in a column of counts once passed where the rules refuse it.
  @Test func aNumberIsPlainWhereTheRulesTakeIt() {
    for length in 1...20 {
      let digits = String(repeating: "9", count: length)
      let text = Array(digits.utf8) + [UInt8](repeating: 0, count: 18)
      let span = text.span
      var isPlain = false
      if case .first(length) = PlainForm.count.value(span, 0, length, isUTF8: true) {
        isPlain = true
      }
      #expect(isPlain == ((try? CodeRule.count(digits)) == digits), "\(length) digits")
    }
  }

  // A colon once passed for a tenth digit wherever it was not the first.
  @Test(arguments: ["2024-03-07", "1999-12-31", "2024-02-29", "2024-03-07 12:30:59"])
  func aDayIsPlainWhereTheRulesReadIt(_ day: String) {
    let rule = DateRule(order: .yearMonthDay, serialEpoch: nil, lastDay: nil)
    for place in 0..<day.utf8.count {
      for byte in UInt8(0)...0x7F {
        var text = Array(day.utf8)
        text[place] = byte
        let length = text.count
        let read = try? rule.day(String(decoding: text, as: UTF8.self))
        text += [UInt8](repeating: 0, count: 18)
        guard
          case .first(let plain) = PlainForm.day(last: .max)
            .value(text.span, 0, length, isUTF8: true)
        else { continue }
        let value = String(decoding: text.prefix(plain), as: UTF8.self)
        #expect(read?.description == value, "byte \(byte) at \(place)")
      }
    }
  }

  @Test func everyDayOfTheCalendarIsPlain() {
    for number in stride(from: 0, to: 80_000, by: 7) {
      let day = CalendarDate(dayNumber: number).description
      let text = Array(day.utf8) + [UInt8](repeating: 0, count: 18)
      var isPlain = false
      if case .first(10) = PlainForm.day(last: .max).value(text.span, 0, 10, isUTF8: true) {
        isPlain = true
      }
      #expect(isPlain, "\(day)")
    }
  }

  @Test func findsReplacementsWhereverTheyStand() {
    for isUTF8 in [true, false] {
      let replacement: [UInt8] = isUTF8 ? [0xEF, 0xBF, 0xBD] : [0x84, 0x31, 0xA4, 0x37]
      for length in [0, 1, 60, 63, 64, 65, 66, 130, 200] {
        let text = [UInt8](repeating: 0xEF, count: length)
        let isLossy = text.span.mayHoldReplacement(isUTF8: isUTF8)
        #expect(!isLossy)
        for place in 0...length {
          let lossy = Array(text[..<place]) + replacement + text[place...]
          let isFound = lossy.span.mayHoldReplacement(isUTF8: isUTF8)
          #expect(isFound)
        }
      }
    }
  }
}
