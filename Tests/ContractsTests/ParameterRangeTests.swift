import Testing

@testable import Contracts

@Suite struct ParameterRangeTests {
  @Test(arguments: [-1, 0, 0.5, 1_000_000_000, .nan, .infinity, 2.5])
  func aCountIsAWholeNumberOfOneOrMore(_ other: Double) {
    #expect(!ParameterRange.count.contains(other))
  }

  @Test func boundsBelongToTheRange() {
    #expect([1, 12, 999_999_999].allSatisfy(ParameterRange.count.contains))
    #expect(ParameterRange.countOrNone.contains(0) && ParameterRange.ratio.contains(1))
    #expect(ParameterRange.share.contains(1) && !ParameterRange.share.contains(0))
    #expect(!ParameterRange.share.contains(1.01) && !ParameterRange.ratio.contains(0.99))
    #expect(ParameterRange.number(0...1).contains(0) && ParameterRange.above0.contains(0.1))
  }

  @Test func aLeastEffectMayBeNoneAndATermHasAnEnd() {
    #expect(ParameterRange.effect.contains(0) && !ParameterRange.effect.contains(1.1))
    #expect(ParameterRange.days.contains(3_650) && !ParameterRange.days.contains(999_999_999))
    #expect(ParameterRange.months.contains(1) && !ParameterRange.months.contains(0))
  }

  @Test func theDefaultSuggestsARange() {
    #expect(ParameterRange(like: 0.1) == .share && ParameterRange(like: 12) == .count)
    #expect(ParameterRange(like: 1.5) == .ratio && ParameterRange(like: 1) == .count)
  }

  @Test func saysWhatItTakes() {
    #expect(ParameterRange.share.description == "a number above 0, up to 1")
    #expect(ParameterRange.whole(0...50).description == "a whole number from 0 to 50")
    #expect(ParameterRange.number(50...99.999).description == "a number from 50 to 99.999")
  }
}
