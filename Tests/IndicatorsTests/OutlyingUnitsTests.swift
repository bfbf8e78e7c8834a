import Contracts
import Testing

@testable import Indicators

/// Several outlying units in a level of few must not pass for its norm.
@Suite struct OutlyingUnitsTests {
  private func found(_ counts: [Int], of trials: Int) -> Set<Int> {
    let sum = counts.reduce(0, +)
    let expected = counts.map { own in
      Double(trials) * Double(sum - own) / Double(trials * (counts.count - 1))
    }
    return OutlyingUnits.positions(
      counts: counts, trials: counts.map { _ in trials }, expected: expected)
  }

  private static let usual = [18, 22, 25, 20, 15, 24, 19, 21]

  @Test func threeOfElevenAreTold() {
    #expect(found(Self.usual + [75, 80, 70], of: 100) == [8, 9, 10])
    #expect(found([5, 8, 2] + Self.usual.map { $0 + 50 }, of: 100) == [0, 1, 2])
  }

  @Test func aFifthOrFewerLeaveTheNormAsItIs() {
    #expect(found(Self.usual + [75], of: 100).isEmpty)
    #expect(found(Self.usual + [75, 80], of: 100).isEmpty)
  }

  @Test func moreThanTwoFifthsAreNoExceptions() {
    #expect(found(Self.usual + [75, 80, 70, 77, 72, 81], of: 100).isEmpty)
  }

  @Test func twoFifthsAreStillExceptions() {
    #expect(found(Array(Self.usual.prefix(6)) + [75, 80, 70, 77], of: 100) == [6, 7, 8, 9])
  }

  // Fewer than five units have no norm; of twenty and more a mixture tells.
  @Test func fiveToNineteenUnitsAreAsked() {
    #expect(found([18, 22, 20, 75, 80], of: 100) == [3, 4])
    #expect(found([18, 22, 20, 75], of: 100).isEmpty)
    let high = [75, 80, 70, 77, 72]
    #expect(found(Self.usual + Self.usual.prefix(6) + high, of: 100) == Set(14..<19))
    #expect(found(Self.usual + Self.usual.prefix(7) + high, of: 100).isEmpty)
  }

  @Test func aWideButOrdinarySpreadHasNone() {
    #expect(found([8, 12, 16, 20, 24, 28, 32, 36, 42, 48, 55], of: 100).isEmpty)
    #expect(found([1, 0, 2, 0, 1, 3, 0, 1], of: 5).isEmpty)
    #expect(found([0, 0, 0, 0, 0, 0, 0, 0], of: 5).isEmpty)
  }

  private func peers(_ units: [String]) -> Peers {
    var observation = ExampleWorld.empty()
    observation.units = units.map {
      UnitFact(code: $0, level: "county", kind: "", parentCode: "", districtCode: "")
    }
    return Peers(observation)
  }

  // Four of twelve decide three quarters at the ends of months: the others passed for low.
  @Test func allOfFourThatRushAreFound() throws {
    let counts = Self.usual + [75, 80, 70, 77]
    let units = counts.indices.map { "U\(100 + $0)" }
    var shares = PeerShares()
    for (unit, count) in zip(units, counts) {
      shares.add(unit, strata: ["2024-01"], marked: count, all: 100)
    }
    let compared = ShareComparison(
      [ShareComparison.Family(category: "month", shares: shares, isOneNorm: true)], peers(units),
      fewestCases: 30, fewestUnits: 5
    ).compared
    #expect(compared.filter { $0.qValue <= 0.1 }.map(\.unit) == Array(units.suffix(4)))
    // The reference is the ordinary units', without the own.
    let sum = Self.usual.reduce(0, +)
    #expect(abs(try #require(compared.last).expected - Double(sum) / 800) < 1e-9)
    #expect(abs(try #require(compared.first).expected - Double(sum - 18) / 700) < 1e-9)
  }

  @Test func allOfThreeThatGatherFinesAreFound() {
    let observation = ThresholdBunchingExamples.world(units: 11) { unit in
      ["U01", "U02", "U03"].contains(unit)
        ? [95_000: 24, 120_000: 1] : ThresholdBunchingExamples.ordinary
    }
    let flags = ThresholdBunching.result(of: observation, IndicatorSettings()).flags
    #expect(flags.map(\.unitCode) == ["U01", "U02", "U03"])
  }
}
