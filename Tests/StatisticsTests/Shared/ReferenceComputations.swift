import Statistics

/// The same computations by this library, by the name that reference.json gives them.
enum ReferenceComputations {
  typealias Computation = @Sendable (ReferenceVector) -> [Double]

  static let all: [String: Computation] = [distributions, tests, descriptions, laws]
    .reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  private static let distributions: [String: Computation] = [
    "pois_p0": { [poisson($0).probability(of: 0)] },
    "pois_cdf": { [poisson($0).probability(atMost: $0.count("k"))] },
    "pois_sf": { [poisson($0).probability(above: $0.count("k"))] },
    "pois_midp_low": { [poisson($0).lowerMidP($0.count("k"))] },
    "pois_exact_ci": {
      ends(
        PoissonRate.interval(
          events: $0.count("k"), exposure: 1, confidence: $0.number("level")))
    },
    "nb_p0": { [negativeBinomial($0).probability(of: 0)] },
    "nb_cdf": { [negativeBinomial($0).probability(atMost: $0.count("k"))] },
    "nb_sf": { [negativeBinomial($0).probability(above: $0.count("k"))] },
    "nb_logpmf_big": { [negativeBinomial($0).logProbability(of: $0.count("k"))] },
    "trunc_nb_loglik": { vector in
      zip(vector.counts("y"), zip(vector.numbers("mu"), vector.numbers("a"))).map {
        ZeroTruncatedNegativeBinomial.logProbability(of: $0, mean: $1.0, size: $1.1)
      }
    },
    "bb_cdf": { [betaBinomial($0).probability(atMost: $0.count("k"))] },
    "bb_sf": { [betaBinomial($0).probability(above: $0.count("k"))] },
    "bb_midp_high": {
      [
        BetaBinomialDistribution(
          trials: $0.count("n"), share: $0.number("p"), correlation: $0.number("rho")
        ).upperMidP($0.count("k"))
      ]
    },
    "p0_spell": {
      [
        SilentSpell(
          size: $0.number("A"), earlierCases: $0.number("y"), expectedBefore: $0.number("Er"),
          expectedSince: $0.number("Es")
        ).chanceOfNone
      ]
    },
    "clump_effective": { vector in
      let clumping = Clumping(kappa: vector.number("kappa"))
      return vector.numbers("E").map {
        clumping.effectiveExpectation($0, relativeRate: vector.number("theta"))
      }
    },
    "zero_posterior_example": { posterior($0) },
  ]

  private static let tests: [String: Computation] = [
    "fisher": { [FisherExactTest(tables($0, "table")[0]).twoSided] },
    "fisher_less": { [FisherExactTest(tables($0, "table")[0]).less] },
    "fisher_midp": { [FisherExactTest(tables($0, "table")[0]).midP] },
    "boschloo": {
      // Groups of scipy's test are the columns.
      let table = tables($0, "table")[0]
      let turned = TwoByTwoTable(
        table.firstYes, table.secondYes, table.firstNo, table.secondNo)
      let test = BoschlooExactTest(turned)
      return [test.statistic, test.pValue]
    },
    "mh_or": { [MantelHaenszelOddsRatio(tables($0))?.value].compactMap(\.self) },
    "mh_logor_se": { vector in
      MantelHaenszelOddsRatio(tables(vector)).map { [$0.logarithm, $0.standardError] } ?? []
    },
    "mh_ci": { vector in
      MantelHaenszelOddsRatio(tables(vector)).map { ends($0.interval(confidence: 0.95)) } ?? []
    },
    "mh_rr": { [MantelHaenszelRiskRatio.value(of: tables($0))].compactMap(\.self) },
    "cmh": { outcome(CochranMantelHaenszelTest.outcome(of: tables($0))) },
    "cmh_cc": {
      outcome(CochranMantelHaenszelTest.outcome(of: tables($0), isContinuityCorrected: true))
    },
    "breslow_day": {
      outcome(BreslowDayTest.outcome(of: tables($0), isTaroneAdjusted: false))
    },
    "breslow_day_tarone": { outcome(BreslowDayTest.outcome(of: tables($0))) },
    "peto_one_step": { vector in
      PetoOddsRatio(tables(vector)).map { [$0.logarithm, $0.variance, $0.zScore] } ?? []
    },
    "mh_exact_midp": { [StratifiedExactTest.midP(of: tables($0))] },
    "bh": { AdjustedPValues.benjaminiHochberg($0.numbers("p")) },
    "bh_ties": { AdjustedPValues.benjaminiHochberg($0.numbers("p")) },
    "by": { AdjustedPValues.benjaminiYekutieli($0.numbers("p")) },
    "holm": { AdjustedPValues.holm($0.numbers("p")) },
    "stouffer": { [StoufferTest.pValue($0.numbers("z"))] },
    "lfdr_stepup": {
      LocalFalseDiscoverySelection(rates: $0.numbers("lfdr"), level: $0.number("alpha"))
        .runningMeans
    },
    "wilcoxon_ties": { outcome(RankSumTest.outcome($0.numbers("x"), $0.numbers("y"))) },
  ]

  private static let descriptions: [String: Computation] = [
    "ebgm": { vector in
      let prior = GammaMixture(
        first: GammaDistribution(
          shape: vector.number("alpha1"), rate: vector.number("beta1")),
        second: GammaDistribution(
          shape: vector.number("alpha2"), rate: vector.number("beta2")),
        weight: vector.number("w"))
      let posterior = prior.posterior(
        count: vector.count("N"), expected: vector.number("E"))
      return [posterior.weight, posterior.geometricMean] + [0.05, 0.95].map(posterior.quantile)
    },
    "wilson": {
      let interval = WilsonInterval(
        successes: $0.count("k"), trials: $0.count("n"), confidence: 0.95)
      return [interval.lower, interval.upper]
    },
    "clopper": {
      let interval = ClopperPearsonInterval(
        successes: $0.count("k"), trials: $0.count("n"), confidence: 0.95)
      return [interval.lower, interval.upper]
    },
    "jeffreys": {
      let interval = JeffreysInterval(
        successes: $0.count("k"), trials: $0.count("n"), confidence: 0.95)
      return [interval.lower, interval.upper]
    },
    "funnel_exact": { ends(funnel($0).exactLimits(trials: $0.count("n"))) },
    "funnel_normal": {
      ends(funnel($0).normalLimits(trials: $0.count("n"), correlation: $0.number("rho")))
    },
    "funnel_bb_ppf": {
      ends(funnel($0).betaBinomialLimits(trials: $0.count("n"), correlation: 0.02))
    },
    "kulldorff": {
      [
        TemporalScan.logLikelihoodRatio(
          observed: $0.count("c"), expected: $0.number("mu"), total: $0.count("C"))
      ]
    },
    "scan": { vector in
      let counts = vector.counts("x")
      let shares = [Double](repeating: 1 / Double(counts.count), count: counts.count)
      return TemporalScan(counts: counts, shares: shares, longest: 3).map {
        [$0.logLikelihoodRatio, Double($0.start), Double($0.length)]
      } ?? []
    },
    "gini": { [GiniCoefficient.value(of: $0.numbers("x"))].compactMap(\.self) },
    "hhi": {
      [
        HerfindahlHirschmanIndex.value(of: $0.numbers("s")),
        HerfindahlHirschmanIndex.normalised(of: $0.numbers("s")),
      ].compactMap(\.self)
    },
    "tvd": { [TotalVariation.distance($0.numbers("p"), $0.numbers("q"))] },
    "dm_loglik": {
      [
        DirichletMultinomial.logLikelihood(
          counts: $0.counts("y"), concentrations: $0.numbers("alpha"))
      ]
    },
    "gumbel_sf": {
      let law = GumbelDistribution(
        mean: $0.number("mean"), standardDeviation: $0.number("sd"))
      return [law.probability(above: $0.number("s"))]
    },
  ]

  private static let laws: [String: Computation] = [
    "gammainc": {
      let law = GammaDistribution(shape: $0.number("a"), rate: 1)
      return [law.probability(atMost: $0.number("x"))]
    },
    "betainc": {
      let law = BetaDistribution(alpha: $0.number("a"), beta: $0.number("b"))
      return [law.probability(atMost: $0.number("x"))]
    },
    "digamma": { [SpecialFunctions.digamma($0.number("x"))] },
    "lgamma": { [SpecialFunctions.logGamma($0.number("x"))] },
    "norm_ppf": { [NormalDistribution.quantile($0.number("x"))] },
    "norm_sf": { [NormalDistribution.probability(above: $0.number("x"))] },
    "gamma_ppf": {
      let law = GammaDistribution(shape: $0.number("a"), rate: $0.number("rate"))
      return [0.05, 0.5, 0.95].map(law.quantile)
    },
    "beta_ppf": {
      let law = BetaDistribution(alpha: $0.number("a"), beta: $0.number("b"))
      return [0.025, 0.975].map(law.quantile)
    },
  ]

  private static func poisson(_ vector: ReferenceVector) -> PoissonDistribution {
    PoissonDistribution(mean: vector.number("mu"))
  }

  private static func negativeBinomial(
    _ vector: ReferenceVector
  ) -> NegativeBinomialDistribution {
    NegativeBinomialDistribution(mean: vector.number("mu"), size: vector.number("a"))
  }

  private static func betaBinomial(_ vector: ReferenceVector) -> BetaBinomialDistribution {
    BetaBinomialDistribution(
      trials: vector.count("n"), alpha: vector.number("a"), beta: vector.number("b"))
  }

  private static func funnel(_ vector: ReferenceVector) -> ShareFunnel {
    ShareFunnel(target: vector.number("p0"), tail: vector.number("al"))
  }

  private static func tables(
    _ vector: ReferenceVector, _ name: String = "tables"
  ) -> [TwoByTwoTable] {
    let cells = vector.counts(name)
    return stride(from: 0, to: cells.count, by: 4).map {
      TwoByTwoTable(cells[$0], cells[$0 + 1], cells[$0 + 2], cells[$0 + 3])
    }
  }

  private static func ends(_ range: ClosedRange<Double>) -> [Double] {
    [range.lowerBound, range.upperBound]
  }

  private static func outcome(_ outcome: TestOutcome?) -> [Double] {
    outcome.map { [$0.statistic, $0.pValue] } ?? []
  }

  /// Likelihood ratios of stopping at each month, impossible up to the last case, and posterior.
  private static func posterior(_ vector: ReferenceVector) -> [Double] {
    let month = vector.number("E_month")
    let cases = vector.numbers("Y").reduce(0, +)
    let months = vector.number("months")
    let ratios = vector.counts("taus").map { stop in
      let spell = SilentSpell(
        size: vector.number("A"), earlierCases: cases, expectedBefore: month * Double(stop),
        expectedSince: month * (months - Double(stop)))
      return stop > vector.count("last") ? 1 / spell.chanceOfNone : 0
    }
    let stopped =
      vector.number("pi_stop") * ratios.reduce(0, +) / Double(ratios.count)
    let active = 1 - vector.number("pi_stop") - vector.number("pi_never")
    return ratios + [stopped / (stopped + active)]
  }
}
