import Contracts
import Testing

@testable import Counting

@Suite struct ReviewDrawTests {
  private func drawn(_ numbers: [Int], seed: Int = 1) -> Tally {
    var draw = ReviewDraw(seed: seed)
    for number in numbers { draw.add(String(number), unit: "U", code: "U", domain: "甲") }
    return draw.drawn
  }

  @Test func theDrawDoesNotDependOnTheOrderOfTheCases() {
    #expect(drawn(Array(1...500)) == drawn((1...500).reversed()))
  }

  @Test func anotherSeedDrawsOtherCases() {
    #expect(drawn(Array(1...500)) != drawn(Array(1...500), seed: 2))
  }

  @Test func atMostFiftyAreKeptAndAllAreCounted() {
    var draw = ReviewDraw(seed: 1)
    for number in 1...500 { draw.add(String(number), unit: "U", code: "U", domain: "甲") }
    #expect(draw.drawn.sums.count == 50)
    #expect(draw.frame.sums == [["U"]: [500]])
  }

  @Test func theFirstIsThatOfTheSmallestDigest() {
    // python3: min(range(1, 501), key=lambda n: hashlib.sha256(f"1\x1fU\x1f{n}".encode()).digest())
    #expect(drawn(Array(1...500)).sums.keys.contains(["U", "1", "473", "甲", "U"]))
  }

  // With the code of today in the digest all results of review were lost.
  @Test func anotherCodeOfTheUnitDrawsTheSameFiles() {
    var draw = ReviewDraw(seed: 1)
    for number in 1...500 { draw.add(String(number), unit: "N", code: "U", domain: "甲") }
    let files = { (tally: Tally) in tally.sums.keys.map { Array($0.dropFirst()) } }
    #expect(Set(files(draw.drawn)) == Set(files(drawn(Array(1...500)))))
    #expect(draw.frame.sums == [["N"]: [500]])
  }

  // A case of one in ten is drawn from each tenth of the numbers about equally often.
  @Test func everyCaseHasTheSameChance() {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 1...200 {
      for key in drawn(Array(0..<500), seed: seed).sums.keys {
        counts[(Int(key[2]) ?? 0) / 50] += 1
      }
    }
    // 10,000 draws over ten classes: chi-square with 9 degrees is below 27.9 in 99.9 %.
    let statistic = counts.reduce(0.0) { $0 + (Double($1) - 1_000) * (Double($1) - 1_000) / 1_000 }
    #expect(statistic < 27.9)
  }
}
