import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct StratifiedLogRatioTests {
  /// Fines of three units by stratum: first group, second group.
  static let units: [[(first: [Double], second: [Double])]] = [
    [
      ([900, 1_200], [700, 650, 1_000]), ([5_000, 6_000], [3_000, 4_200]), ([100, 200, 150], []),
    ],
    [([500, 700], [800, 650, 900, 720]), ([2_500, 2_000], [3_100, 4_000])],
    [([], [300, 400, 500]), ([8_000, 9_000], [5_000])],
  ]

  static func sums(_ unit: [(first: [Double], second: [Double])]) -> [LogFineStratum] {
    unit.map {
      LogFineStratum(first: LogSum($0.first.map(log)), second: LogSum($0.second.map(log)))
    }
  }

  // numpy 2.4, over strata with both groups: s2 = sum of squares around the group means
  // / sum(n - 2); h = m (n - m) / n; sum(h * (mean1 - mean0)) / sum(h); s2 / sum(h);
  // exp(difference +- norm.ppf(0.975) * sqrt(variance)) of the first unit
  @Test func estimatesAgreeWithNumpy() throws {
    let strata = Self.units.map(Self.sums)
    let residual = try #require(StratifiedLogRatio.pooledResidualVariance(of: strata))
    let found = try strata.map {
      try #require(StratifiedLogRatio($0, residualVariance: residual))
    }
    #expect(
      agree(
        found.map(\.difference), [0.36132275115750623, -0.3391772913180246, 0.5288951470739267]))
    #expect(
      agree(
        found.map(\.variance), [0.015158609646353915, 0.01429240338084798, 0.05002341183296793]))
    let interval = found[0].interval(confidence: 0.95)
    #expect(
      agree([interval.lowerBound, interval.upperBound], [1.1275096898426222, 1.826924799424938]))
    #expect(agree(found[0].ratio, 1.4352266071827846))
  }

  @Test func withoutComparableStrataThereIsNoEstimate() {
    let lonely = LogFineStratum(first: LogSum([1, 2, 3]), second: LogSum())
    #expect(StratifiedLogRatio([lonely], residualVariance: 1) == nil)
    #expect(StratifiedLogRatio.pooledResidualVariance(of: [[lonely]]) == nil)
    let pair = LogFineStratum(first: LogSum([1]), second: LogSum([2]))
    #expect(StratifiedLogRatio.pooledResidualVariance(of: [[pair]]) == nil)
    #expect(StratifiedLogRatio([pair, lonely], residualVariance: 1)?.difference == -1)
  }

  @Test func sumsOfPartsAreSumsOfTheWhole() {
    var twice = LogSum()
    twice.add(3, weight: 2)
    #expect(twice == LogSum([3, 3]))
    #expect(LogSum([1, 2]) + LogSum([4]) == LogSum([1, 2, 4]))
    #expect(LogSum([1, 2, 6]).squaresAroundMean == 14 && LogSum().squaresAroundMean == 0)
  }

  // numpy 2.4: all 10 * 6 ways to draw 2 of 5 and 2 of 4 labels; share of sums >= and <= the
  // observed one, and of absolute sums >= the observed one
  @Test func permutationComesCloseToAllPermutations() throws {
    let strata = Self.units[0].map {
      LogFineValues(first: $0.first.map(log), second: $0.second.map(log))
    }
    // Pooled over seeds: the first 40,000 draws of seed 5 alone lie 4.8 standard deviations off,
    // while 200 other seeds scatter with mean 0.01 and standard deviation 0.96.
    let draws = 4_000
    let tests = try (UInt64(1)...20).map { seed in
      var generator = SeededGenerator(seed: seed)
      return try #require(StratifiedPermutation(strata, draws: draws, using: &generator))
    }
    let tails = [tests.map(\.upper), tests.map(\.lower), tests.map(\.twoSided)]
    for (found, exact) in zip(tails, Self.exact) {
      let mean = found.reduce(0, +) / Double(tests.count)
      let variance = exact * (1 - exact) / Double(draws * tests.count)
      // The observed labels, counted as a draw, raise each tail by 1 ÷ (1 + draws) at most.
      let allowed = 4 * variance.squareRoot() + 1 / Double(draws)
      #expect(abs(mean - exact) < allowed)
    }
  }

  @Test func theSameSeedGivesTheSameChances() throws {
    let strata = [LogFineValues(first: [1, 2], second: [1.5, 2.5, 3, 4])]
    var generator = SeededGenerator(seed: 5)
    var again = SeededGenerator(seed: 5)
    let test = StratifiedPermutation(strata, draws: 500, using: &generator)
    #expect(test == StratifiedPermutation(strata, draws: 500, using: &again))
  }

  static let exact = [1.0 / 30, 59.0 / 60, 1.0 / 20]

  @Test func swappingTheGroupsSwapsTheTails() throws {
    // The drawn group is the smaller one, whichever it is.
    let values = LogFineValues(first: [1, 2], second: [1.5, 2.5, 3, 4])
    var generator = SeededGenerator(seed: 8)
    let test = try #require(StratifiedPermutation([values], draws: 999, using: &generator))
    let swapped = LogFineValues(first: values.second, second: values.first)
    var other = SeededGenerator(seed: 8)
    let reverse = try #require(StratifiedPermutation([swapped], draws: 999, using: &other))
    #expect(test.upper == reverse.lower && test.lower == reverse.upper)
    #expect(test.twoSided == reverse.twoSided)
  }

  @Test func equalValuesNeverDiffer() throws {
    let values = LogFineValues(first: [9.1, 9.1], second: [9.1, 9.1, 9.1])
    var generator = SeededGenerator(seed: 1)
    let test = try #require(StratifiedPermutation([values], draws: 50, using: &generator))
    #expect(test.upper == 1 && test.lower == 1 && test.twoSided == 1)
    let lonely = LogFineValues(first: [1], second: [])
    #expect(StratifiedPermutation([lonely], draws: 50, using: &generator) == nil)
  }
}
