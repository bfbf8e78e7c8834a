import Statistics
import Testing

@Suite struct GammaMixtureTests {
  static let prior = GammaMixture(
    first: GammaDistribution(shape: 0.2, rate: 0.1),
    second: GammaDistribution(shape: 2, rate: 4), weight: 1 / 3)

  // scipy 1.17: share of the first component by nbinom.logpmf, geometric mean by digamma,
  // quantiles by brentq on the mixture of gamma.cdf: DuMouchel (1999), equations 5 to 11.
  @Test(arguments: [
    (10, 2.0, [0.9857267899395936, 4.563427621704176, 2.5339994843444673, 7.584617578366333]),
    (3, 0.5, [0.8040911656820888, 3.3679613037855782, 0.7228806360706579, 10.477483160689102]),
    (1, 0.02, [0.6199471562360103, 2.6044149299983186, 0.28213094493785323, 23.90964552371598]),
    (
      0, 4.2,
      [0.4975731147091654, 0.014962517658643459, 1.5549340450065087e-06, 0.4929986632706425]
    ),
    (100, 35.0, [0.9677407817585016, 2.832464281753429, 2.3900712500534715, 3.3348511603218864]),
    (2, 9.0, [0.14886447693339352, 0.2562246188093077, 0.0903550869956385, 0.5919020644321344]),
  ])
  func posteriorAgreesWithScipy(_ count: Int, _ expected: Double, _ values: [Double]) {
    let posterior = Self.prior.posterior(count: count, expected: expected)
    let quantiles = [0.05, 0.95].map(posterior.quantile)
    #expect(agree([posterior.weight, posterior.geometricMean] + quantiles, values))
  }

  @Test func shrinksMoreWhereLessWasExpected() {
    let small = Self.prior.posterior(count: 2, expected: 0.4)
    let large = Self.prior.posterior(count: 200, expected: 40)
    #expect(abs(large.mean - 5) < abs(small.mean - 5))
    #expect(large.quantile(0.95) - large.quantile(0.05) < small.quantile(0.95))
  }

  @Test(arguments: [0.0, 1.0])
  func aPureComponentKeepsItsQuantiles(_ weight: Double) {
    let mixture = GammaMixture(
      first: Self.prior.first, second: Self.prior.second, weight: weight)
    let pure = weight == 1 ? Self.prior.first : Self.prior.second
    #expect(agree(mixture.quantile(0.5), pure.quantile(0.5)))
    #expect(mixture.posterior(count: 3, expected: 2).weight == weight)
  }
}
