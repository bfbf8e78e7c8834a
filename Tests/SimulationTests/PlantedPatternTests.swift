import Statistics
import Testing

@testable import Simulation

/// What was planted, recomputed from the records of whole worlds.
@Suite struct PlantedPatternTests {
  private struct Counts {
    var yes = 0.0
    var all = 0.0

    mutating func add(_ isYes: Bool) {
      yes += isYes ? 1 : 0
      all += 1
    }

    var share: Double { yes / all }
  }

  private func isPlanted(_ world: PatternWorld) -> (Int) -> Bool {
    let codes = Set(world.planted.map(\.unitCode))
    return { codes.contains(world.names.units[$0]) }
  }

  private func share(
    _ world: PatternWorld, planted: Bool, where isYes: (PatternCase) -> Bool,
    among: (PatternCase) -> Bool = { _ in true }
  ) -> Double {
    let isPlanted = isPlanted(world)
    var counts = Counts()
    for single in world.cases where isPlanted(single.unit) == planted && among(single) {
      counts.add(isYes(single))
    }
    return counts.share
  }

  // Mantel and Haenszel (1959) over units, items and grades, of units with this effect alone.
  private func commonOddsRatio(_ world: PatternWorld, near effect: Double) -> Double {
    let codes = Set(world.planted.filter { abs($0.effect - effect) < 1e-9 }.map(\.unitCode))
    var strata: [[Int]: [Double]] = [:]
    for single in world.cases where codes.contains(world.names.units[single.unit]) {
      let key = [single.unit, single.item, single.grade ?? 0]
      let cell = (single.isEnterprise ? 0 : 2) + (single.isFined ? 0 : 1)
      strata[key, default: [0, 0, 0, 0]][cell] += 1
    }
    let tables = strata.values.map { ($0, $0.reduce(0, +)) }
    let above = tables.map { $0[0] * $0[3] / $1 }.sorted().reduce(0, +)
    let below = tables.map { $0[1] * $0[2] / $1 }.sorted().reduce(0, +)
    return above / below
  }

  @Test func oddsOfAFineDouble() {
    let world = PatternWorld(.severity600, seed: 3)
    #expect(abs(commonOddsRatio(world, near: 2) - 2) < 0.2)
    #expect(abs(commonOddsRatio(world, near: 0.5) - 0.5) < 0.1)
  }

  @Test func finesOfEnterprisesAreHigherByTheirRatio() {
    let world = PatternWorld(.fines, seed: 3)
    let effects = world.planted.map(\.effect)
    let ratio = 2.0.squareRoot()
    #expect(effects.allSatisfy { abs($0 - ratio) < 1e-9 || abs($0 - 1 / ratio) < 1e-9 })
    // Of planted units four in five treat enterprises worse.
    let worse = effects.count { $0 > 1 }
    #expect(worse * 2 > effects.count && worse < effects.count)
    #expect(world.cases.allSatisfy { $0.isFined })
  }

  @Test func finesMoveFromAboveTheThresholdToJustBelow() {
    let world = PatternWorld(.bunching, seed: 3)
    let near = { (single: PatternCase) in (90_000..<160_000).contains(single.fineInYuan) }
    let below = { (single: PatternCase) in single.fineInYuan < 100_000 }
    let innocent = share(world, planted: false, where: below, among: near)
    let planted = share(world, planted: true, where: below, among: near)
    // Of the share above the threshold 0.4 went below.
    #expect(abs((1 - planted) / (1 - innocent) - 0.6) < 0.06)
  }

  @Test func halfOfTheCasesOfABurstFallIntoOneMonth() {
    let world = PatternWorld(.burst, seed: 3)
    let isPlanted = isPlanted(world)
    var months: [Int: [String: Double]] = [:]
    for single in world.cases {
      months[single.unit, default: [:]][Day(number: single.day).month.text, default: 0] += 1
    }
    func mean(_ isOfPlanted: Bool) -> Double {
      let shares = months.filter { isPlanted($0.key) == isOfPlanted }.values.compactMap { counts in
        let all = counts.values.reduce(0, +)
        return all < 30 ? nil : (counts.values.max() ?? 0) / all
      }
      return shares.reduce(0, +) / Double(shares.count)
    }
    #expect(mean(true) > 0.48 && mean(true) < 0.6)
    #expect(mean(false) < 0.2)
  }

  @Test func onePartyHasItsShareOnTop() {
    let world = PatternWorld(.concentration15, seed: 3)
    let isPlanted = isPlanted(world)
    var parties: [Int: [Int: Double]] = [:]
    for single in world.cases { parties[single.unit, default: [:]][single.party, default: 0] += 1 }
    let tops = parties.filter { isPlanted($0.key) }.values.compactMap { counts in
      let all = counts.values.reduce(0, +)
      return all < 100 ? nil : (counts.values.max() ?? 0) / all
    }
    #expect(abs(tops.reduce(0, +) / Double(tops.count) - 0.15) < 0.025)
  }

  @Test func findingsOfPlantedUnitsAreFiledLess() {
    for (preset, ratio) in [(PatternPreset.conversionunit, 2.5), (.conversionunit4, 4)] {
      let world = PatternWorld(preset, seed: 3)
      let isPlanted = isPlanted(world)
      var (planted, innocent) = (Counts(), Counts())
      for trial in world.inspections {
        if isPlanted(trial.unit) {
          planted.add(trial.caseIndex != nil)
        } else {
          innocent.add(trial.caseIndex != nil)
        }
      }
      // Items differ by a standard deviation of 1, which draws pooled odds together by a tenth.
      let odds = logOdds(innocent.share) - logOdds(planted.share)
      #expect(abs(odds / PortableMath.log(ratio) - 0.87) < 0.15)
    }
  }

  @Test func secondYearCostsMoreAndComesFromElsewhere() {
    let world = PatternWorld(.profit, seed: 3)
    let start = Day(2024, 1, 1).number
    func change(planted: Bool) -> (outside: Double, price: Double) {
      let shares = [false, true].map { isLater in
        share(world, planted: planted, where: \.isOutside) { ($0.day >= start) == isLater }
      }
      let isPlanted = isPlanted(world)
      let prices = [false, true].map { isLater in
        let own = world.cases.filter {
          isPlanted($0.unit) == planted && ($0.day >= start) == isLater
        }
        return own.reduce(0) { $0 + PortableMath.log(Double($1.fineInYuan)) } / Double(own.count)
      }
      return (logOdds(shares[1]) - logOdds(shares[0]), prices[1] - prices[0])
    }
    let (planted, innocent) = (change(planted: true), change(planted: false))
    #expect(abs(innocent.outside) < 0.1 && abs(innocent.price) < 0.1)
    #expect(abs(planted.outside - innocent.outside - PortableMath.log(2)) < 0.2)
    #expect(abs(planted.price - innocent.price - PortableMath.log(1.6)) < 0.15)
  }

  @Test func quotasAreEvenAndBanded() {
    let world = PatternWorld(.quota, seed: 1)
    let domains = Set(world.planted.map(\.domain))
    #expect(!domains.isEmpty)
    for domain in world.names.domains.indices {
      let own = world.cases.filter { world.itemDomains[$0.item] == domain }
      let banded = own.count { QuotaPattern.band.contains($0.fineInYuan) }
      var counts: [String: Int] = [:]
      for single in own {
        counts["\(single.unit) \(Day(number: single.day).month.text)", default: 0] += 1
      }
      let isEven = counts.count == 240 && counts.values.allSatisfy { (2...3).contains($0) }
      let isBanded = 10 * banded >= 7 * own.count
      let isPlanted = domains.contains(world.names.domains[domain])
      #expect(isEven == isPlanted && isBanded == isPlanted)
    }
  }

  @Test func habitsOfNullQuotasNeverMeet() {
    let world = PatternWorld(.quotanull, seed: 1)
    var (even, banded) = (0, 0)
    for domain in world.names.domains.indices {
      let own = world.cases.filter { world.itemDomains[$0.item] == domain }
      var counts: [String: Int] = [:]
      for single in own {
        counts["\(single.unit) \(Day(number: single.day).month.text)", default: 0] += 1
      }
      let isEven = counts.count == 240 && counts.values.allSatisfy { (2...3).contains($0) }
      let inBand = own.count { QuotaPattern.band.contains($0.fineInYuan) }
      let isBanded = 10 * inBand >= 7 * own.count
      (even, banded) = (even + (isEven ? 1 : 0), banded + (isBanded ? 1 : 0))
      #expect(!(isEven && isBanded))
    }
    #expect(even > 0 && banded > 0)
  }

  @Test func plantedUnitsDecideInTheLastFiveWorkingDays() {
    let world = PatternWorld(.rush, seed: 3)
    let isAtEnd = { (single: PatternCase) in
      let day = Day(number: single.day)
      let after = (day.number...day.month.lastDay.number).count { !Day(number: $0).isWeekend }
      return after <= 5
    }
    #expect(abs(share(world, planted: true, where: isAtEnd) - 0.60) < 0.02)
    #expect(abs(share(world, planted: false, where: isAtEnd) - 0.28) < 0.02)
  }

  @Test func distortedMixesAreFurtherFromTheirDomain() {
    let world = PatternWorld(.mix5, seed: 3)
    let isPlanted = isPlanted(world)
    let items = world.itemDomains.count
    var mixes = [[Double]](repeating: [Double](repeating: 0, count: items), count: 300)
    for single in world.cases { mixes[single.unit][single.item] += 1 }
    mixes = mixes.map { mix in mix.map { $0 / mix.reduce(0, +) } }
    func distance(_ unit: Int) -> Double {
      let peers = mixes.indices.filter {
        world.unitDomains[$0] == world.unitDomains[unit] && !isPlanted($0)
      }
      let mean = (0..<items).map { item in
        peers.reduce(0) { $0 + mixes[$1][item] } / Double(peers.count)
      }
      return zip(mixes[unit], mean).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    }
    let (far, near) = (0..<300).reduce(into: (0.0, 0.0)) { sums, unit in
      if isPlanted(unit) { sums.0 += distance(unit) } else { sums.1 += distance(unit) }
    }
    let count = Double(world.planted.count)
    #expect(far / count > 1.4 * near / (300 - count))
  }
}
