internal import Glibc

/// The mixture prior that makes a table of counts most likely, and how it was found.
///
/// DuMouchel (1999), The American Statistician 53:177, equation 12; for counts above 0 the
/// conditional likelihood of DuMouchel and Pregibon (2001), KDD 2001:67, in openEBGM's form,
/// where each component is conditional on a count above 0.
public struct GammaMixtureFit: Hashable, Sendable {
  /// Which cells the table has.
  public enum Cells: Hashable, Sendable {
    /// All cells, those without a case too.
    case all
    /// Only cells with a case.
    case withCase
  }

  /// The most likely prior.
  public let prior: GammaMixture
  /// Natural logarithm of the likelihood at `prior`, without constants left out.
  public let logLikelihood: Double
  /// Iterations of all searches together.
  public let iterations: Int
  /// Starts that led to `prior`, this one included; 1 means that no other confirms it.
  public let agreeingStarts: Int
  /// Whether the search that led to `prior` converged.
  public let isConverged: Bool

  /// Starts of the searches: the five of openEBGM's manual.
  public static let defaultStarts = [
    mixture((0.2, 0.1), (2, 4), 1 / 3), mixture((0.1, 0.1), (10, 10), 0.2),
    mixture((0.3, 0.5), (6, 6), 0.5), mixture((0.5, 0.3), (12, 12), 0.8),
    mixture((0.2, 0.2), (5, 5), 0.4),
  ]

  /// Makes the fit by a simplex search on the logarithms of the parameters from each start.
  ///
  /// The likelihood often has several maxima. As in openEBGM the highest one counts that two
  /// starts reach; if no two agree, the highest of all.
  ///
  /// - Parameters:
  ///   - table: One cell or more; squashed counts have their weights.
  ///   - cells: Which cells the table has; `.withCase` needs every count above 0.
  ///   - starts: One or more, each with a share between 0 and 1, exclusive.
  ///   - search: Settings of the simplex.
  public init(
    _ table: [WeightedCount], cells: Cells, starts: [GammaMixture] = defaultStarts,
    search: NelderMead = NelderMead()
  ) {
    precondition(!table.isEmpty && !starts.isEmpty, "a fit needs cells and a start")
    precondition(cells == .all || table.allSatisfy { $0.count > 0 }, "a cell has no case")
    let likelihood = MixtureLikelihood(table: table, cells: cells)
    let found = starts.map { start in
      search.minimum(from: MixtureLikelihood.parameters(of: start)) { -likelihood.value(at: $0) }
    }
    let confirmed = found.filter { Self.agreeing(with: $0, in: found) > 1 }
    let candidates = confirmed.isEmpty ? found : confirmed
    let best = candidates.reduce(candidates[0]) { $1.value < $0.value ? $1 : $0 }
    prior = MixtureLikelihood.mixture(at: best.point)
    logLikelihood = -best.value
    iterations = found.reduce(0) { $0 + $1.iterations }
    agreeingStarts = max(1, Self.agreeing(with: best, in: found))
    isConverged = best.isConverged
  }

  /// Returns how many converged searches ended at the likelihood of `one`, 0 if it did not.
  private static func agreeing(
    with one: Minimum<[Double]>, in found: [Minimum<[Double]>]
  ) -> Int {
    guard one.isConverged else { return 0 }
    let margin = 1e-6 * (1 + abs(one.value))
    return found.count { $0.isConverged && abs($0.value - one.value) <= margin }
  }

  private static func mixture(
    _ first: (shape: Double, rate: Double), _ second: (shape: Double, rate: Double),
    _ weight: Double
  ) -> GammaMixture {
    GammaMixture(
      first: GammaDistribution(shape: first.shape, rate: first.rate),
      second: GammaDistribution(shape: second.shape, rate: second.rate), weight: weight)
  }
}

/// The likelihood as a function of logarithms of shapes and rates and of the log odds of the share.
private struct MixtureLikelihood {
  let table: [WeightedCount]
  let cells: GammaMixtureFit.Cells

  // Shapes and rates up to openEBGM's bound of 100; beyond, the likelihood is flat.
  private static let parameters = -12.0...log(100)
  private static let logOdds = -16.0...16.0

  static func parameters(of mixture: GammaMixture) -> [Double] {
    [
      log(mixture.first.shape), log(mixture.first.rate), log(mixture.second.shape),
      log(mixture.second.rate), log(mixture.weight) - log1p(-mixture.weight),
    ]
  }

  static func mixture(at parameters: [Double]) -> GammaMixture {
    GammaMixture(
      first: GammaDistribution(shape: exp(parameters[0]), rate: exp(parameters[1])),
      second: GammaDistribution(shape: exp(parameters[2]), rate: exp(parameters[3])),
      weight: 1 / (1 + exp(-parameters[4])))
  }

  func value(at parameters: [Double]) -> Double {
    guard parameters.dropLast().allSatisfy(Self.parameters.contains),
      Self.logOdds.contains(parameters[4])
    else { return -.infinity }
    let mixture = Self.mixture(at: parameters)
    let firstShare = -log1p(exp(-parameters[4]))
    let secondShare = -log1p(exp(parameters[4]))
    var sum = 0.0
    for cell in table {
      let first = firstShare + term(cell, mixture.first)
      let second = secondShare + term(cell, mixture.second)
      let larger = max(first, second)
      sum += cell.weight * (larger + log1p(exp(min(first, second) - larger)))
    }
    return sum
  }

  private func term(_ cell: WeightedCount, _ law: GammaDistribution) -> Double {
    let mean = law.shape * cell.expected / law.rate
    return cells == .all
      ? NegativeBinomialLogLikelihood.term(count: cell.count, mean: mean, size: law.shape)
      : NegativeBinomialLogLikelihood.truncatedTerm(
        count: cell.count, mean: mean, size: law.shape)
  }
}
