import Glibc
import Statistics
import TestSupport
import Testing

/// Funnels whose spread is told by ordinary and outlying units.
@Suite struct ShareFunnelGroupsTests {
  private struct World {
    var counts: [Int] = []
    var trials: [Int] = []
    var isPlanted: [Bool] = []
  }

  // Log odds around 0.4 with a standard deviation of 0.3; a tenth lies 1.5 lower when planted.
  private func world(_ seed: UInt64, planted: Bool, units: Int = 200) -> World {
    var random = RandomSource(seed: seed)
    var world = World()
    for unit in 0..<units {
      let isPlanted = planted && unit % 10 == 0
      let logOdds = -0.4 + 0.3 * random.normal() - (isPlanted ? 1.5 : 0)
      let trials = 40 + random.integer(below: 200)
      world.counts.append(random.binomial(trials: trials, chance: 1 / (1 + exp(-logOdds))))
      world.trials.append(trials)
      world.isPlanted.append(isPlanted)
    }
    return world
  }

  private func fit(_ world: World, _ spread: ShareFunnelFit.Spread) throws -> ShareFunnelFit {
    try #require(
      ShareFunnelFit(counts: world.counts, trials: world.trials, spread: spread))
  }

  // The definition, from its parts: log odds with half a case more on either side, variance of the
  // expected share, and the mean of both spreads, a quarter of which is the correlation at a half.
  @Test func theSpreadIsTheMeanOfMixtureAndQuartiles() throws {
    let world = world(1, planted: true)
    let funnel = try fit(world, .twoGroups)
    var (estimates, variances): ([Double], [Double]) = ([], [])
    for unit in world.counts.indices {
      let (count, trials) = (Double(world.counts[unit]), Double(world.trials[unit]))
      let share = funnel.share(of: unit)
      estimates.append(
        log((count + 0.5) / (trials - count + 0.5)) - log(share / (1 - share)))
      variances.append(1 / (trials * share * (1 - share)))
    }
    let mixture = try #require(TwoGroupFit(estimates: estimates, variances: variances))
    let quartiles = RobustCentre.betweenVariance(estimates: estimates, variances: variances)
    #expect(abs(funnel.correlation - (mixture.betweenVariance + quartiles) / 8) < 1e-12)
    let share = funnel.share(of: 0)
    #expect(
      abs(funnel.correlation(of: 0) - 4 * funnel.correlation * share * (1 - share)) < 1e-15)
    let score =
      (estimates[0] - mixture.centre)
      / (variances[0] + (mixture.betweenVariance + quartiles) / 2).squareRoot()
    #expect(
      abs(funnel.lowerChance(0) - NormalDistribution.probability(atMost: score)) < 1e-12)
    #expect(abs(funnel.lowerChance(0) + funnel.upperChance(0) - 1) < 1e-12)
  }

  @Test func outlyingUnitsWidenItLessThanTheQuartiles() throws {
    for seed in UInt64(1)...5 {
      let world = world(seed, planted: true)
      let groups = try fit(world, .twoGroups)
      let quartiles = try fit(world, .quartiles)
      // A variance of 0.09 on the log odds is a correlation of 0.0225 at a share of a half.
      #expect(groups.correlation < 2 * 0.0225)
      let found = { (funnel: ShareFunnelFit, chance: (Int) -> Double) in
        world.counts.indices.count { world.isPlanted[$0] && chance($0) < 0.001 }
      }
      #expect(found(groups, groups.lowerChance) >= found(quartiles, quartiles.lowerMidP))
    }
  }

  @Test func ordinaryUnitsHaveOrdinaryChances() throws {
    var (low, high, units) = (0, 0, 0)
    for seed in UInt64(11)...20 {
      let funnel = try fit(world(seed, planted: false), .twoGroups)
      low += (0..<200).count { funnel.lowerChance($0) <= 0.05 }
      high += (0..<200).count { funnel.upperChance($0) <= 0.05 }
      units += 200
    }
    // 2,000 units: 100 expected, five standard deviations are 49.
    #expect(abs(low - units / 20) < 49 && abs(high - units / 20) < 49)
  }

  @Test func fewUnitsFallBackOnTheQuartiles() throws {
    let world = world(3, planted: true, units: 19)
    let (groups, quartiles) = (try fit(world, .twoGroups), try fit(world, .quartiles))
    #expect(groups == quartiles)
    #expect(groups.lowerChance(0) == quartiles.lowerMidP(0))
  }

  @Test func fewTrialsKeepTheMidP() throws {
    var world = world(4, planted: false, units: 40)
    (world.counts[0], world.trials[0]) = (1, 9)
    let funnel = try fit(world, .twoGroups)
    #expect(funnel.lowerChance(0) == funnel.lowerMidP(0))
    #expect(funnel.upperChance(0) == funnel.upperMidP(0))
  }
}
